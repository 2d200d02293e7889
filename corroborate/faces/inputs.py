"""What the user names -- files, folders, standard input -- read into documents and reports."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from json import loads
from os.path import isdir
from pathlib import Path
from typing import IO

from corroborate.errors import BadInput
from corroborate.model.report import Failure, Report
from corroborate.model.text import Document

LARGEST_BYTES = 50_000_000
"""Of one text or page. Fifty times a long book: beyond it the file is not an article, and reading
it would only fill the memory."""
MOST_CONTROLS = 0.01
"""Share of control characters beyond which bytes are no text: text has next to none."""
SNIFFED_BYTES = 4096
"""Bytes looked at to tell what a file is."""
STDIN = "-"

MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzip data",
}
"""First bytes of what people pass by mistake (the signatures that those formats define)."""
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,1000}?-->\s*)*<(!doctype\s+html|html)\b", re.I | re.S
)
_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]*://")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
RECORD_SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The reports that were read, what could not be, and what to say of either, in input order."""

    reports: tuple[Report, ...] = ()
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()


def read_document(source: str, stdin: IO[bytes]) -> tuple[Document, tuple[str, ...]]:
    """Read the text or saved page at `source`, "-" for `stdin`, with notices on how it was read.

    Raises:
        BadInput: an address, no such file, not text, no words in it, or beyond LARGEST_BYTES.
    """
    name = "standard input" if source == STDIN else source
    content = _limited(stdin, name) if source == STDIN else _file(source)
    if is_page(content, source):
        page = _page(content, name)
        return page.as_document(), tuple(f"{name}: {notice}" for notice in said_of(page))
    text, notices = decode(content, name)
    if not text.strip():
        raise BadInput(f"{name} holds no text: there is nothing to check")
    return Document(text=text), notices


def read_evidence(paths: Iterable[str]) -> Evidence:
    """Read every report of `paths`: record files, saved pages, or folders of either.

    A record or page that cannot be read is a Failure, as long as its file or folder gives a report.

    Raises:
        BadInput: an address, no such path, or one that gives no report at all.
    """
    return _together(_evidence(path) for path in paths)


def read_saved_page(path: str) -> Report:
    """Read one saved page, with its notices.

    Raises:
        BadInput: no such file, or no page that can be read.
    """
    return _page(_file(path), path)


