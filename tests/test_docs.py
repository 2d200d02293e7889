"""What the documents say of the project is so: commands, options, paths, names, errors."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest

import corroborate
from corroborate import errors
from corroborate.faces import cli as command_line
from corroborate.faces.cli import cli
from corroborate.faces.commands import check, recheck
from corroborate.model.report import Entry, Origin, Provenance, Report
from corroborate.model.text import Moment
from corroborate.model.verdict import InconsistencyKind, Verdict
from corroborate.reference.language import known_languages
from corroborate.reference.outlet import load_outlets
from corroborate.steps.origins import strengths as signals
from corroborate.steps.weighing import DOUBT, effective_support, weigh

ROOT = Path(__file__).parent.parent
README, METHOD = ROOT / "README.md", ROOT / "docs" / "method.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
every_page = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, *languages: str) -> Iterator[str]:
    """The fenced blocks of a page in one of `languages`."""
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```", text_of(page), re.M | re.S):
        if language in languages:
            yield block


def commands(page: Path) -> Iterator[list[str]]:
    """Each use of our own command that a page shows, as words, up to a pipe or a comment."""
    shown = "".join(blocks(page, "", "sh", "bash", "console", "shell")).replace("\\\n", " ")
    shown += "\n" + "\n".join(
        re.findall(r"`((?:corroborate|scripts/demo) [^`\n]+)`", text_of(page))
    )
    for line in shown.splitlines():
        words = shlex.split(re.split(r"\s[|>&]|\s2>", line.removeprefix("$ "))[0], comments=True)
        if words[:1] in (["corroborate"], ["scripts/demo"]):
            yield words


@every_page
def test_a_command_that_is_shown_exists_with_its_options(page: Path) -> None:
    for program, *words in commands(page):
        name = "check" if program == "scripts/demo" else words[0]
        known = {*options(cli), "--help"}
        if not name.startswith("-"):
            assert name in cli.commands, f"corroborate {name}"
            known = {*options(cli.commands[name]), *options_below(name, words), "--help", "-h"}
        used = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert used <= known, f"{program} {' '.join(words)}"


def options_below(name: str, words: list[str]) -> Iterator[str]:
    """The options of the subcommand that is shown of a group, none where there is none."""
    group = cli.commands[name]
    if isinstance(group, click.Group) and words[1:2] and words[1] in group.commands:
        yield from options(group.commands[words[1]])


def options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from parameter.opts
            short = [each for each in parameter.opts if re.fullmatch(r"-\w", each)]
            yield from (each + each[1] for each in short if parameter.count)


@every_page
def test_a_path_that_is_named_exists(page: Path) -> None:
    folders = "corroborate|docs|fixtures|requirements|scripts|tests"
    named = re.findall(rf"`((?:{folders})/[\w./-]+)`", text_of(page))
    linked = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)", text_of(page))
    assert [each for each in named if not (ROOT / each).exists()] == []
    assert [each for each in linked if not (page.parent / each).exists()] == []


@every_page
def test_python_that_is_shown_compiles_and_uses_what_there_is(page: Path) -> None:
    for block in blocks(page, "python", "py"):
        compile(block, page.name, "exec")
        used = set(re.findall(r"\bcorroborate\.([A-Za-z]\w*)", block))
        assert used <= set(corroborate.__all__)


def test_the_library_call_of_the_readme_prints_what_it_shows() -> None:
    (shown,) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", text_of(README), re.S)
    command = [sys.executable, "-c", shown[0]]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert ran.stdout == shown[1]


def test_the_readme_says_everything_of_the_command_line() -> None:
    text = text_of(README)
    for name, command in cli.commands.items():
        assert f"corroborate {name}" in text
        assert {each for each in options(command) if f"`{each}" not in text} <= {"-h"}
    assert all(f"`{each}`" in text for each in options(cli))


def test_the_readme_gives_every_exit_status() -> None:
    ours = {kind.exit_status for kind in vars(errors).values() if is_error(kind)}
    ours |= {0, check.FLAGGED, recheck.CHANGED, command_line.BUG, command_line.INTERRUPTED}
    table = text_of(README).split("| exit status |")[1].split("\n\n")[0]
    assert {int(each) for each in re.findall(r"^\| (\d+) ", table, re.M)} == ours


def test_the_readme_draws_the_tree_of_errors() -> None:
    drawn = dict(re.findall(r"^ +[│├└─ ]*(\w+) +(\d+)(?: |$)", text_of(README), re.M))
    ours = {name: kind for name, kind in vars(errors).items() if is_error(kind)}
    assert drawn == {name: str(kind.exit_status) for name, kind in ours.items()}


def test_the_readme_names_every_verdict_kind_and_language() -> None:
    words = (*get_args(Verdict), *get_args(InconsistencyKind), *known_languages())
    assert [each for each in words if f"`{each}`" not in text_of(README)] == []


def test_the_readme_does_not_promise_more_outlets_than_there_are() -> None:
    (promised,) = re.findall(r"over ([\d,]+)\s+outlets", text_of(README))
    assert len(load_outlets().all) > int(promised)


def test_the_readme_lists_the_fields_of_a_report() -> None:
    table = text_of(README).split("| field |")[1].split("\n\n")[0]
    told = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.M))))
    moment = Moment.parse("2025-03-05")
    whole = Report(
        text="words",
        retrieved=moment,
        published_from="meta",
        canonical="https://other.example/a",
        corrections=("Correction",),
        entries=(Entry("words"),),
    )
    assert told == set(whole.to_dict())


def test_the_readme_maps_the_whole_package() -> None:
    parts = [each for each in (ROOT / "corroborate").iterdir() if each.name[0] not in "_."]
    names = (f"corroborate/{each.name}{'/' * each.is_dir()}" for each in parts)
    assert [name for name in names if f"`{name}`" not in text_of(README)] == [
        "corroborate/py.typed"
    ]


def test_a_section_of_the_method_that_code_names_is_there() -> None:
    sections = set(re.findall(r"^## (\w+)$", text_of(METHOD), re.M))
    files = [each for folder in ("corroborate", "tests") for each in (ROOT / folder).rglob("*.py")]
    named = {
        section
        for file in files
        for section in re.findall(r"docs/method\.md,\s+([A-Z]\w+)", text_of(file))
    }
    assert named
    assert named <= sections


def test_what_code_points_to_can_be_opened_from_here() -> None:
    files = [
        each for folder in ("corroborate", "scripts") for each in (ROOT / folder).rglob("*.py")
    ]
    for file in files:
        named = re.findall(r"\b([\w/.-]+\.md)\b", text_of(file))
        assert [each for each in named if not (ROOT / each).exists()] == [], file


def test_the_method_gives_the_constants_of_the_code() -> None:
    origins = text_of(METHOD).split("## Origins")[1].split("\n## ")[0]
    sure = (
        *(signals.CITES, signals.LINKS, signals.WIRE, signals.REUSE, signals.IN_ORDER),
        *(signals.NEWSROOM, signals.BARE, signals.BARE_BACKGROUND, signals.UNNAMED),
        *(signals.OUTLET, signals.OWNER, signals.HEARSAY),
    )
    assert [each for each in sure if f"{each:.2f}"[1:] not in origins] == []
    bounds = text_of(METHOD).split("| how the root knows |")[1].split("\n\n")[0]
    told = [tuple(map(float, row)) for row in re.findall(r"\| (\.\d+) \| (\.\d+) \|", bounds)]
    assert told == [(doubt, 1 - doubt) for doubt in DOUBT.values()]
    assert list(DOUBT) == list(get_args(Provenance))


def test_the_worked_example_of_the_method_adds_up() -> None:
    relayed = Origin("report:a", ("a", "b", "c", "d"), "a", True, "anonymous", (1, 0, 0, 0))
    gate, unnamed = signals.CITES * signals.OWN_GATE, signals.UNNAMED
    second = Origin("report:e", ("e",), "e", True, "anonymous", ((1 - gate) * (1 - unnamed),))
    quality, priors = dict.fromkeys("abcde", 1.0), dict.fromkeys("abcde", (8.0, 2.0))
    assert f"{weigh([relayed], [], quality, priors).probability:.2f}" == "0.70"
    assert f"{weigh([relayed, second], [], quality, priors).probability:.2f}" == "0.81"
    assert f"{effective_support([relayed, second]):.3f}" == "1.685"
    told = text_of(METHOD)
    assert all(each in told for each in ("**0.70**", "**0.81**", "1.685", ".972 bits"))


def test_what_the_package_promises_is_there() -> None:
    for name in corroborate.__all__:
        assert getattr(corroborate, name).__doc__, name


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    drawn = dict(re.findall(r"(\w+)\s+(\d+)(?:\s|$)", str(errors.__doc__)))
    ours = {name: kind for name, kind in vars(errors).items() if is_error(kind)}
    assert drawn == {name: str(kind.exit_status) for name, kind in ours.items()}


def is_error(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, errors.CorroborateError)


def test_the_version_stands_in_the_list_of_changes() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    assert f"## {project['version']}" in text_of(ROOT / "CHANGELOG.md")


def test_the_licence_is_there_whole() -> None:
    licence = text_of(ROOT / "LICENSE")
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert len(licence) > 10_000
