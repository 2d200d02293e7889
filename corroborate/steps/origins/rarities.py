"""Signs in what few reports say and most do not: two that share a slip have copied it.

The test is that of Dong, Berti-Equille and Srivastava (PVLDB 2009): a false value that two share
speaks for copying, the more the more false values there are to choose from; a true one hardly does,
and is not used.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp, isfinite, log

from corroborate.model.facts import Name, Quantity
from corroborate.model.report import ReadReport
from corroborate.steps.origins.forest import Edge
from corroborate.steps.origins.pool import Pool
from corroborate.steps.origins.strengths import HALF_GATE
from corroborate.text.names import same_name
from corroborate.text.normalise import fold

DEPENDENT, ACCURATE, COPIED = 0.2, 0.8, 0.8
"""Belief before any sign that one of two copies, share of values that are right, share that one who
copies takes over: the defaults of Dong et al. and of the implementation DAFNA-EA."""
FALSE_FIGURES, FALSE_SPELLINGS, FALSE_ORDERS = 10, 3, 1
"""How many wrong values there are to choose from. Ten is the paper's; of the spellings of a name a
few are usual in one language, and a name has but two orders: ours."""
MOST_AGAINST = 2
"""How many times as many publishers must have another form for one to be rare, two of them at
least: "a value rejected by two or more". Ours."""
NEAR = 0.20
"""Two figures of one noun further apart than this share are of two things. Ours."""
MIN_WORDS = 2
"""Words of a name that is told apart from another of the same surname."""


@dataclass(frozen=True, slots=True)
class Told:
    """One form of one thing as one report has it; `choices` is how many wrong ones there are."""

    read: ReadReport
    thing: str
    form: str
    choices: int


def rare_alike(pool: Pool) -> Iterator[Edge]:
    """Reports that share what most others of the check have otherwise, to the first that has it."""
    order = {basis.report: basis for basis in pool.bases}
    if len(order) < MOST_AGAINST:
        return
    by_thing: dict[str, list[Told]] = {}
    for each in (*_spelled(pool), *_ordered(pool), *_counted(pool)):
        by_thing.setdefault(each.thing, []).append(each)
    shared: dict[tuple[str, str], list[Told]] = {}
    for row in by_thing.values():
        for held in _rare(row):
            mine = [each for each in held if each.read.report.id in order]
            mine.sort(key=lambda each: order[each.read.report.id].order)
            for each in mine[1:]:
                pair = (each.read.report.id, mine[0].read.report.id)
                shared.setdefault(pair, []).append(each)
    for (source, target), found in sorted(shared.items()):
        sure = posterior(each.choices for each in found)
        gate = HALF_GATE if order[source].own else 1.0
        forms = ", ".join(sorted({f"“{each.form}”" for each in found}))
        why = f"{pool.name(source)} and {pool.name(target)} share what most have otherwise: {forms}"
        yield Edge(source, target, "shared-error", sure * gate, why)


def posterior(choices: Iterable[int]) -> float:
    """That one of two copies, where they share false values, each one of so many.

    >>> round(posterior([10]), 2)
    0.91
    """
    prior = log(DEPENDENT / (1 - DEPENDENT))
    odds = sum(log(1 - COPIED + COPIED * each / (1 - ACCURATE)) for each in choices)
    return 1 / (1 + exp(-(prior + odds)))


def _rare(row: list[Told]) -> Iterator[list[Told]]:
    """The holders of each rare form, each once."""
    holders: dict[str, dict[str, Told]] = {}
    for each in row:
        holders.setdefault(each.form, {}).setdefault(each.read.report.id, each)
    publishers = {
        form: {each.read.publisher for each in held.values()} for form, held in holders.items()
    }
    most = max(len(each) for each in publishers.values())
    for form in sorted(holders):
        if most >= MOST_AGAINST * len(publishers[form]):
            yield list(holders[form].values())


def _spelled(pool: Pool) -> Iterator[Told]:
    """The spellings of the full names of people, words in any order, of one language each."""
    known: dict[str, str] = {}
    by_word: dict[str, list[str]] = {}
    for read, language, name in _full_names(pool):
        if name.key not in known:
            known[name.key] = _known_as(name.key, by_word)
        yield Told(read, f"{language} name {known[name.key]}", name.key, FALSE_SPELLINGS)


def _known_as(key: str, by_word: dict[str, list[str]]) -> str:
    """The first name met of which this is a spelling; names of which no word is the same differ."""
    words = key.split()
    near = dict.fromkeys(name for word in words for name in by_word.get(word, ()))
    same = (each for each in near if len(each.split()) == len(words) and same_name(each, key))
    known = next(same, key)
    for word in words:
        if known not in by_word.setdefault(word, []):
            by_word[word].append(known)
    return known


def _ordered(pool: Pool) -> Iterator[Told]:
    """Whether most full names stand the other way round than most reports have them: counted once,
    for it is one habit."""
    usual: dict[str, Counter[str]] = {}
    names = [(read, name.key, fold(name.text)) for read, _, name in _full_names(pool)]
    for _, key, text in names:
        usual.setdefault(key, Counter())[text] += 1
    turned: dict[str, list[bool]] = {}
    reads = {read.report.id: read for read, _, _ in names}
    for read, key, text in names:
        if len(usual[key]) > 1:
            most = max(usual[key].items(), key=lambda pair: (pair[1], pair[0]))[0]
            turned.setdefault(read.report.id, []).append(text != most)
    for report, others in sorted(turned.items()):
        other = 2 * sum(others) > len(others)
        order = "names the other way round" if other else "names as most have them"
        yield Told(reads[report], "order of names", order, FALSE_ORDERS)


def _full_names(pool: Pool) -> Iterator[tuple[ReadReport, str, Name]]:
    """Each full name of a person in each report of the check that one of the pool has too."""
    mine = {
        word
        for basis in pool.bases
        for reading in pool.reports[basis.report].readings
        for name in reading.facts.names
        if name.kind == "person"
        for word in name.key.split()
    }
    for read in pool.every.values():
        for reading in read.readings:
            for name in reading.facts.names:
                words = name.key.split()
                if name.kind == "person" and len(words) >= MIN_WORDS and mine.intersection(words):
                    yield read, reading.language, name


def _counted(pool: Pool) -> Iterator[Told]:
    """The figures of passages that are near those of most for the same noun."""
    found: dict[tuple[str, str], list[tuple[str, Quantity]]] = {}
    for basis in pool.bases:
        for reading in basis.readings:
            for each in reading.facts.quantities:
                if each.part == "total" and each.low == each.high and isfinite(each.low):
                    found.setdefault((each.unit, each.counts), []).append((basis.report, each))
    for (unit, noun), rows in sorted(found.items()):
        if not (unit or noun):
            continue
        counts = Counter(each.low for _, each in rows)
        usual = max(counts, key=lambda value: (counts[value], value))
        for report, each in rows:
            if abs(each.low - usual) <= NEAR * abs(usual):
                yield Told(
                    pool.reports[report], f"figure {unit} {noun}", f"{each.low:g}", FALSE_FIGURES
                )
