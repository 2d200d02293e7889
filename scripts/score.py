"""Score what the reader makes of labelled sentences, articles and pages.

    python scripts/score.py decomposition FILE [--errors N]
    python scripts/score.py attribution FILE [--errors N]
    python scripts/score.py pages FOLDER [--errors N]

FILE holds one labelled text a line, as JSON; its scores are precision, recall and F1. For FOLDER
see `score_pages.py`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from rapidfuzz import fuzz
from score_pages import pages

from corroborate import Engine, Report
from corroborate.learned import Learned
from corroborate.model.facts import Attribution, Reading
from corroborate.model.progress import silent
from corroborate.model.text import Span
from corroborate.reader import Reader
from corroborate.reference.attribution_words import AttributionWords
from corroborate.reference.language import load_language
from corroborate.reference.outlet import load_outlets
from corroborate.text.attribution import CREDIT

SAME_ATOM = 70.0
"""Least token_sort_ratio, of 100, by which two assertions are one; the decomposition of events is
scored so as well."""
FOUND = 0.5
"""Least token F1 by which a source or a cue is taken as found where both have to be."""
NEAR = 60
"""Characters between two attributions' places up to which they may be one."""
LEAD = 30
"""Characters of a labelled content by which its place in the article is looked for."""
FAR = 1_000_000
"""Characters: further than any two places of an article."""

_TOKEN = re.compile(r"[^\W_]+|[:―–—]")


