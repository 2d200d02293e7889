"""The text in which dates stand and the day from which they count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corroborate.text.dates.forms import Forms, key_of
from corroborate.text.dates.periods import Period, nearest

CUE_REACH = 80
"""Characters on each side in which a word of the future or the past speaks of a date; our choice,
about the length of a clause."""
OPENING_WORDS = 1
"""Words before a date that opens its clause: "On Friday the court will rule"."""

STOP = re.compile(r"[.!?;][\s\"»”]|\n")
"""Where one sentence ends and the next begins."""
_PAUSE = re.compile(r"[.!?;,:][\s\"»”]|\n")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a reader of one match needs besides it."""

    text: str
    forms: Forms
    day: date | None
    day_first: bool

    def choose(self, periods: Iterable[Period], match: re.Match[str]) -> Period | None:
        """The year that is meant; none where there is no day to count from."""
        if self.day is None:
            return None
        if self._is_a_deadline(match):
            return min((each for each in periods if each.end >= self.day), default=None)
        around_it = self._clause(match)
        coming = self.forms.future.search(around_it) is not None
        past = self.forms.past.search(around_it) is not None
        return nearest(periods, self.day, coming, past)

    def years(self) -> range:
        """The years that a date without one may mean."""
        return range(self.day.year - 1, self.day.year + 2) if self.day else range(0)

    def is_ahead(self, match: re.Match[str]) -> bool:
        """Whether the verb that a weekday belongs to speaks of the future.

        "It will vote on Friday", "On Friday it will vote", but not "It said on Friday it will".
        """
        before = _PAUSE.split(self.text[max(0, match.start() - CUE_REACH) : match.start()])[-1]
        after = STOP.split(self.text[match.end() : match.end() + CUE_REACH])[0]
        cues = list(self.forms.future.finditer(before))
        if cues:
            return self.forms.saying.search(before, cues[-1].end()) is None
        if len(before.split()) > OPENING_WORDS:
            return False
        cue = self.forms.future.search(after)
        return cue is not None and self.forms.saying.search(after, 0, cue.start()) is None

    def _is_a_deadline(self, match: re.Match[str]) -> bool:
        """Whether a verb of the future lasts until it or begins with it: "will end by March"."""
        start = match.start("span") if match.groupdict().get("span") else match.start()
        before = self.text[max(0, start - CUE_REACH) : start]
        return self.forms.deadline.search(before) is not None and self.is_ahead(match)

    def is_past(self, match: re.Match[str]) -> bool:
        """Whether a word of the past stands in the clause."""
        clause = self._clause(match)
        return bool(self.forms.past.search(clause) or self.forms.saying.search(clause))

    def is_spelled_well(self, written: str, beside_a_day: bool) -> bool:
        """Whether capitals are where this word needs them to be a month or a weekday."""
        key, words = key_of(written), self.forms.words
        if key in words.need_capital and not written[0].isupper():
            return False
        return beside_a_day or key not in words.refuse_capital or not written[0].isupper()

    def _clause(self, match: re.Match[str]) -> str:
        """The text near a match, within its sentence, the match left out."""
        before = self.text[max(0, match.start() - CUE_REACH) : match.start()]
        after = self.text[match.end() : match.end() + CUE_REACH]
        return STOP.split(before)[-1] + " … " + STOP.split(after)[0]
