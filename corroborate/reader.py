"""Reads documents and reports, each once, with the language and the day that they were written
in."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from corroborate.errors import UnknownLanguage
from corroborate.learned import Learned
from corroborate.model.facts import Claim, Parse
from corroborate.model.report import Failure, ReadReport, Report
from corroborate.reference.language import Language, known_languages, load_language
from corroborate.reference.outlet import Outlets
from corroborate.steps.assertions import split
from corroborate.steps.matching import PreparedReport, prepare_report, texts_to_encode
from corroborate.text.dateline import find_dateline
from corroborate.text.names import find_names
from corroborate.text.reading import Circumstances, read
from corroborate.text.tongue import likely_language

SAMPLE = 2_000
"""Characters by which a language is told."""


class Reader:
    """Keeps up to `keep` reports read, the oldest dropped first; safe to share between threads."""

    def __init__(self, learned: Learned, outlets: Outlets, keep: int) -> None:
        self._learned = learned
        self._outlets = outlets
        self._keep = keep
        self._kept: dict[Report, PreparedReport] = {}
        self._lock = threading.Lock()

    def language(self, text: str, declared: str | None, fallback: str | None = None) -> Language:
        """The tables for a text: of the language it declares, else of the one it is guessed to be.

        Raises:
            UnknownLanguage: there are none, or nothing tells which.
        """
        code = primary_subtag(declared) or self.guess(text) or fallback
        if code is None:
            raise UnknownLanguage("", known_languages())
        return load_language(code)

    def guess(self, text: str) -> str | None:
        """The language that a text seems to be in, None where it does not tell."""
        guessed = self._learned.guesser.guess(text)
        return guessed or likely_language(text[:SAMPLE], known_languages())

    def claims(self, text: str, language: Language, day: date) -> tuple[Claim, ...]:
        """The claims of a document that was written on `day`."""
        return split(text, self._known(language, day), self._parse(text, language))

    def dateline(self, text: str, language: Language) -> date | None:
        """The day that stands in the first lines of a text, where one does."""
        return find_dateline(text, language)

    def reports(
        self,
        reports: Sequence[Report],
        fallback: str,
        progress: Callable[[str, int, int], None],
    ) -> tuple[tuple[PreparedReport, ...], tuple[Failure, ...]]:
        """Read every report; one in a language without tables is a failure.

        `fallback` is the language taken where a report neither says nor shows its own.
        """
        with self._lock:
            kept = {report: self._kept[report] for report in reports if report in self._kept}
        read, failures = [], []
        for number, report in enumerate(reports, start=1):
            try:
                if report not in kept:
                    language = self.language(report.text, report.language, fallback)
                    read.append(self._read(report, language))
            except UnknownLanguage as error:
                failures.append(Failure(report.url or report.id, str(error), report.outlet))
            progress("reading reports", number, len(reports))
        fresh = {each.report: each for each in read}
        prepared = kept | self._prepared(fresh)
        self._remember(prepared)
        return tuple(prepared[each] for each in reports if each in prepared), tuple(failures)

    def encode(self, claims: Sequence[Claim]) -> None:
        """Make the vectors that matching will want of these claims, all at once."""
        every = [each for claim in claims for each in claim.assertions]
        texts = [text for each in every for text in (each.text, *each.words)]
        self._learned.vectors.of(texts)

    def _remember(self, prepared: Mapping[Report, PreparedReport]) -> None:
        with self._lock:
            self._kept.update(prepared)
            while len(self._kept) > self._keep:
                del self._kept[next(iter(self._kept))]

    def _prepared(self, read: Mapping[Report, ReadReport]) -> dict[Report, PreparedReport]:
        vectors = self._learned.vectors
        vectors.of([text for each in read.values() for text in texts_to_encode(each)])
        prepared = {}
        for report, each in read.items():
            grammar = load_language(each.readings[0].language).grammar if each.readings else None
            names = find_names(report.title or "", grammar) if grammar else ()
            prepared[report] = prepare_report(each, names, vectors)
        return prepared

    def _read(self, report: Report, language: Language) -> ReadReport:
        publisher = self._outlets.publisher_of(report.outlet, report.domain, report.url)
        day = report.published.day if report.published else None
        known = self._known(language, day, publisher)
        readings = read(report.text, known, self._parse(report.text, language))
        return ReadReport(report, publisher, readings)

    def _known(self, language: Language, day: date | None, publisher: str = "") -> Circumstances:
        others = [code for code in known_languages() if code != language.code]
        foreign = load_language(others[0]) if others else None
        return Circumstances(
            language=language,
            outlets=self._outlets,
            foreign=foreign,
            day=day,
            day_first=not language.dates.month_first,
            publisher=publisher,
        )

    def _parse(self, text: str, language: Language) -> Parse | None:
        return self._learned.syntax.parse(text, language.code)


def primary_subtag(code: str | None) -> str | None:
    """ "fr" of "fr-CA" or "FR_ca"; None for none."""
    return code.replace("_", "-").split("-")[0].lower() or None if code else None
