import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import BadInput
from corroborate.faces import inputs
from corroborate.faces.inputs import decode, is_page, read_document, read_evidence

NO_STDIN = io.BytesIO()


def written(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def record(**fields: object) -> str:
    return json.dumps({"text": "Three bridges closed.", **fields}) + "\n"


@pytest.mark.parametrize(
    "content",
    [
        "Été à Genève".encode(),
        "Été à Genève".encode("utf-8-sig"),
        "Été à Genève".encode("utf-16"),
        b"\xfe\xff" + "Été à Genève".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "utf-16 big end first"],
)
def test_unicode_is_read_as_it_is_without_a_word(content: bytes) -> None:
    assert decode(content, "a.txt") == ("Été à Genève", ())


def test_what_is_not_utf_8_is_read_as_windows_1252_and_said_so() -> None:
    text, notices = decode("Été à 40 €".encode("cp1252"), "a.txt")
    assert text == "Été à 40 €"
    assert notices == ("a.txt: not UTF-8: read as Windows-1252",)


def test_line_ends_are_those_of_any_system() -> None:
    assert decode(b"one\r\ntwo\rthree\n", "a.txt")[0] == "one\ntwo\nthree\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_saved_as_utf_8_comes_back(text: str) -> None:
    if not text.encode().startswith((*inputs.MAGIC, b"\xef\xbb\xbf")):
        assert decode(text.encode(), "a.txt") == (text, ())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 and text", "a PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"text with a \0 in it", "binary"),
        (b"\x01\x02\x03 mostly control characters", "binary"),
    ],
)
def test_binary_is_refused_by_name(tmp_path: Path, content: bytes, kind: str) -> None:
    path = written(tmp_path, "article.txt", content)
    with pytest.raises(BadInput, match=kind) as caught:
        read_document(path, NO_STDIN)
    assert path in str(caught.value)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff \u00a0".encode()])
def test_an_empty_or_blank_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInput, match="holds no text"):
        read_document(written(tmp_path, "a.txt", content), NO_STDIN)


def test_no_such_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no such file: .*gone\.txt"):
        read_document(str(tmp_path / "gone.txt"), NO_STDIN)
    with pytest.raises(BadInput, match=r"no such file: .*gone\.jsonl"):
        read_evidence([str(tmp_path / "gone.jsonl")])


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_document("a\0b", NO_STDIN)
    with pytest.raises(BadInput, match="cannot be read"):
        read_evidence(["a\0b"])


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder"):
        read_document(str(tmp_path), NO_STDIN)


def test_an_address_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadInput, match="save the page"):
        read_document("https://news.example/a", NO_STDIN)
    with pytest.raises(BadInput, match="save the page"):
        read_evidence(["https://news.example/feed"])


def test_a_hyphen_reads_standard_input() -> None:
    document, notices = read_document("-", io.BytesIO("Été".encode()))
    assert (document.text, notices) == ("Été", ())


def test_five_million_bytes_are_read_and_a_file_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "long.txt", b"word " * 1_000_000)
    assert len(read_document(path, NO_STDIN)[0].text) == 5_000_000
    monkeypatch.setattr(inputs, "LARGEST_BYTES", 4_000_000)
    with pytest.raises(BadInput, match="larger than 4 MB"):
        read_document(path, NO_STDIN)


@pytest.mark.parametrize(
    ("content", "name", "want"),
    [
        (b"<!DOCTYPE html><p>x", "-", True),
        (b"\xef\xbb\xbf\n<!-- saved --><html lang=fr>", "a", True),
        (b'<?xml version="1.0"?>\n<html>', "a.txt", True),
        (b"words", "page.HTM", True),
        (b"words <html>", "a.txt", False),
        (b"<p>one", "a.txt", False),
    ],
)
def test_a_page_is_told_by_its_name_or_its_first_bytes(
    content: bytes, name: str, want: bool
) -> None:
    assert is_page(content, name) is want


def test_a_broken_line_is_a_failure_with_its_number_and_the_rest_is_used(tmp_path: Path) -> None:
    lines = [record(id="a"), "\n", '{"text": "cut\n', '["a list"]\n', '{"title": null}\n']
    path = written(tmp_path, "reports.jsonl", "".join([*lines, record(id="b"), '{"text": " "}\n']))
    evidence = read_evidence([path])
    assert [report.id for report in evidence.reports] == ["a", "b"]
    assert [failure.where for failure in evidence.failures] == [
        f"{path}:line {number}" for number in (3, 4, 5, 7)
    ]
    assert "not JSON" in evidence.failures[0].why
    assert "object" in evidence.failures[1].why


