"""Which candidates are worth a page of the budget, told by what is known before any is fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from corroborate.model.fact_check import FactCheck
from corroborate.model.web import Candidate, FoundBy
from corroborate.net.addresses import canonical, publisher
from corroborate.net.discovery.likeness import NAME, Sample, likenesses, words_of_address
from corroborate.net.discovery.query import Query
from corroborate.net.written import day_of_address
from corroborate.reference.outlet import load_outlets
from corroborate.text.normalise import fold

LIKE = 1.0
"""Likeness from which a page is fetched: that of one word that is rare and that every claim says,
or of a name that every claim says where one page in 30 has it."""
FAR = 0.75
"""Share of its likeness that is left to a page at the edge of the window, or without a date."""
UNRELATED = 0.55
"""Cosine of sentences that may yet be of two events: the highest of pairs that do not match, over
two languages, of the encoder that we use."""
MOST_ENCODED = 200
"""Titles that are given to an encoder, the likest first: at 400 a second, half a second."""
SUMMARY = 400
"""Characters of a summary that are looked at: two or three sentences."""
OPAQUE: tuple[FoundBy, ...] = ("google-news",)
"""Services whose links lead to a page of their own."""
_DATED_BEST: tuple[FoundBy, ...] = ("given", "store", "sitemap", "feed")


class Encoder(Protocol):
    """What turns texts into vectors of length one, alike across languages, one row a text."""

    def of(self, texts: Sequence[str], /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """The pages to fetch, the most promising first; those that are only known to exist, behind
    links that do not say where they lead; and what was left out, in a sentence each."""

    chosen: tuple[Candidate, ...]
    heard: tuple[Candidate, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    likeness: float
    nearness: float
    outlet: str

    @property
    def order(self) -> tuple[float, date, str]:
        day = _day(self.candidate) or date.max
        return -self.likeness * self.nearness, day, self.candidate.url


def rank(
    candidates: Iterable[Candidate], query: Query, most: int, encoder: Encoder | None = None
) -> Ranking:
    """At most so many candidates, none unlike the document, spread over outlets.

    Each outlet gives its best page before any gives its second, and so on. Ties go to the earlier
    page, then by address; one without a date comes last.
    """
    given = tuple(candidates)
    kept = sift(given, query)
    scored = sorted(_scored(kept, query, encoder), key=lambda each: each.order)
    like = [each for each in scored if each.likeness >= LIKE]
    to_fetch = [each for each in like if each.candidate.found_by not in OPAQUE]
    chosen = _spread(to_fetch)[:most]
    told = {fold(each.title) for each in kept if each.found_by not in OPAQUE}
    heard = [each.candidate for each in like if each.candidate.found_by in OPAQUE]
    counts = (
        (len(given) - len(kept), "listed twice, or out of the days looked at"),
        (len(kept) - len(like), "not like the document"),
        (len(to_fetch) - len(chosen), f"like it but beyond the {most} pages of a check"),
    )
    notices = tuple(f"{n} of {len(given)} pages found: {why}." for n, why in counts if n)
    return Ranking(tuple(chosen), tuple(e for e in heard if fold(e.title) not in told), notices)


def sift(candidates: Iterable[Candidate], query: Query) -> tuple[Candidate, ...]:
    """The candidates within the window, each page once with all that any list says of it, without
    the document's own; those without a date last."""
    own = canonical(query.url) if query.url else ""
    by_page: dict[str, list[Candidate]] = {}
    for each in candidates:
        page = canonical(each.url)
        if page != own:
            by_page.setdefault(page, []).append(each)
    merged = [_merged(each) for each in by_page.values()]
    days = [(_day(each), each) for each in merged]
    dated = [each for day, each in days if day is not None and query.window.holds(day)]
    return (*dated, *(each for day, each in days if day is None))


def like_enough(checks: Iterable[FactCheck], query: Query) -> tuple[FactCheck, ...]:
    """The earlier fact checks of claims that are like the document's, the likest first."""
    every = tuple(checks)
    scores = likenesses([Sample(each.claim) for each in every], query)
    scored = [each for each in zip(scores, every, strict=True) if each[0] >= LIKE]
    return tuple(check for _, check in sorted(scored, key=lambda row: (-row[0], row[1].url)))


def _merged(same: Sequence[Candidate]) -> Candidate:
    """One candidate of several lists, by the first; its date is of the list that knows best."""
    first = same[0]
    ranked = sorted(same, key=lambda each: each.found_by not in _DATED_BEST)
    return replace(
        first,
        title=next((each.title for each in same if each.title), ""),
        summary=max((each.summary for each in same), key=len),
        outlet=next((each.outlet for each in same if each.outlet), None),
        published=next((each.published for each in ranked if each.published), None),
        language=next((each.language for each in same if each.language), None),
    )


def _day(candidate: Candidate) -> date | None:
    return candidate.published.day if candidate.published else day_of_address(candidate.url)


def _scored(kept: Sequence[Candidate], query: Query, encoder: Encoder | None) -> list[_Scored]:
    scores = list(likenesses([_sample(each) for each in kept], query))
    if encoder is not None and kept and query.texts:
        _add_meaning(scores, kept, query, encoder)
    return [
        _Scored(each, score, _nearness(each, query), _outlet(each))
        for score, each in zip(scores, kept, strict=True)
    ]


def _add_meaning(
    scores: list[float], kept: Sequence[Candidate], query: Query, encoder: Encoder
) -> None:
    """Add up to what a name counts where a title means nearly what the document or a claim does."""
    likest = sorted(range(len(kept)), key=lambda place: (-scores[place], kept[place].url))
    places = [place for place in likest if kept[place].title][:MOST_ENCODED]
    if not places:
        return
    titles = encoder.of([kept[place].title for place in places])
    nearest = (titles @ encoder.of(query.texts).T).max(axis=1)
    for place, cosine in zip(places, nearest, strict=True):
        scores[place] += NAME * max(0.0, round(float(cosine), 4) - UNRELATED) / (1 - UNRELATED)


def _sample(candidate: Candidate) -> Sample:
    """All that is known of a page before it is fetched."""
    slug = "" if candidate.found_by in OPAQUE else words_of_address(candidate.url)
    parts = (candidate.title, candidate.summary[:SUMMARY], slug)
    return Sample(". ".join(filter(None, parts)), candidate.language)


def _nearness(candidate: Candidate, query: Query) -> float:
    day = _day(candidate)
    return FAR + (1 - FAR) * (query.window.closeness(day) if day else 0.0)


def _outlet(candidate: Candidate) -> str:
    """By what pages are known to be of one outlet, whichever list names them."""
    if candidate.found_by in OPAQUE:
        return candidate.outlet or ""
    known = load_outlets().by_domain(candidate.url)
    return known.id if known else publisher(candidate.url)


def _spread(scored: Sequence[_Scored]) -> list[Candidate]:
    """The best of each outlet in their order, then the second of each, and so on."""
    taken: dict[str, int] = {}
    rounds: dict[int, list[Candidate]] = {}
    for each in scored:
        turn = taken.get(each.outlet, 0)
        taken[each.outlet] = turn + 1
        rounds.setdefault(turn, []).append(each.candidate)
    return [candidate for turn in sorted(rounds) for candidate in rounds[turn]]
