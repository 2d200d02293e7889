"""The words of a language that say how many and how much."""

from dataclasses import dataclass
from typing import get_args

from corroborate.model.facts import Hedge, Part

NamedNumber = tuple[str, float]
"""Spellings separated by ", ", and the number that they stand for."""
HedgeRow = tuple[str, Hedge, float, float]
"""Phrases; the hedge; from which to which multiple of the number the amount may lie."""
VagueRow = tuple[str, float, float]
"""Phrases; the lowest and the highest number that they stand for."""
UnitRow = tuple[str, str, float]
"""Spellings; the canonical unit; how many of it make one of these."""

UNIT_SYMBOLS: tuple[UnitRow, ...] = (
    ("%, ％", "%", 1.0),
    ("km", "m", 1e3),
    ("m", "m", 1.0),
    ("cm", "m", 1e-2),
    ("mm", "m", 1e-3),
    ("ft", "m", 0.3048),
    ("km², km2", "m2", 1e6),
    ("m², m2", "m2", 1.0),
    ("ha", "m2", 1e4),
    ("m³, m3", "m3", 1.0),
    ("kg", "kg", 1.0),
    ("lb, lbs", "kg", 0.45359237),
    ("t", "kg", 1e3),
    ("Mt", "kg", 1e9),
    ("Wh", "Wh", 1.0),
    ("kWh", "Wh", 1e3),
    ("MWh", "Wh", 1e6),
    ("GWh", "Wh", 1e9),
    ("TWh", "Wh", 1e12),
    ("W", "W", 1.0),
    ("kW", "W", 1e3),
    ("MW", "W", 1e6),
    ("GW", "W", 1e9),
    ("km/h, kmh", "m/s", 1 / 3.6),
    ("mph", "m/s", 0.44704),
    ("m/s", "m/s", 1.0),
    ("°C, ° C", "°C", 1.0),
    ("°F, ° F", "°F", 1.0),
    ("x, ×", "times", 1.0),
    ("h", "s", 3600.0),
    ("min", "s", 60.0),
    ("ms", "s", 1e-3),
)
"""Signs of units that are written alike in every language, capitals and all (SI brochure, 9th ed.;
foot, pound and mile by the agreement of 1959)."""

