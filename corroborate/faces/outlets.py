"""Outlets as a user names them, and what is known of those that a newsroom follows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from corroborate.errors import BadInput
from corroborate.reference.outlet import Outlet, Outlets
from corroborate.settings import Followed

NEAR = 3
"""Outlets that are proposed for one that is not known."""


@dataclass(frozen=True, slots=True)
class Known:
    """An outlet: its `row` in the tables, None for a newsroom's own, and how it is `followed`,
    None where it is not."""

    row: Outlet | None
    followed: Followed | None = None

    @property
    def id(self) -> str:
        return self.followed.id if self.followed else self.row.id if self.row else ""

    @property
    def name(self) -> str:
        own = self.followed.name if self.followed else ""
        return own or (self.row.name if self.row else self.id)

    @property
    def owner(self) -> str:
        return self.row.owner if self.row else ""

    @property
    def domains(self) -> tuple[str, ...]:
        own = (self.followed.domain,) if self.followed and self.followed.domain else ()
        return tuple(dict.fromkeys((*own, *(self.row.domains if self.row else ()))))

    @property
    def feeds(self) -> tuple[str, ...]:
        return self.asked.feeds

    @property
    def sitemaps(self) -> tuple[str, ...]:
        return self.asked.sitemaps

    @property
    def lists(self) -> tuple[str, ...]:
        """The addresses that list its newest pages, feeds first."""
        return (*self.feeds, *self.sitemaps)

    @property
    def asked(self) -> Followed:
        """How it is followed, with the feeds and sitemaps of its row where it names none."""
        followed = self.followed or Followed(self.id)
        if followed.feeds or followed.sitemaps or self.row is None:
            return followed
        return replace(followed, feeds=self.row.feeds, sitemaps=self.row.sitemaps)


def all_followed(followed: Iterable[Followed], outlets: Outlets) -> tuple[Known, ...]:
    """The outlets that are followed, in the order of the settings."""
    return tuple(Known(outlets.by_id(each.id), each) for each in followed)


def row_named(text: str, outlets: Outlets) -> Outlet | None:
    """The outlet of the tables with this id, name, alias, acronym, domain or address."""
    bare = text.strip()
    by_domain = outlets.by_domain(bare) if "." in bare else None
    return outlets.by_id(bare.lower()) or outlets.by_name(bare) or by_domain


def named(text: str, followed: Iterable[Followed], outlets: Outlets) -> Known:
    """The outlet that a user names, be it followed or only in the tables.

    Raises:
        BadInput: neither; said with those of a near name.
    """
    ours = {each.id: each for each in followed}
    row = row_named(text, outlets)
    wanted = text.strip().lower()
    for each in ours.values():
        if wanted in (each.id, each.name.lower(), each.domain) or (row and row.id == each.id):
            return Known(outlets.by_id(each.id), each)
    if row is None:
        raise BadInput(f"no outlet {text!r} is known{near_hint(text, outlets, ours)}")
    return Known(row)


def near_hint(text: str, outlets: Outlets, others: Iterable[str] = ()) -> str:
    """The ids of outlets with a near id or name, as the end of a sentence, "" for none."""
    ids = {each: each for each in others}
    for each in outlets.all:
        ids |= dict.fromkeys((each.id, *(name.lower() for name in each.full_names)), each.id)
    near = get_close_matches(text.strip().lower(), ids, n=NEAR)
    found = list(dict.fromkeys(ids[name] for name in near))
    return f"; did you mean {' or '.join(found)}?" if found else ""
