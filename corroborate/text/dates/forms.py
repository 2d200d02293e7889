"""The shapes in which a language writes dates, as patterns made from its words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corroborate.reference.date_words import DateWords, split_phrases

SPACE = r"[^\S\n]{1,3}"
YEAR = r"(?:1\d|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
APART = r"(?<![\w.,:$€£/+-])"
"""Nothing before a number that would make it part of another: no digit, sign, point or letter."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The patterns of one language, each with the name of its reader, and what their words mean."""

    words: DateWords
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    parts: Mapping[str, tuple[float, float]]
    relative: Mapping[str, tuple[str, str]]
    seasons: Mapping[str, tuple[str, str]]
    year_parts: Mapping[str, tuple[int, int]]
    ago: Mapping[str, tuple[str, int, int]]
    range_opener: re.Pattern[str]
    range_joiner: re.Pattern[str]
    strong_joiner: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]


def key_of(text: str) -> str:
    """A matched phrase in the form in which the tables write it."""
    plain = text.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")
    return " ".join(plain.lower().split())


@lru_cache(maxsize=16)
def forms_of(words: DateWords) -> Forms:
    """Compile the patterns of a language, once."""
    return Forms(
        words=words,
        patterns=tuple((name, _compiled(form)) for name, form in _shapes(words)),
        months=_spread(words.months),
        weekdays=_spread(words.weekdays),
        numbers=_spread(words.small_numbers),
        parts={phrase: (a, b) for row, a, b in words.parts for phrase in split_phrases(row)},
        relative={phrase: (a, b) for row, a, b in words.relative for phrase in split_phrases(row)},
        seasons={phrase: (a, b) for row, a, b in words.seasons for phrase in split_phrases(row)},
        year_parts={
            phrase: (a, b) for row, a, b in words.year_parts for phrase in split_phrases(row)
        },
        ago={unit: (g, n, d) for row, g, n, d in words.ago for unit in split_phrases(row)},
        range_opener=_compiled(
            rf"(?<!\w){_lead(words.range_openers)}(?:{_lead(words.articles)})?$"
        ),
        range_joiner=_compiled(_between(words.range_joiners, words.articles)),
        strong_joiner=_compiled(_between(words.strong_joiners, words.articles)),
        future=_compiled(_future(words)),
        past=_compiled(rf"(?<!\w){_any(words.past_cues)}(?!\w)"),
    )


def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)


