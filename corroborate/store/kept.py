"""What the store hands out: values of the newsroom, none of the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from corroborate.errors import BadInput
from corroborate.model.report import Report
from corroborate.model.text import Span
from corroborate.model.verdict import Verdict

Outcome = Literal["true", "false", "unresolved"]
DecidedBy = Literal["human", "primary-document"]
"""Who or what settled a claim; the engine's own verdicts never do (docs/method.md, Outlets)."""
Role = Literal["own", "relay"]
"""Whether an outlet knew for itself what it said, or passed on what another said."""
Delivery = Literal["pending", "sent", "given-up"]
Found = Literal["passage", "claim", "report"]

AFTER_PUBLICATION = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 7 * 24, 30 * 24))
"""When a story is looked at again, counted from its publication: most corrections and second
sources come within days. Ours, from what users of page watchers ask for."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One page as it was when fetched.

    `bytes_hash` and `text_hash` are SHA-256 ("sha256:..."), of the bytes and of the report's text,
    "" without a report; `checked` is when the server last said that this copy still holds;
    `encoding` the character set that was read; `extractor` the programs, with versions, that made
    the report; `why` tells why there is no report.
    """

    id: int
    asked: str
    url: str
    redirects: tuple[str, ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    fetched: datetime
    checked: datetime
    bytes_hash: str
    text_hash: str
    encoding: str
    extractor: str
    why: str
    report: Report | None

    @property
    def etag(self) -> str:
        """What a conditional request sends as If-None-Match, "" where the server gave none."""
        return self.header("etag")

    @property
    def last_modified(self) -> str:
        """What a conditional request sends as If-Modified-Since, "" where the server gave none."""
        return self.header("last-modified")

    def header(self, name: str) -> str:
        """The first header of this lower-case name, "" where there is none."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a kept text: `exact` stands at `span`, in code points, between `prefix` and
    `suffix`."""

    text_hash: str
    span: Span
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something kept that is not as it was written: what and where, as one sentence."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class Check:
    """One kept check of a source: `id` leads to its dossier; `saved` is when we kept it, `as_of`
    the moment that it speaks for; `flagged` counts claims that are disputed or contradicted."""

    id: int
    source: str
    saved: datetime
    as_of: datetime
    claims: int
    flagged: int


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of one check: `finding` is its id in that dossier, `key` its name over all checks of
    the source."""

    finding: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Past:
    """What one check concluded of a claim; `origins` and `contrary` name the roots that support and
    contradict it, `text` is how the claim was worded then."""

    check: int
    saved: datetime
    as_of: datetime
    text: str
    verdict: Verdict
    confidence: float | None
    origins: tuple[str, ...]
    contrary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search found: `marks` are the places of the words in `snippet`; `link` is the page's
    address, of a claim its key; `title` and `outlet` are "" where unknown."""

    found: Found
    snippet: str
    marks: tuple[Span, ...]
    link: str
    title: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a source is checked again: `every` so long, else so long `after` its publication, and
    then no more."""

    every: timedelta | None = None
    after: tuple[timedelta, ...] = AFTER_PUBLICATION

    def __post_init__(self) -> None:
        times: Iterable[timedelta] = self.after if self.every is None else (self.every,)
        if not all(each > timedelta(0) for each in times):
            raise BadInput("a schedule needs times above zero, for example 6 hours")

    def next_after(self, at: datetime, published: datetime) -> datetime | None:
        """The first moment of it that is later than `at`, None where all have passed.

        Moments that were missed while nobody looked are not made up for one by one.
        """
        if self.every is not None:
            return at + self.every
        return next((each for each in self._moments(published) if each > at), None)

    def _moments(self, published: datetime) -> tuple[datetime, ...]:
        return tuple(published + each for each in sorted(self.after))


@dataclass(frozen=True, slots=True)
class Watch:
    """A source that is checked again by itself.

    `published` is when its article came out, when it was added where unknown; `due` None when the
    schedule is over; `failures` counts the last checks in a row that failed, since `failing_since`,
    the last of them for `why`.
    """

    id: int
    source: str
    schedule: Schedule
    published: datetime
    added: datetime
    due: datetime | None
    finished: datetime | None = None
    paused: bool = False
    removed: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to check a watch until a moment; after that it is free again, as after a crash.
    `number` tells this lease from later ones."""

    watch: Watch
    number: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Notification:
    """A message to deliver once: `key` is the same for the same news, however often it is made.

    `body` is what the channel sends; `tries` counts failed deliveries, the last for `why`;
    `due` is when to try again.
    """

    id: int
    key: str
    channel: str
    body: str
    made: datetime
    state: Delivery
    due: datetime
    tries: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decided of a claim; `at` is when we were told."""

    id: int
    claim: str
    outcome: Outcome
    by: str
    note: str
    decided_by: DecidedBy
    at: datetime

    def __post_init__(self) -> None:
        if self.outcome not in get_args(Outcome):
            raise BadInput(f"a ruling is {', '.join(get_args(Outcome))}, not {self.outcome!r}")
        if self.decided_by not in get_args(DecidedBy):
            raise BadInput(f"a ruling is by {' or '.join(get_args(DecidedBy))}")
        if not self.by.strip():
            raise BadInput("a ruling needs the name of who made it: pass it with --by")


@dataclass(frozen=True, slots=True)
class Reliability:
    """How an outlet's reports held up: Beta counts `right` and `wrong`, what we took it for before
    included; `outcomes` is how many ruled claims they come from."""

    outlet: str
    name: str
    right: float
    wrong: float
    outcomes: int

    @property
    def mean(self) -> float:
        return self.right / (self.right + self.wrong)
