"""The whole way on real parts: from an address over the web, the store and the models to a dossier.

Nothing of ours is replaced; the newsroom on loopback stands for the web.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from newsroom import Asked, Newsroom
from newsroom.story import LAST_DAY, evening, seen

from corroborate.engine import Engine
from corroborate.faces.cli import cli
from corroborate.faces.desk import Asked as Question
from corroborate.faces.desk import Desk
from corroborate.settings.reading import settings_in

REASONS = {
    "robots": "robots.txt",
    "captcha": "proof that a person reads it",
    "empty": "empty page",
    "redirects": "redirects in a circle",
    "timeout": "took more than",
    "too-large": "larger than the settings allow",
    "status": "404",
    "feed": "not a feed",
    "network": "could not be reached",
}
"""Words by which a reader is told why an outlet could not be looked at, by its `fails`."""


@dataclass(frozen=True)
class Outcome:
    """What one check gave: its dossier, as JSON has it, and whom it asked what."""

    dossier: dict[str, Any]
    asked: tuple[Asked, ...]
    status: int = 0

    def pages(self, newsroom: Newsroom) -> dict[str, str]:
        """Report id -> id of the page of the newsroom that it is."""
        known = {newsroom.address(each.id): each.id for each in newsroom.story.pages}
        return {each["id"]: known[each["url"]] for each in self.dossier["reports"]}

    def conclusions(self, newsroom: Newsroom) -> list[tuple[str, Any, Any]]:
        """For each claim its verdict, and the pages that are for and against it, by origin."""
        pages = self.pages(newsroom)

        def groups(origins: Any) -> list[tuple[str, ...]]:
            return sorted(tuple(sorted(pages[r] for r in each["reports"])) for each in origins)

        return [
            (each["verdict"], groups(each["origins"]), groups(each["contrary_origins"]))
            for each in self.dossier["claims"]
        ]

    def rulings(self, newsroom: Newsroom) -> list[tuple[str, Any, Any]]:
        """What an editor rules of the same claims on this day."""
        ruled = [newsroom.expected.of(each["text"]) for each in self.dossier["claims"]]
        return [(each.verdict, sorted(each.origins), sorted(each.against)) for each in ruled]


@pytest.fixture(scope="module", autouse=True)
def models(engine: Engine) -> Iterator[None]:
    """Every engine that is made here works with the models that the run has loaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("corroborate.engine.Learned", lambda: engine._learned)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the settings and the store of the first evening lie."""
    return tmp_path_factory.mktemp("first")


@pytest.fixture(scope="module")
def first(newsroom: Newsroom, folder: Path) -> Outcome:
    """The article checked by its address, on the first evening."""
    return run(newsroom, newsroom.address("checked"), folder)


def run(newsroom: Newsroom, source: str, folder: Path, *options: str) -> Outcome:
    """`corroborate check` as a user runs it, on the newsroom's first evening."""
    newsroom.day(1)
    newsroom.forget()
    settings = folder / "settings.toml"
    if not settings.exists():
        settings.write_text(newsroom.settings_toml(store=str(folder / "store.db")), "utf-8")
    fixed = ("--settings", str(settings), "--as-of", newsroom.now().isoformat(), "--json")
    result = CliRunner().invoke(cli, ["check", source, *fixed, *options])
    assert result.stdout, result.stderr
    return Outcome(json.loads(result.stdout), newsroom.asked, result.exit_code)


def sound(newsroom: Newsroom) -> tuple[str, ...]:
    """The outlets with which nothing is wrong."""
    return tuple(each.id for each in newsroom.story.outlets if not each.fails)


def of_pages(newsroom: Newsroom, asked: tuple[Asked, ...]) -> list[Asked]:
    """The requests for pages of the story, not for lists or robots.txt."""
    paths = {path for each in newsroom.story.pages for path in each.paths}
    return [each for each in asked if each.path in paths]


def test_a_check_of_an_address_concludes_as_an_editor_does_and_names_every_failure(
    newsroom: Newsroom, first: Outcome
) -> None:
    assert first.status == 1  # two outlets contradict each other
    schema = CliRunner().invoke(cli, ["schema"]).stdout
    Draft202012Validator(json.loads(schema)).validate(first.dossier)
    assert first.conclusions(newsroom) == first.rulings(newsroom)
    names = {each.name: each.fails for each in newsroom.story.outlets}
    failed = {names[each["outlet"]]: each["why"] for each in first.dossier["failures"]}
    assert set(failed) == set(newsroom.expected.failures.values())
    for kind, why in failed.items():
        assert REASONS[kind] in why
    assert len(first.dossier["failures"]) == len(newsroom.expected.failures)