def _spread(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {phrase: number for row, number in rows for phrase in split_phrases(row)}


def _all(rows: Iterable[tuple[str | int | float, ...]]) -> list[str]:
    return [phrase for row in rows for phrase in split_phrases(str(row[0]))]


def _piece(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\ ", SPACE)
    return escaped.replace("'", "['’]").replace(r"\-", "[-\u2010\u2011]")


def _any(phrases: Iterable[str]) -> str:
    """One of the phrases, the longest first; nothing at all where there are none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(_piece, ordered))})" if ordered else r"(?!)"


def _lead(phrases: Iterable[str]) -> str:
    """One of the phrases and the space after it; an elided one (« d' ») has none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    pieces = [_piece(each) + ("" if each.endswith("'") else SPACE) for each in ordered]
    return f"(?:{'|'.join(pieces)})" if pieces else r"(?!)"


def _between(joiners: Iterable[str], articles: Iterable[str]) -> str:
    """A joiner with what may stand around it between the two dates of a range."""
    return rf"(?:{SPACE})?{_any(joiners)}(?:{SPACE}{_any(articles)})?(?:{SPACE})?"


def _future(words: DateWords) -> str:
    endings = rf"|(?<!\w)\w{{2,}}{_any(words.future_endings)}(?!\w)" if words.future_endings else ""
    return rf"(?<!\w)?{_any(words.future_cues)}(?!\w){endings}"


def _shapes(words: DateWords) -> list[tuple[str, str]]:
    """(reader, pattern) in no order that matters: the earliest and longest match is taken."""
    return [*_day_shapes(words), *_month_shapes(words), *_year_shapes(words), *_told_shapes(words)]


def _day_shapes(words: DateWords) -> list[tuple[str, str]]:
    ending = f"{_any(words.day_endings)}?"
    month = rf"(?P<month>{_any(_all(words.months))})(?!\w)\.?"
    article = f"(?:{_lead(words.articles)})?"
    weekday = rf"(?P<weekday>{_any(_all(words.weekdays))})[,.]?{SPACE}{article}"
    begin = rf"(?:(?<!\w){weekday})?"
    year = rf"(?:,?{SPACE}(?P<year>{YEAR})(?![\d%]|[.,]\d))?"
    joiner = rf"(?:{SPACE})?{_any(words.range_joiners)}(?:{SPACE})?"
    first = rf"(?:(?P<first>{DAY}){ending}(?!\w){joiner})?"
    day = rf"{begin}{APART}{first}(?P<day>{DAY}){ending}(?!\w){SPACE}"
    day += f"(?:{_lead(words.between_day_and_month)})?{month}"
    after = r"(?![\w:%]|[.,]\d)"
    last = rf"(?:{joiner}(?P<last>{DAY}){ending}{after})?"
    month_first = rf"{begin}(?<!\w){month}{SPACE}{article}(?P<day>{DAY}){ending}{after}{last}{year}"
    return [
        ("day", rf"{day}(?<!\.){year}"),
        ("day", rf"{day}(?<=\.){SPACE}(?P<year>{YEAR})"),
        ("numeric", r"(?<![\w./-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
        (
            "numeric",
            r"(?<![\w./-])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)"
            r"(?P<year>\d{4}|(?<=/)\d\d)(?![\w/-]|\.\d)",
        ),
        *([("day", month_first)] if words.month_first else []),
    ]


def _month_shapes(words: DateWords) -> list[tuple[str, str]]:
    name = _any(_all(words.months))
    no_day = rf"(?!\.?{SPACE}{DAY}(?!\d))" if words.month_first else ""
    month = rf"(?P<month>{name})(?!\w)"
    year = rf"(?P<year>{YEAR})(?![\d%]|[.,]\d)"
    this_or_other_year = _any(_long_periods(words, ("year",)))
    of = f"(?:{_lead(words.of)})?"
    return [
        ("month", rf"(?:{_part(words)})?(?<!\w){month}\.?,?{SPACE}{of}{year}"),
        ("month", rf"(?<!\w){month}{SPACE}{of}(?P<phrase>{this_or_other_year})(?!\w)"),
        ("month", rf"{_part(words)}{month}{no_day}"),
        ("month", rf"(?<!\w)(?:{_lead(words.month_cues)})(?P<span>{month}){no_day}"),
        ("month", rf"(?<!\w){name}{SPACE}{_lead(words.also)}(?P<span>{month}){no_day}"),
        ("month", rf"(?<!\w){_turned_before(words)}{month}{no_day}"),
        ("month", rf"(?<!\w){month}{_turned_after(words)}(?!\w)"),
        ("month", rf"(?<!\w)(?<!\d\s)(?P<month>{_any(words.bare_months)})(?!\w){no_day}"),
        (
            "months",
            rf"(?<!\w){_lead(words.range_openers)}(?P<span>(?P<first>{name}){SPACE}"
            rf"{_any(words.range_joiners)}{SPACE}{month}(?:{SPACE}{year})?){no_day}",
        ),
    ]


def _year_shapes(words: DateWords) -> list[tuple[str, str]]:
    year = rf"(?P<year>{YEAR})(?![\w%]|[.,]\d|[-–/]\d|{SPACE}?[%€$£])"
    alone = f"(?P<span>{year})"
    noun = rf"{SPACE}(?:(?-i:[a-zà-ÿ]+[sx])|{_any(words.not_after_a_year)})(?!\w)"
    no_noun = rf"(?:(?!{noun})|(?={SPACE}{_any(words.after_a_year)}(?!\w)))"
    decade = rf"(?P<year>(?:1[5-9]|20)?\d0){_piece(words.decade_ending)}"
    return [
        ("year", rf"(?<!\w){_lead(words.year_cues)}{alone}"),
        ("year", rf"(?<!\w){_lead(words.weak_year_cues)}{alone}{no_noun}"),
        ("year", rf"(?<!\w){_lead(words.articles)}{alone}{no_noun}(?={SPACE}[^\W\d_])"),
        ("year", rf"{_part(words)}{year}"),
        ("year", rf"\({alone}(?=\))"),
        ("years", rf"{APART}(?P<first>{YEAR})[-–](?P<last>{YEAR}|\d\d)(?![\w-]|[.,]\d)"),
        (
            "years",
            rf"(?<!\w){_lead(words.range_openers)}(?P<span>(?P<first>{YEAR}){SPACE}"
            rf"{_any(words.range_joiners)}{SPACE}(?P<last>{YEAR}))(?![\w%]|[.,]\d)",
        ),
        ("decade", rf"(?<!\w){_lead(words.decade_before)}(?P<span>{decade})(?!\w)"),
        (
            "year part",
            rf"(?<!\w)(?P<part>{_any(_all(words.year_parts))}){SPACE}(?P<year>{YEAR})(?!\w)",
        ),
    ]


def _told_shapes(words: DateWords) -> list[tuple[str, str]]:
    """What counts from the day of the text: weekdays, "last week", "three days ago", seasons."""
    whole = _any(each for each in _all(words.weekdays) if each not in words.need_capital)
    relative = rf"(?P<phrase>{_any(_all(words.relative))})(?!\w)"
    count = rf"(?P<count>\d{{1,3}}|{_any(_all(words.small_numbers))})"
    count += rf"{SPACE}(?P<unit>{_any(_all(words.ago))})"
    season = rf"(?P<season>{_any(_all(words.seasons))})(?!\w)"
    of_year = rf"{SPACE}(?:{_lead(words.of)})?(?P<year>{YEAR})(?!\w)"
    return [
        (
            "weekday",
            rf"(?<!\w)(?:{_turned_before(words)})?(?P<weekday>{whole})"
            rf"(?:{SPACE}{_any(words.day_parts)})?(?!\w)",
        ),
        ("weekday", rf"(?<!\w)(?P<weekday>{whole}){_turned_after(words)}(?!\w)"),
        ("relative", rf"(?<!\w){relative}"),
        ("relative", rf"{_part(words)}(?P<phrase>{_any(_long_periods(words))})(?!\w)"),
        ("ago", rf"(?<!\w){_lead(words.ago_before)}{count}(?!\w)"),
        ("ago", rf"(?<![\w.,]){count}{SPACE}{_any(words.ago_after)}(?!\w)"),
        (
            "season",
            rf"(?<!\w){_lead(words.season_cues)}(?P<span>{season})(?!{SPACE}{_lead(words.of)})",
        ),
        ("season", rf"(?<!\w){season}{of_year}"),
        ("season", rf"(?<!\w){_turned_before(words)}{season}"),
        ("season", rf"(?<!\w){season}{_turned_after(words)}(?!\w)"),
    ]


def _long_periods(
    words: DateWords, grains: tuple[str, ...] = ("week", "month", "year")
) -> list[str]:
    """The relative phrases that name a period of one of the grains: "last year"."""
    return [
        phrase
        for row, first, last in words.relative
        for phrase in split_phrases(row)
        if first.startswith(grains) and first == last
    ]


def _part(words: DateWords) -> str:
    """ "early", "fin" and what joins it to the period after it."""
    return rf"(?<!\w)(?P<part>{_any(_all(words.parts))})(?:{SPACE}|-|(?<=['’]))"


def _turned_before(words: DateWords) -> str:
    """ "last" or "next" before a period."""
    return rf"(?:(?P<gone>{_lead(words.last_before)})|(?P<coming>{_lead(words.next_before)}))"


def _turned_after(words: DateWords) -> str:
    """« dernier » or « prochain » after a period."""
    gone, coming = _any(words.last_after), _any(words.next_after)
    return rf"{SPACE}(?:(?P<gone>{gone})|(?P<coming>{coming}))"
