"""What goes wrong in re-checks: pages away, our own line down, other runs, a kill at any moment."""

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from json import loads
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock
from newsroom import Newsroom

from corroborate.engine import Engine
from corroborate.faces.cli import cli
from corroborate.recheck.acting import LEASE, Rechecked
from corroborate.settings import Settings
from corroborate.settings.reading import settings_in
from corroborate.store import Schedule, Store

KILLS = 4
"""Moments at which a run is killed; 30 and more were tried by hand."""
SHARES = ("quais", "boreal", "herald", "tribune")
"""Outlets that tell the part of the story that matters here."""


class Clock:
    """The newsroom's time, and what passed since."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom, self.passed = newsroom, timedelta(0)

    def __call__(self) -> datetime:
        return self._newsroom.now() + self.passed


class Machine:
    """One machine of a newsroom, watching one article every hour, in a store of its own."""

    def __init__(self, newsroom: Newsroom, engine: Engine, folder: Path) -> None:
        self.newsroom, self.clock, self.folder = newsroom, Clock(newsroom), folder
        self._learned = engine._learned
        every = settings_in(newsroom.settings_toml(store=str(folder / "store.db")), folder)
        followed = tuple(each for each in every.followed if each.id in SHARES)
        self.settings = replace(every, followed=followed)
        newsroom.day(1)
        self.source = newsroom.address("checked")
        with self.store() as store:
            store.watch(self.source, Schedule(every=timedelta(hours=1)), newsroom.now())
        self.clock.passed = timedelta(hours=2)
        assert [each.outcome for each in self.recheck()] == ["new"]

    def store(self) -> Store:
        return Store.open(self.folder / "store.db", self.clock)

    def recheck(self, settings: Settings | None = None) -> list[Rechecked]:
        engine = Engine(self.clock, self._learned, settings or self.settings)
        with engine.gatherer(self.store()) as gatherer:
            return list(engine.recheck(gatherer, channels=("webhook",)))

    def later(self, length: timedelta = timedelta(hours=2)) -> "Machine":
        self.clock.passed += length
        return self

    def told(self) -> list[str]:
        with self.store() as store:
            return [loads(each.body)["record"]["kind"] for each in store.notifications()]


@pytest.fixture
def machine(newsroom: Newsroom, engine: Engine, tmp_path: Path) -> Machine:
    return Machine(newsroom, engine, tmp_path)


def test_a_page_that_stays_away_is_told_once_and_its_return_once(machine: Machine) -> None:
    source = machine.source
    with machine.store() as store:
        store.remove(source)
        away = machine.newsroom.address("checked") + "/moved"
        store.watch(away, Schedule(every=timedelta(hours=1)))
    for _ in range(5):
        (result,) = machine.later().recheck()
        assert result.outcome == "error"
        assert "404" in result.why
    assert machine.told() == ["failing"]


def test_our_own_line_down_is_no_failure_and_the_article_stays_due(machine: Machine) -> None:
    dead = f"http://down.localhost:{machine.newsroom.dead_port}"
    followed = machine.settings.followed
    cut = tuple(replace(each, feeds=(f"{dead}/{each.id}",), sitemaps=()) for each in followed)
    with machine.store() as store:
        store.remove(machine.source)
        store.watch(f"{dead}/article", Schedule(every=timedelta(hours=1)))
    offline = replace(machine.settings, followed=cut, web=replace(machine.settings.web, tries=1))
    for _ in range(2):
        (result,) = machine.later().recheck(offline)
        assert "nor does anything else answer" in result.why
    with machine.store() as store:
        (watch,) = store.watches()
    assert (watch.failures, machine.told()) == (0, [])


def test_another_run_holds_the_lock_and_this_one_goes_with_75(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(f'store = "{tmp_path}/store.db"\n', "utf-8")
    with FileLock(tmp_path / "store.db.recheck"):
        result = CliRunner().invoke(cli, ["recheck", "--settings", str(settings)])
    assert (result.exit_code, result.stdout) == (75, "")
    assert result.stderr.count("\n") == 1


def test_a_run_with_nothing_to_do_says_nothing_even_of_settings_that_others_may_read(
    tmp_path: Path,
) -> None:
    settings = tmp_path / "settings.toml"
    secret = '[notify]\nwebhook = "https://desk.example/T0KEN"\n'
    settings.write_text(f'store = "{tmp_path}/store.db"\n{secret}', "utf-8")
    settings.chmod(0o644)
    assert "may read" in CliRunner().invoke(cli, ["settings", "--settings", str(settings)]).stderr
    result = CliRunner().invoke(cli, ["recheck", "--settings", str(settings)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_an_article_that_another_run_has_taken_is_passed_over(machine: Machine) -> None:
    machine.later()
    with machine.store() as store:
        (watch,) = store.watches()
        assert store.lease(watch, machine.clock() + LEASE)
    assert machine.recheck() == []
    (result,) = machine.later(LEASE).recheck()
    assert result.outcome == "unchanged"


def test_a_kill_at_any_moment_loses_nothing_and_tells_nothing_twice(machine: Machine) -> None:
    machine.newsroom.day(2)
    chance = random.Random(7)
    for _ in range(KILLS):
        machine.later()
        killed_after(chance.uniform(0, 1.2), machine.recheck)
        with machine.store() as store:
            assert store.verify() == ()
            assert len(store.watches()) == 1
    machine.later().recheck()
    with machine.store() as store:
        last = store.last_check(machine.source)
        assert last
        verdicts = {each.text: each.verdict for each in store.dossier(last.id).findings}
    assert "corroborated" in verdicts.values()
    assert machine.told() == ["changed"]


def forked(work: Callable[[], object]) -> int:
    """The number of a process that does something and ends with 0, with 1 where that failed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def killed_after(seconds: float, work: Callable[[], object]) -> None:
    """Do something in a process of its own, and kill that."""
    child = forked(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_four_runs_at_once_and_a_writer_check_once_and_tell_once(machine: Machine) -> None:
    machine.newsroom.day(2)
    machine.later()
    children = [forked(machine.recheck) for _ in range(4)]
    with machine.store() as store:
        for number in range(20):
            store.failed(f"http://elsewhere.localhost/{number}", "answered 500", machine.clock())
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    with machine.store() as store:
        assert len(store.checks(machine.source)) == 2
        assert store.verify() == ()
    assert machine.told() == ["changed"]
