"""The settings that a command runs with: its option, else the environment, else the usual file."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from corroborate.settings.reading import Loaded, read_settings

Command = TypeVar("Command", bound=Callable[..., Any])


def settings_option(command: Command) -> Command:
    """Give a command the option --settings, as its parameter `settings_file`."""
    option = click.option(
        "--settings",
        "settings_file",
        metavar="FILE",
        help="The settings file; else CORROBORATE_SETTINGS, else the usual place.",
    )
    return option(command)


def file_of(settings_file: str | None) -> Path | None:
    """What --settings names, None where it was left out."""
    return Path(settings_file) if settings_file else None


def configured(settings_file: str | None, quiet: bool = False) -> Loaded:
    """The settings, with what their owner should be told on standard error, but where `quiet`: what
    cron runs would tell it every time, by mail.

    Raises:
        BadSettings: they cannot be read, or say what is not allowed.
    """
    loaded = read_settings(file_of(settings_file), os.environ)
    for notice in () if quiet else loaded.notices:
        click.echo(f"corroborate: {notice}", err=True)
    return loaded