def decode(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Text of bytes, line ends as "\\n", with a notice where they were not UTF-8.

    Raises:
        BadInput: the bytes are not text; `name` is what the message calls them.
    """
    _refuse_binary(content, name)
    wide = _WIDE.get(content[:2])
    text, notices = _wide(content, wide) if wide else _narrow(content, name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notices


def is_page(content: bytes, path: str) -> bool:
    """Whether it is HTML, by the file's name or the first bytes."""
    named = path.casefold().endswith(PAGE_SUFFIXES)
    return named or bool(_PAGE.match(content[:SNIFFED_BYTES].removeprefix(b"\xef\xbb\xbf")))


def _wide(content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    return content[2:].decode(encoding, "replace"), ()


def _narrow(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), (f"{name}: not UTF-8: read as Windows-1252",)


def _refuse_binary(content: bytes, name: str) -> None:
    for magic, kind in MAGIC.items():
        if content.startswith(magic):
            raise BadInput(f"{name} is {kind}, not text: save its words as a .txt or .html file")
    if content[:2] in _WIDE:
        return
    controls = len(_CONTROLS.findall(content))
    if b"\0" in content or controls > MOST_CONTROLS * len(content):
        raise BadInput(f"{name} is binary, not text: pass UTF-8 text or a saved .html page")


def is_address(text: str) -> bool:
    """Whether it is an address of the web, or meant as one, and no path."""
    return bool(_ADDRESS.match(text))


def _refuse_address(path: str) -> None:
    if is_address(path):
        raise BadInput(f"{path} is an address: save the page as .html and pass the file")


def _file(path: str) -> bytes:
    _refuse_address(path)
    try:
        with Path(path).open("rb") as stream:
            return _limited(stream, path)
    except (OSError, ValueError) as error:
        raise BadInput(_unreadable(path, error)) from error


def whole(source: str, stdin: IO[bytes]) -> bytes:
    """All bytes of a file of any size, "-" for `stdin`.

    Raises:
        BadInput: there is no such file, or it cannot be read.
    """
    if source == STDIN:
        return stdin.read()
    _refuse_address(source)
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput(_unreadable(source, error)) from error


def _unreadable(path: str, error: OSError | ValueError) -> str:
    """Why a path cannot be opened (a ValueError: a NUL in it), with the system's own words."""
    if isinstance(error, FileNotFoundError):
        return f"no such file: {path}"
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder; name one text file"
    return f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"


def _limited(stream: IO[bytes], name: str) -> bytes:
    content = stream.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise BadInput(
            f"{name} is larger than {LARGEST_BYTES // 1_000_000} MB: pass a smaller part"
        )
    return content


def _page(content: bytes, name: str) -> Report:
    from corroborate.net.pages import read_page

    try:
        return read_page(content)
    except BadInput as error:
        raise BadInput(f"{name}: {str(error).removeprefix('the page: ')}") from error


def said_of(page: Report) -> tuple[str, ...]:
    """The notices of a page that is checked: a claim that it does not show cannot be checked."""
    whole = page.access not in ("partial", "paywalled")
    return page.notices if whole else (*page.notices, "only a part of the article could be read")


def _evidence(path: str) -> Evidence:
    _refuse_address(path)
    if isdir(path):
        return _folder(path)
    content = _file_start(path)
    if is_page(content, path):
        return _saved_page(path)
    return _records(path)


def _together(parts: Iterable[Evidence]) -> Evidence:
    found = list(parts)
    return Evidence(
        reports=tuple(report for each in found for report in each.reports),
        failures=tuple(failure for each in found for failure in each.failures),
        notices=tuple(notice for each in found for notice in each.notices),
    )


def _file_start(path: str) -> bytes:
    """The first bytes of a regular file; none of a pipe, as what is read there is gone."""
    try:
        if not Path(path).is_file():
            return b""
        with Path(path).open("rb") as stream:
            return stream.read(SNIFFED_BYTES)
    except (OSError, ValueError) as error:
        raise BadInput(_unreadable(path, error)) from error


def _folder(path: str) -> Evidence:
    """Every page and record file that lies in the folder itself, by name."""
    try:
        names = sorted(Path(path).iterdir())
    except OSError as error:
        raise BadInput(_unreadable(path, error)) from error
    readable = (*PAGE_SUFFIXES, *RECORD_SUFFIXES)
    files = [str(name) for name in names if name.suffix.casefold() in readable]
    if not files:
        raise BadInput(
            f"{path} holds no report: expected saved pages (.html, .htm) or .jsonl files"
        )
    whole = _together(_tolerant(file) for file in files)
    if not whole.reports:
        raise BadInput(f"{path} holds no report that can be read: {whole.failures[0].why}")
    return whole


def _tolerant(file: str) -> Evidence:
    """One file of a folder, or the failure that it is."""
    try:
        return _evidence(file)
    except BadInput as error:
        return Evidence(failures=(Failure(where=file, why=str(error)),))


def _saved_page(path: str) -> Evidence:
    page = _page(_file(path), path)
    return Evidence((_told(page),), (), tuple(f"{path}: {notice}" for notice in page.notices))


def _records(path: str) -> Evidence:
    reports: list[Report] = []
    failures: list[Failure] = []
    notices: list[str] = []
    for where, line in _lines(path):
        try:
            report, said = _record(line, where)
        except BadInput as error:
            failures.append(Failure(where=where, why=str(error)))
        else:
            reports.append(report)
            notices.extend(said)
    if not reports:
        first = f"; {failures[0].where}: {failures[0].why}" if failures else ""
        raise BadInput(f"{path} holds no report record (a JSON object a line){first}")
    return Evidence(tuple(reports), tuple(failures), tuple(notices))


def _lines(path: str) -> Iterator[tuple[str, bytes]]:
    """The lines that are not blank, each with its place: "file:line 7"."""
    try:
        with Path(path).open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if number == 1:
                    _refuse_binary(line, path)
                    _refuse_wide(line, path)
                if line.strip():
                    yield f"{path}:line {number}", line
    except (OSError, ValueError) as error:
        raise BadInput(_unreadable(path, error)) from error


def _refuse_wide(line: bytes, path: str) -> None:
    if line[:2] in _WIDE:
        raise BadInput(f"{path} is UTF-16: report records are UTF-8, one JSON object a line")


def _record(line: bytes, where: str) -> tuple[Report, tuple[str, ...]]:
    text, notices = _narrow(line, where)
    try:
        record = loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"not JSON ({error})") from error
    report = Report.from_dict(record)
    if not report.text.strip():
        raise BadInput("a record without a text")
    return _told(report), (*notices, *(f"{where}: {notice}" for notice in report.notices))


def _told(report: Report) -> Report:
    """The report without its notices, once they are told with their place: each is said once."""
    return replace(report, notices=())
