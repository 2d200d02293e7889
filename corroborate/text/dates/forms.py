"""The patterns of one language, compiled, and what the words in them mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corroborate.reference.date_words import DateWords, split_phrases
from corroborate.text.dates.needs import Needs, needs_of
from corroborate.text.dates.patterns import SPACE, any_of, between, future, lead
from corroborate.text.dates.shapes import shapes


@dataclass(frozen=True, slots=True)
class Forms:
    """The patterns of one language, each with the name of its reader, and what their words mean.

    `needs` is what a text must hold for each reader; `numbers` are the lowest and the highest
    number that a word may stand for.
    """

    words: DateWords
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    needs: Mapping[str, Needs]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, tuple[float, float]]
    parts: Mapping[str, tuple[float, float]]
    month_parts: Mapping[str, tuple[float, float]]
    relative: Mapping[str, tuple[str, str]]
    seasons: Mapping[str, tuple[str, str]]
    holidays: Mapping[str, str]
    year_parts: Mapping[str, tuple[int, int]]
    of_periods: Mapping[str, str]
    ends: Mapping[str, tuple[str, float, float]]
    decades: Mapping[str, int]
    ago: Mapping[str, tuple[str, int, int]]
    ago_hedges: Mapping[str, tuple[float, float]]
    shifts: Mapping[str, int]
    shift: re.Pattern[str]
    later: frozenset[str]
    anchor_joiner: re.Pattern[str]
    range_opener: re.Pattern[str]
    range_joiner: re.Pattern[str]
    strong_joiner: re.Pattern[str]
    also: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    saying: re.Pattern[str]
    deadline: re.Pattern[str]


def key_of(text: str) -> str:
    """A matched phrase in the form in which the tables write it."""
    plain = text.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")
    return " ".join(plain.lower().split())


@lru_cache(maxsize=16)
def forms_of(words: DateWords) -> Forms:
    """Compile the patterns of a language, once."""
    numbers: dict[str, tuple[float, float]] = {
        phrase: (number, number) for phrase, number in _spread(words.small_numbers).items()
    }
    openers, articles = lead(words.range_openers), words.articles
    return Forms(
        words=words,
        patterns=tuple((name, _compiled(form)) for name, form in shapes(words)),
        needs=needs_of(words),
        months=_spread(words.months),
        weekdays=_spread(words.weekdays),
        numbers=numbers | _pairs(words.vague_numbers),
        parts=_pairs(words.parts),
        month_parts=_pairs(words.month_parts),
        relative={phrase: (a, b) for row, a, b in words.relative for phrase in split_phrases(row)},
        seasons={phrase: (a, b) for row, a, b in words.seasons for phrase in split_phrases(row)},
        holidays={phrase: day for row, day in words.holidays for phrase in split_phrases(row)},
        year_parts={
            phrase: (a, b) for row, a, b in words.year_parts for phrase in split_phrases(row)
        },
        of_periods={p: grain for row, grain in words.of_periods for p in split_phrases(row)},
        ends={p: (grain, a, b) for row, grain, a, b in words.ends for p in split_phrases(row)},
        decades=_spread(words.decade_names),
        ago={unit: (g, n, d) for row, g, n, d in words.ago for unit in split_phrases(row)},
        ago_hedges=_pairs(words.ago_hedges),
        shifts=_spread(words.shifts),
        shift=_compiled(_shift(words)),
        later=frozenset(words.later),
        anchor_joiner=_compiled(rf"\s{{0,3}}(?:{lead((*words.of, *articles))}){{0,2}}"),
        range_opener=_compiled(rf"(?<!\w){openers}(?:{lead(articles)})?$"),
        range_joiner=_compiled(between(words.range_joiners, articles)),
        strong_joiner=_compiled(between(words.strong_joiners, articles)),
        also=_compiled(between(words.also, articles)),
        future=_compiled(future(words)),
        past=_compiled(rf"(?<!\w){any_of(words.past_cues)}(?!\w)"),
        saying=_compiled(rf"(?<!\w){any_of(words.saying)}(?!\w)"),
        deadline=_compiled(rf"(?<!\w){lead(words.deadlines)}(?:{lead(articles)})?$"),
    )


def _shift(words: DateWords) -> str:
    """ "The day after", "two days later", « un an plus tôt »."""
    number = lead(_spread(words.small_numbers))
    units = any_of(unit for row, *_ in words.ago for unit in split_phrases(row))
    told = any_of((*words.later, *words.earlier))
    return (
        rf"(?<!\w)(?P<shift>{any_of(_spread(words.shifts))})(?!\w)"
        rf"|(?<![\w.,])(?P<count>\d{{1,3}}{SPACE}|{number})(?P<unit>{units}){SPACE}"
        rf"(?P<way>{told})(?!\w)"
    )


def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)


def _spread(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {phrase: number for row, number in rows for phrase in split_phrases(row)}


def _pairs(rows: Iterable[tuple[str, float, float]]) -> dict[str, tuple[float, float]]:
    return {phrase: (a, b) for row, a, b in rows for phrase in split_phrases(row)}
