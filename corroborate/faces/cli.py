"""The command line: parse, call, print. Data goes to stdout, all else to stderr."""

import os
import sys
from collections.abc import Iterable, Sequence
from importlib.resources import files
from traceback import print_exc
from typing import TYPE_CHECKING, Any, NoReturn

import click

from corroborate.errors import BadInput, CorroborateError
from corroborate.faces.inputs import STDIN, read_document, read_evidence
from corroborate.faces.progress import Progress
from corroborate.faces.render.html import html
from corroborate.faces.render.json import json, json_claims
from corroborate.faces.render.markdown import markdown
from corroborate.faces.render.outline import EVERYTHING, outline, row_of
from corroborate.faces.render.terminal import (
    WIDEST,
    terminal,
    terminal_claims,
    terminal_explained,
)
from corroborate.faces.saved import read_dossier
from corroborate.model.dossier import Dossier

if TYPE_CHECKING:
    from corroborate.engine import Engine

FLAGGED = 1
"""Exit status of a check that flags a claim; those of errors stand in `errors`."""
BUG = 70
"""Exit status after a traceback (EX_SOFTWARE of sysexits): Python's own 1 would read as flagged."""
INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 and the number of the signal, as shells have it."""


class OneLineErrors(click.Group):
    """A group that tells each error of the user or of ours in one line, with its exit status."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> NoReturn:
        options["standalone_mode"] = False
        try:
            status = super().main(args, *rest, **options)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            status = error.exit_code
        except click.ClickException as error:
            context = getattr(error, "ctx", None)
            where = f" (see {context.command_path} --help)" if context else ""
            status = _complain(f"{error.format_message()}{where}", error.exit_code)
        except CorroborateError as error:
            status = _complain(str(error), error.exit_status)
        except (click.Abort, KeyboardInterrupt):
            status = INTERRUPTED
        except Exception:
            print_exc()
            status = BUG
        sys.exit(status)


def _complain(message: str, status: int) -> int:
    click.echo(f"corroborate: {' '.join(message.split())}", err=True)
    return status


def _say_version(context: click.Context) -> None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("corroborate-news")
    except PackageNotFoundError:
        number = "(run from its source, not installed)"
    click.echo(f"corroborate {number}")
    context.exit()


@click.group(cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, asked: _say_version(context) if asked else None,
    help="Print the version and exit.",
)
def cli() -> None:
    """Who else reports this, independently, and does it agree?"""


def _engine() -> "Engine":
    """Loaded when a command needs it, as help and errors of usage must not wait for it."""
    from corroborate.engine import Engine

    return Engine()


@cli.command()
@click.argument("source")
@click.option(
    "--against",
    multiple=True,
    metavar="PATH",
    help="Reports to check against: a .jsonl file of report records, a saved page, or a folder of "
    "either. Any number of times.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    help="The day or moment the check speaks for; later reports are no evidence. Default: now.",
)
@click.option("--lang", metavar="CODE", help="Language of SOURCE (de, en, fr); else guessed.")
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
    as_of: str | None,
    lang: str | None,
    face: str | None,
    page: str | None,
    detail: int,
) -> int:
    """Say for each claim of SOURCE how many independent outlets bear it out.

    SOURCE is a text file, a saved HTML page, or - for standard input. Exit status: 0 nothing to
    flag, 1 a claim is contradicted or disputed, 2 wrong usage or unreadable input, 3 a needed
    source could not be reached.
    """
    if not against:
        raise BadInput("no reports to check against, and none are configured: give --against PATH")
    if page is not None:
        _refuse_page(page, face)
    with Progress(sys.stderr) as progress:
        document, notices = read_document(source, sys.stdin.buffer)
        evidence = read_evidence(against)
        dossier = _engine().check(
            document,
            evidence.reports,
            as_of,
            lang,
            failures=evidence.failures,
            notices=(*notices, *evidence.notices),
            progress=progress,
        )
    name = "standard input" if source == STDIN else source
    if page is not None and page != STDIN:
        _write(page, html(dossier, name))
    if page is None or face:
        _print(_shown(dossier, name, face, detail))
    elif page == STDIN:
        _print(html(dossier, name))
    return FLAGGED if dossier.flagged else 0


@cli.command()
@click.argument("source")
@click.option("--lang", metavar="CODE", help="Language of SOURCE (de, en, fr); else guessed.")
@click.option("--json", "as_json", is_flag=True, help="Print the claims as JSON.")
def split(source: str, lang: str | None, as_json: bool) -> None:
    """Print the claims of SOURCE and the single assertions in each."""
    with Progress(sys.stderr):
        document, notices = read_document(source, sys.stdin.buffer)
        engine = _engine()
        claims = engine.split(document, lang)
    for notice in (*notices, *engine.notices({each.language for each in claims})):
        click.echo(f"corroborate: {notice}", err=True)
    _print([json_claims(claims) if as_json else terminal_claims(claims, *_page())])


@cli.command()
@click.argument("dossier")
@click.argument("claim", nargs=-1, required=True)
def explain(dossier: str, claim: tuple[str, ...]) -> None:
    """Explain how a CLAIM of DOSSIER came to its confidence.

    DOSSIER is a file that `corroborate check --json` made, or - for standard input; CLAIM is a
    number of its table or an id ("3" or "c3"). Prints the sum line by line, who leans on whom and
    why, and which words of which report answered which words of the claim.
    """
    kept = read_dossier(dossier, sys.stdin.buffer)
    reports = {report.id: report for report in kept.reports}
    rows = [
        row_of(number, kept.findings[number - 1], reports, EVERYTHING)
        for number in (_number(kept, each) for each in claim)
    ]
    _print([terminal_explained(rows, *_page())])


def _number(dossier: Dossier, claim: str) -> int:
    """The place of a claim, from 1, by its id, else by that number."""
    ids = [finding.id for finding in dossier.findings]
    if claim in ids:
        return ids.index(claim) + 1
    numbers = list(map(str, range(1, len(ids) + 1)))
    if claim in numbers:
        return numbers.index(claim) + 1
    known = f"it has {ids[0]} to {ids[-1]}" if ids else "it has none"
    raise BadInput(f"no claim {claim!r} in this dossier: {known}")


@cli.command()
def schema() -> None:
    """Print the JSON Schema that every dossier of --json is valid against."""
    _print([(files("corroborate.faces") / "dossier.schema.json").read_text(encoding="utf-8")])


def _shown(dossier: Dossier, name: str, face: str | None, detail: int) -> Iterable[str]:
    if face == "json":
        return json(dossier)
    lines = outline(dossier, name, detail)
    return [markdown(lines) if face == "markdown" else terminal(lines, *_page())]


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


def _page() -> tuple[int, bool]:
    """Columns and whether colour may be used: on a terminal that is not dumb, without NO_COLOR."""
    if not sys.stdout.isatty():
        return WIDEST, False
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return os.get_terminal_size(sys.stdout.fileno()).columns or WIDEST, not plain


def _print(pieces: Iterable[str]) -> None:
    """Write as UTF-8, but as a terminal wants it; a reader gone (a closed pipe) is no error."""
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode(encoding, "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Else Python complains again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise CorroborateError(f"standard output cannot be written: {error.strerror}") from error


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    cli.main(prog_name="corroborate")