CURRENCY_SIGNS: tuple[tuple[str, str], ...] = (
    ("US$, US $, $US, $, USD, U.S.$", "USD"),
    ("€, EUR", "EUR"),
    ("£, GBP, UK£", "GBP"),
    ("¥, JPY, JP¥", "JPY"),
    ("CHF, SFr", "CHF"),
    ("C$, CA$, $CA, $ CA, CAD, $CAN", "CAD"),
    ("A$, AU$, AUD", "AUD"),
    ("NZ$, NZD", "NZD"),
    ("HK$, HKD", "HKD"),
    ("S$, SGD", "SGD"),
    ("NT$, TWD", "TWD"),
    ("R$, BRL", "BRL"),
    ("CN¥, RMB, CNY", "CNY"),
    ("₹, INR, Rs", "INR"),
    ("₩, KRW", "KRW"),
    ("₽, RUB", "RUB"),
    ("₺, TRY", "TRY"),
    ("₪, ILS, NIS", "ILS"),
    ("₴, UAH", "UAH"),
    ("₦, NGN", "NGN"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("PLN", "PLN"),
    ("ZAR", "ZAR"),
    ("MXN", "MXN"),
    ("AED", "AED"),
    ("SAR", "SAR"),
    ("MAD", "MAD"),
    ("XOF, FCFA", "XOF"),
)
"""Signs and codes of money, capitals and all; a bare dollar sign is the US one (ISO 4217)."""


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """How a language writes amounts; a phrase list in one string is separated by ", ".

    Numbers: `cardinals` are below a hundred (and the tens that other numbers are added to are
    `tens`), `scales` multiply what stands before them, `short_scales` are abbreviations, with
    capitals; those in `money_scales` count only beside a currency. `bare_scales` need no number
    before them. `lone_ones` are articles as well: a number only inside a larger one, after a bound,
    and before a unit where `lone_ones_measure`. `collectives` rows are (words, number, low, high);
    they may stand after a number, `vague` words before a scale. `needs_plural` words are numbers
    only before a plural.

    Around numbers: `hedges` stand before, `trailing_hedges` behind; `part_before` and `part_after`
    rows are (phrases, part). `units` rows as in UNIT_SYMBOLS, case aside. `before_a_collective` are
    adjectives, « une bonne dizaine »; `divided_before` and `times_less` turn a factor round, "three
    times fewer". An age stands behind `age_before`; behind `age_has` unless one of
    `not_an_age_before` or `not_an_age_after` says otherwise, « condamné à 5 ans de prison ».

    No amounts: `labels` are numbered, `months` (in their capitals) follow days, `dialled` stand
    before telephones, `streets_first` and `streets_last` in addresses. `score_joiners` stand in
    scores, which `scores` name; the number after an `opposed` word counts what the one before does,
    "by 289 votes to 230". A bare number right after one of `not_after` is a label (« le 15 »).

    How a language writes: `joined_numbers` where hundreds and thousands are one word with what they
    multiply (dreihundertzwölf), `ordinal_stop` where a full stop makes an ordinal ("der 3. Tag"),
    `nouns_have_capitals` where a capital tells no name, and the first behind words with one of the
    `adjective_endings` is the counted noun.

    What a number counts: `head_is_last` where adjectives stand before the noun, else
    `adjectives` lists the few that do; `stops` end a noun phrase; `of` may stand before the noun,
    `numbering` before one whose number stands further on ("the number of dead"). `countable` nouns
    are counted whatever stands before the number. `idioms` tell no amount, nor does a number joined
    to an `uncounted` word ("nine-figure"); a decimal number before a `units_by_noun` noun is in
    that unit ("a 6.1 tremor").
    """

    decimal_mark: str
    head_is_last: bool
    cardinals: tuple[NamedNumber, ...]
    tens: tuple[str, ...]
    scales: tuple[NamedNumber, ...]
    hedges: tuple[HedgeRow, ...]
    units: tuple[UnitRow, ...]
    currencies: tuple[tuple[str, str], ...]
    stops: tuple[str, ...]
    nouns_have_capitals: bool = False
    joined_numbers: bool = False
    ordinal_stop: bool = False
    lone_ones: tuple[str, ...] = ()
    one_needs_noun: tuple[str, ...] = ()
    not_after_one: tuple[str, ...] = ()
    not_before_one: tuple[str, ...] = ()
    lone_ones_measure: bool = False
    bare_scales: tuple[str, ...] = ()
    needs_plural: tuple[str, ...] = ()
    inner_joiners: tuple[str, ...] = ()
    short_scales: tuple[NamedNumber, ...] = ()
    money_scales: tuple[NamedNumber, ...] = ()
    collectives: tuple[tuple[str, float, float, float], ...] = ()
    vague: tuple[VagueRow, ...] = ()
    shares: tuple[NamedNumber, ...] = ()
    share_before: tuple[str, ...] = ()
    share_after: tuple[str, ...] = ()
    share_joiners: tuple[str, ...] = ()
    multiples: tuple[NamedNumber, ...] = ()
    half_more: tuple[str, ...] = ()
    divided_before: tuple[str, ...] = ()
    times_less: tuple[str, ...] = ()
    before_a_collective: tuple[str, ...] = ()
    trailing_hedges: tuple[HedgeRow, ...] = ()
    range_openers: tuple[str, ...] = ()
    range_joiners: tuple[str, ...] = ()
    either_joiners: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    from_words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    units_before: tuple[tuple[str, str], ...] = ()
    units_by_noun: tuple[tuple[str, str], ...] = ()
    idioms: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()
    age_before: tuple[str, ...] = ()
    age_after: tuple[str, ...] = ()
    age_has: tuple[str, ...] = ()
    not_an_age_after: tuple[str, ...] = ()
    not_an_age_before: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    bare_ages: bool = False
    clock_marks: tuple[str, ...] = ()
    clock_words: tuple[str, ...] = ()
    clock_cues: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    dialled: tuple[str, ...] = ()
    streets_first: tuple[str, ...] = ()
    streets_last: tuple[str, ...] = ()
    score_joiners: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    decimal_labels: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    part_before: tuple[tuple[str, Part], ...] = ()
    part_after: tuple[tuple[str, Part], ...] = ()
    of: tuple[str, ...] = ()
    numbering: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    countable: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.decimal_mark not in (".", ","):
            raise ValueError(f"the decimal mark is '.' or ',', not {self.decimal_mark!r}")
        for phrases, hedge, *_ in (*self.hedges, *self.trailing_hedges):
            if hedge not in get_args(Hedge):
                raise ValueError(f"{phrases!r}: no hedge is called {hedge!r}")
        for phrases, part in (*self.part_before, *self.part_after):
            if part not in get_args(Part):
                raise ValueError(f"{phrases!r}: no part is called {part!r}")


def split_phrases(phrases: str) -> tuple[str, ...]:
    """The phrases of a cell of a table, written one after the other with ", " between."""
    return tuple(phrases.split(", "))
