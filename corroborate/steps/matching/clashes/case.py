"""One passage laid beside one assertion, and how a clash between the two is told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corroborate.model.facts import Assertion, Name, Reading
from corroborate.model.report import ReadReport, Report
from corroborate.model.text import Span
from corroborate.model.verdict import Inconsistency, InconsistencyKind, Severity
from corroborate.reference.grammar import Grammar
from corroborate.reference.language import load_language
from corroborate.steps.matching.alignment import Aligned
from corroborate.text.names import same_name
from corroborate.text.normalise import words_of
from corroborate.text.reading import lemma

SAME_PREDICATE = 0.85
"""Likeness from which two words say one predicate, so that what is said of one is said of both."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a passage stands: in its report; and the day that the claim speaks for."""

    read: ReadReport
    day: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """An assertion, the passage laid beside it, and where that stands."""

    ours: Assertion
    aligned: Aligned
    setting: Setting

    @property
    def passage(self) -> Reading:
        return self.aligned.reading

    @property
    def our_grammar(self) -> Grammar:
        return load_language(self.ours.language).grammar

    @property
    def their_grammar(self) -> Grammar:
        return load_language(self.passage.language).grammar

    def clash(
        self, kind: InconsistencyKind, values: tuple[str, str], severity: Severity, says: str
    ) -> Inconsistency:
        """An inconsistency; `values` are ours and theirs, `says` goes on after the outlet's
        name."""
        report = self.setting.read.report
        return proven(Inconsistency(kind, *values, severity, says), report, self.passage)

    def other_names(self) -> list[Name]:
        """The names of the passage that answer none of ours; those who speak set aside."""
        said = [each.span for each in self.passage.attributions]
        keys = [name.key for name in self.ours.facts.names]
        return [
            name
            for name in self.passage.facts.names
            if not any(name.span.overlaps(span) for span in said)
            and not any(same_name(name.key, key) for key in keys)
        ]

    def answered_before(self, place: Span) -> list[str]:
        """The words of the passage before a place that say words of ours."""
        text = self.passage.text[: place.start]
        near = {lemma(word, self.passage.language) for _, word in words_of(text)}
        answers = (each for each in self.aligned.best if each[2] >= SAME_PREDICATE)
        return [answer for _, answer, _ in answers if answer in near]

    def answered_behind(self, place: Span, reach: int) -> str | None:
        """A word of the passage, at most `reach` words behind a place, that says a word of ours.

        A comma ends it that has a word between it and the place: "which denied wrongdoing, has".
        """
        comma = _ENDS.match(self.passage.text, place.end)
        within = range(place.end, comma.end() if comma else len(self.passage.text))
        behind = [word for span, word in words_of(self.passage.text) if span.start in within]
        near = {lemma(word, self.passage.language) for word in behind[:reach]}
        answers = (each for each in self.aligned.best if each[2] >= SAME_PREDICATE)
        return next((answer for _, answer, _ in answers if answer in near), None)


_ENDS = re.compile(r"\W*\w[^,;]*(?=[,;] )")


def overlaps_any(span: Span, others: Sequence[Span], margin: int = 0) -> bool:
    """Whether a stretch stands in, or within `margin` characters of, any of the others."""
    wide = Span(max(0, span.start - margin), span.end + margin)
    return any(wide.overlaps(other) for other in others)


def proven(found: Inconsistency, report: Report, passage: Reading) -> Inconsistency:
    """An inconsistency with the words of a report that prove it; its explanation, so far what goes
    on after the outlet's name, becomes a sentence."""
    who = report.outlet or report.domain or "The report"
    return replace(
        found,
        explanation=f"{who} {found.explanation}",
        report=report.id,
        quote=passage.text,
        span=passage.span,
    )
