"""An outline as Markdown: a table of the claims, then a section for each that is open."""

import re
from collections.abc import Iterator

from corroborate.faces.render.clashes import Clash
from corroborate.faces.render.details import Details
from corroborate.faces.render.forest import Tree
from corroborate.faces.render.outline import Outline, Row
from corroborate.faces.render.quotes import Quote

_MARKS = re.compile(
    r"[\\`*_\[\]<>|~&$@]|^[-+#=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|:(?=//)|(?<=www)\.", re.IGNORECASE
)
"""What Markdown, its tables, or a page that shows it could take for more than letters."""


def markdown(outline: Outline) -> str:
    """The outline as Markdown. Texts of others are escaped; links are http or https alone."""
    return "\n".join(_lines(outline)) + "\n"


def escaped(text: str) -> str:
    """`text` so that it shows as it stands, on one line of a paragraph, a list or a table."""
    return _MARKS.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    mark = match[0]
    return f"&#{ord(mark)};" if mark in "<>&@:" else f"\\{mark}"


def _lines(outline: Outline) -> Iterator[str]:
    yield f"# {escaped(outline.title)}"
    yield ""
    for text in outline.summary:
        yield f"- {escaped(text)}"
    for text in outline.warnings:
        yield f"- **Note:** {escaped(text)}"
    yield ""
    yield "| # | verdict | confidence | origins | flags | claim |"
    yield "| --: | --- | --- | --- | --- | --- |"
    for row in outline.rows:
        verdict = f"**{row.verdict}**" if row.flagged else row.verdict
        cells = (
            verdict,
            row.confidence,
            escaped(row.support),
            ", ".join(row.flags),
            escaped(row.claim),
        )
        yield f"| {row.number} | {' | '.join(cells)} |"
    for row in outline.rows:
        if row.details is not None:
            yield from _section(row, row.details)


def _section(row: Row, details: Details) -> Iterator[str]:
    yield ""
    yield f"## {row.number}. {escaped(row.claim)}"
    yield ""
    facts = [row.verdict, row.confidence, row.support]
    yield escaped(" · ".join(fact for fact in facts if fact))
    yield ""
    for clash in details.clashes:
        yield from _clash_lines(clash)
    if details.more_clashes:
        yield f"- {escaped(details.more_clashes)}"
    for voice in details.voices:
        yield f"- **{escaped(voice.heading)}**"
        for quote in voice.quotes:
            yield from _quote_lines(quote)
        if voice.more:
            yield f"  - {escaped(voice.more)}"
    for tree in details.forest:
        yield from _tree_lines(tree)
    for piece in details.pieces:
        yield f"- {escaped(piece.heading)}"
        yield from (f"  - {escaped(str(answer))}" for answer in piece.answers)
    if details.sum:
        yield from ("", "The sum, in bits:", "")
        yield from (f"    {text}" for text in details.sum.lines())


def _tree_lines(tree: Tree) -> Iterator[str]:
    """A tree as a list in a list, each report under the one that it leans on."""
    yield f"- **{tree.side}, who leans on whom:**"
    for twig in tree.twigs:
        yield f"{'  ' * (len(twig.rails) + 1)}- {escaped(twig.told)}"


def _clash_lines(clash: Clash) -> Iterator[str]:
    text = f"{escaped(clash.sentence)} {escaped(clash.also)}".rstrip()
    yield f"- **{clash.severity}, {clash.kind}:** {text}"
    for quote in clash.quotes:
        yield from _quote_lines(quote)


def _quote_lines(quote: Quote) -> Iterator[str]:
    outlet = escaped(quote.outlet)
    yield f"  - {f'[{outlet}]({quote.link})' if quote.link else outlet}, {quote.when}"
    yield from (f"    - “{escaped(words)}”" for words in quote.words)
    yield from (f"    - {escaped(remark)}" for remark in (*quote.remarks, *quote.asides))
