"""The command line: parse, call, print. Data goes to stdout, all else to stderr."""

import os
import sys
from collections.abc import Sequence
from importlib.resources import files
from traceback import print_exc
from typing import TYPE_CHECKING, Any, NoReturn

import click

from corroborate.errors import BadInput, CorroborateError
from corroborate.faces.inputs import read_document, read_evidence
from corroborate.faces.progress import Progress
from corroborate.faces.render.json import json, json_claims
from corroborate.faces.render.markdown import markdown
from corroborate.faces.render.outline import outline
from corroborate.faces.render.terminal import WIDEST, terminal, terminal_claims
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
@click.option("--lang", metavar="CODE", help="Language of SOURCE (en, fr); guessed if left out.")
@click.option("--json", "face", flag_value="json", help="Print the dossier as JSON.")
@click.option("--markdown", "face", flag_value="markdown", help="Print it as Markdown.")
@click.option(
    "-v", "--verbose", "detail", count=True, help="Open every claim; -vv adds pieces and sums."
)
def check(
    source: str,
    against: tuple[str, ...],
    as_of: str | None,
    lang: str | None,
    face: str | None,
    detail: int,
) -> int:
    """Say for each claim of SOURCE how many independent outlets bear it out.

    SOURCE is a text file, a saved HTML page, or - for standard input. Exit status: 0 nothing to
    flag, 1 a claim is contradicted or disputed, 2 wrong usage or unreadable input, 3 a needed
    source could not be reached.
    """
    if not against:
        raise BadInput("no reports to check against, and none are configured: give --against PATH")
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
    name = "standard input" if source == "-" else source
    _print(_shown(dossier, name, face, detail))
    return FLAGGED if dossier.flagged else 0


@cli.command()
@click.argument("source")
@click.option("--lang", metavar="CODE", help="Language of SOURCE (en, fr); guessed if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print the claims as JSON.")
def split(source: str, lang: str | None, as_json: bool) -> None:
    """Print the claims of SOURCE and the single assertions in each."""
    with Progress(sys.stderr):
        document, notices = read_document(source, sys.stdin.buffer)
        claims = _engine().split(document, lang)
    for notice in notices:
        click.echo(f"corroborate: {notice}", err=True)
    _print(json_claims(claims) if as_json else terminal_claims(claims, *_page()))


@cli.command()
def schema() -> None:
    """Print the JSON Schema that every dossier of --json is valid against."""
    _print((files("corroborate.faces") / "dossier.schema.json").read_text(encoding="utf-8"))


def _shown(dossier: Dossier, name: str, face: str | None, detail: int) -> str:
    if face == "json":
        return json(dossier)
    lines = outline(dossier, name, detail)
    return markdown(lines) if face == "markdown" else terminal(lines, *_page())


def _page() -> tuple[int, bool]:
    """Columns and whether colour may be used: on a terminal that is not dumb, without NO_COLOR."""
    if not sys.stdout.isatty():
        return WIDEST, False
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return os.get_terminal_size(sys.stdout.fileno()).columns or WIDEST, not plain


def _print(text: str) -> None:
    """Write as UTF-8, but as a terminal wants it; a reader gone (a closed pipe) is no error."""
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    try:
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Else Python complains again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise CorroborateError(f"standard output cannot be written: {error.strerror}") from error


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    cli.main(prog_name="corroborate")