@pytest.mark.parametrize("line", ["[" * 100_000, '{"text": ' + "9" * 5_000 + "}", "null", "7"])
def test_no_line_however_odd_stops_the_rest(tmp_path: Path, line: str) -> None:
    evidence = read_evidence([written(tmp_path, "r.jsonl", f"{line}\n{record()}")])
    assert (len(evidence.reports), len(evidence.failures)) == (1, 1)


def test_a_date_that_is_not_one_is_a_notice_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "r.jsonl", record() + record(published="soon"))
    evidence = read_evidence([path])
    assert len(evidence.reports) == 2
    (notice,) = evidence.notices
    assert notice.startswith(f"{path}:line 2")
    assert "'soon' is not a date" in notice


def test_a_line_that_is_not_utf_8_is_read_and_said_so(tmp_path: Path) -> None:
    line = '{"text": "Trois ponts fermés."}\n'.encode("cp1252")
    evidence = read_evidence([written(tmp_path, "r.jsonl", record().encode() + line)])
    assert evidence.reports[1].text == "Trois ponts fermés."
    assert "line 2: not UTF-8" in evidence.notices[0]


@pytest.mark.parametrize("content", ["", "\n\n", "no json\n", '{"title": "x"}\n'])
def test_a_file_with_no_report_at_all_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadInput, match="no report record"):
        read_evidence([written(tmp_path, "r.jsonl", content)])


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"\x00\x01\n", '{"text": "a"}'.encode("utf-16")]
)
def test_records_that_are_no_utf_8_text_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInput, match=r"PDF|binary|UTF-16"):
        read_evidence([written(tmp_path, "r.jsonl", content)])


def test_a_folder_gives_its_record_files_by_name_and_its_unreadable_ones_as_failures(
    tmp_path: Path,
) -> None:
    written(tmp_path, "b.jsonl", record(id="second"))
    written(tmp_path, "a.jsonl", record(id="first"))
    written(tmp_path, "c.jsonl", b"%PDF-1.7\n")
    written(tmp_path, "notes.txt", "not looked at")
    evidence = read_evidence([str(tmp_path)])
    assert [report.id for report in evidence.reports] == ["first", "second"]
    assert [Path(failure.where).name for failure in evidence.failures] == ["c.jsonl"]


def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no report"):
        read_evidence([str(tmp_path)])
    written(tmp_path, "c.jsonl", b"%PDF-1.7\n")
    with pytest.raises(BadInput, match="holds no report that can be read"):
        read_evidence([str(tmp_path)])


def test_several_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    second = written(tmp_path, "a.jsonl", record(id="two"))
    first = written(tmp_path, "b.jsonl", record(id="one"))
    assert [report.id for report in read_evidence([first, second]).reports] == ["one", "two"]


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Three bridges closed</title>
<meta property="article:published_time" content="2025-03-03T10:00:00+00:00"></head><body><article>
<h1>Three bridges closed</h1>
<p>Three bridges over the river closed on Monday morning, the county engineer told reporters.</p>
<p>They will stay shut for six weeks while cracks in their piers are filled, she said, and buses
will take another way until then. A ferry runs every twenty minutes in the meantime.</p>
</article></body></html>"""


def test_a_saved_page_is_a_document_or_a_report(tmp_path: Path) -> None:
    path = written(tmp_path, "page.html", PAGE)
    document, _ = read_document(path, NO_STDIN)
    assert "county engineer" in document.text
    assert document.published is not None
    assert document.published.day.isoformat() == "2025-03-03"
    for against in (path, str(tmp_path)):
        (report,) = read_evidence([against]).reports
        assert report.text == document.text


@pytest.mark.parametrize(("content", "why"), [(b"", "empty"), (b"\0\1", "binary"), (b"x", "HTML")])
def test_a_page_that_is_none_is_refused_by_name(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=rf"page\.html: .*{why}"):
        read_document(written(tmp_path, "page.html", content), NO_STDIN)


def test_a_page_that_shows_its_headline_alone_says_so(tmp_path: Path) -> None:
    page = PAGE.partition("<body>")[0] + "<body></body></html>"
    document, notices = read_document(written(tmp_path, "page.html", page), NO_STDIN)
    assert "Three bridges closed" in document.text
    assert "only a part" in notices[0]
