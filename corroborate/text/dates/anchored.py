"""Days that count from another date of the same sentence: "the day after", « la veille »."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corroborate.text.dates.calendar import STOP, Calendar
from corroborate.text.dates.forms import key_of
from corroborate.text.dates.mention import Mention
from corroborate.text.dates.periods import Period, counted, period_around
from corroborate.text.dates.told import numbers_of

MONTH_DAYS = 28
"""Days of a period from which on "a month earlier" is such a period, told without doubt."""

_WORD = re.compile(r"[^\S\n]*(\w*)")


def with_anchored(mentions: Sequence[Mention], calendar: Calendar) -> list[Mention]:
    """The mentions, in order, with the days that count from them.

    Where no date of the sentence says from when, there is none: "the next day" after a full stop.
    """
    waiting = iter(mentions)
    ahead = next(waiting, None)
    found: list[Mention] = []
    for match in _matches(calendar):
        while ahead and ahead.start < match.start():
            found.append(ahead)
            ahead = next(waiting, None)
        if found and found[-1].end > match.start():
            continue
        if ahead and match["shift"] and _speaks_of(match, ahead, calendar):
            period = counted(ahead.period, "day", calendar.forms.shifts[key_of(match["shift"])])
            ahead = replace(ahead, start=match.start(), period=period)
        elif not (ahead and ahead.start < match.end()) and found:
            found.extend(_counted_from(found[-1], match, calendar))
    return [*found, *([ahead] if ahead else []), *waiting]


def _matches(calendar: Calendar) -> list[re.Match[str]]:
    return list(calendar.forms.shift.finditer(calendar.text))


def _counted_from(before: Mention, match: re.Match[str], calendar: Calendar) -> Iterator[Mention]:
    """What a match names that counts from the date before it in its sentence."""
    if STOP.search(calendar.text, before.end, match.start()):
        return
    if match["unit"]:
        yield Mention(*match.span(), _moved(match, before.period, calendar), False, "shift")
    elif before.is_one_day and _ends_there(match, calendar):
        days = calendar.forms.shifts[key_of(match["shift"])]
        yield Mention(*match.span(), counted(before.period, "day", days), False, "shift")


def _speaks_of(match: re.Match[str], mention: Mention, calendar: Calendar) -> bool:
    """Whether the date is what it counts from: "the day after 3 May", « la veille du 3 mai »."""
    if mention.start < match.end() or not mention.is_one_day:
        return False
    between = calendar.text[match.end() : mention.start]
    return calendar.forms.anchor_joiner.fullmatch(between) is not None


def _ends_there(match: re.Match[str], calendar: Calendar) -> bool:
    """Whether nothing follows that it speaks of, "the day before the vote"."""
    word = _WORD.match(calendar.text, match.end())
    return word is not None and (not word[1] or key_of(word[1]) in calendar.forms.words.free_after)


def _moved(match: re.Match[str], period: Period, calendar: Calendar) -> Period:
    way = 1 if key_of(match["way"]) in calendar.forms.later else -1
    grain, size, doubt = calendar.forms.ago[key_of(match["unit"])]
    moved = counted(period, grain, way * numbers_of(match["count"], calendar)[0] * size)
    long = (period.end - period.start).days + 1 >= MONTH_DAYS
    return moved if long else period_around(moved, doubt)
