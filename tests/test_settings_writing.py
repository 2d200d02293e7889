"""Outlets put into the settings file and taken out: nothing else changes, nothing is lost."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import BadSettings, SettingsBusy
from corroborate.settings import Followed, writing
from corroborate.settings.reading import load_settings
from corroborate.settings.sections import with_section, without_section
from corroborate.settings.writing import follow, unfollow

ROOT = Path(__file__).parent.parent
FEED, OTHER = "https://paper.example/rss", "https://paper.example/world"
OURS = """\
# Set by the night desk, 3 March
most_pages = 60     # was 40

# Our subscription
[outlets.wsj]
# from Ann's browser
cookie = "a = '#b'"  # renew in May
feeds = [  # two of them
    "https://paper.example/one",  # the first
    "https://paper.example/two",
]

# Who we are
[web]
contact = 'desk@paper.example'
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "settings.toml"


def put(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())


def test_a_file_is_made_for_its_owner_alone(file: Path) -> None:
    follow(file, Followed("wsj"))
    assert file.stat().st_mode & 0o777 == 0o600
    assert load_settings(file, {}).followed == (Followed("wsj"),)
    assert file.read_text(encoding="utf-8").endswith("\n\n[outlets.wsj]\n")


def test_a_new_outlet_comes_last_and_all_else_stays(file: Path) -> None:
    put(file, OURS)
    follow(file, Followed("le-monde", feeds=(FEED,)))
    added = f'\n[outlets.le-monde]\nfeeds = ["{FEED}"]\n'
    assert file.read_text(encoding="utf-8") == OURS + added


def test_an_outlet_that_is_there_is_added_to_with_every_comment_kept(file: Path) -> None:
    put(file, OURS)
    follow(file, Followed("wsj", name="Journal", feeds=(FEED, "https://paper.example/one")))
    text = file.read_text(encoding="utf-8")
    comments = [line.partition("#")[2] for line in OURS.splitlines() if "# " in line]
    assert all(each in text for each in comments)
    assert text.endswith("# Who we are\n[web]\ncontact = 'desk@paper.example'\n")
    (wsj,) = load_settings(file, {}).followed
    assert wsj.cookie == "a = '#b'"
    assert wsj.name == "Journal"
    assert wsj.feeds == ("https://paper.example/one", "https://paper.example/two", FEED)


def test_what_is_there_already_changes_nothing(file: Path) -> None:
    put(file, OURS)
    before = file.stat()
    assert follow(file, Followed("wsj", feeds=("https://paper.example/two",))).cookie == ""
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_cookie_is_never_written(file: Path) -> None:
    follow(file, Followed("wsj", cookie="hunter2"))
    assert "hunter2" not in file.read_text(encoding="utf-8")


def test_what_is_taken_out_goes_with_its_cookie_and_all_else_stays(file: Path) -> None:
    put(file, OURS)
    assert unfollow(file, "wsj")
    text = file.read_text(encoding="utf-8")
    assert text == OURS[: OURS.index("[outlets.wsj]")] + OURS[OURS.index("\n# Who we are") :]
    assert not unfollow(file, "wsj")
    assert file.read_text(encoding="utf-8") == text


def test_nothing_is_made_to_take_something_out_of(file: Path) -> None:
    assert not unfollow(file, "wsj")
    assert not file.parent.exists()


def test_a_file_without_a_last_line_end_is_added_to(file: Path) -> None:
    put(file, "[outlets.a]\nname = 'A'\n[outlets.b]")
    follow(file, Followed("b", name="B"))
    follow(file, Followed("c"))
    assert [each.id for each in load_settings(file, {}).followed] == ["a", "b", "c"]


def test_the_line_ends_of_the_file_are_kept(file: Path) -> None:
    put(file, OURS.replace("\n", "\r\n"))
    follow(file, Followed("le-monde", feeds=(FEED,)))
    content = file.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_byte_order_mark_is_kept(file: Path) -> None:
    put(file, "\ufeff[outlets.a]\n")
    follow(file, Followed("a", feeds=(FEED,)))
    assert file.read_bytes().startswith("\ufeff[outlets.a]".encode())
    assert load_settings(file, {}).followed == (Followed("a", feeds=(FEED,)),)


