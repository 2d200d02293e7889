"""What a page says of one claim: the verdict, the words for it and against it, and the sum."""

from collections.abc import Iterator, Mapping, Sequence

from corroborate.faces.render.clashes import Clash
from corroborate.faces.render.details import Details
from corroborate.faces.render.forest import Tree
from corroborate.faces.render.markup import Child, Markup, element
from corroborate.faces.render.outline import NO_NUMBER, Row
from corroborate.faces.render.pictures import forest_svg, timeline_svg
from corroborate.faces.render.pieces import Answer, Piece
from corroborate.faces.render.quotes import Quote
from corroborate.faces.render.sums import Sum
from corroborate.faces.render.timeline import timeline_of
from corroborate.faces.render.verdicts import VERDICTS
from corroborate.faces.render.voices import Side, Voice
from corroborate.faces.render.words import language_tag
from corroborate.model.dossier import Finding
from corroborate.model.report import Report
from corroborate.text.harmless import count, plain

QUOTED_FIRST = 2
"""Reports of an origin that are quoted at once; the others are one press away."""
SEVERITIES = {"contradiction": "Contradiction", "tension": "Tension", "note": "Note"}
SIDES: Mapping[Side, str] = {
    "For": "Who bears it out",
    "Against": "Who contradicts it",
    "In part": "Who says a part of it",
}


def panel(
    row: Row, finding: Finding, reports: Mapping[str, Report], is_marked: bool
) -> Iterator[Markup]:
    """The section of one claim, piece by piece: its markup is balanced when all are joined.

    `is_marked` is whether the claim has a place of its own in the text above.
    """
    flagged = " flagged" if row.flagged else ""
    yield Markup(
        f'<section id="c{row.number}" class="panel {row.verdict}{flagged}" '
        f'aria-labelledby="k{row.number} h{row.number}">'
    )
    yield _head(row, finding, is_marked)
    if row.details is None:
        yield _why_not_checkable(finding)
    else:
        yield from _body(row, row.details, finding, reports)
    yield Markup("</section>")


def _head(row: Row, finding: Finding, is_marked: bool) -> Markup:
    shown = VERDICTS[row.verdict]
    sign = element("span", shown.sign, class_="sign", aria_hidden="true")
    number = element("span", f"Claim {row.number}", id=f"k{row.number}")
    back = element("a", "in the text", href=f"#t{row.number}", class_="back")
    return element(
        "header",
        element(
            "p", number, " ", sign, f" {shown.name}", back if is_marked else None, class_="kicker"
        ),
        element(
            "h3",
            row.claim,
            id=f"h{row.number}",
            lang=language_tag(finding.language),
            dir="auto",
        ),
        _sureness(row),
    )


def _sureness(row: Row) -> Markup:
    """How sure, in words and as a number, and the verdict as a sentence."""
    meaning = VERDICTS[row.verdict].meaning
    if row.confidence == NO_NUMBER:
        return element("p", meaning, class_="sureness")
    number, _, words = row.confidence.partition(", ")
    sure = element("strong", words[:1].upper() + words[1:])
    support = element("span", row.support, class_="support")
    return element("p", sure, f" ({number}). {meaning} ", support, class_="sureness")


def _why_not_checkable(finding: Finding) -> Markup:
    reasons = [
        each.assertion.why_not_checkable
        for each in finding.assessments
        if each.assertion.why_not_checkable
    ]
    told = dict.fromkeys(reasons)
    return element("p", f"Why: {'; '.join(told)}.", class_="soft") if told else Markup("")


def _body(
    row: Row, details: Details, finding: Finding, reports: Mapping[str, Report]
) -> Iterator[Markup]:
    if details.clashes:
        yield element("h4", "What does not agree")
        for clash in details.clashes:
            yield _clash(clash, finding)
    for side in SIDES:
        voices = [voice for voice in details.voices if voice.side == side]
        if voices:
            yield element("h4", SIDES[side])
            for voice in voices:
                yield from _voice(voice)
    yield from _pictures(row, details, finding, reports)
    if details.sum is not None and finding.stances:
        yield _folded("How the number comes about", _sum(details.sum), is_open=row.flagged)
    if any(piece.answers for piece in details.pieces):
        yield from _pieces(details.pieces)


def _folded(summary: str, *children: Child, is_open: bool = False) -> Markup:
    start = "<details open>" if is_open else "<details>"
    inside = element("summary", summary).text + "".join(
        element("div", *children, class_="inside").text
    )
    return Markup(f"{start}{inside}</details>")


def _clash(clash: Clash, finding: Finding) -> Markup:
    theirs = clash.outlet or "The text also says"
    # A value is either words of the text or our own name for what was read ("rumour").
    ours = language_tag(finding.language) if clash.ours in plain(finding.text) else None
    return element(
        "div",
        element(
            "p",
            element("strong", f"{SEVERITIES[clash.severity]}, {clash.kind}. "),
            f"{clash.sentence} {clash.also}".rstrip(),
        ),
        element(
            "dl",
            element(
                "div", element("dt", "The text"), element("dd", clash.ours, lang=ours, dir="auto")
            ),
            element(
                "div",
                element("dt", theirs),
                element("dd", clash.theirs, lang=clash.language or None, dir="auto"),
            ),
            class_="values",
        ),
        *map(_quote, clash.quotes),
        class_=f"clash {clash.severity}",
    )


