"""A report quoted: who says it, when, where to read it, and the words."""

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.faces.render.words import language_tag, link, outlet_of, published
from corroborate.model.report import Report

ACCESS: Mapping[str, str] = {
    "partial": "read in part",
    "paywalled": "behind a paywall, read in part",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """What one report says; `remarks` say why it is not a voice of its own, or not read whole.

    `asides` are signs that it leans on others that are too weak to count. `language` is that of the
    words, "" where it is not known.
    """

    outlet: str
    when: str
    link: str | None
    words: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a report leans on others, in words: what counts, and what is too weak to."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


def quote(report: Report, words: tuple[str, ...], reasons: Reasons = Reasons()) -> Quote:
    """Quote `words`, already plain; `reasons` are why the report leans on another."""
    access = (ACCESS[report.access],) if report.access in ACCESS else ()
    return Quote(
        outlet=outlet_of(report),
        when=published(report.published),
        link=link(report.url),
        words=words,
        remarks=(*access, *reasons.strong),
        asides=reasons.weak,
        language=language_tag(report.language),
    )
