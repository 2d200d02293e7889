"""`corroborate outlets`: who is followed, who is followed from now on, who answers."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from newsroom import Newsroom

from corroborate.faces.cli import cli
from corroborate.faces.outlets import named, row_named
from corroborate.model.report import Report
from corroborate.model.web import Fetched
from corroborate.reference.outlet import load_outlets
from corroborate.settings import Followed
from corroborate.settings.places import FILE_VARIABLE
from corroborate.settings.reading import load_settings
from corroborate.settings.sections import without_section
from corroborate.store import Store

FEED = "https://evening-paper.example/rss"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file that is not there yet, and that every command of the test takes."""
    path = tmp_path / "settings.toml"
    monkeypatch.setenv(FILE_VARIABLE, str(path))
    return path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newsroom(tmp_path_factory.mktemp("newsroom")) as newsroom:
        yield newsroom


@pytest.fixture
def newsroom(served: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """The newsroom, with its clock for ours."""
    monkeypatch.setattr("corroborate.faces.desk.wall_clock", served.now)
    served.forget()
    return served


def follow_only(newsroom: Newsroom, file: Path, *outlets: str) -> None:
    """Write settings that follow these outlets of the newsroom."""
    text = newsroom.settings_toml(store=str(file.parent / "store.db"))
    for each in newsroom.story.outlets:
        if each.id not in outlets:
            text = without_section(text, each.id)
    file.write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ("outlets", *arguments))


def assert_refused(result: Result, *words: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert all(word in line for word in words), line


@pytest.mark.parametrize(
    ("given", "followed"),
    [
        ("wsj", "wsj"),
        ("WSJ", "wsj"),
        ("theinformation", "the-information"),
        ("techcrunch", "techcrunch"),
        ("TechCrunch", "techcrunch"),
        ("Les Échos", "les-echos"),
        ("www.lemonde.fr", "le-monde"),
        ("https://www.lefigaro.fr/politique", "le-figaro"),
    ],
)
def test_an_outlet_of_the_tables_is_followed_by_any_of_its_names(
    given: str, followed: str, file: Path
) -> None:
    result = run("add", given)
    assert result.exit_code == 0, result.output
    assert [each.id for each in load_settings(file, {}).followed] == [followed]
    assert result.stdout.startswith(followed)


def test_the_feeds_of_the_tables_are_used_and_not_written(file: Path) -> None:
    assert "(from the tables)" in run("add", "techcrunch").stdout
    assert "techcrunch.com" not in file.read_text(encoding="utf-8")


def test_feeds_that_are_given_take_the_place_of_those_of_the_tables(file: Path) -> None:
    said = run("add", "wsj", "--feed", FEED, "--sitemap", f"{FEED}.xml").stdout
    assert "tables" not in said
    (wsj,) = load_settings(file, {}).followed
    assert (wsj.feeds, wsj.sitemaps) == ((FEED,), (f"{FEED}.xml",))
    run("add", "wsj", "--feed", f"{FEED}2")
    assert load_settings(file, {}).followed[0].feeds == (FEED, f"{FEED}2")


def test_an_outlet_of_ones_own_needs_a_domain(file: Path) -> None:
    assert_refused(run("add", "Evening Paper", "--feed", FEED), "--domain")
    ours = ("--feed", FEED, "--domain", "Evening-Paper.example")
    assert run("add", "Evening Paper", *ours).exit_code == 0
    assert load_settings(file, {}).followed == (
        Followed("evening-paper", "Evening Paper", "evening-paper.example", (FEED,)),
    )
    assert run("add", "evening-paper", "--feed", f"{FEED}2").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "techcrunsh"], ["did you mean techcrunch?"]),
        (["add", "le mond"], ["le-monde"]),
        (["add", "xyzzyx"], ["no table has 'xyzzyx'", "--domain"]),
        (["add", "mine", "--domain", "lemonde.fr"], ["Le Monde", "le-monde"]),
        (["add", "wsj", "--domain", "lemonde.fr"], ["le-monde"]),
        (["add", "wsj", "--feed", "wsj.com"], ["feeds of wsj", "https://"]),
        (["add", "été", "--domain", "ete.example", "--name", "a\tb"], ["text on one line"]),
        (["add", "!", "--domain", "x.example"], ["an id is lower-case words"]),
        (["remove", "xyzzyx"], ["no outlet 'xyzzyx' is known"]),
        (["remove", "wsj"], ["wsj is not followed"]),
        (["--json", "add", "wsj"], ["for the list"]),
        (["add"], ["OUTLET"]),
        (["test"], ["no outlet is followed"]),
        (["test", "techcrunsh"], ["did you mean techcrunch?"]),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: list[str], words: list[str], file: Path
) -> None:
    file.write_text("", encoding="utf-8")
    assert_refused(run(*arguments), *words)
    assert file.read_text(encoding="utf-8") == ""


def test_what_is_removed_is_followed_no_more(file: Path) -> None:
    run("add", "wsj")
    run("add", "le-monde")
    assert "no longer followed" in run("remove", "The Wall Street Journal").stderr
    assert [each.id for each in load_settings(file, {}).followed] == ["le-monde"]
    assert_refused(run("remove", "wsj"), "not followed", "le-monde")


