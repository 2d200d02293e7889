"""`corroborate schedule`: what runs re-checks by themselves on this machine."""

import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from corroborate.faces.configured import file_of, settings_option
from corroborate.faces.printing import emit_lines

EVERY_MINUTES = 15
"""How often a run looks for what is due: the first check comes an hour after publication."""
JITTER_S = 300
"""Seconds within which machines with one crontab spread out."""


@click.command()
@click.option("--cron", "form", flag_value="cron", help="The line for a crontab.")
@click.option("--systemd", "form", flag_value="systemd", help="The units for a timer of systemd.")
@settings_option
def schedule(form: str | None, settings_file: str | None) -> None:
    """Print what makes this machine run `corroborate recheck --due`.

    A crontab takes it with `crontab -e`, and mails what is printed: what changed, and nothing else.
    The units of systemd go to the two files that their first lines name.
    """
    if form is None:
        raise click.UsageError("give --cron or --systemd")
    command = _command(settings_file)
    emit_lines(_cron(command) if form == "cron" else _systemd(command))


def _command(settings_file: str | None) -> tuple[str, ...]:
    """This installation's own command, whole, as neither cron nor systemd knows our PATH."""
    found = shutil.which("corroborate")
    beside = Path(sys.executable).with_name("corroborate")
    program = (str(beside),) if beside.exists() else (found,) if found else ()
    settings = file_of(settings_file)
    return (
        *(program or (sys.executable, "-m", "corroborate")),
        "recheck",
        "--due",
        *(("--settings", str(settings.resolve())) if settings else ()),
    )


def _cron(command: tuple[str, ...]) -> Iterator[str]:
    line = shlex.join([*command, "--jitter", str(JITTER_S)]).replace("%", r"\%")
    yield f"*/{EVERY_MINUTES} * * * * {line}"


def _systemd(command: tuple[str, ...]) -> Iterator[str]:
    line = " ".join(_quoted(each) for each in command)
    yield "# ~/.config/systemd/user/corroborate-recheck.service"
    yield from ("[Unit]", "Description=Check watched articles again", "")
    # 4 is a change, 75 another run: neither is a failure of the service.
    yield from ("[Service]", "Type=oneshot", f"ExecStart={line}", "SuccessExitStatus=4 75", "")
    yield "# ~/.config/systemd/user/corroborate-recheck.timer"
    yield from ("[Unit]", "Description=When to check watched articles again", "")
    yield from ("[Timer]", f"OnCalendar=*:0/{EVERY_MINUTES}", f"RandomizedDelaySec={JITTER_S}")
    yield from ("Persistent=true", "", "[Install]", "WantedBy=timers.target")


def _quoted(text: str) -> str:
    """A word as systemd takes it: % and $ stand for themselves when doubled."""
    kept = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{kept}"' if kept != text or " " in text else text
