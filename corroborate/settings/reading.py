"""The settings file and the environment to `Settings`, strictly: what is not known is an error."""

import os
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from corroborate.errors import BadSettings
from corroborate.settings.given import (
    COOKIE_VARIABLE,
    VARIABLES,
    Given,
    Source,
    cookie_variable,
    from_environment,
    from_file,
    without_password,
)
from corroborate.settings.places import FILE_VARIABLE, settings_place
from corroborate.settings.rules import NAMES, rule_of
from corroborate.settings.values import Followed, Notify, Settings

MOST_BYTES = 1_000_000
"""A settings file is longer by mistake only: 10,000 outlets take less."""
BY_OTHERS = stat.S_IRGRP | stat.S_IROTH
"""Who may read a file besides its owner."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it stands, named by section and name ("web.contact"; "outlets.ID.feeds").

    A secret has "set" or "not set" for its value. `variable` is the variable of the environment
    that may set it, "" for none.
    """

    name: str
    value: object
    default: object
    source: Source
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the file and whether it is there, and what its owner should be told."""

    path: Path
    found: bool
    settings: Settings
    listed: tuple[Setting, ...]
    notices: tuple[str, ...] = ()


def load_settings(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a file, None for the usual one, and of the environment, which comes first.

    Raises:
        BadSettings: as `read_settings`.
    """
    return read_settings(path, environ).settings


def read_settings(path: Path | None, environ: Mapping[str, str]) -> Loaded:
    """As `load_settings`, with where each value comes from.

    The usual file may be missing; one that an option or a variable names may not.

    Raises:
        BadSettings: the file cannot be read, is no TOML in UTF-8, or has an unknown name or a
            value that is not allowed; or a variable has.
    """
    place = settings_place(path, environ)
    text = read_text(place)
    if text is None and (path or environ.get(FILE_VARIABLE)):
        raise BadSettings(str(place), "no such file; `corroborate outlets add` makes one")
    return _loaded(place, text, environ)


def _loaded(place: Path, text: str | None, environ: Mapping[str, str]) -> Loaded:
    table = parsed(text or "", place)
    in_file = tuple(from_file(table, place))
    outlets = tuple(table.get("outlets", {}))
    given = (*in_file, *from_environment(environ, outlets))
    settings = _settings(given, outlets)
    _refuse_missing(settings.web.ca_file, place)
    _refuse_half_a_mail(settings.notify, place)
    listed = tuple(_listed(settings, given))
    notices = (*_open_secrets(place, in_file), *_idle_cookies(environ, outlets))
    return Loaded(place, text is not None, settings, listed, notices)


def settings_in(text: str, path: Path) -> Settings:
    """The settings that a text, for the file `path`, stands for, the environment left aside.

    Raises:
        BadSettings: as `read_settings`.
    """
    return _loaded(path, text, {}).settings


