"""Reads documents and reports, each once, with the language and the day that they were written
in."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from corroborate.errors import UnknownLanguage
from corroborate.learned import Learned
from corroborate.model.facts import Claim, Parse
from corroborate.model.progress import Progress, silent
from corroborate.model.report import Failure, ReadReport, Report
from corroborate.reference.language import Language, known_languages, load_language
from corroborate.reference.outlet import Outlets
from corroborate.reference.unlisted import unlisted_in
from corroborate.steps.assertions import renumbered, split
from corroborate.steps.matching import (
    Evidence,
    PreparedReport,
    gather_evidence,
    prepare_report,
    texts_to_encode,
)
from corroborate.text.blocks import text_blocks
from corroborate.text.dateline import find_dateline
from corroborate.text.names import find_names
from corroborate.text.reading import Circumstances, read
from corroborate.text.tongue import likely_language

SHORT = 300
"""Characters up to which letters alone often mistake a language: two or three sentences."""
SAMPLE = 2_000
"""Characters by which a language is told."""
BLOCK = 50_000
"""Characters of a document read at a time; only a longer one is cut, between two paragraphs."""
LENDERS = ("en", "fr")
"""Languages whose number words stand in texts of others, the first that is not the text's own."""
PARSED = 8
"""Reports parsed at a time, see `learned.syntax.TOGETHER`."""
TOGETHER = 100
"""Reports or claims encoded at a time: enough to be fast, few enough to stay in memory."""


_Key = tuple[Report, tuple[str, ...]]
"""A report, and the outlets that it may name and that no table knows: it is read by both."""


