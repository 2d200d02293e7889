"""Single settings as they were given, in the file or the environment, names known and values
checked."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from json import dumps
from pathlib import Path
from typing import Any, Literal

from corroborate.errors import BadSettings
from corroborate.settings.rules import ID, NAMES, rule_of

VARIABLES = (
    ("web.contact", "CORROBORATE_CONTACT"),
    ("web.proxy", "CORROBORATE_PROXY"),
    ("search.fact_check_key", "CORROBORATE_FACT_CHECK_KEY"),
    ("notify.webhook", "CORROBORATE_WEBHOOK"),
    ("notify.webhook_secret", "CORROBORATE_WEBHOOK_SECRET"),
    ("notify.smtp_password", "CORROBORATE_SMTP_PASSWORD"),
    ("notify.apprise", "CORROBORATE_APPRISE"),
    ("notify.ping", "CORROBORATE_PING"),
    ("notify.ping_failed", "CORROBORATE_PING_FAILED"),
)
"""Settings that a variable of the environment sets, before the file; spaces part what is a list."""
COOKIE_VARIABLE = "CORROBORATE_COOKIE_"
"""Begins the variable with an outlet's cookie; its id follows in capitals, with _ for hyphens."""
PATHS = ("store", "web.ca_file")
"""Settings that are paths: ~ is the home folder, and others count from the file's own folder."""
SHOWN = 60
"""Characters of a wrong value that an error shows."""

Source = Literal["file", "environment", "default"]
_USER = re.compile(r'//[^\s"]*@')
_HEADS = {
    "": "no section: it stands above them all",
    "web.": "[web]",
    "search.": "[search]",
    "notify.": "[notify]",
    "outlets.": "[outlets.ID]",
}


@dataclass(frozen=True, slots=True)
class Given:
    """A value as it was given; `where` names the place to errors, `outlet` is "" for all else."""

    name: str
    value: Any = field(repr=False)
    source: Source
    where: str
    outlet: str = ""

    @property
    def is_secret(self) -> bool:
        """Whether nobody else may see it: a key, a cookie, a proxy with a password."""
        secret = rule_of(self.name).secret and bool(self.value)
        return secret and (self.name != "web.proxy" or "@" in str(self.value))


def from_file(table: Mapping[str, Any], path: Path) -> Iterator[Given]:
    """The settings of a file that was parsed.

    Raises:
        BadSettings: a name that is not known, or a value that is not allowed.
    """
    for name, value in table.items():
        if name == "outlets":
            yield from _outlets(_section(value, f"{path}, [outlets]"), path)
        elif name in ("web", "search", "notify"):
            where = f"{path}, [{name}]"
            yield from _settings(_section(value, where), f"{name}.", where, path)
        else:
            yield from _settings({name: value}, "", str(path), path)


def _outlets(table: Mapping[str, Any], path: Path) -> Iterator[Given]:
    for outlet, value in table.items():
        where = f"{path}, [outlets.{outlet}]"
        if not ID.takes(outlet):
            raise BadSettings(where, f"an outlet's id is {ID.says}")
        for each in _settings(_section(value, where), "outlets.", where, path):
            yield Given(each.name, each.value, each.source, each.where, outlet)


def _section(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadSettings(where, "is a section: write its settings below its head, a line each")
    return value


def _settings(table: Mapping[str, Any], section: str, where: str, path: Path) -> Iterator[Given]:
    for name, value in table.items():
        if section + name not in NAMES:
            raise BadSettings(where, f"no setting {name!r}; {_hint(name, section)}")
        given = Given(section + name, value, "file", f"{where}{' ' if section else ', '}{name}")
        yield _placed(_checked(given), path.parent)


def _hint(name: str, section: str) -> str:
    """Which setting may be meant by one that its section does not have."""
    here = [each.removeprefix(section) for each in NAMES if section_of(each) == section]
    if near := get_close_matches(name, here, n=1):
        return f"did you mean {near[0]}?"
    if elsewhere := [each for each in NAMES if each.rpartition(".")[2] == name]:
        return f"it belongs in {_HEADS[section_of(elsewhere[0])]}"
    return f"here are {', '.join(here)}"


def section_of(name: str) -> str:
    """The section of a setting with its dot, "" for what stands above all sections."""
    return name[: name.find(".") + 1]


def from_environment(environ: Mapping[str, str], outlets: Iterable[str]) -> Iterator[Given]:
    """What variables set, cookies for the `outlets` that are followed; an empty one sets nothing.

    Raises:
        BadSettings: a value that is not allowed.
    """
    for name, variable in VARIABLES:
        if value := environ.get(variable, ""):
            given = tuple(value.split()) if rule_of(name).several else value
            yield _checked(Given(name, given, "environment", variable))
    for outlet in outlets:
        variable = cookie_variable(outlet)
        if value := environ.get(variable, ""):
            yield _checked(Given("outlets.cookie", value, "environment", variable, outlet))


def cookie_variable(outlet: str) -> str:
    """The variable of the environment that holds the cookie for an outlet."""
    return COOKIE_VARIABLE + outlet.upper().replace("-", "_")


def _checked(given: Given) -> Given:
    refuse_unfit(given.name, given.value, given.where)
    return given


def refuse_unfit(name: str, value: Any, where: str) -> None:
    """Refuse a value that the setting of this name must not have; `where` names the place.

    Raises:
        BadSettings: it is one; a secret is not shown.
    """
    rule = rule_of(name)
    if not rule.takes(value):
        instead = "" if rule.secret else f", not {_brief(value)}"
        raise BadSettings(where, f"expected {rule.says}{instead}")


def _brief(value: Any) -> str:
    """A wrong value for an error; what stands before an @ in an address may be a password."""
    text = without_password(dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def without_password(address: str) -> str:
    """An address with dots for the name and the password in it."""
    return _USER.sub("//…@", address)


def _placed(given: Given, folder: Path) -> Given:
    """The value as a tuple where it is a list, and as a whole path where it is a path."""
    value = given.value
    if isinstance(value, list):
        value = tuple(value)
    elif given.name in PATHS and value:
        value = str(folder / os.path.expanduser(value))
    return Given(given.name, value, given.source, given.where)