def test_a_text_that_looks_like_a_section_is_none(file: Path) -> None:
    put(file, "[outlets.a]\nname = 'a # b'\n[outlets.b]\nname = \"[outlets.c]\"\n")
    follow(file, Followed("c", name="[outlets.a]"))
    follow(file, Followed("a", feeds=(FEED,)))
    names = [each.name for each in load_settings(file, {}).followed]
    assert names == ["a # b", "[outlets.c]", "[outlets.a]"]


@pytest.mark.parametrize(
    "text", ["outlets = {wsj = {}}", "[outlets]\nwsj = {name = 'W'}", "outlets.wsj.name = 'W'"]
)
def test_a_form_that_is_not_ours_is_left_to_its_owner(text: str, file: Path) -> None:
    put(file, text)
    for change in (lambda: follow(file, Followed("wsj", name="X")), lambda: unfollow(file, "wsj")):
        with pytest.raises(BadSettings, match="edit the file itself"):
            change()
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", ["[web", "[web]\ntris = 3"])
def test_a_file_that_is_wrong_is_not_touched(text: str, file: Path) -> None:
    put(file, text)
    with pytest.raises(BadSettings):
        follow(file, Followed("wsj"))
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("outlet", "says"),
    [
        (Followed("a", feeds=("paper.example",)), "feeds of a: expected a list of addresses"),
        (Followed("a", domain="Paper"), "domain of a: expected a domain"),
        (Followed("a", name="x\ny"), "name of a: expected text on one line"),
        (Followed("No Id"), "an id is lower-case words"),
    ],
)
def test_what_may_not_be_written_is_refused_before(outlet: Followed, says: str, file: Path) -> None:
    with pytest.raises(BadSettings, match=says):
        follow(file, outlet)
    assert not file.exists()


def test_a_link_stays_a_link_and_the_mode_stays(file: Path, tmp_path: Path) -> None:
    put(file, OURS)
    file.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    follow(link, Followed("le-monde"))
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert len(load_settings(link, {}).followed) == 2


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "settings.toml", tmp_path / ("x" * 300) / "s.toml"):
        with pytest.raises(BadSettings, match=r"cannot be (read|written)"):
            follow(place, Followed("wsj"))
    with pytest.raises(BadSettings, match="is a folder"):
        follow(tmp_path, Followed("wsj"))


def test_a_writer_who_does_not_finish_is_not_waited_for_without_end(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PATIENCE_S", 0.05)
    put(file, OURS)
    with FileLock(f"{file}.lock"), pytest.raises(SettingsBusy, match="try again later") as busy:
        follow(file, Followed("le-monde"))
    assert busy.value.exit_status == 75


def test_several_writers_at_once_lose_nothing(file: Path) -> None:
    put(file, OURS)
    code = (
        "import sys; from pathlib import Path; from corroborate.settings import Followed;"
        "from corroborate.settings.writing import follow;"
        "[follow(Path(sys.argv[1]), Followed(f'{sys.argv[2]}-{n}')) for n in range(6)]"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(file), name], cwd=ROOT) for name in "ab"
    ]
    assert [each.wait() for each in writers] == [0, 0]
    ids = {each.id for each in load_settings(file, {}).followed}
    assert ids == {"wsj", *(f"{name}-{n}" for name in "ab" for n in range(6))}
    assert file.read_text(encoding="utf-8").startswith(OURS)
    assert [name for name in os.listdir(file.parent) if name.startswith(".")] == []


comments = st.text("# =[]'\"ab", max_size=8).map(lambda text: f"# {text}")
lines = st.one_of(
    comments,
    st.just(""),
    st.sampled_from(["[outlets.a]", "[outlets.b] # b", "  [outlets.c]", "[web]"]),
    st.sampled_from(
        ["name = 'x' # n", 'feeds = [\n  "https://a.example/", # f\n]', "contact = ''"]
    ),
)
values = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=9),
    st.lists(st.just(FEED), max_size=2).map(tuple),
)


@settings(max_examples=100)
@given(st.lists(lines, max_size=12).map("\n".join), st.sampled_from("abd"), values)
def test_a_section_that_was_put_in_reads_so_and_comes_out_again(text, outlet, value) -> None:
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    new = with_section(text, outlet, {"value": value})
    wanted = before | {"outlets": before.get("outlets", {})}
    wanted["outlets"].setdefault(outlet, {})["value"] = (
        list(value) if isinstance(value, tuple) else value
    )
    assert tomllib.loads(new) == wanted
    assert all(line.strip() in new for line in text.splitlines() if line.startswith("#"))
    gone = tomllib.loads(without_section(new, outlet))
    assert outlet not in gone.get("outlets", {})
