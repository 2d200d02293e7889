"""The one place where a re-check acts: it fetches, checks, and keeps all of that or nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from corroborate.errors import CorroborateError, FetchFailed
from corroborate.gatherer import Gatherer
from corroborate.gatherer.collected import Collected, collected
from corroborate.model.change import ClaimChange, Outcome
from corroborate.model.dossier import Dossier
from corroborate.model.facts import Claim
from corroborate.model.text import Document
from corroborate.recheck.comparing import compare
from corroborate.recheck.deliverable import Message
from corroborate.recheck.telling import Telling, after_check, after_failure
from corroborate.recheck.wording import subject_of, telling_lines
from corroborate.store import CheckedClaim, Lease, Store, Watch
from corroborate.store.forms import json

LEASE = timedelta(minutes=30)
"""How long one re-check may take before another run may take the article over: a check of a long
text with forty pages takes two minutes on a slow line."""

UNREACHED = ("network", "timeout", "circuit")
"""Kinds of failure that our own line may be the cause of."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a re-check works with; `channels` are those by which news is told, none for none."""

    gatherer: Gatherer
    split: Callable[[Document], tuple[Claim, ...]]
    check: Callable[[Document, Collected], Dossier]
    now: Callable[[], datetime]
    channels: tuple[str, ...] = ()

    @property
    def store(self) -> Store:
        return self.gatherer.store


@dataclass(frozen=True, slots=True)
class Rechecked:
    """One article checked again: what became of it, claim by claim, or why it could not be.

    `check` is the number of its check in the store, None where there is none.
    """

    source: str
    title: str
    outcome: Outcome
    changes: tuple[ClaimChange, ...] = ()
    tellings: tuple[Telling, ...] = ()
    check: int | None = None
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "title": self.title,
            "outcome": self.outcome,
            "why": self.why,
            "check": self.check,
            "changes": [each.to_dict() for each in self.changes],
        }


def recheck(bench: Bench, watches: Sequence[Watch]) -> Iterator[Rechecked]:
    """Check each article again, in order; one that another run has taken is passed over."""
    for watch in watches:
        lease = bench.store.lease(watch, bench.now() + LEASE)
        if lease is not None:
            yield _recheck(bench, lease)


def _recheck(bench: Bench, lease: Lease) -> Rechecked:
    source = lease.watch.source
    last = bench.store.last_check(source)
    before = bench.store.dossier(last.id) if last else None
    try:
        dossier = check_again(bench, source, before)
    except CorroborateError as error:
        return _failed(bench, lease, before, error)
    changes = compare(before, dossier) if before else _all_new(dossier)
    known = bench.store.claims(last.id) if last else ()
    told = after_check(lease.watch.failures, changes) if before else ()
    title = dossier.document.title or source
    with bench.store.together():
        number = bench.store.save(dossier, source, continued(changes, known))
        bench.store.finish(lease)
        _intend(bench, Rechecked(source, title, "changed", changes, told, number))
    return Rechecked(source, title, _outcome(changes, before), changes, told, number)


def check_again(bench: Bench, source: str, before: Dossier | None) -> Dossier:
    """Check an article as it is now against what is found now and what was found before.

    Raises:
        CorroborateError: it cannot be read, or nothing was ever kept of a text without address.
    """
    document = _document(bench, source, before)
    claims = bench.split(document)
    found = bench.gatherer.search(document, claims)
    have = {each.url for each in found.reports if each.url}
    earlier = [each for each in before.reports if each.url not in have] if before else []
    again = bench.gatherer.again([replace(each, id="") for each in earlier])
    return bench.check(document, collected([found, again]))


def continued(
    changes: Sequence[ClaimChange], known: Sequence[CheckedClaim]
) -> tuple[CheckedClaim, ...]:
    """The claims of the later check that are those of the earlier one, in other words maybe."""
    key_of = {each.finding: each.key for each in known}
    return tuple(
        CheckedClaim(each.after.id, key_of[each.before.id], each.after.text)
        for each in changes
        if each.before and each.after and each.before.id in key_of
    )


def _document(bench: Bench, source: str, before: Dossier | None) -> Document:
    if source.startswith(("http://", "https://")):
        return bench.gatherer.article(source).as_document()
    if before is None:
        raise CorroborateError(
            f"{source}: nothing is kept of this text: check it once with --save, then watch it"
        )
    return before.document


def _all_new(dossier: Dossier) -> tuple[ClaimChange, ...]:
    return tuple(ClaimChange("new", None, each) for each in dossier.findings)


def _outcome(changes: Sequence[ClaimChange], before: Dossier | None) -> Outcome:
    if before is None:
        return "new"
    return "unchanged" if all(each.outcome == "unchanged" for each in changes) else "changed"


def _failed(
    bench: Bench, lease: Lease, before: Dossier | None, error: CorroborateError
) -> Rechecked:
    """What is left of a re-check that failed: nothing, but that it did."""
    watch, why = lease.watch, str(error)
    title = (before.document.title if before else None) or watch.source
    unreached = isinstance(error, FetchFailed) and error.kind in UNREACHED
    if unreached and not bench.gatherer.reaches_any_outlet():
        bench.store.give_back(lease)
        return Rechecked(watch.source, title, "error", why=f"{why} (nor does anything else answer)")
    told = after_failure(watch.failures + 1, why)
    result = Rechecked(watch.source, title, "error", tellings=told, why=why)
    with bench.store.together():
        bench.store.finish(lease, why)
        _intend(bench, result)
    return result


def _intend(bench: Bench, result: Rechecked) -> None:
    """Write down what is to be told, by every channel, in the same breath as what it is about."""
    for telling in result.tellings:
        record = result.to_dict() | {"kind": telling.kind, "check": result.check}
        text = "\n".join(telling_lines(result.source, telling))
        body = Message(subject_of(result.title, telling), text, record).written()
        for channel in bench.channels:
            bench.store.intend(_key(result, telling, channel), channel, body)


def _key(result: Rechecked, telling: Telling, channel: str) -> str:
    """The same for the same news by the same channel, so that it is delivered once."""
    claims = [
        (each.claim.text, each.before and each.before.verdict, each.after and each.after.verdict)
        for each in telling.changes
    ]
    news = json([result.source, result.check, telling.kind, telling.why, claims, channel])
    return sha256(news.encode()).hexdigest()
