"""A stretch of text that names days, and the days."""

from dataclasses import dataclass

from corroborate.text.dates.periods import Period


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` and their days; `kind` is the reader that read them, `year_told`
    whether the text itself gives the year."""

    start: int
    end: int
    period: Period
    year_told: bool
    kind: str

    @property
    def is_one_day(self) -> bool:
        return self.period.start == self.period.end