@dataclass(frozen=True, slots=True)
class Score:
    """How much was right, of how much was said and of how much there was to say."""

    right: float
    said: int
    wanted: int

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.said), self.right / max(1, self.wanted)
        f1 = 2 * self.right / max(1, self.said + self.wanted)
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution in an article: the words of its source and of its cue, and where they stand.

    The place spans source and cue; a source may be empty, where nobody is named.
    """

    source: str
    cue: str
    place: Span


@dataclass(frozen=True, slots=True)
class Pairing:
    """One labelled and one read attribution taken as one, with the token F1 of their parts."""

    wanted: int
    said: int
    source: float
    cue: float


@click.group()
def main() -> None:
    """Score the reader on labelled texts."""


main.add_command(pages)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", default=0, help="Print the first N sentences that are not all right.")
def decomposition(file: Path, errors: int) -> None:
    """Compare the assertions of each sentence with its labelled atoms.

    Rows hold `decontextualized`, or where that is empty `text`, and `atoms`. Of all pairs of an
    assertion and an atom that are alike enough, the likest are matched first, each once.
    """
    engine = Engine()
    right = said = wanted = 0
    wrong = []
    for row in _rows(file):
        text, gold = row["decontextualized"] or row["text"], row["atoms"]
        claims = engine.split(text, lang=row.get("lang"))
        ours = [each.text for claim in claims for each in claim.assertions]
        count = len(matched(gold, ours))
        right, said, wanted = right + count, said + len(ours), wanted + len(gold)
        if not count == len(gold) == len(ours):
            wrong.append(
                "\n".join([text, *(f"  + {a}" for a in gold), *(f"  - {a}" for a in ours)])
            )
    click.echo(f"atoms   {Score(right, said, wanted)}  ({said} read, {wanted} labelled)")
    for each in wrong[:errors]:
        click.echo(each)


def matched(gold: Sequence[str], ours: Sequence[str]) -> list[tuple[int, int]]:
    """Places in `gold` and in `ours` of what is one, the likest first, each at most once."""
    alike = [
        (fuzz.token_sort_ratio(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(ours)
    ]
    pairs: list[tuple[int, int]] = []
    for ratio, i, j in sorted(alike, reverse=True):
        if ratio >= SAME_ATOM and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", default=0, help="Print N attributions missed and N that are none.")
def attribution(file: Path, errors: int) -> None:
    """Compare the attributions of each article with its labelled ones, by their words.

    Rows hold `text` and `attributions` with `source`, `cue` and `content`. The label's words are
    looked for beside its content; a read one stands where its span says, and its source is the
    words of the text that name it there ("he"), whoever that is. Where or to whom somebody said it
    ("in a memo", "told the BBC") is left out. Two whose places touch or almost do may be one: of
    those pairs the ones with most words in common are matched first, each once.

    A pair scores the F1 of its tokens, from 0 to 1, for the source and for the cue. Precision is
    the sum of those scores by the number read, recall by the number labelled (for sources, those
    that have any); "both" counts the pairs of which source and cue score at least a half. Lines of
    credit are left out: the labels have none. The last line is the recall of those labels alone
    whose cue holds a word of saying of the language's table: many label a wish or a deed.
    """
    reader = Reader(Learned(), load_outlets(), keep=1)
    totals, speech = Counter[str](), Counter[str]()
    misses: list[str] = []
    others: list[str] = []
    for row in _rows(file):
        text, language = row["text"], row.get("lang") or "en"
        gold = list(labelled(text, row["attributions"]))
        ours = list(read_sayings(text, reader, language))
        pairs = paired(gold, ours)
        _count(totals, gold, ours, pairs)
        _count(speech, *_of_speech(gold, ours, pairs, load_language(language).attribution))
        got = {each.wanted for each in pairs if each.cue >= FOUND}
        used = {each.said for each in pairs}
        misses += [f"MISSED {_shown(text, e)}" for i, e in enumerate(gold) if i not in got]
        others += [f"NONE {_shown(text, e)}" for i, e in enumerate(ours) if i not in used]
    for line in (*_summary(totals, speech), *misses[:errors], *others[:errors]):
        click.echo(line)


def _summary(totals: Counter[str], speech: Counter[str]) -> Iterator[str]:
    said, wanted, spoken = totals["said"], totals["wanted"], speech["wanted"]
    sourced = said - totals["sourceless pairs"]
    yield f"source  {Score(totals['source'], sourced, totals['sources'])}"
    yield f"cue     {Score(totals['cue'], said, wanted)}"
    yield f"both    {Score(totals['both'], said, wanted)}  ({said} read, {wanted} labelled)"
    source, cue = speech["source"] / max(1, speech["sources"]), speech["cue"] / max(1, spoken)
    yield f"said    source recall {source:.3f}  cue recall {cue:.3f}  ({spoken} labelled)"


def _count(
    totals: Counter[str], gold: Sequence[Saying], ours: Sequence[Saying], pairs: Sequence[Pairing]
) -> None:
    totals["said"] += len(ours)
    totals["wanted"] += len(gold)
    totals["sources"] += sum(bool(each.source) for each in gold)
    totals["sourceless pairs"] += sum(not gold[each.wanted].source for each in pairs)
    for each in pairs:
        totals["source"] += each.source  # type: ignore[assignment]  # a Counter adds floats as well
        totals["cue"] += each.cue  # type: ignore[assignment]  # likewise
        totals["both"] += min(each.source, each.cue) >= FOUND


def _of_speech(
    gold: Sequence[Saying],
    ours: Sequence[Saying],
    pairs: Sequence[Pairing],
    words: AttributionWords,
) -> tuple[list[Saying], Sequence[Saying], list[Pairing]]:
    """The labels whose cue holds a word of saying, and their pairs."""
    verbs = {*words.saying, *words.saying_surely, *words.saying_participles}
    at = [
        i
        for i, each in enumerate(gold)
        if not verbs.isdisjoint(_TOKEN.findall(each.cue.lower()))
        or each.cue.lower() in words.according
    ]
    place = {i: new for new, i in enumerate(at)}
    kept = [replace(each, wanted=place[each.wanted]) for each in pairs if each.wanted in place]
    return [gold[i] for i in at], ours, kept


def read_sayings(text: str, reader: Reader, language: str) -> Iterator[Saying]:
    """The attributions that the reader finds, as they stand in the text."""
    evidence, _ = reader.reports([Report(text=text, language=language)], language, silent)
    for reading in (reading for each in evidence.reports for reading in each.read.readings):
        for each in reading.attributions:
            if each.cue != CREDIT and not _is_beside(each, reading):
                yield _as_written(each, reading)


def _is_beside(each: Attribution, reading: Reading) -> bool:
    """Whether it says where or to whom somebody else said it: "in a memo", "told the BBC"."""
    others = [other for other in reading.attributions if other is not each]
    if each.kind == "document" and each.cue == each.speaker:
        return bool(others)
    cue = each.cue.split(" ")[0]
    return each.kind == "outlet" and any(
        other.kind != "outlet" and other.cue.endswith(cue) and other.span.overlaps(each.span)
        for other in others
    )


def _as_written(each: Attribution, reading: Reading) -> Saying:
    words = each.span.of(reading.text)
    beside = words.replace(each.cue, " ", 1).strip(" ,")
    source = each.speaker if each.speaker in words else beside or each.speaker
    return Saying(source, each.cue, each.span.shifted(reading.span.start))


def labelled(text: str, attributions: Iterable[dict[str, Any]]) -> Iterator[Saying]:
    """The labelled attributions, each at the place of its words that is nearest its content."""
    for each in attributions:
        source, cue = each["source"] or "", each["cue"] or ""
        content = _place_of_content(text, each["content"] or "")
        cues = _places(text, cue) or [content]
        sources = _places(text, source)
        _, place = min(
            (
                _distance(one, content) + _distance(one, other),
                Span(min(one.start, other.start), max(one.end, other.end)),
            )
            for one in cues
            for other in sources or [one]
        )
        yield Saying(source, cue, place)


def _place_of_content(text: str, content: str) -> Span:
    start = text.find(content[:LEAD])
    end = text.find(content[-LEAD:], start)
    if start < 0:
        return Span(0, 0)
    return Span(start, end + len(content[-LEAD:]) if end >= 0 else start + len(content[:LEAD]))


def _places(text: str, words: str) -> list[Span]:
    """Where the words stand, or, where they do not stand together, the last of them."""
    for wanted in (words, *words.split()[-1:]):
        pattern = rf"(?<!\w){re.escape(wanted)}(?!\w)"
        if wanted and (found := [Span(*match.span()) for match in re.finditer(pattern, text)]):
            return found
    return []


def _distance(one: Span, other: Span) -> int:
    """Characters between two spans, 0 where they touch."""
    return max(0, one.start - other.end, other.start - one.end)


def paired(gold: Sequence[Saying], ours: Sequence[Saying]) -> list[Pairing]:
    """The pairs taken as one, those with most words in common first, the nearest of equals."""
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(ours):
            if (far := _distance(one.place, other.place)) <= NEAR:
                source, cue = token_f1(one.source, other.source), token_f1(one.cue, other.cue)
                if source or cue:
                    candidates.append((-source - cue, far, i, j, Pairing(i, j, source, cue)))
    pairs: list[Pairing] = []
    for *_, pair in sorted(candidates, key=lambda each: each[:-1]):
        if all(pair.wanted != each.wanted and pair.said != each.said for each in pairs):
            pairs.append(pair)
    return pairs


def token_f1(one: str, other: str) -> float:
    """F1 of the tokens that two phrases share, in any order; 0 where one has none."""
    ours, theirs = Counter(_TOKEN.findall(one.lower())), Counter(_TOKEN.findall(other.lower()))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def _shown(text: str, each: Saying) -> str:
    around = text[max(0, each.place.start - 60) : each.place.end + 60].replace("\n", " / ")
    return f"[{each.source}] [{each.cue}]  …{around}…"


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


if __name__ == "__main__":
    main()
