"""Pages as they were: kept once, verified when read, and told when they are not as they were."""

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import NOON, Clock, page, tampered
from strategies import reports
from warcio.archiveiterator import ArchiveIterator

from corroborate.errors import BadInput, NotInstalled, StoreDamaged, StoreError
from corroborate.model.dossier import content_hash
from corroborate.model.report import Report
from corroborate.model.text import Moment, Span
from corroborate.store import Store

HERALD = "https://herald.example/bridges"
TEXT = "Trois ponts ont fermé 😀 lundi, selon la préfecture."
REPORT = Report(
    text=TEXT, id="a1", outlet="Herald", url=HERALD, published=Moment.parse("2025-03-04")
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def store(file: Path) -> Store:
    return Store.open(file, Clock())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One store for all examples of a property."""
    store = Store.open(tmp_path_factory.mktemp("shared") / "news.db", Clock())
    store.keep(page(HERALD), REPORT)
    return store


def test_a_page_is_kept_with_all_that_the_server_said_of_it(store: Store) -> None:
    headers = (("etag", '"1"'), ("last-modified", "Tue, 04 Mar 2025 08:00:00 GMT"))
    fetched = page(
        HERALD,
        asked="http://herald.example/b?id=1",
        redirects=("http://herald.example/b",),
        headers=headers,
        fetched=NOON + timedelta(microseconds=7),
    )
    kept = store.keep(fetched, REPORT, encoding="cp1252")
    assert kept == store.latest(fetched.asked) == store.latest(HERALD)
    assert (kept.etag, kept.last_modified) == (headers[0][1], headers[1][1])
    assert (kept.asked, kept.redirects, kept.status) == (fetched.asked, fetched.redirects, 200)
    assert (kept.fetched, kept.encoding, kept.report) == (fetched.fetched, "cp1252", REPORT)
    assert "trafilatura/" in kept.extractor
    assert store.content(kept.bytes_hash) == fetched.content


def test_no_cookie_is_kept(store: Store, file: Path) -> None:
    store.keep(page(HERALD, headers=(("set-cookie", "secret-7f3a"),)), REPORT)
    store.close()
    assert b"secret-7f3a" not in file.read_bytes()


def test_the_same_bytes_and_text_are_kept_once(store: Store, file: Path) -> None:
    content = b"\x00bridge" * 20_000
    for _ in range(20):
        store.keep(page(HERALD, content), REPORT)
    assert len(list(store.snapshots())) == 20
    store.close()
    assert file.stat().st_size < 2 * len(content) + 300_000


def test_a_304_is_a_check_and_no_page(store: Store) -> None:
    first = store.keep(page(HERALD), REPORT)
    store.checked_again(HERALD, NOON + timedelta(hours=6))
    again = store.latest(HERALD)
    assert again == replace(first, checked=NOON + timedelta(hours=6))
    with pytest.raises(BadInput, match="304"):
        store.keep(page(HERALD, b"", status=304), None)
    with pytest.raises(StoreError, match="never kept"):
        store.checked_again("https://herald.example/other", NOON)


def test_a_page_without_a_report_is_kept_with_why_and_does_not_hide_the_article(
    store: Store,
) -> None:
    article = store.keep(page(HERALD), REPORT)
    asked = store.keep(page(HERALD, b"Are you a person?"), None, "asks for proof of a reader")
    assert (asked.why, asked.report, asked.text_hash) == ("asks for proof of a reader", None, "")
    assert store.latest(HERALD) == article
    assert store.latest("https://herald.example/never") is None


@settings(max_examples=25)
@given(report=reports)
def test_a_report_comes_back_as_it_was_read(report: Report, shared: Store) -> None:
    report = replace(report, notices=("a notice",), retrieved=Moment.parse("2025-03-05"))
    assert shared.keep(page(HERALD), report).report == report


@pytest.mark.parametrize(
    ("published", "found"),
    [
        ("2025-03-03", False),
        ("2025-03-04", True),
        ("2025-03-05T11:59:59+00:00", False),
        ("2025-03-04T23:00:00-05:00", True),
        ("2025-03-05T12:30:00+01:00", False),
        (None, True),
    ],
)
def test_reports_are_found_by_when_they_came_out(
    store: Store, published: str | None, found: bool
) -> None:
    out = Moment.parse(published) if published else None
    store.keep(page(HERALD, fetched=NOON - timedelta(days=1)), replace(REPORT, published=out))
    first = datetime(2025, 3, 4, 12, tzinfo=UTC)
    assert bool(store.reports(first, NOON - timedelta(hours=2))) is found


def test_of_each_page_the_newest_report_counts_whatever_its_twins_are_called(store: Store) -> None:
    store.keep(page(HERALD + "?utm_source=mail#top"), replace(REPORT, text="old"))
    store.keep(page(HERALD + "/amp"), replace(REPORT, text="new", canonical=HERALD))
    store.keep(page("https://post.example/copy"), replace(REPORT, text="copy", canonical=HERALD))
    store.keep(page(HERALD), None, "empty")
    found = store.reports(NOON - timedelta(days=2), NOON)
    assert sorted(each.text for each in found) == ["copy", "new"]


def test_an_outage_counts_from_its_first_failure_until_a_success(store: Store) -> None:
    assert store.failed(HERALD, "timeout", NOON) == NOON
    assert store.failed(HERALD, "503", NOON + timedelta(hours=6)) == NOON
    assert store.failed("https://post.example/", "503", NOON + timedelta(hours=1)) > NOON
    store.succeeded(HERALD, NOON + timedelta(hours=7))
    store.succeeded(HERALD, NOON + timedelta(hours=8))
    assert store.failed(HERALD, "503", NOON + timedelta(days=1)) == NOON + timedelta(days=1)


@settings(max_examples=30)
@given(span=st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted))
def test_a_quote_is_the_words_between_two_code_points(span: list[int], shared: Store) -> None:
    start, end = span
    text_hash = content_hash(TEXT)
    quote = shared.quote(text_hash, start, end)
    assert quote.exact == TEXT[start:end]
    assert quote.prefix + quote.exact + quote.suffix in TEXT
    assert quote.span == Span(start, end)


def test_a_quote_past_the_end_or_of_no_text_is_one_clear_error(store: Store) -> None:
    text_hash = store.keep(page(HERALD), REPORT).text_hash
    with pytest.raises(StoreError, match=f"{len(TEXT)} characters, not 2 to 900"):
        store.quote(text_hash, 2, 900)
    with pytest.raises(StoreError, match="no text was kept"):
        store.quote("sha256:00", 0, 1)
    with pytest.raises(StoreError, match="no page was kept"):
        store.content("sha256:00")


def test_what_was_changed_behind_our_back_is_not_given_out(store: Store, file: Path) -> None:
    kept = store.keep(page(HERALD), REPORT)
    tampered(
        file,
        "UPDATE texts SET text = 'Quatre' || substr(text, 6)",
        "UPDATE blobs SET content = x'00'",
    )
    for read in (
        lambda: store.quote(kept.text_hash, 0, 5),
        lambda: store.content(kept.bytes_hash),
        lambda: store.latest(HERALD),
    ):
        with pytest.raises(StoreDamaged):
            read()


def test_a_warc_file_holds_each_request_and_response_and_the_way_there(store: Store) -> None:
    asked = "http://herald.example/b?id=1"
    content = "<p>fermé</p>".encode("cp1252")
    store.keep(
        page(HERALD + "?a=b", content, asked=asked, headers=(("content-type", "text/html"),)),
        REPORT,
    )
    store.keep(page("https://post.example", b""), None, "empty")
    first, again = BytesIO(), BytesIO()
    assert store.export_warc(first) == store.export_warc(again) == 2
    assert first.getvalue() == again.getvalue()
    first.seek(0)
    records = [
        (
            each.rec_type,
            each.rec_headers["WARC-Target-URI"],
            each.content_stream().read(),
            each.http_headers,
        )
        for each in ArchiveIterator(first, check_digests="raise")
    ]
    assert [each[0] for each in records] == [
        "response",
        "request",
        "metadata",
        "response",
        "request",
    ]
    assert records[0][2] == content
    assert records[0][3].get_header("content-type") == "text/html"
    assert records[0][3].get_statuscode() == "200"
    assert records[1][3].protocol == "GET"
    assert asked.encode() in records[2][2]


def test_without_the_extra_a_warc_file_is_one_clear_error(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)
    with pytest.raises(NotInstalled, match=r"corroborate-news\[archive\]"):
        store.export_warc(BytesIO())
