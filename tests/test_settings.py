"""The settings file and the environment: what they may say, what is refused, what stays secret."""

import os
import pickle
import re
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from corroborate.errors import BadSettings
from corroborate.faces.cli import cli
from corroborate.settings import Followed, Notify, Search, Settings, Web
from corroborate.settings.given import COOKIE_VARIABLE, VARIABLES
from corroborate.settings.places import FILE_VARIABLE, settings_place, store_place
from corroborate.settings.reading import MOST_BYTES, load_settings, read_settings, settings_in
from corroborate.settings.rules import NAMES

ROOT = Path(__file__).parent.parent
SECRET = "hunter2"
WHOLE = f"""
most_pages = 60
prior_bits = 1
store = "kept/store.db"

[web]
contact = "desk@paper.example"
requests_per_s = 2
proxy = "http://desk:{SECRET}@proxy.example:3128"
private_hosts = ["*.intranet.example", "10.0.0.7", "fd00::7"]
ports = [80, 443, 8080]

[search]
gdelt = true
fact_check_key = "{SECRET}"

[notify]
webhook = "https://desk.paper.example/{SECRET}"
webhook_secret = "{SECRET}"
smtp_password = "{SECRET}"
apprise = ["json://{SECRET}@a.example"]
ping = "https://alive.example/{SECRET}"

[outlets.wsj]
cookie = "session={SECRET}"

[outlets.evening-paper]
name = "Evening Paper"
domain = "evening-paper.example"
feeds = ["https://evening-paper.example/rss"]
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    path.chmod(0o600)
    return path


def run(*arguments: str, **environ: str | None) -> Result:
    return CliRunner().invoke(cli, arguments, env={FILE_VARIABLE: None, **environ})


def test_what_a_file_says_is_set(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, WHOLE), {})
    assert settings.most_pages == 60
    assert repr(settings.prior_bits) == "1.0"
    assert settings.store == str(tmp_path / "kept" / "store.db")
    assert settings.web.contact == "desk@paper.example"
    assert settings.web.private_hosts == ("*.intranet.example", "10.0.0.7", "fd00::7")
    assert settings.web.ports == (80, 443, 8080)
    assert settings.search.gdelt is True
    assert settings.followed == (
        Followed("wsj", cookie=f"session={SECRET}"),
        Followed(
            "evening-paper",
            name="Evening Paper",
            domain="evening-paper.example",
            feeds=("https://evening-paper.example/rss",),
        ),
    )


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing yet\n", "[web]\n[search]\n"])
def test_what_is_left_out_is_as_it_comes(text: str, tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, text), {}) == Settings()


@pytest.mark.parametrize("case", cases("settings"))
def test_a_file_that_is_wrong_is_refused_in_one_line_without_secrets(
    case: dict[str, str], tmp_path: Path
) -> None:
    path = written(tmp_path, case["text"])
    with pytest.raises(BadSettings) as refused:
        load_settings(path, {})
    told = str(refused.value)
    assert told.startswith(str(path))
    assert case["says"] in told
    assert SECRET not in told
    assert "\n" not in told
    assert str(pickle.loads(pickle.dumps(refused.value))) == told


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"name = '\xe9'", "is not UTF-8 (byte 8)"),
        ("most_pages = 3".encode("utf-16"), "is not UTF-8"),
        (b"a = " + b"[" * 3_000, "too deep"),
        (b"most_pages = " + b"9" * 5_000, "is no valid TOML"),
        (b"#" * (MOST_BYTES + 1), "that is no settings file"),
        (b"\0\0\0\0", "is no valid TOML"),
    ],
)
def test_a_file_that_is_no_settings_file_is_one_line(
    content: bytes, says: str, tmp_path: Path
) -> None:
    with pytest.raises(BadSettings, match=re.escape(says)):
        load_settings(written(tmp_path, content), {})


def test_a_place_without_a_readable_file_is_one_line(tmp_path: Path) -> None:
    file = written(tmp_path, "")
    loop, pipe = tmp_path / "loop", tmp_path / "pipe"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    for place, says in (
        (tmp_path, "is a folder"),
        (file / "below", "cannot be read"),
        (loop, "cannot be read"),
        (pipe, "is no plain file"),
        (tmp_path / "none.toml", "no such file"),
    ):
        with pytest.raises(BadSettings, match=says):
            load_settings(place, {})


@hypothesis.settings(max_examples=100)
@given(st.text(max_size=200), st.text(max_size=50))
def test_any_text_is_settings_or_refused(text: str, value: str) -> None:
    for each in (text, f"[web]\ncontact = '{value}'", f"[outlets.a]\nfeeds = ['{value}']"):
        with suppress(BadSettings):
            assert isinstance(settings_in(each, Path("settings.toml")), Settings)


def test_the_option_comes_before_the_environment_and_that_before_the_usual_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    environ = {FILE_VARIABLE: "~/theirs.toml"}
    assert settings_place(tmp_path / "ours.toml", environ) == tmp_path / "ours.toml"
    assert settings_place(None, environ) == Path.home() / "theirs.toml"
    usual = settings_place(None, {FILE_VARIABLE: ""})
    assert usual.parts[-2:] == ("corroborate", "settings.toml")


def test_the_usual_file_may_be_missing_and_a_named_one_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    loaded = read_settings(None, {})
    assert (loaded.found, loaded.settings) == (False, Settings())
    with pytest.raises(BadSettings, match="outlets add"):
        read_settings(None, {FILE_VARIABLE: str(tmp_path / "none.toml")})


def test_the_store_has_a_place_of_its_own() -> None:
    assert store_place(Settings()).name == "store.db"
    assert store_place(Settings(store="x/y.db")) == Path("x/y.db")


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    environ = {
        "CORROBORATE_CONTACT": "night@paper.example",
        "CORROBORATE_PROXY": "http://proxy.example",
        "CORROBORATE_FACT_CHECK_KEY": "",
        "CORROBORATE_APPRISE": "json://a.example  ntfy://b",
        "CORROBORATE_COOKIE_EVENING_PAPER": "a=b",
    }
    settings = load_settings(written(tmp_path, WHOLE), environ)
    assert settings.web.contact == "night@paper.example"
    assert settings.web.proxy == "http://proxy.example"
    assert settings.search.fact_check_key == SECRET
    assert settings.notify.apprise == ("json://a.example", "ntfy://b")
    assert [each.cookie for each in settings.followed] == [f"session={SECRET}", "a=b"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CORROBORATE_PROXY", f"ftp://desk:{SECRET}@proxy.example"),
        ("CORROBORATE_FACT_CHECK_KEY", f"{SECRET}\n"),
        ("CORROBORATE_COOKIE_WSJ", f"{SECRET}\r\nX: y"),
        ("CORROBORATE_WEBHOOK", f"{SECRET}.example"),
        ("CORROBORATE_APPRISE", f"json://a {SECRET}"),
    ],
)
def test_a_wrong_variable_is_named_and_its_secret_is_not(
    variable: str, value: str, tmp_path: Path
) -> None:
    with pytest.raises(BadSettings, match=variable) as refused:
        load_settings(written(tmp_path, WHOLE), {variable: value})
    assert SECRET not in str(refused.value)


def test_a_cookie_for_nobody_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "[outlets.le-monde]")
    environ = {f"{COOKIE_VARIABLE}LE_MODE": SECRET, f"{COOKIE_VARIABLE}QUITE_ANOTHER": SECRET}
    near, far = read_settings(path, environ).notices
    assert "did you mean CORROBORATE_COOKIE_LE_MONDE" in near
    assert "no such outlet is followed" in far
    assert SECRET not in near + far


@pytest.mark.parametrize(
    ("text", "mode", "warns"),
    [
        (WHOLE, 0o644, True),
        (WHOLE, 0o640, True),
        (WHOLE, 0o600, False),
        ("[web]\ncontact = 'desk@paper.example'", 0o644, False),
        ("[web]\nproxy = 'http://proxy.example'", 0o644, False),
    ],
)
def test_secrets_that_others_may_read_are_told(
    text: str, mode: int, warns: bool, tmp_path: Path
) -> None:
    path = written(tmp_path, text)
    path.chmod(mode)
    told = [each for each in read_settings(path, {}).notices if "chmod 600" in each]
    assert bool(told) is warns


def test_no_secret_is_in_what_settings_say_of_themselves(tmp_path: Path) -> None:
    loaded = read_settings(written(tmp_path, WHOLE), {})
    assert SECRET in loaded.settings.search.fact_check_key
    assert SECRET not in repr(loaded)


def test_every_setting_is_listed_with_its_source(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    loaded = read_settings(path, {"CORROBORATE_CONTACT": "night@paper.example"})
    listed = {each.name: each for each in loaded.listed}
    assert listed["most_pages"].source == "file"
    assert (listed["most_pages"].value, listed["most_pages"].default) == (60, 40)
    assert listed["web.contact"].source == "environment"
    assert listed["web.tries"].source == "default"
    assert listed["web.proxy"].value == "http://…@proxy.example:3128"
    assert listed["outlets.wsj.cookie"].value == "set"
    assert listed["outlets.wsj.cookie"].variable == "CORROBORATE_COOKIE_WSJ"
    assert listed["outlets.evening-paper.cookie"].value == "not set"


def test_every_field_has_a_rule() -> None:
    own = [each.name for each in fields(Settings)]
    ours = [name for name in own if name not in ("web", "search", "notify", "followed")]
    ours += [f"web.{each.name}" for each in fields(Web)]
    ours += [f"search.{each.name}" for each in fields(Search)]
    ours += [f"notify.{each.name}" for each in fields(Notify)]
    ours += [f"outlets.{each.name}" for each in fields(Followed) if each.name != "id"]
    assert list(NAMES) == ours


def test_the_default_of_every_setting_is_allowed(tmp_path: Path) -> None:
    listed = read_settings(written(tmp_path, ""), {}).listed
    assert all(each.value == each.default for each in listed)


def test_the_page_on_settings_names_every_one() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    names = {name.rpartition(".")[2] for name in NAMES}
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []
    assert [name for _, name in VARIABLES if f"`{name}`" not in page] == []
    assert f"{COOKIE_VARIABLE}LE_MONDE" in page
    assert f"`{FILE_VARIABLE}`" in page


def test_the_file_of_the_page_on_settings_is_one(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```", page, re.M | re.S)
    settings = load_settings(written(tmp_path, shown), {})
    assert [each.id for each in settings.followed] == ["wsj", "evening-paper"]


def test_the_command_prints_every_setting_and_no_secret(tmp_path: Path) -> None:
    path = str(written(tmp_path, WHOLE))
    plain, as_json = (
        run("settings", "--settings", path),
        run("settings", "--json", CORROBORATE_SETTINGS=path),
    )
    for result in (plain, as_json):
        assert result.exit_code == 0, result.output
        assert path in result.stdout
        assert SECRET not in result.output
        assert all(name in result.stdout for name in NAMES if not name.startswith("outlets."))
        assert "outlets.wsj.cookie" in result.stdout
    assert "file" in plain.stdout


def test_the_command_tells_of_a_bad_file_in_one_line(tmp_path: Path) -> None:
    path = written(tmp_path, "most_page = 3")
    result = run("settings", "--settings", str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr == f"corroborate: {path}: no setting 'most_page'; did you mean most_pages?\n"
    )
