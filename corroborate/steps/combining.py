"""From the assertions of a claim to the claim: what each report says of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.model.verdict import Match, Stance


def combine(matches: Sequence[Sequence[Match]]) -> tuple[Match, ...]:
    """One match a report for a whole claim, sorted by report.

    Args:
        matches: for each checkable assertion of the claim, what the reports say of it.

    Returns:
        The match that speaks most for the stance on the whole, by the rule of the specification: a
        report that contradicts one assertion contradicts the claim, one that supports them all
        supports it, one that supports some says part of it. The inconsistencies and pieces of all
        its matches go with it. Reports that say nothing of any are left out.
    """
    by_report: dict[str, list[Match | None]] = {}
    for number, each in enumerate(matches):
        for match in each:
            by_report.setdefault(match.report, [None] * len(matches))[number] = match
    return tuple(_whole(by_report[report]) for report in sorted(by_report))


def _whole(each: Sequence[Match | None]) -> Match:
    said = [match for match in each if match is not None]
    stance = stance_on_claim([match.stance if match else "unrelated" for match in each])
    wanted: Mapping[Stance, int] = {"contradict": 0, "support": 1, "partial": 2, "unrelated": 3}
    if stance == "contradict":
        best = min(said, key=lambda match: (wanted[match.stance], -match.score))
    else:
        best = max(said, key=lambda match: (match.stance == "support", match.score))
    return replace(
        best,
        stance=stance,
        matched=tuple(dict.fromkeys(piece for match in said for piece in match.matched)),
        inconsistencies=tuple(
            dict.fromkeys(found for match in said for found in match.inconsistencies)
        ),
        quality=min(match.quality for match in said),
    )


def stance_on_claim(stances: Sequence[Stance]) -> Stance:
    """The stance on a claim of a report with these stances on its checkable assertions."""
    if "contradict" in stances:
        return "contradict"
    if stances and all(stance == "support" for stance in stances):
        return "support"
    return "partial" if set(stances) & {"support", "partial"} else "unrelated"