def test_the_article_is_no_evidence_for_itself_nor_what_is_old_nor_what_is_of_another_matter(
    newsroom: Newsroom, first: Outcome
) -> None:
    found = set(first.pages(newsroom).values())
    assert {"toll", "scoop", "memo", "live"} & found == {"toll", "scoop", "live"}
    assert not {"checked", "old-fire", "ferries"} & found


def test_two_forms_of_one_article_are_one_report(newsroom: Newsroom, first: Outcome) -> None:
    paths = {each.path for each in first.asked}
    for page in ("scoop", "relay-bulletin"):
        assert {path in paths for path in newsroom.story.page(page).paths} == {True}
    counts = Counter(first.pages(newsroom).values())
    assert set(counts.values()) == {1}


def test_what_stands_behind_a_wall_is_not_taken_for_silence(first: Outcome) -> None:
    (walled,) = [each for each in first.dossier["reports"] if each["outlet"] == "Marine Ledger"]
    assert walled["access"] == "paywalled"
    claim = next(each for each in first.dossier["claims"] if "35 millions" in each["text"])
    assert claim["verdict"] == "unverified"
    assert walled["id"] not in claim["stances"]


def test_robots_txt_is_asked_for_before_anything_else_and_obeyed(
    newsroom: Newsroom, first: Outcome
) -> None:
    for outlet in newsroom.story.outlets:
        paths = [each.path for each in first.asked if each.outlet == outlet.id]
        if outlet.refuses:
            continue
        assert paths[0] == "/robots.txt"
        if outlet.robots in ("forbids", "broken"):
            assert set(paths) == {"/robots.txt"}
        else:
            # Once as a rule, and once as the list of sitemaps that the settings name.
            assert paths.count("/robots.txt") == 1 + bool(outlet.sitemap)


def test_every_outlet_is_told_who_asks_and_no_page_is_asked_for_twice(
    newsroom: Newsroom, first: Outcome
) -> None:
    for each in first.asked:
        assert "desk@newsroom.localhost" in each.headers["user-agent"]
    answered = [each for each in of_pages(newsroom, first.asked) if each.status < 429]
    assert max(Counter((each.outlet, each.path) for each in answered).values()) == 1


def test_a_busy_server_is_asked_once_more(newsroom: Newsroom, first: Outcome) -> None:
    path = newsroom.story.page("relay-signal").path
    assert [each.status for each in first.asked if each.path == path] == [503, 200]


def test_the_same_article_as_a_text_gets_the_same_conclusions_and_no_page_is_asked_for_again(
    newsroom: Newsroom, first: Outcome, folder: Path, tmp_path: Path
) -> None:
    text = tmp_path / "article.txt"
    text.write_text(f"Port-Lanvern, le 5 juin 2025\n\n{newsroom.article()}", "utf-8")
    again = run(newsroom, str(text), folder, "--outlets", ",".join(sound(newsroom)))
    assert again.conclusions(newsroom) == first.conclusions(newsroom)
    assert {each.outlet for each in of_pages(newsroom, again.asked)} <= {"quais"}
    (own,) = [each for each in again.dossier["notices"] if "the text that is checked" in each]
    assert newsroom.address("checked") in own


