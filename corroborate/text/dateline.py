"""The line under a headline that says where and when a text was written."""

from datetime import date

from corroborate.reference.language import Language
from corroborate.text.dates import find_whens
from corroborate.text.normalise import words_of

FIRST_LINES = 6
"""Lines among which a dateline stands: headline, author, place and date."""
LONGEST = 10
"""Words of the longest dateline ("Paris, le dimanche 29 juin 2025 à 14 h 30")."""


def find_dateline(text: str, language: Language) -> date | None:
    """The day of the first short line at the top of a text that names one with its year."""
    lines = [line for line in text.splitlines()[: 2 * FIRST_LINES] if line.strip()]
    for line in lines[:FIRST_LINES]:
        day = day_of_line(line, language)
        if day is not None:
            return day
    return None


def day_of_line(line: str, language: Language) -> date | None:
    """The one day that a line names with its year, None where the line says anything besides."""
    if len(words_of(line)) > LONGEST or line.rstrip().endswith((".", "!", "?")):
        return None
    whens = find_whens(line, language.dates, None, not language.dates.month_first)
    days = [when for when in whens if when.start == when.end and str(when.start.year) in when.text]
    return days[0].start if len(days) == 1 else None
