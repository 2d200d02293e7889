"""A dossier as one page that holds all it needs: no script, nothing from elsewhere."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from corroborate.faces.render.article import article, headline_of, passages_of
from corroborate.faces.render.markup import Markup, element
from corroborate.faces.render.outline import EVERYTHING, checked, row_of, tally, warnings
from corroborate.faces.render.panel import outside, panel
from corroborate.faces.render.pictures import SAYS
from corroborate.faces.render.quotes import ACCESS
from corroborate.faces.render.verdicts import VERDICTS
from corroborate.faces.render.words import language_tag, link, outlet_of, published
from corroborate.model.dossier import Dossier, content_hash
from corroborate.model.report import Report
from corroborate.text.harmless import plain


def html(dossier: Dossier, name: str) -> Iterator[str]:
    """The page of a dossier in pieces, in order; `name` is what the user calls the document.

    Works without script: links, folds and the style alone. Its policy of content lets no script
    run, even if a text of others became markup.
    """
    title, line = headline_of(dossier, name)
    yield "<!doctype html>\n"
    yield f'<html lang="en">\n{_head(title).text}\n<body>\n'
    yield element("a", "Skip to the claims", href="#claims", class_="skip").text
    yield _top(dossier, title, name).text
    yield '\n<main>\n<section class="text" aria-labelledby="text">\n'
    yield element("h2", "The text", id="text").text
    yield _legend(dossier).text
    for paragraph in article(dossier, line):
        yield f"\n{paragraph.text}"
    yield '\n</section>\n<section class="claims" aria-labelledby="claims">\n'
    yield element("h2", "The claims", id="claims").text
    yield from _panels(dossier)
    yield "\n</section>\n</main>\n"
    yield from _foot(dossier)
    yield "</body>\n</html>\n"


@cache
def _style() -> str:
    return (files("corroborate.faces.render") / "page.css").read_text(encoding="utf-8")


def _head(title: str) -> Markup:
    """Nothing may be loaded, nothing run; the one style is known by its hash."""
    hashed = b64encode(sha256(_style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{hashed}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    meta = [
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", href="data:,"),
    ]
    style = Markup(f"<style>{_style()}</style>")
    return element("head", *meta, element("title", f"{title} · corroborate"), style)


def _top(dossier: Dossier, title: str, name: str) -> Markup:
    """Headline, what was checked against what, and what a reader must know first."""
    document = dossier.document
    about = [plain(document.outlet or ""), published(document.published)]
    about = about if document.published else about[:1]
    address = link(document.url)
    told = checked(dossier)
    return element(
        "header",
        element("p", "Who else reports this, independently, and does it agree?", class_="kicker"),
        element("h1", title, lang=language_tag(document.language), dir="auto"),
        element("p", " · ".join(filter(None, about)), class_="byline") if any(about) else None,
        element("p", outside(address, address), class_="byline") if address else None,
        element("p", f"{told[:1].upper()}{told[1:]}. {tally(dossier)}.", class_="dek"),
        _look_first(dossier),
        *(element("p", f"Note: {text}", class_="warning") for text in warnings(dossier, 1)),
        element("p", f"File: {plain(name)}", class_="byline") if title != plain(name) else None,
        class_="top",
    )


def _look_first(dossier: Dossier) -> Markup | None:
    """Links to the claims that an editor must look at, None where there are none."""
    flagged = [n for n, each in enumerate(dossier.findings, start=1) if each.flagged]
    links = [element("a", f"claim {number}", href=f"#c{number}") for number in flagged]
    parts = [part for each in links for part in (Markup(", "), each)][1:]
    return element("p", "Look first at ", *parts, ".", class_="first") if links else None


def _legend(dossier: Dossier) -> Markup:
    """What the signs in the text mean, of those that stand in it."""
    present = {finding.verdict for finding in dossier.findings}
    items = [
        element(
            "li",
            element("span", shown.sign, class_="sign", aria_hidden="true"),
            " ",
            element("span", shown.name, class_=f"claim {verdict}"),
            f": {shown.meaning}",
        )
        for verdict, shown in VERDICTS.items()
        if verdict in present
    ]
    if not items:
        return element("p", "There is no claim in this text.", class_="soft")
    return element("details", element("summary", "What the signs mean"), element("ul", *items))


def _panels(dossier: Dossier) -> Iterator[str]:
    reports = {report.id: report for report in dossier.reports}
    marked = {passage.number for passage in passages_of(dossier)}
    for number, finding in enumerate(dossier.findings, start=1):
        row = row_of(number, finding, reports, EVERYTHING)
        for part in panel(row, finding, reports, number in marked):
            yield f"\n{part.text}"


def _foot(dossier: Dossier) -> Iterator[str]:
    """Every report that was read, those that say nothing as well, and what made the page."""
    yield '<footer>\n<section aria-labelledby="reports">\n'
    yield element("h2", "The reports", id="reports").text
    yield "\n<ol>"
    says = _says(dossier)
    for report in sorted(dossier.reports, key=_in_time):
        yield f"\n{_report(report, says.get(report.id, ())).text}"
    yield "\n</ol>\n</section>\n"
    made = ", ".join(f"{plain(name)} {plain(each)}" for name, each in sorted(dossier.made.items()))
    about = (
        "A confidence is of these reports: it says what is reported, not what is true. "
        f"Checked as of {dossier.as_of.isoformat()}. Text: {content_hash(dossier.document.text)}."
    )
    yield element("p", about, f" Made by {made}." if made else None, class_="soft").text
    yield "\n</footer>\n"


def _in_time(report: Report) -> tuple[str, str, str]:
    moment = report.published
    return (moment.end.isoformat() if moment else "~", outlet_of(report), report.id)


def _says(dossier: Dossier) -> Mapping[str, Sequence[Markup]]:
    """For each report links to the claims that it speaks of, with what it says of them."""
    says: dict[str, list[Markup]] = {}
    for number, finding in enumerate(dossier.findings, start=1):
        for name, stance in finding.stances.items():
            if stance in SAYS:
                where = element("a", f"claim {number}", href=f"#c{number}")
                told = element("span", where, f" {SAYS[stance]}")
                says.setdefault(name, []).append(told)
    return says


def _report(report: Report, says: Sequence[Markup]) -> Markup:
    title = plain(report.title or "")
    known = [published(report.published)]
    known += [ACCESS[report.access]] if report.access in ACCESS else []
    speaks = [part for each in says for part in (Markup("; "), each)][1:]
    silent = [Markup("says nothing of the claims")]
    return element(
        "li",
        outside(link(report.url), outlet_of(report)),
        f", {', '.join(known)}. ",
        element("cite", title, lang=language_tag(report.language), dir="auto") if title else None,
        element("span", *(speaks or silent), class_="remark"),
    )
