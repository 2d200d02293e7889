"""`corroborate check`: what independent outlets say of each claim of a text."""

import os
import sys
from collections.abc import Iterable

import click

from corroborate.errors import BadInput, CorroborateError
from corroborate.faces.configured import configured, settings_option
from corroborate.faces.desk import Asked, Desk, named
from corroborate.faces.inputs import STDIN
from corroborate.faces.printing import emit, page_form
from corroborate.faces.progress import Progress
from corroborate.faces.render.html import html
from corroborate.faces.render.json import json
from corroborate.faces.render.markdown import markdown
from corroborate.faces.render.outline import outline
from corroborate.faces.render.terminal import terminal
from corroborate.model.dossier import Dossier

FLAGGED = 1
"""Exit status of a check that flags a claim; those of errors stand in `errors`."""


@click.command()
@click.argument("source")
@click.option(
    "--against",
    multiple=True,
    metavar="PATH|URL",
    help="Reports to check against: a .jsonl file of report records, a saved page, a folder of "
    "either, or the address of a page, feed or sitemap. Any number of times. Default: what the "
    "followed outlets published and what is in the store.",
)
@click.option(
    "--outlets",
    metavar="ID,ID",
    default="",
    help="Ask only these of the followed outlets.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    help="The day or moment the check speaks for; later reports are no evidence. Default: now.",
)
@click.option("--lang", metavar="CODE", help="Language of SOURCE (de, en, fr); else guessed.")
@settings_option
@click.option("--save", is_flag=True, help="Keep the dossier in the store, for history and diff.")
@click.option("--json", "face", flag_value="json", help="Print the dossier as JSON.")
@click.option("--markdown", "face", flag_value="markdown", help="Print it as Markdown.")
@click.option(
    "--html",
    "page",
    metavar="FILE",
    help="Write it to FILE as a web page that needs nothing else, - for standard output.",
)
@click.option(
    "-v", "--verbose", "detail", count=True, help="Open every claim; -vv adds pieces and sums."
)
def check(
    source: str,
    against: tuple[str, ...],
    outlets: str,
    as_of: str | None,
    lang: str | None,
    settings_file: str | None,
    save: bool,
    face: str | None,
    page: str | None,
    detail: int,
) -> int:
    """Say for each claim of SOURCE how many independent outlets bear it out.

    SOURCE is a text file, a saved HTML page, the address of one, or - for standard input. Exit
    status: 0 nothing to flag, 1 a claim is contradicted or disputed, 2 wrong usage or unreadable
    input, 3 a needed source could not be reached.
    """
    if page is not None:
        _refuse_page(page, face)
    if against and outlets:
        raise BadInput("--outlets is for a search: leave out --against, or --outlets")
    asked = Asked(source, against, named(outlets), as_of, lang)
    loaded = configured(settings_file)
    with Progress(sys.stderr) as progress, Desk(loaded.settings, progress) as desk:
        dossier = desk.check(asked)
        kept = desk.keep(dossier, source) if save else None
    if kept is not None:
        click.echo(f"corroborate: kept as check {kept} of {source}", err=True)
    name = "standard input" if source == STDIN else source
    if page is not None and page != STDIN:
        _write(page, html(dossier, name))
    if page is None or face:
        emit(_shown(dossier, name, face, detail))
    elif page == STDIN:
        emit(html(dossier, name))
    return FLAGGED if dossier.flagged else 0


def _shown(dossier: Dossier, name: str, face: str | None, detail: int) -> Iterable[str]:
    if face == "json":
        return json(dossier)
    lines = outline(dossier, name, detail)
    return [markdown(lines) if face == "markdown" else terminal(lines, *page_form())]


def _refuse_page(page: str, face: str | None) -> None:
    """Say before a long check that its page cannot be written where it is wanted.

    Raises:
        BadInput: two things for standard output, a folder, or nothing that may be written.
    """
    if page == STDIN and face:
        raise BadInput(f"--html - and --{face} both write to standard output: name a file for one")
    if page == STDIN:
        return
    folder = os.path.dirname(page) or os.curdir
    if os.path.isdir(page):
        raise BadInput(f"{page} is a folder; name the file that the page is to be")
    if not os.path.isdir(folder):
        raise BadInput(f"no such folder: {folder}")
    if not os.access(page if os.path.exists(page) else folder, os.W_OK):
        raise BadInput(f"{page} cannot be written: choose another file for --html")


def _write(path: str, pieces: Iterable[str]) -> None:
    try:
        with open(path, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise CorroborateError(f"{path} cannot be written: {error.strerror}") from error
    click.echo(f"corroborate: the page is in {path}", err=True)