def read_text(path: Path) -> str | None:
    """The text of a settings file, None where there is no file.

    Raises:
        BadSettings: it is no file, too long, not UTF-8 or may not be read.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "no plain file"
            raise BadSettings(str(path), f"is {kind}; name the settings file itself")
        if about.st_size > MOST_BYTES:
            raise BadSettings(str(path), f"is over {MOST_BYTES:,} bytes: that is no settings file")
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadSettings(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 (byte {error.start}); save it as UTF-8"
        raise BadSettings(str(path), what) from None


def parsed(text: str, path: Path) -> dict[str, Any]:
    """The tables of a settings file, names and values not yet looked at.

    Raises:
        BadSettings: it is no TOML; said with line and column.
    """
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise BadSettings(str(path), "its lists lie too deep in each other") from None
    except ValueError as error:
        raise BadSettings(str(path), f"is no valid TOML, or cut off: {error}") from None


def _settings(given: Iterable[Given], outlets: Iterable[str]) -> Settings:
    """All values put together; of one that is given twice the last counts."""
    settings = Settings()
    followed = {outlet: Followed(outlet) for outlet in outlets}
    for each in given:
        section, _, name = each.name.rpartition(".")
        value = _typed(each)
        if each.outlet:
            followed[each.outlet] = replace(followed[each.outlet], **{name: value})
        elif section:
            part = replace(getattr(settings, section), **{name: value})
            settings = replace(settings, **{section: part})
        else:
            settings = replace(settings, **{name: value})
    return replace(settings, followed=tuple(followed.values()))


def _typed(given: Given) -> Any:
    """A whole number is written for any number."""
    return float(given.value) if isinstance(_default(given.name), float) else given.value


def _default(name: str) -> Any:
    section, _, own = name.rpartition(".")
    if section == "outlets":
        return getattr(Followed("any"), own)
    return _at(Settings(), name)


def _at(settings: Settings, name: str) -> Any:
    section, _, own = name.rpartition(".")
    return getattr(getattr(settings, section) if section else settings, own)


def _refuse_missing(ca_file: str, path: Path) -> None:
    if ca_file and not os.path.isfile(ca_file):
        raise BadSettings(f"{path}, [web] ca_file", f"no such file: {ca_file}")


def _refuse_half_a_mail(notify: Notify, path: Path) -> None:
    where = f"{path}, [notify] "
    if missing := notify.missing_for_mail:
        told = "is missing: mail needs smtp_host, mail_from and mail_to"
        raise BadSettings(f"{where}{missing}", told)
    if notify.smtp_security == "none" and notify.smtp_user:
        told = 'no name and password are sent in the clear: set "starttls" or "tls"'
        raise BadSettings(f"{where}smtp_security", told)


def _listed(settings: Settings, given: Iterable[Given]) -> Iterator[Setting]:
    """Every setting in the order of the rules, those of each outlet last."""
    sources = {(each.outlet, each.name): each.source for each in given}
    variables = dict(VARIABLES)
    for name in NAMES:
        if not name.startswith("outlets."):
            value, default = (_shown(name, _at(each, name)) for each in (settings, Settings()))
            source = sources.get(("", name), "default")
            yield Setting(name, value, default, source, variables.get(name, ""))
    for each in settings.followed:
        for name in (name for name in NAMES if name.startswith("outlets.")):
            own = name.removeprefix("outlets.")
            value, default = (_shown(name, getattr(of, own)) for of in (each, Followed(each.id)))
            source = sources.get((each.id, name), "default")
            variable = cookie_variable(each.id) if own == "cookie" else ""
            yield Setting(f"outlets.{each.id}.{own}", value, default, source, variable)


def _shown(name: str, value: Any) -> object:
    """A value as anybody may see it."""
    if name == "web.proxy" and value:
        return without_password(value)
    return ("set" if value else "not set") if rule_of(name).secret else value


def _open_secrets(path: Path, given: Iterable[Given]) -> Iterator[str]:
    """A warning where others may read a file that holds a secret."""
    secrets = [each for each in given if each.is_secret]
    if secrets and os.name == "posix" and path.exists() and path.stat().st_mode & BY_OTHERS:
        yield f"{path} holds secrets and others may read it: chmod 600 {path}"


def _idle_cookies(environ: Mapping[str, str], outlets: Iterable[str]) -> Iterator[str]:
    """A warning for each cookie in the environment that is for no followed outlet."""
    wanted = [cookie_variable(outlet).removeprefix(COOKIE_VARIABLE) for outlet in outlets]
    given = (name for name in sorted(environ) if name.startswith(COOKIE_VARIABLE))
    for name in given:
        own = name.removeprefix(COOKIE_VARIABLE)
        if own not in wanted:
            near = get_close_matches(own, wanted, n=1)
            hint = (
                f"did you mean {COOKIE_VARIABLE}{near[0]}?"
                if near
                else "no such outlet is followed"
            )
            yield f"{name} is not used: {hint}"