class Reader:
    """Keeps up to `keep` reports read, the oldest dropped first; safe to share between threads."""

    def __init__(self, learned: Learned, outlets: Outlets, keep: int) -> None:
        self._learned = learned
        self._outlets = outlets
        self._keep = keep
        self._kept: dict[_Key, PreparedReport] = {}
        self._unparsed: set[str] = set()
        self._lock = threading.Lock()
        self._evidence = gather_evidence((), learned.vectors)

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
        """The language that a text seems to be in, None where it does not tell.

        A short text is looked at word by word as well: letters take some English for German.
        """
        guessed = self._learned.guesser.guess(text)
        if guessed and len(text) > SHORT:
            return guessed
        return likely_language(text[:SAMPLE], known_languages()) or guessed

    def sure_guess(self, text: str) -> str | None:
        """The guess, without one that letters alone make of a short text for an unread language."""
        guessed = self.guess(text)
        return guessed if guessed in known_languages() or len(text) > SHORT else None

    def claims(
        self,
        text: str,
        language: Language,
        day: date | None,
        progress: Progress = silent,
    ) -> tuple[Claim, ...]:
        """The claims of a document that was written on `day`.

        A long one is read in blocks, so that it needs no more memory than a short one; `progress`
        is told of each.
        """
        known = self._known(language, day)
        blocks = text_blocks(text, BLOCK)
        found: list[Claim] = []
        for number, span in enumerate(blocks, start=1):
            block = span.of(text)
            here = split(block, known, self._parse(block, language))
            found.extend(renumbered(here, len(found), span.start))
            if len(blocks) > 1:
                progress("reading the text", number, len(blocks))
        return tuple(found)

    def notices(self, codes: Iterable[str]) -> tuple[str, ...]:
        """What a dossier lacks that rests on texts in these languages, a sentence each."""
        return tuple(
            f"{load_language(code).grammar.name} is read without a syntax model: sentences are not "
            "cut into clauses, “he” or “she” is not traced to a name, and only tables tell whether "
            "a name is a person's, a body's or a place's."
            for code in sorted(self._unparsed.intersection(codes))
        )

    def dateline(self, text: str, language: Language) -> date | None:
        """The day that stands in the first lines of a text, where one does."""
        return find_dateline(text, language)

    def reports(
        self,
        reports: Sequence[Report],
        fallback: str,
        progress: Progress,
        outlets: Outlets | None = None,
    ) -> tuple[Evidence, tuple[Failure, ...]]:
        """Read every report; one in a language without tables is a failure.

        `fallback` is the language taken where a report neither says nor shows its own; `outlets`
        are those of the tables and of the reports, see `reference.unlisted`.
        """
        outlets = outlets or self._outlets
        keys = {each: (each, unlisted_in(each.text, outlets)) for each in reports}
        with self._lock:
            kept = {each: self._kept[key] for each, key in keys.items() if key in self._kept}
        new = [report for report in reports if report not in kept]
        languages, failures = self._languages(new, fallback)
        parses = self._parses(languages)
        fresh: dict[Report, ReadReport] = {}
        for number, report in enumerate(reports, start=1):
            if report in languages and report not in fresh:
                known = self._known_of(report, languages[report], outlets)
                fresh[report] = ReadReport(
                    report, known.publisher, read(report.text, known, next(parses))
                )
            progress("reading reports", number, len(reports))
        prepared = kept | self._prepared(fresh)
        self._remember({keys[each]: one for each, one in prepared.items()})
        every = tuple(prepared[each] for each in reports if each in prepared)
        return self._gathered(every), failures

    def _languages(
        self, reports: Iterable[Report], fallback: str
    ) -> tuple[dict[Report, Language], tuple[Failure, ...]]:
        """The tables of each report, and those reports for which there are none."""
        languages, failures = {}, []
        for report in reports:
            try:
                languages[report] = self.language(report.text, report.language, fallback)
            except UnknownLanguage as error:
                failures.append(Failure(report.url or report.id, str(error), report.outlet))
        return languages, tuple(failures)

    def _parses(self, languages: Mapping[Report, Language]) -> Iterator[Parse | None]:
        """The syntax of each report in order, made for PARSED at once."""
        waiting = list(languages)
        for start in range(0, len(waiting), PARSED):
            batch = waiting[start : start + PARSED]
            found: dict[Report, Parse | None] = {}
            for language in {languages[each].code: languages[each] for each in batch}.values():
                alike = [each for each in batch if languages[each].code == language.code]
                texts = [each.text for each in alike]
                found.update(zip(alike, self._parse_all(texts, language), strict=True))
            yield from (found[each] for each in batch)

    def _gathered(self, every: tuple[PreparedReport, ...]) -> Evidence:
        """The reports laid end to end; those of the last check are kept so."""
        evidence = self._evidence
        if evidence.reports != every:
            evidence = gather_evidence(every, self._learned.vectors)
            self._evidence = evidence
        return evidence

    def encoded(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """The claims again; the vectors that matching will want are made for many of them at once.

        What two claims both say is encoded once.
        """
        for number, claim in enumerate(claims):
            if number % TOGETHER == 0:
                batch = claims[number : number + TOGETHER]
                every = [each for one in batch for each in one.assertions]
                self._learned.vectors.of([t for each in every for t in (each.text, *each.words)])
            yield claim

    def _remember(self, prepared: Mapping[_Key, PreparedReport]) -> None:
        with self._lock:
            self._kept.update(prepared)
            while len(self._kept) > self._keep:
                del self._kept[next(iter(self._kept))]

    def _prepared(self, read: Mapping[Report, ReadReport]) -> dict[Report, PreparedReport]:
        vectors = self._learned.vectors
        prepared = {}
        for number, (report, each) in enumerate(read.items()):
            if number % TOGETHER == 0:
                batch = islice(read.values(), number, number + TOGETHER)
                vectors.of([text for one in batch for text in texts_to_encode(one)])
            grammar = load_language(each.readings[0].language).grammar if each.readings else None
            names = find_names(report.title or "", grammar) if grammar else ()
            prepared[report] = prepare_report(each, names, vectors)
        return prepared

    def _known_of(self, report: Report, language: Language, outlets: Outlets) -> Circumstances:
        publisher = outlets.publisher_of(report.outlet, report.domain, report.url)
        day = report.published.day if report.published else None
        return replace(self._known(language, day, publisher), outlets=outlets)

    def _known(self, language: Language, day: date | None, publisher: str = "") -> Circumstances:
        lender = next(code for code in LENDERS if code != language.code)
        return Circumstances(
            language=language,
            outlets=self._outlets,
            foreign=load_language(lender),
            day=day,
            day_first=not language.dates.month_first,
            publisher=publisher,
        )

    def _parse(self, text: str, language: Language) -> Parse | None:
        return self._parse_all([text], language)[0]

    def _parse_all(self, texts: Sequence[str], language: Language) -> tuple[Parse | None, ...]:
        parses = self._learned.syntax.parse_all(texts, language.code)
        if None in parses:
            self._unparsed.add(language.code)
        return parses


def primary_subtag(code: str | None) -> str | None:
    """ "fr" of "fr-CA" or "FR_ca"; None for none."""
    return code.replace("_", "-").split("-")[0].lower() or None if code else None
