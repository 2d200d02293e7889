"""Re-checks over five days of one story: on the real store, the newsroom and the command line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from loopback import Reply, loopback
from newsroom import Newsroom

from corroborate.engine import Engine
from corroborate.faces.cli import cli
from corroborate.store import Store


@pytest.fixture(scope="module", autouse=True)
def models(engine: Engine) -> Iterator[None]:
    """Every engine that is made here works with the models that the run has loaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("corroborate.engine.Learned", lambda: engine._learned)
        yield


@dataclass(frozen=True)
class Desk:
    """A newsroom's machine: its settings, its store, and the command line by the story's clock."""

    newsroom: Newsroom
    folder: Path

    def run(self, *words: str) -> Result:
        settings = self.folder / "settings.toml"
        if not settings.exists():
            settings.write_text(settings_of(self.newsroom, self.folder), "utf-8")
        options = [*words, "--settings", str(settings)]
        return CliRunner().invoke(cli, options, obj=self.newsroom.now, catch_exceptions=False)

    def recheck(self, day: int, *options: str) -> Result:
        self.newsroom.day(day)
        return self.run("recheck", "--since", "60d", *options)

    def store(self) -> Store:
        return Store.open(self.folder / "store.db", self.newsroom.now)


def settings_of(newsroom: Newsroom, folder: Path) -> str:
    """A settings file that follows the outlets with which nothing is wrong: to wait for the others
    in each check would prove nothing here."""
    head, *sections = newsroom.settings_toml(store=str(folder / "store.db")).split("[outlets.")
    sound = {each.id for each in newsroom.story.outlets if not each.fails}
    return "[outlets.".join([head, *(each for each in sections if each.partition("]")[0] in sound)])


@pytest.fixture(scope="module")
def days(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Result]:
    """What each evening prints, from the first, on which the article is watched."""
    desk = Desk(newsroom, tmp_path_factory.mktemp("desk"))
    newsroom.day(1)
    found = {1: desk.run("watch", "add", newsroom.address("checked"))}
    for day in range(2, 6):
        found[day] = desk.recheck(day)
    found[0] = desk.recheck(5)
    return found


def test_an_article_is_checked_when_it_is_watched_and_then_at_its_times(
    days: dict[int, Result],
) -> None:
    assert days[1].exit_code == 0
    assert "next check: 2025-06-0" in days[1].stdout


def test_a_second_origin_is_told_with_before_after_quote_and_link(days: dict[int, Result]) -> None:
    told = days[2].stdout
    assert days[2].exit_code == 4
    for words in ("va fermer son usine", "before: single-source", "now:    corroborated", "memo"):
        assert words in told


def test_a_denial_is_told_before_all_else(days: dict[int, Result]) -> None:
    told = days[3].stdout
    assert days[3].exit_code == 4
    assert "before: corroborated" in told
    assert "now:    disputed" in told
    assert "denie" in told


def test_a_correction_and_an_edit_of_the_article_itself_are_told(days: dict[int, Result]) -> None:
    told = days[4].stdout
    assert days[4].exit_code == 4
    assert "carries a correction now" in told
    assert "the article gives another detail" in told
    assert "was: “Quatre personnes" in told


def test_nothing_is_printed_where_nothing_changed(days: dict[int, Result]) -> None:
    assert (days[0].stdout, days[0].exit_code) == ("", 0)


def test_a_page_that_is_gone_is_no_news_while_the_verdict_stands(days: dict[int, Result]) -> None:
    assert days[5].exit_code == 0, days[5].stdout


def test_history_diff_and_search_tell_what_was_kept(newsroom: Newsroom, tmp_path: Path) -> None:
    desk = Desk(newsroom, tmp_path)
    newsroom.day(1)
    assert desk.run("check", newsroom.address("checked"), "--save", "--json").exit_code == 1
    newsroom.day(3)
    assert desk.run("check", newsroom.address("checked"), "--save", "--json").exit_code == 1
    changes = json.loads(desk.run("diff", "1", "2", "--json").stdout)
    (moved,) = [each for each in changes if each["outcome"] == "changed"]
    assert [moved["before"]["verdict"], moved["after"]["verdict"]] == ["single-source", "disputed"]
    assert desk.run("diff", "2", "2").stdout == ""
    history = json.loads(desk.run("history", newsroom.address("checked"), "--json").stdout)
    (closing,) = [each for each in history if "va fermer" in each["checks"][0]["text"]]
    assert [each["verdict"] for each in closing["checks"]] == ["single-source", "disputed"]
    assert (
        desk.run("rule", closing["claim"], "true", "--by", "Ada", "--note", "decree").exit_code == 0
    )
    assert "ruled true by Ada: decree" in desk.run("history", closing["claim"]).stdout
    hits = json.loads(desk.run("search", "internal", "memo", "--json").stdout)
    assert any("memo" in each["snippet"].casefold() for each in hits)
    assert desk.run("verify").exit_code == 0


def test_what_changed_is_posted_to_the_webhook_once_with_before_after_and_words(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    desk = Desk(newsroom, tmp_path)
    newsroom.day(1)
    with loopback() as hook:
        hook.answer("desk.localhost/hook", Reply(204))
        address = hook.url("desk.localhost/hook")
        text = settings_of(newsroom, tmp_path)
        text = text.replace("ports = [", f"ports = [{hook.port}, ")
        notify = f'[notify]\nwebhook = "{address}"\nwebhook_secret = "s"\n'
        (tmp_path / "settings.toml").write_text(f"{text}\n{notify}", "utf-8")
        assert desk.run("watch", "add", newsroom.address("checked")).exit_code == 0
        assert hook.asked == []
        assert desk.recheck(2).exit_code == 4
        assert desk.recheck(2).exit_code == 0
        (posted,) = hook.asked
    told = json.loads(posted.body)
    assert posted.method == "POST"
    assert posted.header("x-corroborate-signature")
    (change,) = [each for each in told["changes"] if each["outcome"] == "changed"]
    assert change["before"]["verdict"] == "single-source"
    assert change["after"]["verdict"] == "corroborated"
    assert "memo" in change["causes"][0]["quote"]
