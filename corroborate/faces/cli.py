"""The command line: parse, call, print. Data goes to stdout, all else to stderr."""

import sys
from collections.abc import Sequence
from traceback import print_exc
from typing import Any, NoReturn

import click

from corroborate.errors import CorroborateError
from corroborate.faces.commands.check import check
from corroborate.faces.commands.doctor import doctor
from corroborate.faces.commands.explain import explain
from corroborate.faces.commands.gather import gather
from corroborate.faces.commands.history import diff, history, search
from corroborate.faces.commands.keeping import backup, datasette_metadata, export, verify
from corroborate.faces.commands.outlets import outlets
from corroborate.faces.commands.read import read
from corroborate.faces.commands.recheck import recheck
from corroborate.faces.commands.rule import rule
from corroborate.faces.commands.schedule import schedule
from corroborate.faces.commands.schema import schema
from corroborate.faces.commands.settings import settings
from corroborate.faces.commands.split import split
from corroborate.faces.commands.watch import watch

COMMANDS = (
    *(check, explain, split, read, gather),
    *(watch, recheck, schedule, history, diff, search, rule),
    *(outlets, settings, doctor),
    *(verify, backup, export, datasette_metadata, schema),
)
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


for command in COMMANDS:
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    cli.main(prog_name="corroborate")
