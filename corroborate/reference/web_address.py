"""What is known of addresses: parameters that only track, sites of many publishers, long pauses."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corroborate.errors import BadTable
from corroborate.reference.table import load_toml, read_row

_FILE = "addresses.toml"
_KEYS = {"tracking", "site", "platforms", "pause"}


@dataclass(frozen=True, slots=True)
class Site:
    """Parameters that only track on the pages of one registrable domain; * is any ending."""

    domain: str
    tracking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Platforms:
    """Domains of which each subdomain, or each first part of the path, is its own publisher.

    A first part among `path_kinds` only says what kind of page it is: the second one counts.
    """

    subdomain: tuple[str, ...]
    path: tuple[str, ...]
    path_kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """The seconds that a registrable domain wants between two requests, and where it says so."""

    domain: str
    seconds: float
    source: str


@dataclass(frozen=True, slots=True)
class AddressRules:
    """The table `addresses.toml`; names of parameters and domains are in lower case."""

    tracking: tuple[str, ...]
    sites: tuple[Site, ...]
    platforms: Platforms
    pauses: tuple[Pause, ...]

    def tracking_of(self, domain: str) -> tuple[str, ...]:
        """Names that only track on this registrable domain; * stands for any ending."""
        own = (name for site in self.sites if site.domain == domain for name in site.tracking)
        return (*self.tracking, *own)

    def pause_of(self, domain: str) -> float:
        """The seconds between two requests that this registrable domain wants, 0 where unknown."""
        return max((each.seconds for each in self.pauses if each.domain == domain), default=0.0)


@cache
def load_address_rules() -> AddressRules:
    """Read `addresses.toml`.

    Raises:
        BadTable: it breaks its rules.
    """
    table = load_toml(files("corroborate.reference") / _FILE)
    if set(table) != _KEYS:
        raise BadTable(f"{_FILE}: expected the keys {', '.join(sorted(_KEYS))}")
    rules = AddressRules(
        tracking=tuple(table["tracking"]),
        sites=tuple(read_row(row, Site, f"{_FILE}, site") for row in table["site"]),
        platforms=read_row(table["platforms"], Platforms, f"{_FILE}, platforms"),
        pauses=tuple(read_row(row, Pause, f"{_FILE}, pause") for row in table["pause"]),
    )
    _refuse_capitals(rules)
    return rules


def _refuse_capitals(rules: AddressRules) -> None:
    names = (name for site in rules.sites for name in (site.domain, *site.tracking))
    for name in (*rules.tracking, *names, *rules.platforms.subdomain, *rules.platforms.path):
        if name != name.lower():
            raise BadTable(f"{_FILE}: {name!r} is compared in lower case; write {name.lower()!r}")
