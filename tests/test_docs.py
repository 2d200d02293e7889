"""What the documents say of the project is so: commands, options, paths, names, errors."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import corroborate
from corroborate import errors
from corroborate.faces.cli import cli

ROOT = Path(__file__).parent.parent
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
            known = {*options(cli.commands[name]), "--help", "-h"}
        used = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert used <= known, f"{program} {' '.join(words)}"


def options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from parameter.opts
            short = [each for each in parameter.opts if re.fullmatch(r"-\w", each)]
            yield from (each + each[1] for each in short if parameter.count)


@every_page
def test_a_path_that_is_named_exists(page: Path) -> None:
    named = re.findall(r"`((?:scripts|fixtures|tests|docs|requirements)/[\w./-]+)`", text_of(page))
    named += re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)", text_of(page))
    missing = [each for each in named if not (ROOT / each).exists()]
    assert not missing


@every_page
def test_python_that_is_shown_compiles_and_uses_what_there_is(page: Path) -> None:
    for block in blocks(page, "python", "py"):
        compile(block, page.name, "exec")
        used = set(re.findall(r"\bcorroborate\.([A-Za-z]\w*)", block))
        assert used <= set(corroborate.__all__)


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
