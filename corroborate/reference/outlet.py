"""Outlets: who publishes, by which names and on which domains, and which of them belong together.

An outlet is a row of a file in `outlets/`; to add one, add a row. `outlets/words.toml` holds the
words that tell names from other words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from corroborate.errors import BadTable
from corroborate.reference.mention import Form, Mention, NameFinder, NameWords, fold, letters_of
from corroborate.reference.table import load_toml, read_row

__all__ = ["UNKNOWN_PRIOR", "Mention", "Outlet", "Outlets", "load_outlets"]

Kind = Literal[
    "agency",
    "newspaper",
    "broadcaster",
    "magazine",
    "pure-player",
    "aggregator",
    "copy-site",
    "unlisted",
]
"""What an outlet is; "unlisted" of one that only the reports of a check name."""
CARRIERS = ("aggregator", "copy-site")
"""Kinds whose pages carry the words of others: the name that a report gives tells more than its
domain."""

UNKNOWN_PRIOR = (3.0, 2.0)
"""Beta counts (right, wrong) of an outlet that no table knows; docs/method.md, Outlets."""

UNKNOWN = "unknown"
"""The publisher of a report that says neither outlet nor address."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_ADDRESS = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+/[!-~]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_HOST = re.compile(r"\s*(?:[\w+.-]*:)?(?://)?(?:[^/@?#\s]*@)?([^/:?#\s]+)")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One who publishes.

    `name` counts in running text in any case unless it is listed again among the stricter
    names; `aliases`, `exact_aliases`, `contracted_aliases`, `inner_aliases`, `short_aliases`
    and `not_in` follow the rules of `reference.mention`: any, exact, last, inner, short, not.
    `owner` is the name of the group, "" where unknown; `source` and `as_of` (a year or a month)
    say where that is from, "recalled" that it was written from memory and not looked up since.
    Titles with one `newsroom` share journalists or, by their own word, articles. `prior` are
    the Beta counts (right, wrong) that it starts with, docs/method.md, Outlets. `country` is
    ISO 3166-1, `languages` are ISO 639-1. `feeds` and `sitemaps` list its newest pages; all were
    recalled, and `corroborate outlets test` tells which still live.
    """

    id: str
    name: str
    kind: Kind
    country: str
    languages: tuple[str, ...]
    domains: tuple[str, ...]
    prior: tuple[float, float]
    aliases: tuple[str, ...] = ()
    exact_aliases: tuple[str, ...] = ()
    contracted_aliases: tuple[str, ...] = ()
    inner_aliases: tuple[str, ...] = ()
    short_aliases: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    owner: str = ""
    newsroom: str = ""
    source: str = ""
    as_of: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"an id is lower-case words joined by hyphens, not {self.id!r}")
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.id}: kind is one of {', '.join(get_args(Kind))}")
        if not (_COUNTRY.fullmatch(self.country) and self.languages and self.domains):
            raise ValueError(f"{self.id}: needs a country like FR, a language and a domain")
        if wrong := [each for each in self.domains if not _DOMAIN.fullmatch(each)]:
            raise ValueError(f"{self.id}: not domains in lower case: {', '.join(wrong)}")
        if len(self.prior) != 2 or not all(count > 0 for count in self.prior):
            raise ValueError(f"{self.id}: prior is two counts above 0, not {self.prior}")
        if wrong := [each for each in self.lists if not _ADDRESS.fullmatch(each)]:
            raise ValueError(f"{self.id}: not https:// addresses: {', '.join(wrong)}")
        if self.owner and not (self.source and self.as_of):
            raise ValueError(f"{self.id}: an owner needs a source and an as_of")

    @property
    def lists(self) -> tuple[str, ...]:
        """The addresses that list its newest pages, feeds first."""
        return (*self.feeds, *self.sitemaps)

    @property
    def full_names(self) -> tuple[str, ...]:
        """The names that are its own; a short one may be another's too."""
        strict = (*self.exact_aliases, *self.inner_aliases)
        return tuple(dict.fromkeys((self.name, *self.aliases, *strict)))

    def forms(self) -> Iterator[Form]:
        """Its names for running text, each under its strictest rule."""
        strict = (*self.exact_aliases, *self.inner_aliases, *self.short_aliases)
        loose = self.aliases if self.name in strict else (self.name, *self.aliases)
        yield from (Form(self.id, each, "any") for each in loose)
        yield from (Form(self.id, each, "exact") for each in self.exact_aliases)
        yield from (Form(self.id, each, "last") for each in self.contracted_aliases)
        yield from (Form(self.id, each, "inner") for each in self.inner_aliases)
        yield from (Form(self.id, each, "short") for each in self.short_aliases)
        yield from (Form("", each, "not") for each in self.not_in)


class Outlets:
    """All known outlets, to look up by id, domain or name, and to find in running text."""

    __slots__ = ("_by_acronym", "_by_domain", "_by_id", "_by_letters", "_finder", "_words", "all")

    def __init__(self, rows: Iterable[Outlet], words: NameWords) -> None:
        """Take the rows of all files.

        Raises:
            BadTable: two rows have one id, domain or full name (in any spelling).
        """
        self.all = tuple(sorted(rows, key=lambda outlet: outlet.id))
        self._words = words
        self._by_id = _unique(((each.id, each) for each in self.all), "id")
        self._by_domain = _unique(
            ((domain, each) for each in self.all for domain in each.domains), "domain"
        )
        self._by_letters = _unique(
            ((letters_of(name), each) for each in self.all for name in each.full_names), "name"
        )
        self._by_acronym = _of_one(
            (name, each) for each in self.all for name in each.short_aliases if name.isupper()
        )
        self._finder = NameFinder((form for each in self.all for form in each.forms()), words)

    def and_also(self, rows: Iterable[Outlet]) -> "Outlets":
        """These and other rows; raises as a new one does."""
        return Outlets((*self.all, *rows), self._words)

    def by_id(self, outlet: str) -> Outlet | None:
        return self._by_id.get(outlet)

    def by_domain(self, address: str) -> Outlet | None:
        """The outlet of a domain or URL; a subdomain that has no row of its own is its parent's."""
        labels = self._host(address).split(".")
        tails = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((self._by_domain[tail] for tail in tails if tail in self._by_domain), None)

    def by_name(self, text: str) -> Outlet | None:
        """The outlet called so; case, accents, spaces and a bracket at the end aside.

        A short name is not enough, but for an acronym that belongs to one outlet.
        """
        bare = _IN_BRACKETS.sub("", text).strip()
        known = self._by_letters.get(letters_of(text)) or self._by_letters.get(letters_of(bare))
        return known or self._by_acronym.get(bare)

    def mentions(self, text: str, context: str = "") -> tuple[Mention, ...]:
        """The outlets that a text names, in order; see `reference.mention` for what counts.

        `context` is what stands before it in the same report, the publisher's name or id first on
        a line of its own. It is read only where a name is short or ambiguous.
        """
        return self._finder.find(text, lambda: self._named_in(context))

    def publisher_of(self, name: str | None, domain: str | None, url: str | None) -> str:
        """The id of the outlet whose words a report carries.

        Of Y for "X (copy of Y)"; of the printing outlet where a bracket credits an agency, "X
        (Y)". A name in the tables comes before the domain, but where that is the domain of another
        outlet which does not carry the words of others. An outlet that no table knows has its name
        as slug, else its registrable domain; "unknown" where the report says neither.
        """
        name, address = (name or "").strip(), domain or url or ""
        if original := self._copied_from(name):
            known = self.by_name(original)
            return known.id if known else _slug(original)
        by_name = self.by_name(name) or (self.by_domain(name) if "." in name else None)
        by_domain = self.by_domain(address)
        if by_domain and (by_name is None or by_domain.kind not in CARRIERS):
            return by_domain.id
        if by_name:
            return by_name.id
        return _slug(_IN_BRACKETS.sub("", name)) or self._registrable(address) or UNKNOWN

    def prior_of(self, outlet: str) -> tuple[float, float]:
        """Beta counts (right, wrong) of an outlet before any outcome; docs/method.md, Outlets."""
        known = self._by_id.get(outlet)
        return known.prior if known else UNKNOWN_PRIOR

    def same_owner(self, one: str, other: str) -> bool:
        """Whether two ids are one outlet or known to have one owner."""
        a, b = self._by_id.get(one), self._by_id.get(other)
        return one == other or (a is not None and b is not None and a.owner == b.owner != "")

    def same_newsroom(self, one: str, other: str) -> bool:
        """Whether two ids are one outlet or known to share journalists or articles."""
        a, b = self._by_id.get(one), self._by_id.get(other)
        return one == other or (a is not None and b is not None and a.newsroom == b.newsroom != "")

    def _host(self, address: str) -> str:
        """The host of a domain or URL, lower case; the site's own for a page in an AMP cache."""
        match = _HOST.match(address)
        host = match.group(1).lower().rstrip(".") if match else ""
        first, _, rest = host.partition(".")
        if rest not in self._words.amp_caches:
            return host
        return first.replace("--", "\0").replace("-", ".").replace("\0", "-")

    def _registrable(self, address: str) -> str:
        """The part of a host that someone registered: one label and the public ending."""
        labels = self._host(address).removeprefix("www.").split(".")
        shared = (*self._words.double_suffixes, *self._words.hosting)
        return ".".join(labels[-3:] if ".".join(labels[-2:]) in shared else labels[-2:])

    def _named_in(self, context: str) -> tuple[str, ...]:
        """The ids of the outlets that a context names, line by line, in order."""
        return tuple(each for line in context.splitlines() for each in self._named_on(line.strip()))

    def _named_on(self, line: str) -> tuple[str, ...]:
        whole = self._by_id.get(line) or self._by_letters.get(letters_of(line))
        if whole is not None:
            return (whole.id,)
        return tuple(mention.outlet for mention in self._finder.find(line))

    def _copied_from(self, name: str) -> str:
        """Y of "X (copy of Y)", "" for another name."""
        match = _IN_BRACKETS.search(name)
        inside = match.group(1).strip() if match else ""
        leads = (lead for lead in self._words.copy_of if fold(inside).startswith(f"{lead} "))
        return next((inside[len(lead) :].strip() for lead in leads), "")


@cache
def load_outlets() -> Outlets:
    """Read all files of `outlets/`.

    Raises:
        BadTable: one breaks its rules, or two rows claim one id, domain or name.
    """
    folder = files("corroborate.reference") / "outlets"
    tables = {file.name: load_toml(file) for file in folder.iterdir() if file.name[-5:] == ".toml"}
    words = read_row(tables.pop("words.toml", {}), NameWords, "outlets/words.toml")
    rows = (row for name, table in sorted(tables.items()) for row in _rows(table, name))
    return Outlets(rows, words)


def _rows(table: Mapping[str, Any], file: str) -> Iterator[Outlet]:
    if set(table) != {"outlet"} or not isinstance(table["outlet"], list):
        raise BadTable(f"outlets/{file}: expected [[outlet]] rows and nothing else")
    for number, row in enumerate(table["outlet"], start=1):
        yield read_row(row, Outlet, f"outlets/{file}, row {number} ({row.get('id', 'no id')})")


def _unique(pairs: Iterable[tuple[str, Outlet]], what: str) -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for key, outlet in pairs:
        other = found.setdefault(key, outlet)
        if other is not outlet:
            raise BadTable(f"outlets: {other.id} and {outlet.id} both have the {what} {key!r}")
    return found


def _of_one(pairs: Iterable[tuple[str, Outlet]]) -> dict[str, Outlet]:
    """The names that one outlet alone has."""
    found: dict[str, list[Outlet]] = {}
    for name, outlet in pairs:
        found.setdefault(name, []).append(outlet)
    return {name: outlets[0] for name, outlets in found.items() if len(outlets) == 1}


def _slug(name: str) -> str:
    """A stable id: folded words joined by hyphens; "" for a name without any."""
    return "-".join(re.findall(r"\w+", fold(name)))
