"""Outlets that no table knows and that the reports of a check name as theirs."""

import re
from collections.abc import Iterable
from functools import cache

from corroborate.model.report import Report
from corroborate.reference.language import known_languages, load_language
from corroborate.reference.mention import fold, letters_of
from corroborate.reference.outlet import UNKNOWN_PRIOR, Outlet, Outlets

ANYWHERE, ANY_LANGUAGE = "ZZ", "und"
"""What ISO 3166-1 and ISO 639 keep for a country and a language that are not known."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CAPITAL = re.compile(r"\b[^\W\d_a-zà-öø-ÿ]\w+")
_WORDS = re.compile(r"\w.*\s.*\w")
NAME_WORDS = 2
"""Words with a capital that a name needs to count in running text: one alone ("Signal") is as often
the name of a thing."""


def with_unlisted(outlets: Outlets, reports: Iterable[Report]) -> Outlets:
    """The outlets and those that publish the reports, where a name of theirs can stand in a text.

    So that who cites a newspaper which is among the reports leans on it, as on a known one, and is
    no second source. Nothing else is taken for known of them: no owner, no kind, no record.
    """
    rows: dict[str, Outlet] = {}
    taken: set[str] = set()
    for report in reports:
        name = (report.outlet or "").strip()
        known = outlets.publisher_of(report.outlet, report.domain, report.url)
        if known in rows or outlets.by_id(known) or not _can_be_named(name, known):
            continue
        fresh = [each for each in _forms(name) if not outlets.by_name(each)]
        fresh = [each for each in fresh if letters_of(each) not in taken]
        if name in fresh:
            taken.update(map(letters_of, fresh))
            rows[known] = _row(known, name, tuple(fresh))
    return outlets.and_also(rows[each] for each in sorted(rows)) if rows else outlets


def unlisted_in(text: str, outlets: Outlets) -> tuple[str, ...]:
    """The ids of those that no table knows and that a text may name."""
    unlisted = (row for row in outlets.all if row.kind == "unlisted")
    return tuple(row.id for row in unlisted if any(each in text for each in row.exact_aliases))


def _can_be_named(name: str, outlet: str) -> bool:
    """Whether the name would be known in a text, and is all that the outlet is called by."""
    words = re.findall(r"\w+", fold(name))
    return (
        "-".join(words) == outlet
        and bool(_ID.fullmatch(outlet))
        and len(_CAPITAL.findall(name)) >= NAME_WORDS
    )


def _row(outlet: str, name: str, forms: tuple[str, ...]) -> Outlet:
    return Outlet(
        id=outlet,
        name=name,
        kind="unlisted",
        country=ANYWHERE,
        languages=(ANY_LANGUAGE,),
        domains=(f"{outlet}.invalid",),
        prior=UNKNOWN_PRIOR,
        exact_aliases=forms,
    )


def _forms(name: str) -> tuple[str, ...]:
    """The name, and what stands of it behind another article: "Shore Standard" of "The Shore
    Standard"."""
    first, _, rest = name.partition(" ")
    bare = rest if first.lower() in _articles() and _WORDS.search(rest) else name
    return tuple(dict.fromkeys((name, bare)))


@cache
def _articles() -> frozenset[str]:
    return frozenset(
        word for code in known_languages() for word in load_language(code).attribution.determiners
    )
