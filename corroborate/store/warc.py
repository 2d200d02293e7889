"""The archive as a WARC file, which web archives and their readers exchange (ISO 28500)."""

from collections.abc import Iterable
from io import BytesIO
from typing import IO, Any
from urllib.parse import urlsplit

from corroborate.errors import NotInstalled
from corroborate.store.archive import content, snapshots
from corroborate.store.connection import Database
from corroborate.store.forms import hash_of, json
from corroborate.store.kept import Snapshot


def export_warc(database: Database, stream: IO[bytes]) -> int:
    """Write every snapshot to a binary stream as request and response; returns how many.

    The body is as it was after decompression, so that no header speaks of one. The same store gives
    the same bytes.

    Raises:
        NotInstalled: the extra `archive` is not.
    """
    try:
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise NotInstalled("a WARC file", "archive") from error
    writer = WARCWriter(stream, gzip=True, warc_version="1.1")
    written = 0
    for snapshot in snapshots(database):
        page = content(database, snapshot.bytes_hash)
        for record in _records(writer, snapshot, page):
            writer.write_record(record)
        written += 1
    return written


def _records(writer: Any, snapshot: Snapshot, page: bytes) -> Iterable[Any]:
    """The response, the request that it answered, and the way there where it was redirected."""
    from warcio.statusandheaders import StatusAndHeaders

    length = ("content-length", str(len(page)))
    answered = StatusAndHeaders(
        f"{snapshot.status} ", [*snapshot.headers, length], protocol="HTTP/1.1"
    )
    response = _about(snapshot, "response")
    yield writer.create_warc_record(
        snapshot.url,
        "response",
        payload=BytesIO(page),
        http_headers=answered,
        warc_headers_dict=response,
    )
    address = urlsplit(snapshot.url)
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    asked = StatusAndHeaders(
        f"GET {path} HTTP/1.1", [("host", address.netloc)], is_http_request=True
    )
    request = {**_about(snapshot, "request"), "WARC-Concurrent-To": response["WARC-Record-ID"]}
    yield writer.create_warc_record(
        snapshot.url, "request", http_headers=asked, warc_headers_dict=request
    )
    if snapshot.asked != snapshot.url:
        way = "".join(f"via: {each}\r\n" for each in (snapshot.asked, *snapshot.redirects))
        about = {**_about(snapshot, "metadata"), "WARC-Concurrent-To": response["WARC-Record-ID"]}
        yield writer.create_warc_record(
            snapshot.url,
            "metadata",
            payload=BytesIO(way.encode()),
            warc_headers_dict=about,
            warc_content_type="application/warc-fields",
        )


def _about(snapshot: Snapshot, kind: str) -> dict[str, str]:
    """The headers of a record: when it was fetched, and a name that is the same each time."""
    named = hash_of(json([kind, snapshot.id, snapshot.url, snapshot.bytes_hash]))[-32:]
    parts = (named[:8], named[8:12], named[12:16], named[16:20], named[20:])
    return {
        "WARC-Record-ID": f"<urn:uuid:{'-'.join(parts)}>",
        "WARC-Date": snapshot.fetched.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
