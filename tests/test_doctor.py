"""`corroborate doctor`: what is well, what is to be seen to, and that looking changes nothing."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from newsroom import Newsroom

from corroborate.engine import Engine
from corroborate.faces.checkup import installed, kept
from corroborate.faces.checkup.point import Point, existing, exit_status, size
from corroborate.faces.cli import cli
from corroborate.settings import Settings
from corroborate.settings.sections import without_section
from corroborate.store import Store

CONTACT = "[web]\ncontact = 'desk@paper.example'\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newsroom(tmp_path_factory.mktemp("newsroom")) as newsroom:
        yield newsroom


def newsroom_settings(newsroom: Newsroom, file: Path, *outlets: str) -> None:
    """Write settings that follow these outlets of the newsroom."""
    text = newsroom.settings_toml(store=str(file.parent / "store.db"))
    for each in newsroom.story.outlets:
        if each.id not in outlets:
            text = without_section(text, each.id)
    file.write_text(text, encoding="utf-8")


def run(file: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ("doctor", "--settings", str(file), *options))


def looked_at(file: Path, *options: str) -> dict[str, Any]:
    """What was found, by subject; of several points on one the last."""
    result = run(file, *options, "--json")
    return {each["subject"]: each for each in json.loads(result.stdout)}


def test_all_is_well_where_nothing_is_asked_for(file: Path) -> None:
    file.write_text(f"store = 'store.db'\n{CONTACT}", encoding="utf-8")
    result = run(file)
    assert result.exit_code == 0, result.output
    assert "none is followed" in result.stdout
    assert "attention" not in result.stdout
    assert list(file.parent.iterdir()) == [file]


def test_each_subject_has_its_line_and_what_to_do(file: Path) -> None:
    file.write_text("[outlets.wsj]", encoding="utf-8")
    found = looked_at(file, "--offline")
    assert {"program", "models", "tables", "clock", "settings", "store", "disk"} <= set(found)
    assert found["contact"]["state"] == "attention"
    assert "CORROBORATE_CONTACT" in found["contact"]["advice"]
    assert found["network"]["said"] == "1 outlet followed, none was asked"
    assert run(file, "--offline").exit_code == 1


def test_who_would_learn_of_a_text_is_told(file: Path) -> None:
    file.write_text(f"{CONTACT}[search]\ngdelt = true\nfact_check_key = 'hunter2'", "utf-8")
    found = looked_at(file)
    assert found["search.gdelt"]["said"].startswith("sends names")
    assert found["search.gdelt"]["said"].endswith("to api.gdeltproject.org")
    assert found["search.google_news"]["state"] == "off"
    assert "if it were on" in found["search.google_news"]["said"]
    assert "hunter2" not in run(file).output
    assert "others may read it" in run(file).stdout


def test_bad_settings_are_one_line_and_the_rest_is_looked_at(file: Path) -> None:
    file.write_text("[web]\ncontct = 'x'", encoding="utf-8")
    found = looked_at(file)
    assert "did you mean contact?" in found["settings"]["said"]
    assert found["disk"]["state"] == "ok"
    assert run(file).exit_code == 1


def test_an_outlet_that_nobody_knows_is_told_with_a_near_one(file: Path) -> None:
    file.write_text(f"{CONTACT}[outlets.le-mond]", encoding="utf-8")
    found = looked_at(file, "--offline")["le-mond"]
    assert found["state"] == "attention"
    assert "le-monde" in found["said"]


def test_each_outlet_has_its_line(
    served: Newsroom, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corroborate.faces.desk.wall_clock", served.now)
    newsroom_settings(served, file, "herald", "walled", "down")
    found = looked_at(file)
    assert found["herald"]["state"] == "ok"
    assert found["herald"]["said"].startswith("2 pages in 2 lists, the newest of 2025-06-")
    assert "forbids" in found["walled"]["said"]
    assert found["walled"]["advice"] == "corroborate outlets test walled"
    assert "could not be reached" in found["down"]["said"]
    assert found["contact"]["state"] == "ok"


def test_a_clock_that_servers_do_not_share_is_told(
    served: Newsroom, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corroborate.faces.desk.wall_clock", served.now)
    newsroom_settings(served, file, "herald")
    found = looked_at(file)["clock"]
    assert found["state"] == "attention"
    assert "behind the clocks of 2 answers" in found["said"]


def test_an_own_network_that_is_down_is_one_line(served: Newsroom, file: Path) -> None:
    newsroom_settings(served, file, "down")
    result = run(file)
    assert result.exit_code == 3
    assert result.stdout.count("unreachable") == 1
    assert "down  " not in result.stdout


def test_a_clock_before_the_tool_was_made_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = datetime(2001, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("corroborate.faces.desk.wall_clock", lambda: early)
    file.write_text(CONTACT, encoding="utf-8")
    assert looked_at(file)["clock"]["state"] == "attention"


def test_a_whole_store_is_well_and_a_broken_one_is_not(file: Path) -> None:
    file.write_text(f"store = 'store.db'\n{CONTACT}", encoding="utf-8")
    place = file.parent / "store.db"
    Store.open(place, lambda: datetime.now(UTC)).close()
    assert looked_at(file)["store"]["state"] == "ok"
    assert looked_at(file)["store"]["said"].endswith("0 texts checked or watched")
    place.write_bytes(b"This is not a database, however long it is. " * 100)
    assert "is not a database" in looked_at(file)["store"]["said"]


def test_a_store_that_is_being_written_is_not_called_broken(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(store=str(file.parent / "store.db"))
    now = datetime.now(UTC)
    Store.open(settings.store, lambda: now).close()
    monkeypatch.setattr("corroborate.store.connection._PRAGMAS", ("PRAGMA busy_timeout = 0",))
    with sqlite3.connect(settings.store) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        (point,) = kept.store(settings, now, deep=False)
    assert (point.state, "try again later" in point.said) == ("attention", True)


def test_a_store_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = Settings(store=str(tmp_path / "file" / "store.db"))
    (point,) = kept.store(settings, datetime.now(UTC), deep=False)
    assert (point.state, "cannot be made" in point.said) == ("attention", True)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LITTLE_ROOM_BYTES", 10**18)
    (point,) = kept.room(Settings(store=str(tmp_path / "none" / "store.db")))
    assert (point.state, str(tmp_path) in point.said) == ("attention", True)


def test_models_that_load_are_well(engine: Engine) -> None:
    points = list(installed.loaded_models(engine._learned))
    assert [each.state for each in points] == ["ok"] * 5


def test_a_model_that_does_not_load_is_told() -> None:
    def broken() -> object:
        raise ImportError("no such part")

    assert installed.timed("vectors", broken) == Point(
        "models",
        "attention",
        "vectors cannot be loaded: ImportError: no such part",
        "pip install --force-reinstall corroborate-news",
    )


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "click>=8",
        "no-such-package>=1",
        'absent-part ; extra == "archive"',
        'ruff; extra == "dev"',
    ]
    monkeypatch.setattr(installed, "requires", lambda _: lines)
    assert installed.requires_of("any")[2] == ("absent-part", "archive")
    program, packages, extras = installed.versions()
    assert program.state == "ok"
    assert packages.said == "missing: no-such-package"
    assert extras.said == "installed: none; not installed: archive"
    monkeypatch.setattr(installed, "MODELS", ("no_such_module",))
    assert next(installed.models()).said == "missing: no_such_module"


def test_a_tool_that_was_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed, "version", nowhere)
    monkeypatch.setattr(installed, "requires", nowhere)
    (program,) = installed.versions()
    assert "run from its source" in program.said


def test_the_exit_status_is_that_of_the_worst() -> None:
    ok, off = Point("a", "ok", ""), Point("b", "off", "")
    ill, far = Point("c", "attention", ""), Point("d", "unreachable", "")
    assert [exit_status(each) for each in ([], [ok, off], [ok, ill], [ill, far])] == [0, 0, 1, 3]


def test_sizes_are_told_for_people(tmp_path: Path) -> None:
    told = [size(number) for number in (0, 999, 1_500, 12_345_678, 73e9, 2e15)]
    assert told == ["0 bytes", "999 bytes", "1.5 KB", "12 MB", "73 GB", "2000000 GB"]
    assert existing(tmp_path / "a" / "b") == tmp_path
