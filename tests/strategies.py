"""Hypothesis strategies for the values of the model, valid by construction."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from math import inf
from typing import Any, get_args

from hypothesis import strategies as st

from corroborate.model import facts, report, verdict
from corroborate.model.dossier import Assessment, Dossier, Finding
from corroborate.model.text import Document, Moment, Span

# Ids as they come: from a record, or made up by us.
ids = st.text("abcdefghij0123456789-", min_size=1, max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
words = st.text("abcdefghijklmnopqrstuvwxyzàéèïôœ'", min_size=1, max_size=10)
shares = st.floats(0, 1)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def many(strategy: st.SearchStrategy[Any], at_most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=at_most).map(tuple)


# What a record may hold and what is read back are the same only without blanks around it.
fields = texts.map(str.strip).filter(bool)


@st.composite
def spans(draw: st.DrawFn, text: str | None = None) -> Span:
    """A span of `text`, or of some text of at most 500 characters."""
    length = 500 if text is None else len(text)
    start, end = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
    return Span(start, end)


@st.composite
def datetimes(draw: st.DrawFn) -> datetime:
    naive = draw(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
    offset = draw(
        st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(-timedelta(hours=5))])
    )
    return naive.replace(microsecond=0, tzinfo=offset)


moments = st.builds(Moment, days) | datetimes().map(lambda at: Moment(at.date(), at))


@st.composite
def quantities(draw: st.DrawFn) -> facts.Quantity:
    ends = st.floats(-1e12, 1e12)
    low, high = sorted((draw(ends), draw(ends | st.just(inf))))
    return facts.Quantity(
        low=draw(st.sampled_from([low, -inf])),
        high=high,
        unit=draw(st.sampled_from(["", "EUR", "USD", "percent", "kilometre"])),
        span=draw(spans()),
        text=draw(texts),
        counts=draw(st.just("") | words),
        part=draw(st.sampled_from(get_args(facts.Part))),
        hedge=draw(st.sampled_from(get_args(facts.Hedge))),
    )


@st.composite
def whens(draw: st.DrawFn) -> facts.When:
    start, end = sorted((draw(days), draw(days)))
    return facts.When(start, end, draw(spans()), draw(texts))


_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS_FR = "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
_SMALL_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_SMALL_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
TENS = {"en": _TENS_EN.split(), "fr": _TENS_FR.split()}
SMALL = {"en": _SMALL_EN.split(), "fr": _SMALL_FR.split()}


def spelled(number: int, code: str) -> str:
    """A number from 0 to 999,999 in words."""
    thousands, rest = divmod(number, 1000)
    if thousands:
        head = "mille" if code == "fr" and thousands == 1 else f"{spelled(thousands, code)} "
        head += {"en": "thousand", "fr": "mille"}[code] if head[-1] == " " else ""
        return f"{head} {spelled(rest, code)}" if rest else head
    hundreds, rest = divmod(rest, 100)
    if hundreds:
        head = {"en": f"{SMALL['en'][hundreds]} hundred", "fr": f"{SMALL['fr'][hundreds]} cent"}[
            code
        ]
        head = "cent" if code == "fr" and hundreds == 1 else head
        return f"{head} {_below_hundred(rest, code)}" if rest else head
    return _below_hundred(rest, code)


def _below_hundred(number: int, code: str) -> str:
    if number < 20:
        return SMALL[code][number]
    tens, ones = divmod(number, 10)
    if code == "fr" and tens in (7, 9):
        joint = " et " if number == 71 else "-"
        return f"{TENS[code][tens - 2]}{joint}{SMALL[code][ones + 10]}"
    if not ones:
        return "quatre-vingts" if code == "fr" and tens == 8 else TENS[code][tens - 2]
    joint = " et " if code == "fr" and ones == 1 and tens != 8 else "-"
    return f"{TENS[code][tens - 2]}{joint}{SMALL[code][ones]}"


@dataclass(frozen=True)
class Told:
    """An amount in a canonical unit, and how English and French write it: (code, text)."""

    value: float
    unit: str
    written: tuple[tuple[str, str], ...]


HEDGES = (("", ""), ("about ", "environ "), ("at least ", "au moins "), ("up to ", "jusqu'à "))
MEASURES = (
    ("euros", "euros", "EUR", 1.0),
    ("dollars", "dollars", "USD", 1.0),
    ("percent", "pour cent", "%", 1.0),
    ("kilometres", "kilomètres", "m", 1e3),
    ("hectares", "hectares", "m2", 1e4),
    ("tonnes", "tonnes", "kg", 1e3),
    ("days", "jours", "s", 86400.0),
    ("people", "personnes", "", 1.0),
)
SCALES = (
    (1.0, "", ""),
    (1e6, " million", " millions"),
    (1e9, " billion", " milliards"),
)


@st.composite
def told_amounts(draw: st.DrawFn) -> Told:
    """Amounts as two languages tell them: in digits or in words, hedged, in a unit."""
    english, french, unit, factor = draw(st.sampled_from(MEASURES))
    hedge_en, hedge_fr = draw(st.sampled_from(HEDGES))
    scale, scale_en, scale_fr = draw(st.sampled_from(SCALES if factor == 1 else SCALES[:1]))
    number = draw(st.integers(2, 999 if scale > 1 else 99_999))
    if draw(st.booleans()):
        digits_en, digits_fr = f"{number:,}", f"{number:,}".replace(",", "\u202f")
    else:
        digits_en, digits_fr = spelled(number, "en"), spelled(number, "fr")
    of = " d'" if scale > 1 and french[0] in "aeiouh" else " de " if scale > 1 else " "
    of = " " if unit == "%" else of
    return Told(
        value=number * scale * factor,
        unit=unit,
        written=(
            ("en", f"It was {hedge_en}{digits_en}{scale_en} {english}."),
            ("fr", f"C'était {hedge_fr}{digits_fr}{scale_fr}{of}{french}."),
        ),
    )


names = st.builds(
    facts.Name,
    key=words,
    text=texts,
    kind=st.sampled_from(get_args(facts.NameKind)),
    span=spans(),
)
attributions = st.builds(
    facts.Attribution,
    speaker=texts,
    kind=st.sampled_from(get_args(facts.SpeakerKind)),
    cue=texts,
    span=spans(),
    outlet=maybe(ids),
    sourcing=st.sampled_from(get_args(facts.Sourcing)),
)
facts_of_a_text = st.builds(
    facts.Facts, quantities=many(quantities(), 2), whens=many(whens(), 2), names=many(names, 2)
)


@st.composite
def assertions(draw: st.DrawFn) -> facts.Assertion:
    checkable = draw(st.booleans())
    return facts.Assertion(
        id=draw(ids),
        text=draw(texts),
        span=draw(spans()),
        language=draw(st.sampled_from(["en", "fr"])),
        facts=draw(facts_of_a_text),
        words=draw(many(words)),
        attribution=draw(maybe(attributions)),
        negated=draw(st.booleans()),
        modality=draw(st.sampled_from(facts.LADDER)),
        checkable=checkable,
        why_not_checkable=None if checkable else draw(texts),
    )


claims = st.builds(
    facts.Claim,
    id=ids,
    text=texts,
    span=spans(),
    language=st.sampled_from(["en", "fr"]),
    assertions=many(assertions(), 2),
)
documents = st.builds(
    Document,
    text=texts,
    language=maybe(st.sampled_from(["en", "fr"])),
    url=maybe(fields),
    title=maybe(fields),
    outlet=maybe(fields),
    published=maybe(moments),
)
reports = st.builds(
    report.Report,
    text=texts.filter(str.strip),
    id=ids,
    outlet=maybe(fields),
    domain=maybe(fields),
    url=maybe(fields),
    language=maybe(fields),
    published=maybe(moments),
    modified=maybe(moments),
    byline=maybe(fields),
    credit=maybe(fields),
    title=maybe(fields),
    links=many(fields),
    access=st.sampled_from(get_args(report.Access)),
    retrieved=maybe(moments),
    published_from=maybe(fields),
    canonical=maybe(fields),
    corrections=many(fields),
    entries=many(
        st.builds(report.Entry, text=fields, headline=st.just("") | fields, at=maybe(moments))
    ),
)
failures = st.builds(report.Failure, where=fields, why=fields, outlet=maybe(fields))
dependencies = st.builds(
    report.Dependency,
    source=ids,
    target=ids,
    kind=st.sampled_from(get_args(report.DependencyKind)),
    probability=shares,
    why=texts,
)


@st.composite
def origins(draw: st.DrawFn, id: str | None = None, explained: bool = True) -> report.Origin:
    """A tree (docs/method.md, Origins): its root copied less than half, each member at least half.

    The reports of two origins with different ids differ; only `explained` ones have dependencies.
    """
    id = id or draw(ids)
    names = [f"{id}/{place}" for place in range(draw(st.integers(1, 5)))]
    retrieved = draw(st.booleans())
    root = [draw(st.floats(0.5, 1, exclude_min=True))] if retrieved else []
    member = st.just(0.0) | st.floats(0.1, 0.5)
    weights = root + [draw(member) for _ in names[len(root) :]]
    return report.Origin(
        id=id,
        reports=tuple(names),
        root=names[0] if retrieved else draw(maybe(st.just(f"somebody of {id}"))),
        retrieved=retrieved,
        provenance=draw(st.sampled_from(get_args(report.Provenance))),
        weights=tuple(weights),
        dependencies=draw(many(dependencies, 2)) if explained else (),
    )


@st.composite
def sides(draw: st.DrawFn, prefix: str) -> list[report.Origin]:
    """Up to four origins of one side, with ids of their own."""
    count = draw(st.integers(0, 4))
    return [draw(origins(f"{prefix}{place}", explained=False)) for place in range(count)]


inconsistencies = st.builds(
    verdict.Inconsistency,
    kind=st.sampled_from(get_args(verdict.InconsistencyKind)),
    claim_value=texts,
    report_value=texts,
    severity=st.sampled_from(get_args(verdict.Severity)),
    explanation=texts,
    report=maybe(ids),
    quote=maybe(texts),
    span=maybe(spans()),
)
matches = st.builds(
    verdict.Match,
    report=ids,
    stance=st.sampled_from(get_args(verdict.Stance)),
    score=shares,
    quote=texts,
    span=spans(),
    matched=many(
        st.builds(verdict.Alignment, slot=words, claim=texts, report=texts, score=shares), 2
    ),
    inconsistencies=many(inconsistencies, 2),
    quality=shares,
)
confidences = st.builds(
    verdict.Confidence,
    probability=shares,
    prior=st.floats(-10, 10),
    parts=many(st.builds(verdict.Part, origin=ids, bits=st.floats(-10, 10))),
    cap=shares,
    floor=shares,
)
verdicts = st.sampled_from(get_args(verdict.Verdict))
assessments = st.builds(
    Assessment,
    assertion=assertions(),
    verdict=verdicts,
    confidence=maybe(shares),
    matches=many(matches, 2),
)
findings = st.builds(
    Finding,
    id=ids,
    text=texts,
    span=spans(),
    language=st.sampled_from(["en", "fr"]),
    verdict=verdicts,
    confidence=maybe(confidences),
    stances=st.dictionaries(ids, st.sampled_from(get_args(verdict.Stance)), max_size=3),
    origins=many(origins(), 2),
    contrary=many(origins(), 2),
    effective_support=st.floats(0, 100),
    inconsistencies=many(inconsistencies, 2),
    assessments=many(assessments, 1),
)
dossiers = st.builds(
    Dossier,
    document=documents,
    as_of=datetimes(),
    findings=many(findings, 1),
    reports=many(reports, 2),
    failures=many(failures, 2),
    notices=many(texts, 2),
    made=st.dictionaries(words, texts, max_size=2),
)
