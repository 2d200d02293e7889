"""What a re-check tells: changes always, failures after several, recovery where one was told."""

from dossiers import BORNE_OUT
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model.change import ClaimChange
from corroborate.recheck.telling import FAILURES_BEFORE_TOLD, after_check, after_failure

CHANGED = ClaimChange("changed", BORNE_OUT, BORNE_OUT)
SAME = ClaimChange("unchanged", BORNE_OUT, BORNE_OUT)
NEW = ClaimChange("new", None, BORNE_OUT)


def kinds_of(events: list[str]) -> list[str]:
    """What is told over a row of re-checks, each "ok", "changed" or "failed"."""
    failures, told = 0, list[str]()
    for event in events:
        if event == "failed":
            failures += 1
            tellings = after_failure(failures, "410 Gone")
        else:
            tellings = after_check(failures, (CHANGED if event == "changed" else SAME,))
            failures = 0
        told += [each.kind for each in tellings]
    return told


def test_nothing_changed_is_nothing_told() -> None:
    assert after_check(0, (SAME, SAME)) == ()


def test_claims_that_are_new_or_changed_are_told_and_no_others() -> None:
    (telling,) = after_check(0, (SAME, CHANGED, NEW))
    assert telling.changes == (CHANGED, NEW)


def test_failures_are_told_once_and_only_after_several() -> None:
    assert kinds_of(["failed"] * (FAILURES_BEFORE_TOLD - 1)) == []
    assert kinds_of(["failed"] * FAILURES_BEFORE_TOLD * 3) == ["failing"]


def test_recovery_is_told_only_where_a_failure_was() -> None:
    assert kinds_of(["failed", "ok", "failed", "ok"]) == []
    failed = ["failed"] * FAILURES_BEFORE_TOLD
    assert kinds_of([*failed, "ok", "ok"]) == ["failing", "recovered"]
    assert kinds_of([*failed, "changed"]) == ["failing", "recovered", "changed"]


@given(st.lists(st.sampled_from(["ok", "failed"]), max_size=30))
def test_failing_and_recovered_take_turns(events: list[str]) -> None:
    told = kinds_of(events)
    assert told[::2] == ["failing"] * len(told[::2])
    assert told[1::2] == ["recovered"] * len(told[1::2])