def test_a_budget_of_pages_is_kept_and_what_it_left_out_is_told(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    text = newsroom.settings_toml(store=str(tmp_path / "store.db"), most_pages=3)
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    small = run(newsroom, newsroom.address("checked"), tmp_path)
    pages = [each for each in of_pages(newsroom, small.asked) if each.outlet != "quais"]
    assert len(pages) == 3
    assert any("beyond the 3 pages" in each for each in small.dossier["notices"])


def test_what_a_live_blog_wrote_after_the_moment_that_is_asked_for_is_no_evidence(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    text = newsroom.settings_toml(store=str(tmp_path / "store.db"))
    settings = settings_in(text, tmp_path / "settings.toml")
    question = Question(
        newsroom.address("checked"), outlets=("riviera",), as_of=evening(1).isoformat()
    )
    newsroom.day(2)
    with Desk(settings, lambda *_: None, newsroom.now) as desk:
        dossier = desk.check(question)
    (live,) = dossier.reports
    assert [each.at and each.at.at for each in live.entries] == [
        each.at for each in reversed(seen(newsroom.story.page("live"), 1).entries)
    ]
    assert "Five people" not in live.text
    assert "in silence" in live.text
    assert any("entries later than" in each for each in dossier.notices)


def test_day_by_day_one_store_follows_the_story_and_asks_only_for_what_may_have_changed(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    text = newsroom.settings_toml(store=str(tmp_path / "store.db"))
    settings = settings_in(text, tmp_path / "settings.toml")
    with Desk(settings, lambda *_: None, newsroom.now) as desk:
        for day in range(1, LAST_DAY + 1):
            newsroom.day(day)
            newsroom.forget()
            asked = Question(newsroom.address("checked"), outlets=sound(newsroom))
            outcome = Outcome(desk.check(asked).to_dict(), newsroom.asked)
            assert outcome.conclusions(newsroom) == outcome.rulings(newsroom), f"day {day}"
            if day > 1:
                assert_only_changes_are_sent(newsroom, outcome)
    (gone,) = outcome.dossier["failures"]
    assert gone["outlet"] == "Weekday Tribune"
    assert "took the page down" in gone["why"]


def assert_only_changes_are_sent(newsroom: Newsroom, outcome: Outcome) -> None:
    """Of what was read the day before, each page is asked for by what its server said of it, and
    comes again only where it has changed."""
    asked = {(each.outlet, each.path): each for each in outcome.asked if each.status < 429}
    for outlet in newsroom.story.outlets:
        before = newsroom.story.out(outlet.id, newsroom.today - 1)
        if outlet.fails or outlet.validators == "none":
            continue
        for view in before:
            now = seen(view.page, newsroom.today)
            found = asked.get((outlet.id, view.page.path))
            if found and view.page.id != "checked":
                assert found.is_conditional, view.page.id
                assert (found.status == 304) == (now == view), view.page.id


def test_reports_are_named_by_the_address_of_a_page_or_of_a_feed(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    text = tmp_path / "article.txt"
    text.write_text(newsroom.article(), "utf-8")
    feed, page = newsroom.url("herald", "/feed.xml"), newsroom.address("hires")
    found = run(newsroom, str(text), tmp_path, "--against", feed, "--against", page)
    assert set(found.pages(newsroom).values()) == {"scoop", "hires"}
    assert {each.outlet for each in found.asked} == {"herald", "boreal"}


def test_an_address_that_gives_no_report_ends_with_3_and_one_line(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    text = tmp_path / "article.txt"
    text.write_text(newsroom.article(), "utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text(newsroom.settings_toml(store=str(tmp_path / "store.db")), "utf-8")
    lost = newsroom.url("lost", "/nothing")
    words = ["check", str(text), "--against", lost, "--settings", str(settings)]
    result = CliRunner().invoke(cli, words)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines()[-1] == f"corroborate: {lost}: answered 404 Not Found"


def test_a_check_run_again_from_what_was_kept_gives_the_same_bytes(
    newsroom: Newsroom, engine: Engine, tmp_path: Path
) -> None:
    newsroom.day(1)
    text = newsroom.settings_toml(store=str(tmp_path / "store.db"))
    settings = settings_in(text, tmp_path / "settings.toml")
    with Desk(settings, now=newsroom.now) as desk:
        question = Question(newsroom.address("checked"), as_of=newsroom.now().isoformat())
        first = desk.store.dossier(desk.keep(desk.check(question), question.source))
    again = engine.check(first.document, first.reports, first.as_of).to_dict()
    told = first.to_dict()
    for part in ("claims", "reports", "source", "as_of"):
        assert json.dumps(again[part]) == json.dumps(told[part])


def test_the_texts_of_one_run_are_one_visit_to_the_lists_of_an_outlet(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.day(1)
    text = newsroom.settings_toml(store=str(tmp_path / "store.db"))
    settings = settings_in(text, tmp_path / "settings.toml")
    question = Question(newsroom.address("checked"), outlets=sound(newsroom))
    with Desk(settings, now=newsroom.now) as desk:
        first = desk.check(question)
        newsroom.forget()
        assert desk.check(question).to_dict()["claims"] == first.to_dict()["claims"]
    assert {each.outlet for each in newsroom.asked} == {"quais"}
