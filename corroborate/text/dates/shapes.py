"""The shapes in which a language writes dates, as patterns made from its words.

Each is (reader, pattern), in no order that matters: the earliest and longest match is taken.
"""

from corroborate.reference.date_words import DateWords
from corroborate.text.dates.patterns import (
    APART,
    DAY,
    SPACE,
    UNROUND_YEAR,
    YEAR,
    all_of,
    any_of,
    follow,
    lead,
    long_periods,
    part_of,
    piece,
    turned_after,
    turned_before,
)

Shape = tuple[str, str]

_YEAR_ENDS = r"(?![\w%]|[.,]\d|[-–/]\d)"


def shapes(words: DateWords) -> list[Shape]:
    """All shapes of a language."""
    return [
        *_day_shapes(words),
        *_numeric_shapes(words),
        *_month_shapes(words),
        *_year_shapes(words),
        *_decade_shapes(words),
        *_part_shapes(words),
        *_weekday_shapes(words),
        *_told_shapes(words),
        *_season_shapes(words),
    ]


def _day_shapes(words: DateWords) -> list[Shape]:
    ending = f"{any_of(words.day_endings)}?"
    name = any_of(all_of(words.months))
    month = rf"(?P<month>{name})(?!\w)\.?"
    article = f"(?:{lead(words.articles)})?"
    weekday_name = any_of(all_of(words.weekdays))
    weekday = rf"(?P<weekday>{weekday_name})[,.]?{SPACE}{article}"
    begin = rf"(?:(?<!\w){weekday})?"
    year = rf"(?:,?{SPACE}(?P<year>{YEAR})(?![\d%]|[.,]\d))?"
    joiner = rf"(?:{SPACE})?{any_of(words.range_joiners)}(?:{SPACE})?(?:{weekday_name}{SPACE})?"
    of = f"(?:{lead(words.between_day_and_month)})?"
    listed = rf"(?:,{SPACE}{DAY}{ending}(?!\w)){{0,4}}"
    first = rf"(?:(?P<first>{DAY}){ending}(?!\w){listed}{joiner})?"
    one = rf"{DAY}){ending}(?!\w){SPACE}{of}"
    day = rf"{begin}{APART}{first}(?P<day>{one}{month}"
    after = r"(?![\w:%]|[.,]\d)"
    last = rf"(?:{joiner}(?P<last>{DAY}){ending}{after})?"
    month_first = rf"{begin}(?<!\w){month}{SPACE}{article}(?P<day>{DAY}){ending}{after}{last}{year}"
    dashed = rf"{begin}{APART}(?P<first>{one}(?P<begin>{name})\.?(?:{SPACE})?[-–](?:{SPACE})?"
    return [
        ("day", rf"{day}(?<!\.){year}"),
        ("day", rf"{day}(?<=\.){SPACE}(?P<year>{YEAR})"),
        ("days", rf"{dashed}(?P<day>{one}{month}{year}"),
        ("holiday", rf"(?<!\w)(?P<holiday>{any_of(all_of(words.holidays))})(?!\w){year}"),
        *([("day", month_first)] if words.month_first else []),
    ]


