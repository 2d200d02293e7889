"""What is asked for candidates, and what an answer gives: pages, earlier fact checks, more to
ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corroborate.model.fact_check import FactCheck
from corroborate.model.report import Failure
from corroborate.model.web import Ask, Candidate

Listing = Literal["feed", "robots", "sitemap", "gdelt", "google-news", "fact-check"]
"""What an address answers with, which says how its answer is read."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days, both included, in which a page must be out to be a candidate; `day` is the
    document's."""

    first: date
    last: date
    day: date

    def __post_init__(self) -> None:
        if not self.first <= self.day <= self.last:
            raise ValueError(f"a window holds its day, {self.first}..{self.last} not {self.day}")

    @classmethod
    def around(cls, day: date, before: int, after: int, today: date) -> "Window":
        """From `before` days before a day until `after` days after it, not beyond `today`, unless
        the day itself is."""
        first, last = _moved(day, -before), _moved(day, after)
        return cls(first, max(day, min(last, today)), day)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def closeness(self, day: date) -> float:
        """1 for the document's own day, 0 for one just outside the window."""
        edge = self.first if day < self.day else self.last
        return max(0.0, 1 - abs((day - self.day).days) / (abs((edge - self.day).days) + 1))


def _moved(day: date, by: int) -> date:
    """The day so many days later, within the calendar."""
    ordinal = day.toordinal() + by
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One address to ask for candidates; `outlet` is whose list it is, None for a service.

    `depth` counts the lists that led here: an index of sitemaps may name another index, and no
    further one.
    """

    ask: Ask
    listing: Listing
    outlet: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What one answer gave; `more` is what to ask next, `notices` what was left out of it and
    why."""

    candidates: tuple[Candidate, ...] = ()
    fact_checks: tuple[FactCheck, ...] = ()
    more: tuple[Inquiry, ...] = ()
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()


def together(answers: Iterable[Found]) -> Found:
    """All that several answers gave, in their order."""
    every = tuple(answers)
    return Found(
        candidates=tuple(each for one in every for each in one.candidates),
        fact_checks=tuple(each for one in every for each in one.fact_checks),
        more=tuple(each for one in every for each in one.more),
        failures=tuple(each for one in every for each in one.failures),
        notices=tuple(each for one in every for each in one.notices),
    )


def unread(inquiry: Inquiry, why: str) -> Found:
    """An answer of which nothing could be read, with the reason."""
    return Found(failures=(failure(inquiry, why),))


def failure(inquiry: Inquiry, why: str) -> Failure:
    return Failure(inquiry.ask.url, why, inquiry.outlet)
