import json
import os
import subprocess
import sys
from collections.abc import Sequence
from math import inf
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from corroborate.engine import Engine
from corroborate.errors import Unreachable
from corroborate.faces.cli import cli
from corroborate.faces.commands.check import check
from corroborate.faces.commands.explain import explain
from corroborate.faces.commands.split import split

ARTICLE = (
    "Four bridges over the River Lorne closed on Monday 3 March 2025, the county engineer said.\n\n"
    "Repairs will cost 40 million euros.\n"
)
RECORDS = [
    {
        "id": "a",
        "outlet": "Lorne Courier",
        "domain": "lornecourier.example",
        "url": "https://lornecourier.example/bridges",
        "lang": "en",
        "published": "2025-03-03",
        "title": "Three bridges over the River Lorne closed",
        "text": "Three bridges over the River Lorne closed on Monday, county engineer Ann Field "
        "told the Lorne Courier. Repairs will cost 40 million euros, she said.",
    },
    {
        "id": "b",
        "outlet": "Valley Radio",
        "domain": "valleyradio.example",
        "url": "https://valleyradio.example/news/1",
        "lang": "en",
        "published": "2025-03-04",
        "title": "Bridge repairs to cost 40 million euros",
        "text": "Repairs to the bridges over the River Lorne will cost 40 million euros, a county "
        "document seen by Valley Radio shows.",
    },
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(autouse=True)
def models_are_loaded_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corroborate.faces.desk.load_engine", lambda *_: engine)
    # A busy machine must not add a line of progress to what a test reads.
    monkeypatch.setattr("corroborate.faces.progress.LOG_AFTER_S", inf)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


@pytest.fixture
def reports(tmp_path: Path) -> str:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in RECORDS), encoding="utf-8")
    return str(path)


def run(*arguments: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(cli, arguments, input=given)


def assert_one_line(result: Result, status: int, *words: str) -> None:
    assert result.exit_code == status, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("corroborate: ")
    for word in words:
        assert word in line


def test_help_names_every_option() -> None:
    for command in (check, split, explain):
        text = run(command.name or "", "--help").stdout
        for parameter in command.params:
            for option in parameter.opts:
                assert option in text or option.upper() in text


def test_help_and_version_are_no_errors() -> None:
    assert run("--help").exit_code == 0
    assert run("--version").exit_code == 0
    assert run("--version").stdout.startswith("corroborate ")


def test_a_bare_call_shows_the_help_and_is_wrong_usage() -> None:
    result = run()
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], ["SOURCE", "check --help"]),
        (["check", "x", "--jsn"], ["--jsn"]),
        (["chekc"], ["chekc"]),
        (["check", "x", "--html"], ["--html"]),
        (["explain"], ["DOSSIER"]),
        (["explain", "x"], ["CLAIM"]),
        (["split"], ["SOURCE"]),
        (["schema", "more"], ["more"]),
    ],
)
def test_wrong_usage_is_one_line(arguments: Sequence[str], words: Sequence[str]) -> None:
    assert_one_line(run(*arguments), 2, *words)


def test_no_evidence_named_is_one_line_that_says_what_to_give(article: str) -> None:
    assert_one_line(run("check", article), 2, "--against")


