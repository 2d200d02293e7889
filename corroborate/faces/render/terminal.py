"""An outline on a terminal, in at most 100 columns, with or without colour."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from corroborate.faces.render.clashes import Clash
from corroborate.faces.render.details import Details
from corroborate.faces.render.forest import Tree, tree_lines
from corroborate.faces.render.outline import Outline, Row
from corroborate.faces.render.quotes import Quote
from corroborate.faces.render.sums import Sum
from corroborate.faces.render.words import listed
from corroborate.model.facts import Assertion, Claim
from corroborate.text.harmless import count, plain, shortened

WIDEST = 100
"""Columns used at most: longer lines are hard to read, and a printed page has no more."""
NARROWEST = 40
"""Columns used at least: below, every word would break."""
MARGIN = 5
"""Columns that the number of a claim takes, under which its text begins."""
PIECES = "What the claim says, piece by piece"
STYLES = {
    "corroborated": "green",
    "single-source": "cyan",
    "disputed": "bold yellow",
    "contradicted": "bold red",
    "unverified": "",
    "not-checkable": "dim",
    "contradiction": "bold red",
    "tension": "yellow",
    "note": "dim",
}

Line = tuple[int, str, str]
"""Columns to indent by, text, style; too long a text goes on under its own beginning."""


def terminal(outline: Outline, width: int = WIDEST, colour: bool = False) -> str:
    """The outline as text, each line ended; with `colour` it holds ANSI sequences."""
    return _printed(_lines(outline, _columns(width)), width, colour)


def terminal_claims(claims: Iterable[Claim], width: int = WIDEST, colour: bool = False) -> str:
    """Claims with their assertions, as `corroborate split` shows them."""
    return _printed(_claim_lines(claims), width, colour)


def terminal_explained(rows: Sequence[Row], width: int = WIDEST, colour: bool = False) -> str:
    """How each of these claims came to its confidence, as `corroborate explain` shows it."""
    return _printed(_explained_lines(rows, _columns(width)), width, colour)


def _columns(width: int) -> int:
    return min(max(width, NARROWEST), WIDEST)


def _printed(lines: Iterable[Line], width: int, colour: bool) -> str:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    page = StringIO()
    console = Console(
        file=page,
        width=_columns(width),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for indent, text, style in lines:
        shown = Text(text or " ", style, overflow="fold")
        console.print(Padding(shown, (0, 0, 0, indent), expand=False))
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _lines(outline: Outline, width: int) -> Iterator[Line]:
    yield 0, outline.title, "bold"
    for text in outline.summary:
        yield 0, text, ""
    for text in outline.warnings:
        yield 0, f"! {text}", "yellow"
    columns = zip(*(_cells(row) for row in outline.rows), strict=True)
    widths = tuple(max(map(len, column)) for column in columns)
    for row in outline.rows:
        yield 0, "", ""
        yield from _row_lines(row, widths)
        if row.details is not None:
            yield from _detail_lines(row.details, width)
    if any(row.details is None and row.verdict != "not-checkable" for row in outline.rows):
        yield 0, "", ""
        yield 0, "-v shows the quotes and origins of every claim, -vv the sum as well", "dim"


def _row_lines(row: Row, widths: tuple[int, ...]) -> Iterator[Line]:
    cells = zip(_cells(row), widths, strict=True)
    head = f"{row.number:>{MARGIN - 2}}  " + "  ".join(cell.ljust(width) for cell, width in cells)
    yield 0, f"{head}  {_flags(row, WIDEST - len(head) - 2)}".rstrip(), STYLES[row.verdict]
    closed = row.details is None
    yield MARGIN, shortened(row.claim, WIDEST - MARGIN) if closed else row.claim, ""


def _flags(row: Row, room: int) -> str:
    """As many kinds of inconsistency as there is room for, at least one; the rest are counted."""
    tries = (listed(row.flags, most) for most in range(len(row.flags), 0, -1))
    return next((text for text in tries if len(text) <= room), listed(row.flags, 1))


def _cells(row: Row) -> tuple[str, str, str]:
    return row.verdict, row.confidence, row.support


def _detail_lines(details: Details, width: int) -> Iterator[Line]:
    yield from _all_clash_lines(details)
    for voice in details.voices:
        yield MARGIN, voice.heading, "bold"
        for quote in voice.quotes:
            yield from _quote_lines(quote)
        if voice.more:
            yield MARGIN + 2, voice.more, "dim"
    yield from _forest_lines(details.forest, width, reasons=False)
    if details.pieces:
        yield MARGIN, PIECES, "bold"
    for piece in details.pieces:
        yield MARGIN + 2, piece.heading, ""
        for answer in piece.answers:
            yield MARGIN + 4, str(answer), "dim"
    yield from _sum_lines(details.sum)


def _explained_lines(rows: Sequence[Row], width: int) -> Iterator[Line]:
    for row in rows:
        if row is not rows[0]:
            yield 0, "", ""
        yield from _row_lines(row, (0, 0, 0))
        if row.details is not None:
            yield from _explained_detail_lines(row.details, width)


def _explained_detail_lines(details: Details, width: int) -> Iterator[Line]:
    """The sum first, then what its terms rest on: the trees, and the pieces that answered."""
    yield from _all_clash_lines(details)
    yield from _sum_lines(details.sum)
    yield from _forest_lines(details.forest, width, reasons=True)
    yield MARGIN, PIECES, "bold"
    for piece in details.pieces:
        yield MARGIN + 2, piece.heading, ""
        for answer in piece.answers:
            yield MARGIN + 4, answer.heading, "bold"
            yield MARGIN + 6, f"“{answer.words}”", "italic"
            yield from ((MARGIN + 6, str(pair), "dim") for pair in answer.pairs)


def _all_clash_lines(details: Details) -> Iterator[Line]:
    for clash in details.clashes:
        yield from _clash_lines(clash)
    if details.more_clashes:
        yield MARGIN, details.more_clashes, STYLES["note"]


def _forest_lines(forest: Sequence[Tree], width: int, reasons: bool) -> Iterator[Line]:
    for side in dict.fromkeys(tree.side for tree in forest):
        yield MARGIN, f"{side}, who leans on whom", "bold"
        for tree in forest:
            if tree.side == side:
                lines = tree_lines(tree, width - MARGIN - 2, reasons)
                yield from ((MARGIN + 2, line, "") for line in lines)


def _sum_lines(sum_: Sum | None) -> Iterator[Line]:
    if sum_ is not None:
        yield MARGIN, "The sum, in bits", "bold"
        yield from ((MARGIN, text, "") for text in sum_.lines())


def _clash_lines(clash: Clash) -> Iterator[Line]:
    text = f"{clash.severity}, {clash.kind}: {clash.sentence}"
    yield MARGIN, f"{text} {clash.also}".rstrip(), STYLES[clash.severity]
    for quote in clash.quotes:
        yield from _quote_lines(quote)


def _quote_lines(quote: Quote) -> Iterator[Line]:
    yield (
        MARGIN + 2,
        f"{quote.outlet}, {quote.when}  {quote.link or ''}".rstrip(),
        _link(quote.link),
    )
    for words in quote.words:
        yield MARGIN + 4, f"“{words}”", "italic"
    for remark in (*quote.remarks, *quote.asides):
        yield MARGIN + 4, remark, "dim"


def _link(address: str | None) -> str:
    """A style by which terminals that can open a link, even one that goes over two lines."""
    return f"link {address}" if address else ""


def _claim_lines(claims: Iterable[Claim]) -> Iterator[Line]:
    for number, claim in enumerate(claims, start=1):
        style = "bold" if claim.checkable else STYLES["not-checkable"]
        yield 0, f"{number:>{MARGIN - 2}}  {count(len(claim.assertions), 'assertion')}", style
        yield MARGIN, plain(claim.text), ""
        for each in claim.assertions:
            yield from _assertion_lines(each, claim)


def _assertion_lines(assertion: Assertion, claim: Claim) -> Iterator[Line]:
    """Its text where the claim says more than that, who says it, and why it is not checkable."""
    if assertion.text != claim.text:
        yield MARGIN, f"– {plain(assertion.text)}", ""
    if assertion.speaker:
        yield MARGIN + 2, f"said by {plain(assertion.speaker)}", "dim"
    if not assertion.checkable:
        reason = plain(assertion.why_not_checkable or "no reason given")
        yield MARGIN + 2, f"not checkable: {reason}", "dim"