def _voice(voice: Voice) -> Iterator[Markup]:
    yield Markup('<div class="voice">')
    if voice.side != "In part":
        known = element("span", f"{voice.known} · {voice.told}", class_="soft")
        yield element("h5", voice.name, " ", known)
    first = voice.quotes[:QUOTED_FIRST] if voice.side != "In part" else ()
    yield from map(_quote, first)
    rest = voice.quotes[len(first) :]
    if rest:
        named = count(len(rest), "more report" if first else "report")
        counted = "" if voice.side != "In part" else ", not counted"
        yield Markup("<details>")
        yield element("summary", f"Read {named}{counted}")
        yield Markup('<div class="inside">')
        yield from map(_quote, rest)
        yield Markup("</div></details>")
    yield Markup("</div>")


def _quote(quote: Quote) -> Markup:
    outlet = outside(quote.link, quote.outlet)
    remarks = [element("span", remark, class_="remark") for remark in quote.remarks]
    passages = [
        element("p", f"“{words}”", lang=quote.language, dir="auto") for words in quote.words
    ]
    return element(
        "figure",
        element("blockquote", *passages) if passages else None,
        element("figcaption", outlet, f", {quote.when}", *remarks),
        class_="quote",
    )


def outside(address: str | None, name: str) -> Markup:
    """A link to a page of others, which learns nothing of where it was read; else the name."""
    if address is None:
        return element("b", name)
    return element("a", name, href=address, rel="noopener noreferrer nofollow", class_="source")


def _pictures(
    row: Row, details: Details, finding: Finding, reports: Mapping[str, Report]
) -> Iterator[Markup]:
    tellings = timeline_of(finding, reports)
    shown = []
    if details.forest:
        picture = forest_svg(details.forest, f"f{row.number}")
        shown.append(_figure("Who leans on whom", picture))
    if tellings:
        shown.append(_figure("When it was told", timeline_svg(tellings, f"w{row.number}")))
    if shown:
        yield element("div", *shown, class_="pictures")
    if any(twig.reasons for tree in details.forest for twig in tree.twigs):
        yield from _forest_in_words(details.forest)


def _forest_in_words(forest: Sequence[Tree]) -> Iterator[Markup]:
    """The trees as lists in lists, with every sign, weak ones too."""
    yield Markup("<details>")
    yield element("summary", "Every sign that one leans on another")
    yield Markup('<div class="inside">')
    for tree in forest:
        level = -1
        for twig in tree.twigs:
            deeper = len(twig.rails) - level
            yield Markup("<ul><li>" if deeper > 0 else "</li></ul>" * -deeper + "</li><li>")
            level = len(twig.rails)
            yield element("b" if not level else "span", twig.told)
            yield from (element("span", reason, class_="remark") for reason in twig.reasons)
        yield Markup("</li></ul>" * (level + 1))
    yield Markup("</div></details>")


def _figure(caption: str, picture: Markup) -> Markup:
    return element("figure", element("figcaption", caption), picture)


def _sum(sum_: Sum) -> Markup:
    """The sum as a table that can be added up by hand, with how bits become a probability."""
    lines = [
        element("tr", element("th", term.name, scope="row"), element("td", f"{term.bits:+.3f}"))
        for term in sum_.terms
    ]
    total = element(
        "tr",
        element("th", f"In all, a chance of {sum_.chance:.2f}", scope="row"),
        element("td", f"{sum_.total:+.3f}"),
        class_="total",
    )
    how = (
        "One bit doubles the odds: b bits are odds of 2ᵇ to 1, a chance of 2ᵇ / (1 + 2ᵇ). "
        f"That is {sum_.bounds}."
    )
    table = element("table", element("caption", "In bits"), *lines, total, class_="sum")
    return Markup(table.text + element("p", how, class_="soft").text)


def _pieces(pieces: Sequence[Piece]) -> Iterator[Markup]:
    yield Markup("<details>")
    yield element("summary", "Which words answered which")
    yield Markup('<div class="inside">')
    for piece in pieces:
        yield element("p", element("b", piece.text), f" ({piece.concluded})", class_="piece")
        yield Markup('<ul class="answers">')
        yield from map(_answer, piece.answers)
        yield Markup("</ul>")
    yield Markup("</div></details>")


def _answer(answer: Answer) -> Markup:
    pairs = [
        element(
            "li",
            f"{pair.slot}: {pair.ours} ~ ",
            element("span", pair.theirs, lang=answer.language),
            f" {pair.score:.2f}",
        )
        for pair in answer.pairs
    ]
    listed = element("ul", *pairs, class_="pairs") if pairs else " no piece matched"
    return element("li", f"{answer.heading}: ", listed)
