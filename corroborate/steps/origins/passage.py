"""Where a report says what a claim says: which sentence, which clause, and whose words they are."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite

from corroborate.model.facts import Attribution, Quantity, Reading
from corroborate.model.report import ReadReport
from corroborate.model.text import Span
from corroborate.model.verdict import Match
from corroborate.reference.attribution_words import Voices
from corroborate.text.attribution import CREDIT
from corroborate.text.normalise import words_of
from corroborate.text.reading import lemma

Key = str | tuple[float, str]
"""What two passages can share: the key of a name, or an amount with its unit."""
Place = tuple[int, float]
"""Where in a sentence a piece of the claim stands, and how much it tells."""
FACT, NAME = 2.0, 1.0
"""What a figure or date, and what a name or word tell of where a sentence says it: figures are
rarer. Ours."""
LIKE_WORD = 0.5
"""Likeness from which a word of the passage counts as one of the claim's."""
SIDE_WITHIN = 25
"""Characters between "a few days after" and the speaker whose clause it opens."""
CONFIRMS_WITHIN = 40
"""Characters after "has partly confirmed" within which "it" stands for what was told before."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A report's match, with the sentences that it covers by their index in the report.

    `chosen` is the one that says most of what the claim says, None where the match has no place;
    `beside` are the others.
    """

    match: Match
    read: ReadReport
    chosen: int | None = None
    beside: tuple[int, ...] = ()

    @property
    def reading(self) -> Reading | None:
        return None if self.chosen is None else self.read.readings[self.chosen]

    @property
    def has_figure(self) -> bool:
        """Whether a figure of the claim stands in it; where nothing was matched it may."""
        return not self.match.matched or any(p.slot == "quantity" for p in self.match.matched)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All that it covers, in the order of the text."""
        covered = () if self.chosen is None else (self.chosen, *self.beside)
        return tuple(self.read.readings[index] for index in sorted(covered))


def passages(matches: Iterable[Match], reports: Mapping[str, ReadReport]) -> Mapping[str, Passage]:
    """Report id -> its passage; of several matches the first in the order of the text."""
    ordered = sorted(matches, key=lambda each: (each.report, each.span), reverse=True)
    return {each.report: _passage(each, reports[each.report]) for each in ordered}


def _passage(match: Match, read: ReadReport) -> Passage:
    starts = [each.span.start for each in read.readings]
    first = max(0, bisect_right(starts, match.span.start) - 1)
    covered = []
    for index in range(first, len(starts)):
        if starts[index] >= match.span.end:
            break
        if read.readings[index].span.overlaps(match.span):
            covered.append(index)
    if not covered:
        return Passage(match, read)
    most = max(covered, key=lambda index: (_told(match, read.readings[index]), -index))
    return Passage(match, read, most, tuple(each for each in covered if each != most))


def _told(match: Match, reading: Reading) -> tuple[float, int]:
    weight = sum(weight for _, weight in matched_places(match, reading))
    return (
        weight,
        min(reading.span.end, match.span.end) - max(reading.span.start, match.span.start),
    )


def matched_places(match: Match, reading: Reading) -> list[Place]:
    """Where in a sentence the pieces of the match stand, each once."""
    found: dict[int, float] = {}
    for piece in match.matched:
        if piece.slot != "word" and piece.report:
            at = re.search(rf"(?<!\w){re.escape(piece.report)}(?!\w)", reading.text)
            if at:
                found[at.start()] = FACT if piece.slot in ("quantity", "date") else NAME
    alike = {p.report: p.score for p in match.matched if p.slot == "word" and p.score >= LIKE_WORD}
    for span, word in words_of(reading.text) if alike else ():
        score = alike.pop(lemma(word, reading.language), 0.0)
        if score:
            found.setdefault(span.start, score)
    return sorted(found.items())


def focus(found: Mapping[str, Passage]) -> frozenset[Key]:
    """The names and figures that most passages share: what the claim is about."""
    counts = Counter(
        key
        for passage in found.values()
        if passage.reading is not None
        for key in {key for key, _ in keys(passage.reading)}
    )
    least = max(2, len(found) / 2)
    return frozenset(key for key, count in counts.items() if count >= least)


def keys(reading: Reading) -> list[tuple[Key, Span]]:
    names = [(each.key, each.span) for each in reading.facts.names]
    amounts = [(rounded(each), each.span) for each in reading.facts.quantities]
    return [*names, *amounts]


def rounded(each: Quantity) -> tuple[float, str]:
    """An amount to two digits: 4,012 is told as "more than 4,000"."""
    bound = (
        each.low if isfinite(each.low) and each.hedge not in ("less than", "at most") else each.high
    )
    return (float(f"{bound:.1e}"), each.unit)


def places(passage: Passage, about: frozenset[Key]) -> list[Place]:
    """Where in the chosen sentence the words stand that the claim is about: as matched, else the
    figures that most passages share, else the names."""
    reading = passage.reading
    if reading is None:
        return []
    shared = [(key, span.start) for key, span in keys(reading) if key in about]
    amounts = [(place, FACT) for key, place in shared if isinstance(key, tuple)]
    names = [(place, NAME) for _, place in shared]
    return matched_places(passage.match, reading) or amounts or names


def governing(reading: Reading, at: Sequence[Place], voices: Voices) -> list[Attribution]:
    """The attributions that bear on the words at the places; without places, those not at the side.

    A clause that "after", "although" or a semicolon opens is another's matter than what is said
    before it, but where somebody says there that it is so. A source of figures is none of the
    rest.
    """
    found = [each for each in reading.attributions if each.cue != CREDIT]
    if not found:
        return [reading.inherited] if reading.inherited is not None else []
    starts = _side_clauses(reading.text, voices)
    meant = _heaviest(at, starts) if at else frozenset({0})
    inside = [
        each
        for each in found
        if _clause(each.span.start, starts) in meant or confirms(each, reading.text, voices)
    ]
    if not inside and not (at and _all_apart(found, starts, meant)):
        inside = found
    if not at:
        return inside
    telling = [each for each in inside if _tells(each, reading, at, voices)]
    return _joined_with(telling, reading.text, at, voices)


def confirms(each: Attribution, sentence: str, voices: Voices) -> bool:
    """Whether somebody says of what was told before that it is so: "he announced it himself"."""
    span = each.span
    stretch = sentence[span.start : span.end + CONFIRMS_WITHIN].lower()
    match = _any_of(voices.confirms_patterns).search(stretch)
    return match is not None and match.start() <= len(span.of(sentence))


def _tells(each: Attribution, reading: Reading, at: Sequence[Place], voices: Voices) -> bool:
    """Whether the attribution can be of what is meant: a toll is of figures."""
    words = set(re.findall(r"\w+", each.span.of(reading.text).lower()))
    figures = [amount.span for amount in reading.facts.quantities]
    counted = any(span.start <= place < span.end for place, _ in at for span in figures)
    return counted or words.isdisjoint(voices.counts)


def _joined_with(
    found: Sequence[Attribution], sentence: str, at: Sequence[Place], voices: Voices
) -> list[Attribution]:
    """Of clauses joined by "and", only those that stand with the words meant.

    A source that opens a later one is of that alone; of several outlets, the one beside the words.
    """
    starts = _starts(_joined(voices.joins), sentence)
    meant = _heaviest(at, starts)
    near = [each for each in found if _clause(each.span.start, starts) in meant]
    if len({each.outlet for each in found if each.outlet}) > 1 and near:
        return near
    return [
        each
        for each in found
        if each in near or not _opens(each, starts) or confirms(each, sentence, voices)
    ]


def _opens(each: Attribution, starts: Sequence[int]) -> bool:
    """Whether it stands at the beginning of a clause that is not the first."""
    clause = _clause(each.span.start, starts)
    return clause > 0 and each.span.start - starts[clause - 1] <= SIDE_WITHIN


def _side_clauses(sentence: str, voices: Voices) -> list[int]:
    """Where clauses of a sentence begin that are not its first."""
    return _starts(_opening(voices.side), sentence)


def _starts(pattern: re.Pattern[str], sentence: str) -> list[int]:
    return [match.start() for match in pattern.finditer(sentence.lower()) if match.start()]


@cache
def _opening(side: tuple[str, ...]) -> re.Pattern[str]:
    openers = "|".join(re.escape(word) for word in sorted(side, key=len, reverse=True))
    return re.compile(rf";|(?:,|^)[^,;]{{0,{SIDE_WITHIN}}}?\b(?:{openers})\b")


@cache
def _joined(joins: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[,;] (?:{'|'.join(map(re.escape, joins))})\b")


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:{each})" for each in patterns))


def _clause(place: int, starts: Sequence[int]) -> int:
    return bisect_right(starts, place)


def _heaviest(at: Sequence[Place], starts: Sequence[int]) -> frozenset[int]:
    """The clauses that hold most of the claim: more than half of what the first of them holds."""
    held: dict[int, float] = {}
    for place, weight in at:
        clause = _clause(place, starts)
        held[clause] = held.get(clause, 0.0) + weight
    most = max(held.values())
    return frozenset(clause for clause, weight in held.items() if weight > most / 2)


def _all_apart(found: Sequence[Attribution], starts: Sequence[int], meant: frozenset[int]) -> bool:
    """Whether all attributions stand in clauses after the words meant, or all before them."""
    after = all(_clause(each.span.start, starts) > max(meant) for each in found)
    return after or all(_clause(each.span.end - 1, starts) < min(meant) for each in found)