def test_the_list_names_owner_feeds_and_no_cookie(file: Path) -> None:
    file.write_text("[outlets.wsj]\ncookie = 'hunter2'\n[outlets.arte]\n", encoding="utf-8")
    file.chmod(0o600)
    said = run().stdout
    assert load_outlets().by_id("wsj").feeds[0] in said
    assert "owner: News Corp" in said
    assert "cookie   set" in said
    assert "https://arte.tv/robots.txt" in said
    listed = {each["id"]: each for each in json.loads(run("--json").stdout)}
    assert listed["wsj"]["cookie"] == "set"
    assert listed["arte"]["feeds"] == []
    assert "hunter2" not in run().output + run("--json").output + run("--all").output


def test_all_lists_the_tables_and_a_word_filters_them(file: Path) -> None:
    file.write_text("[outlets.arte]\n", encoding="utf-8")
    assert len(run("--all").stdout.splitlines()) == len(load_outlets().all)
    lines = run("--all", "--like", "swiss").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["swissinfo"]
    assert run("--like", "xyzzyx").stderr.startswith("corroborate: no outlet is like that")


def test_nobody_is_followed_at_first(file: Path) -> None:
    file.write_text("", encoding="utf-8")
    result = run()
    assert (result.exit_code, result.stdout) == (0, "")
    assert "outlets add" in result.stderr


def test_an_outlet_is_named_by_what_the_newsroom_calls_it() -> None:
    followed = (Followed("ours", "Our Own Paper", "own.example"), Followed("wsj", "The Journal"))
    for text in ("ours", "our own paper", "own.example"):
        assert named(text, followed, load_outlets()).id == "ours"
    assert named("the journal", followed, load_outlets()).followed == followed[1]
    assert named("wall street journal", followed, load_outlets()).followed == followed[1]
    assert named("le-monde", followed, load_outlets()).followed is None


def test_every_outlet_of_the_tables_is_found_by_its_id() -> None:
    outlets = load_outlets()
    assert all(row_named(each.id, outlets) == each for each in outlets.all)


def test_an_outlet_that_answers_is_well(newsroom: Newsroom, file: Path) -> None:
    follow_only(newsroom, file, "herald")
    result = run("test", "herald")
    assert result.exit_code == 0, result.output
    assert "alive: 1 page, the newest of 2025-06-" in result.stdout
    assert "robots.txt allows it" in result.stdout
    assert not (file.parent / "store.db").exists()


def test_each_fault_of_an_outlet_is_told(newsroom: Newsroom, file: Path) -> None:
    follow_only(newsroom, file, "herald", "walled", "misfeed", "down", "lost", "dial")
    result = run("test", "--json")
    assert result.exit_code == 1
    told = {each["id"]: each for each in json.loads(result.stdout)}
    assert [name for name, each in told.items() if each["well"]] == ["herald"]
    assert told["walled"]["lists"][0]["robots"] == "forbidden"
    assert told["herald"]["lists"][0]["robots"] == "allowed"
    assert told["down"]["lists"][0]["robots"] is None
    assert "could not be reached" in told["down"]["lists"][0]["trouble"]
    assert "is a web page, not a feed" in told["misfeed"]["lists"][0]["trouble"]
    assert "answered 404" in told["lost"]["newest_page_trouble"]
    said = run("test", "walled", "dial").stdout
    assert "not read: the robots.txt of the outlet forbids to read it" in said
    assert "names no page" in said


def test_an_own_network_that_is_down_is_one_line(newsroom: Newsroom, file: Path) -> None:
    follow_only(newsroom, file, "down")
    result = run("test")
    assert (result.exit_code, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1


def test_the_store_says_when_it_was_last_read_and_since_when_it_fails(
    newsroom: Newsroom, file: Path
) -> None:
    follow_only(newsroom, file, "herald")
    since = datetime.fromisoformat("2025-06-01T08:00:00+00:00")
    read = datetime.fromisoformat("2025-06-02T08:00:00+00:00")
    page = Fetched("https://x.example/a", "https://x.example/a", 200, read, b"words")
    report = Report("words", outlet="herald", url="https://x.example/a")
    with Store.open(file.parent / "store.db", newsroom.now) as store:
        store.keep(page, report)
        store.failed(newsroom.url("herald", "/feed.xml"), "answered 503", since)
        store.failed(newsroom.url("herald", "/feed.xml"), "answered 504", newsroom.now())
    said = run("test", "herald").stdout
    assert "last page kept: 2025-06-02 08:00 UTC" in said
    assert "failing since 2025-06-01 08:00 UTC, 2 times: answered 504" in said


def test_a_feed_that_nobody_keeps_up_is_told(
    newsroom: Newsroom, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = newsroom.now().replace(year=2026)
    monkeypatch.setattr("corroborate.faces.desk.wall_clock", lambda: later)
    follow_only(newsroom, file, "herald")
    result = run("test", "herald")
    assert result.exit_code == 1
    assert "not kept up any more?" in result.stdout