@pytest.mark.parametrize("address", ["http://10.0.0.7/story", "ftp://news.example/story"])
def test_an_address_that_may_not_be_fetched_is_one_line(
    article: str, reports: str, address: str
) -> None:
    assert_one_line(run("check", address, "--against", reports), 3, address)
    assert_one_line(run("check", article, "--against", address), 3, address)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        (b"", "no text"),
        (b" \n", "no text"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"\0\1\2\3", "binary"),
    ],
    ids=["missing", "empty", "blank", "pdf", "binary"],
)
def test_a_source_that_cannot_be_read_is_one_line(
    tmp_path: Path, reports: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    assert_one_line(run("check", str(path), "--against", reports), 2, str(path), words)
    assert_one_line(run("split", str(path)), 2, str(path), words)


def test_evidence_that_cannot_be_read_is_one_line(tmp_path: Path, article: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for path, words in ((empty, "no report"), (tmp_path / "no.jsonl", "no such file")):
        assert_one_line(run("check", article, "--against", str(path)), 2, str(path), words)


def test_empty_standard_input_is_one_line(reports: str) -> None:
    assert_one_line(run("check", "-", "--against", reports), 2, "standard input", "no text")


def test_a_date_that_is_not_one_is_one_line(article: str, reports: str) -> None:
    result = run("check", article, "--against", reports, "--as-of", "last week")
    assert_one_line(result, 2, "last week", "2025-06-29")


def test_a_language_without_a_table_is_one_line_that_names_those_known(
    article: str, reports: str
) -> None:
    result = run("check", article, "--against", reports, "--lang", "qq")
    assert_one_line(result, 2, "'qq'", "en, fr", "--lang")


def test_a_flagged_check_exits_with_1_and_says_which_claim(article: str, reports: str) -> None:
    result = run("check", article, "--against", reports, "--as-of", "2025-03-05")
    assert result.exit_code == 1, result.output
    assert "count" in result.stdout
    assert "Lorne Courier" in result.stdout


def test_a_check_with_nothing_to_flag_exits_with_0(reports: str) -> None:
    text = b"Repairs will cost 40 million euros.\n"
    result = run(
        "check", "-", "--against", reports, "--as-of", "2025-03-05", "--lang", "en", given=text
    )
    assert result.exit_code == 0, result.output
    assert "standard input" in result.stdout


def test_json_is_valid_against_the_schema_that_is_printed(article: str, reports: str) -> None:
    result = run("check", article, "--against", reports, "--as-of", "2025-03-05", "--json")
    dossier = json.loads(result.stdout)
    Draft202012Validator(json.loads(run("schema").stdout)).validate(dossier)
    assert dossier["source"]["text"].startswith("Four bridges")


def test_a_broken_line_stands_in_the_dossier_and_the_rest_is_used(
    article: str, reports: str
) -> None:
    with Path(reports).open("a", encoding="utf-8") as stream:
        stream.write('{"text": "cut')
    result = run("check", article, "--against", reports, "--as-of", "2025-03-05", "--json")
    dossier = json.loads(result.stdout)
    assert len(dossier["reports"]) == 2
    assert dossier["failures"][0]["where"] == f"{reports}:line 3"
    shown = run("check", article, "--against", reports, "--as-of", "2025-03-05").stdout
    assert "line 3" in shown


def test_what_is_not_utf_8_is_checked_and_said_so(tmp_path: Path, reports: str) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Les travaux coûteront 40 millions d'euros à Genève.".encode("cp1252"))
    result = run("check", str(path), "--against", reports, "--as-of", "2025-03-05", "--json")
    dossier = json.loads(result.stdout)
    assert dossier["notices"] == [f"{path}: not UTF-8: read as Windows-1252"]
    assert "Genève" in dossier["source"]["text"]


def test_a_moment_before_every_report_leaves_all_unverified_and_says_why(
    article: str, reports: str
) -> None:
    result = run("check", article, "--against", reports, "--as-of", "2020-01-01", "--json")
    dossier = json.loads(result.stdout)
    assert {each["verdict"] for each in dossier["claims"]} <= {"unverified", "not-checkable"}
    assert dossier["reports"] == []
    assert dossier["notices"]
    assert result.exit_code == 0


def test_two_reports_with_one_id_are_both_kept_and_said_so(article: str, reports: str) -> None:
    with Path(reports).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({**RECORDS[1], "id": "a"}) + "\n")
    result = run("check", article, "--against", reports, "--as-of", "2025-03-05", "--json")
    dossier = json.loads(result.stdout)
    assert len({each["id"] for each in dossier["reports"]}) == 3
    assert any("id" in notice for notice in dossier["notices"])


def test_a_report_without_date_or_outlet_is_used(article: str, tmp_path: Path) -> None:
    path = tmp_path / "bare.jsonl"
    path.write_text(json.dumps({"text": RECORDS[0]["text"]}) + "\n", encoding="utf-8")
    result = run("check", article, "--against", str(path), "--as-of", "2025-03-05", "-v")
    assert result.exit_code in (0, 1), result.output
    assert "1 report of 1 outlet" in result.stdout


@pytest.mark.parametrize("detail", [[], ["-v"], ["-vv"]])
def test_every_detail_fits_100_columns_without_colour_when_piped(
    article: str, reports: str, detail: list[str]
) -> None:
    result = run("check", article, "--against", reports, "--as-of", "2025-03-05", *detail)
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_markdown_begins_with_a_heading_and_a_table(article: str, reports: str) -> None:
    result = run("check", article, "--against", reports, "--as-of", "2025-03-05", "--markdown")
    assert result.stdout.startswith("# ")
    assert "| # | verdict |" in result.stdout


def test_html_is_written_to_its_file_and_stdout_stays_free(
    article: str, reports: str, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    arguments = ("check", article, "--against", reports, "--as-of", "2025-03-05")
    result = run(*arguments, "--html", str(page))
    assert (result.exit_code, result.stdout) == (run(*arguments).exit_code, "")
    assert str(page) in result.stderr
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Lorne Courier" in text
    both = run(*arguments, "--html", str(page), "--json")
    assert json.loads(both.stdout)["claims"]
    assert page.read_text(encoding="utf-8") == text
    assert run(*arguments, "--html", "-").stdout == text


def test_a_page_that_cannot_be_written_is_told_before_the_check(
    article: str, reports: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corroborate.faces.desk.load_engine", lambda *_: {})
    arguments = ("check", article, "--against", reports, "--html")
    assert_one_line(run(*arguments, str(tmp_path)), 2, "is a folder")
    assert_one_line(run(*arguments, str(tmp_path / "no" / "p.html")), 2, "no such folder")
    assert_one_line(run(*arguments, "-", "--json"), 2, "standard output")
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        assert_one_line(run(*arguments, str(tmp_path / "p.html")), 2, "cannot be written")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a full disk")
def test_a_disk_that_is_full_is_one_line(article: str, reports: str) -> None:
    arguments = ("check", article, "--against", reports, "--as-of", "2025-03-05")
    assert_one_line(run(*arguments, "--html", "/dev/full"), 2, "cannot be written")


def test_the_same_check_gives_the_same_bytes(article: str, reports: str) -> None:
    arguments = ("check", article, "--against", reports, "--as-of", "2025-03-05", "--json")
    first = run(*arguments)
    assert first.stdout == run(*arguments).stdout != ""


def test_split_prints_claims_and_their_assertions(article: str) -> None:
    assert "Repairs will cost 40 million euros." in run("split", article).stdout
    claims = json.loads(run("split", article, "--json").stdout)
    assert claims[0]["lang"] == "en"
    assert claims[0]["assertions"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Unreachable("no way to news.example"), (3, "corroborate: no way to news.example\n")),
        (KeyboardInterrupt(), (130, "\n")),
    ],
)
def test_what_stops_a_check_gives_its_own_status_and_no_traceback(
    article: str,
    reports: str,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    told: tuple[int, str],
) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr("corroborate.faces.desk.load_engine", stop)
    result = run("check", article, "--against", reports)
    assert result.stdout == ""
    assert (result.exit_code, result.stderr) == told


def test_a_bug_keeps_its_traceback_and_does_not_read_as_a_flag(
    article: str, reports: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corroborate.faces.desk.load_engine", lambda *_: {})
    result = run("check", article, "--against", reports)
    assert result.exit_code == 70
    assert "AttributeError" in result.stderr


def test_the_schema_is_json_with_its_name() -> None:
    assert json.loads(run("schema").stdout)["$id"] == "dossier.schema.json"


def test_python_m_runs_it_and_a_reader_that_has_gone_is_no_error() -> None:
    command = [sys.executable, "-m", "corroborate", "schema"]
    whole = subprocess.run(command, capture_output=True, check=True)
    assert whole.stdout.startswith(b"{")
    reading, writing = os.pipe()
    os.close(reading)
    gone = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (gone.returncode, gone.stderr) == (0, b"")
