"""The amounts and times of many sentences in columns, to ask all sentences one question at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.model.facts import Quantity, Reading, When
from corroborate.text.agree import BOUND_REACHES, COARSE, days_in

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A row for each amount and for each time, with the number of the sentence that tells it.

    `units` numbers the units that `unit` has, `nouns` are those counted, each with its language,
    which `noun` numbers; times are days since the year 1.
    """

    sentences: int
    units: dict[str, int]
    unit: Indices
    nouns: tuple[tuple[str, str], ...]
    noun: Indices
    low: Numbers
    high: Numbers
    amount_of: Indices
    start: Numbers
    end: Numbers
    time_of: Indices

    def with_unit(self, unit: str) -> Flags:
        """The sentences that tell an amount in a unit."""
        return self._sentences(self.amount_of[self.unit == self.units.get(unit, -1)])

    def counting(self, nouns: Flags) -> Flags:
        """The sentences that tell a bare count of one of some nouns."""
        bare = self.unit == self.units.get("", -1)
        return self._sentences(self.amount_of[bare & nouns[self.noun]])

    def may_agree(self, ours: Quantity) -> Flags:
        """The sentences that tell an amount which may be ours; some that it is not, none that it is
        are left out."""
        least, most = ours.low / BOUND_REACHES, ours.high * BOUND_REACHES
        alike = (self.low / BOUND_REACHES <= most) & (self.high * BOUND_REACHES >= least)
        below = (self.low < 0) | (ours.low < 0)
        same = self.unit == self.units.get(ours.unit, -1)
        return self._sentences(self.amount_of[same & (alike | below)])

    def agreeing(self, ours: When) -> Flags:
        """The sentences that tell a time which agrees with ours; see `agree.compare_whens`."""
        alike = (ours.start.toordinal() <= self.end) & (self.start <= ours.end.toordinal())
        fine = self.end - self.start + 1 <= COARSE * days_in(ours)
        return self._sentences(self.time_of[alike & fine])

    def only(self, sentences: Indices) -> "Told":
        """What some of the sentences tell, numbered anew in their order."""
        place = np.full(self.sentences, -1, np.intp)
        place[sentences] = np.arange(len(sentences))
        amounts, times = place[self.amount_of] >= 0, place[self.time_of] >= 0
        return Told(
            len(sentences),
            self.units,
            self.unit[amounts],
            self.nouns,
            self.noun[amounts],
            self.low[amounts],
            self.high[amounts],
            place[self.amount_of[amounts]],
            self.start[times],
            self.end[times],
            place[self.time_of[times]],
        )

    def _sentences(self, numbers: Indices) -> Flags:
        found = np.zeros(self.sentences, np.bool_)
        found[numbers] = True
        return found


def gather_told(every: Sequence[Reading]) -> Told:
    """The amounts and times of sentences in order."""
    facts = [each.facts for each in every]
    amounts = [(number, each) for number, one in enumerate(facts) for each in one.quantities]
    times = [(number, each) for number, one in enumerate(facts) for each in one.whens]
    counted = [(each.counts, every[number].language) for number, each in amounts]
    nouns = tuple(sorted(set(counted)))
    place = {noun: number for number, noun in enumerate(nouns)}
    units = {unit: i for i, unit in enumerate(sorted({each.unit for _, each in amounts}))}
    return Told(
        len(every),
        units,
        np.array([units[each.unit] for _, each in amounts], np.intp),
        nouns,
        np.array([place[each] for each in counted], np.intp),
        np.array([each.low for _, each in amounts], np.float64),
        np.array([each.high for _, each in amounts], np.float64),
        np.array([number for number, _ in amounts], np.intp),
        np.array([each.start.toordinal() for _, each in times], np.float64),
        np.array([each.end.toordinal() for _, each in times], np.float64),
        np.array([number for number, _ in times], np.intp),
    )
