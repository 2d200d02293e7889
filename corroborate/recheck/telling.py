"""Whether a re-check is worth telling: a pure decision, made before anything is sent."""

from dataclasses import dataclass
from typing import Literal

from corroborate.model.change import ClaimChange

FAILURES_BEFORE_TOLD = 3
"""Failed re-checks in a row before one is told: a page that is away for an hour is no news, and
editors turn off what cries at each (the complaint most made of tools that watch pages)."""

TellingKind = Literal["changed", "failing", "recovered"]


@dataclass(frozen=True, slots=True)
class Telling:
    """What to tell of one re-check; `why` in words for a failure, "" else."""

    kind: TellingKind
    changes: tuple[ClaimChange, ...] = ()
    why: str = ""


def after_check(failures: int, changes: tuple[ClaimChange, ...]) -> tuple[Telling, ...]:
    """What to tell of a re-check that succeeded after `failures` that did not, in a row.

    Nothing where nothing changed; that it works again only where it was told that it did not.
    """
    told = tuple(each for each in changes if each.outcome in ("new", "changed"))
    recovered = (Telling("recovered"),) if failures >= FAILURES_BEFORE_TOLD else ()
    return (*recovered, *((Telling("changed", told),) if told else ()))


def after_failure(failures: int, why: str) -> tuple[Telling, ...]:
    """What to tell of a re-check that failed, the one before it too, `failures` in a row by now.

    Where nothing at all could be reached the fault is ours: such a re-check counts as none.
    """
    return (Telling("failing", why=why),) if failures == FAILURES_BEFORE_TOLD else ()