def _numeric_shapes(words: DateWords) -> list[Shape]:
    month, day = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
    cues = lead((*words.day_cues, *words.articles, *words.range_openers))
    not_days = any_of(words.not_days)
    return [
        ("numeric", r"(?<![\w./-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
        ("numeric", rf"(?<![\w./-])(?P<year>\d{{4}})/{month}/{day}(?![\w/-])"),
        ("numeric", rf"(?<![\w.,/+-])(?P<year>(?:19|20)\d\d){month}{day}(?![\w/-]|[.,]\d)"),
        (
            "numeric",
            r"(?<![\w./-])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)"
            r"(?P<year>\d{4}|(?<=/)\d\d)(?![\w/-]|\.\d)",
        ),
        (
            "day and month",
            rf"(?<!\w){cues}(?!{not_days}(?!\d))"
            r"(?P<span>(?P<day>\d{1,2})/(?P<month>\d{1,2}))(?![\w/%-]|[.,]\d)",
        ),
    ]


def _month_shapes(words: DateWords) -> list[Shape]:
    name = any_of(all_of(words.months))
    no_day = rf"(?!\.?{SPACE}{DAY}(?!\d))" if words.month_first else ""
    month = rf"(?P<month>{name})(?!\w)"
    year = rf"(?P<year>{YEAR})(?![\d%]|[.,]\d)"
    this_or_other_year = any_of(long_periods(words, ("year",)))
    of = f"(?:{lead(words.of)})?"
    plain = any_of(each for each in all_of(words.months) if each not in words.need_capital)
    share = rf"(?<!\w)(?P<share>{any_of(all_of(words.month_parts))})(?:{SPACE}|(?<=['’]))"
    return [
        ("month", rf"(?:{part_of(words)})?(?<!\w){month}\.?,?{SPACE}{of}{year}"),
        ("month", rf"{share}{month}(?:\.?,?{SPACE}{of}{year})?"),
        ("month", rf"(?<!\w){month}{SPACE}{of}(?P<phrase>{this_or_other_year})(?!\w)"),
        ("month", rf"{part_of(words)}{month}{no_day}"),
        ("month", rf"(?<!\w)(?:{lead(words.month_cues)})(?P<span>{month}){no_day}"),
        ("month", rf"(?<!\w){name}{SPACE}{lead(words.also)}(?P<span>{month}){no_day}"),
        ("month", rf"(?<!\w){turned_before(words)}{month}{no_day}"),
        ("month", rf"(?<!\w){month}{turned_after(words)}(?!\w)"),
        ("month", rf"(?<!\w)(?<!\d\s)(?P<month>{any_of(words.bare_months)})(?!\w){no_day}"),
        *_month_of_english(words, plain),
        *_month_of_the_century(words, month),
        (
            "months",
            rf"(?<!\w){lead(words.range_openers)}(?P<span>(?P<first>{name}){SPACE}"
            rf"{any_of(words.range_joiners)}{SPACE}{month}(?:{SPACE}{year})?){no_day}",
        ),
    ]


def _month_of_english(words: DateWords, plain: str) -> list[Shape]:
    """ "The June vote"."""
    if not words.month_first:
        return []
    noun = rf"(?={SPACE}(?-i:[a-z]))"
    return [("month", rf"(?<!\w){lead(words.articles)}(?P<span>(?P<month>{plain})){noun}")]


def _month_of_the_century(words: DateWords, month: str) -> list[Shape]:
    """« mai 68 », where no day stands behind the month."""
    if words.month_first:
        return []
    return [("month", rf"(?<!\w)(?<!\d\s){month}{SPACE}['’]?(?P<short>3[2-9]|[4-9]\d)(?![\w%])")]


def _year_shapes(words: DateWords) -> list[Shape]:
    year = rf"(?P<year>{YEAR}){_YEAR_ENDS}(?!{SPACE}?[%€$£])"
    alone = f"(?P<span>{year})"
    unround = rf"(?P<span>(?P<year>{UNROUND_YEAR}){_YEAR_ENDS})(?!{SPACE}?[%€$£])"
    people = rf"(?!{SPACE}{any_of(words.not_after_a_year)}(?!\w))"
    noun = rf"{SPACE}(?:(?-i:[a-zà-ÿ]+[sx])|{any_of(words.not_after_a_year)})(?!\w)"
    no_noun = rf"(?:(?!{noun})|(?={SPACE}{any_of(words.after_a_year)}(?!\w)))"
    whole = lead(all_of(each for each in words.of_periods if each[1] == "year"))
    joiners = any_of(words.range_joiners)
    last = rf"(?P<last>{YEAR})(?![\w%]|[.,]\d)"
    first = rf"{APART}(?P<first>{YEAR})"
    return [
        ("year", rf"(?<!\w){lead(words.year_cues)}{alone}"),
        ("year", rf"(?<!\w){lead(words.weak_year_cues)}{alone}{no_noun}"),
        ("year", rf"(?<!\w){lead(words.articles)}{alone}{no_noun}(?={SPACE}[^\W\d_])"),
        ("year", rf"(?<!\w){lead(words.articles)}{unround}{people}(?={SPACE}[^\W\d_])"),
        ("year", rf"{part_of(words)}(?:{whole})?{year}"),
        ("year", rf"\({alone}(?=\))"),
        ("year", rf"{APART}{YEAR}{SPACE}{lead(words.also)}{alone}{no_noun}"),
        ("fiscal", rf"(?<!\w){lead(words.fiscal_cues)}{alone}"),
        ("years", rf"{first}[-–](?P<last>{YEAR}|\d\d)(?![\w-]|[.,]\d)"),
        ("season years", rf"{first}/(?P<last>{YEAR}|\d\d)(?![\w/-]|[.,]\d)"),
        ("years", rf"{first}{SPACE}{any_of(words.strong_joiners)}{SPACE}{last}{no_noun}"),
        (
            "years",
            rf"(?<!\w){lead(words.range_openers)}(?P<span>(?P<first>{YEAR}){SPACE}"
            rf"{joiners}{SPACE}{last})",
        ),
    ]


def _decade_shapes(words: DateWords) -> list[Shape]:
    digits = rf"['’]?(?P<year>(?:1[5-9]|20)?\d0){piece(words.decade_ending)}"
    named = rf"(?P<named>{any_of(all_of(words.decade_names))})"
    decade = rf"(?:{digits}|{named})(?!\w)"
    before = lead(words.decade_before)
    part = part_of(words)
    return [
        ("decade", rf"(?<!\w){before}(?P<span>{decade})"),
        ("decade", rf"(?<!\w){before}(?P<span>{part}{decade})"),
        ("decade", rf"{part}{before}{decade}"),
    ]


def _part_shapes(words: DateWords) -> list[Shape]:
    """Quarters and halves of years, and the ends of the year, month or week that goes on."""
    part = rf"(?<!\w)(?P<part>{any_of(all_of(words.year_parts))})"
    year = rf"{SPACE}(?:{lead(words.of)})?(?P<year>{YEAR})(?!\w)"
    told = rf"{SPACE}(?:{lead(words.of)})?(?P<phrase>{any_of(long_periods(words, ('year',)))})"
    this = any_of(all_of(each for each in words.of_periods if each[1] == "year"))
    alone = rf"(?<!\w)(?P<part>{any_of(words.year_parts_alone)})(?!\w)"
    noun = rf"(?={SPACE}{any_of(words.year_part_nouns)}(?!\w))"
    turned = rf"(?!{SPACE}{any_of((*words.last_after, *words.next_after))}(?!\w))"
    return [
        ("year part", rf"{part}{year}"),
        ("year part", rf"{part}{told}(?!\w)"),
        ("year part", rf"{part}{SPACE}{this}(?!{SPACE}{YEAR})(?!\w)"),
        ("year part", alone),
        ("year part", rf"{part}{noun}"),
        (
            "of period",
            rf"{part_of(words)}(?P<whole>{any_of(all_of(words.of_periods))})(?!\w)"
            rf"(?!{SPACE}(?:\d|{any_of((*words.of, *words.not_after_a_period))}(?!\w))){turned}",
        ),
        ("of period", rf"(?<!\w)(?P<end>{any_of(all_of(words.ends))})(?!\w)"),
    ]


def _weekday_shapes(words: DateWords) -> list[Shape]:
    whole = any_of(each for each in all_of(words.weekdays) if each not in words.need_capital)
    near = rf"(?:(?P<near>{lead(words.near_before)})|{turned_before(words)})?"
    week = any_of(long_periods(words, ("week",)))
    return [
        (
            "weekday",
            rf"(?<!\w){near}(?P<span>(?P<weekday>{whole})(?:{SPACE}{any_of(words.day_parts)})?)"
            r"(?!\w)",
        ),
        ("weekday", rf"(?<!\w){turned_before(words)}(?P<weekday>{whole})(?!\w)"),
        ("weekday", rf"(?<!\w)(?P<weekday>{whole}){turned_after(words)}(?!\w)"),
        (
            "weekday of",
            rf"(?<!\w)(?P<weekday>{whole}){SPACE}(?:{lead(words.of)})?(?P<phrase>{week})(?!\w)",
        ),
    ]


def _told_shapes(words: DateWords) -> list[Shape]:
    """What counts from the day of the text: "last week", "three days ago", « dans deux ans »."""
    relative = rf"(?P<phrase>{any_of(all_of(words.relative))})(?!\w)"
    hedge = rf"(?:(?P<hedge>{any_of(all_of(words.ago_hedges))})(?:{SPACE}|(?<=['’])))?"
    number = lead(all_of((*words.small_numbers, *words.vague_numbers)))
    half = any_of(words.half_more)
    count = rf"{hedge}(?P<count>\d{{1,3}}{SPACE}|{number})(?:(?P<half>{half}){SPACE})?"
    count += rf"(?P<unit>{any_of(all_of(words.ago))})(?:{SPACE}(?P<more>{half}))?"
    no_of = rf"(?!{SPACE}{lead(words.of)})"
    return [
        ("relative", rf"(?<!\w){relative}"),
        ("relative", rf"{part_of(words)}(?P<phrase>{any_of(long_periods(words))})(?!\w)"),
        ("ago", rf"(?<!\w){lead(words.ago_before)}{count}(?!\w)"),
        ("ago", rf"(?<![\w.,]){count}{SPACE}{any_of(words.ago_after)}(?!\w)"),
        ("ahead", rf"(?<!\w){lead(words.ahead_before)}{count}(?!\w){no_of}"),
        ("ahead", rf"(?<![\w.,]){count}{follow(words.ahead_after)}(?!\w)"),
    ]


def _season_shapes(words: DateWords) -> list[Shape]:
    season = rf"(?P<season>{any_of(all_of(words.seasons))})(?!\w)"
    second = r"(?:[-–/](?:\d\d){1,2}(?!\d))?"
    of_year = rf"{SPACE}(?:{lead(words.of)})?(?P<year>{YEAR}){second}(?!\w)"
    cues = lead(words.season_cues)
    return [
        ("season", rf"(?<!\w){cues}(?P<span>{season})(?!{SPACE}{lead(words.of)})"),
        ("season", rf"(?<!\w){season}{of_year}"),
        ("season", rf"(?<!\w){turned_before(words)}{season}"),
        ("season", rf"(?<!\w){season}{turned_after(words)}(?!\w)"),
    ]
