"""The text that was checked, each claim in it marked by its verdict and linked to what is said of
it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.faces.render.markup import Child, Markup, element, joined
from corroborate.faces.render.verdicts import VERDICTS
from corroborate.faces.render.words import language_tag
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.text import Span
from corroborate.text.harmless import harmless, plain

LONGEST_HEADLINE = 120
"""Characters of a first line that may be a headline: few are longer, few paragraphs as short."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim's place in the text, cut where another claim has begun before it."""

    number: int
    span: Span
    finding: Finding


def headline_of(dossier: Dossier, name: str) -> tuple[str, Span | None]:
    """What heads the page: the title, else a short first line of the text that is no claim, else
    the name of the file. With it the place of that line, None where it is none."""
    if dossier.document.title:
        return plain(dossier.document.title), None
    lines = list(_lines(dossier.document.text))
    if len(lines) > 1 and lines[0].end - lines[0].start <= LONGEST_HEADLINE:
        first = lines[0]
        if not any(each.span.overlaps(first) for each in dossier.findings):
            return plain(first.of(dossier.document.text)), first
    return plain(name), None


def article(dossier: Dossier, left_out: Span | None) -> Iterator[Markup]:
    """The paragraphs of the text, but for the one `left_out`."""
    passages = passages_of(dossier)
    place = 0
    for line in _lines(dossier.document.text):
        while place < len(passages) and passages[place].span.end <= line.start:
            place += 1
        if line != left_out:
            within = _within(passages, place, line)
            children = _marked(dossier.document.text, line, within)
            tag = language_tag(dossier.document.language)
            yield element("p", *children, lang=tag, dir="auto")


def _lines(text: str) -> Iterator[Span]:
    """The lines of a text that are not blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def passages_of(dossier: Dossier) -> list[Passage]:
    """The places of the claims in the order of the text; none shares a character with another, and
    a claim has none where others take all of its place."""
    text = dossier.document.text
    passages: list[Passage] = []
    numbered = enumerate(dossier.findings, start=1)
    free = 0
    for number, finding in sorted(numbered, key=lambda each: (each[1].span, each[0])):
        start, end = max(finding.span.start, free), min(finding.span.end, len(text))
        if text[start:end].strip():
            start += len(text[start:end]) - len(text[start:end].lstrip())
            passages.append(Passage(number, Span(start, end), finding))
            free = end
    return passages


def _within(passages: Sequence[Passage], place: int, line: Span) -> Iterator[Passage]:
    while place < len(passages) and passages[place].span.start < line.end:
        yield passages[place]
        place += 1


def _marked(text: str, line: Span, passages: Iterator[Passage]) -> Iterator[Child]:
    """One line of the text, its claims as links; a claim of several lines is numbered in the last
    and named in the first."""
    at = line.start
    for each in passages:
        start, end = max(each.span.start, line.start), min(each.span.end, line.end)
        yield harmless(text[at:start])
        named = f"t{each.number}" if start == each.span.start else None
        shown = harmless(text[start:end])
        yield _link(each, shown, named, is_last=end == each.span.end)
        at = end
    yield harmless(text[at : line.end])


def _link(passage: Passage, words: str, named: str | None, is_last: bool) -> Markup:
    finding, number = passage.finding, passage.number
    shown = VERDICTS[finding.verdict]
    flagged = " flagged" if finding.flagged else ""
    number_mark = element(
        "span",
        element("span", f" (claim {number}: {shown.name.lower()}) ", class_="unseen"),
        element("span", f"\u2060{number}\u00a0{shown.sign}", aria_hidden="true"),
        class_="mark",
        lang="en",
    )
    return element(
        "a",
        joined([words]),
        number_mark if is_last else None,
        id=named,
        href=f"#c{number}",
        class_=f"claim {finding.verdict}{flagged}",
    )
