"""From the assertions of a claim to the claim: what each report says of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.model.verdict import Match, Stance


def combine(
    matches: Sequence[Sequence[Match]], background: Sequence[bool] = ()
) -> tuple[Match, ...]:
    """One match a report for a whole claim, sorted by report.

    Args:
        matches: for each checkable assertion of the claim, what the reports say of it.
        background: for each of them, whether it is said beside what the claim is about; none are
            where this is left out, and all count alike where all are.

    Returns:
        The match that speaks most for the stance on the whole, by the rule of the specification: a
        report that contradicts one assertion contradicts the claim, one that supports them all
        supports it, one that supports some says part of it. Silence on what is said besides costs
        nothing. The inconsistencies and pieces of all its matches go with it. Reports that say
        nothing of any are left out.
    """
    besides = tuple(background) if background and not all(background) else (False,) * len(matches)
    by_report: dict[str, list[Match | None]] = {}
    for number, each in enumerate(matches):
        for match in each:
            by_report.setdefault(match.report, [None] * len(matches))[number] = match
    return tuple(_whole(by_report[report], besides) for report in sorted(by_report))


def _whole(each: Sequence[Match | None], besides: Sequence[bool]) -> Match:
    said = [match for match in each if match is not None]
    stance = _stance(each, besides)
    order: Mapping[Stance, int] = {"contradict": 0, "support": 1, "partial": 2, "unrelated": 3}
    if stance == "contradict":
        best = min(said, key=lambda match: (order[match.stance], -match.score))
    else:
        main = [match for match, aside in zip(each, besides, strict=True) if match and not aside]
        best = max(main or said, key=lambda match: (match.stance == "support", match.score))
    return replace(
        best,
        stance=stance,
        matched=tuple(dict.fromkeys(piece for match in said for piece in match.matched)),
        inconsistencies=tuple(
            dict.fromkeys(found for match in said for found in match.inconsistencies)
        ),
        quality=min(match.quality for match in said),
    )


def _stance(each: Sequence[Match | None], besides: Sequence[bool]) -> Stance:
    """What a report says of the whole, one that speaks only of what is said besides says part."""
    stances: list[Stance] = [match.stance if match else "unrelated" for match in each]
    if "contradict" in stances:
        return "contradict"
    main = [stance for stance, aside in zip(stances, besides, strict=True) if not aside]
    on_main = stance_on_claim(main)
    touched = set(stances) & {"support", "partial"}
    return "partial" if on_main == "unrelated" and touched else on_main


def stance_on_claim(stances: Sequence[Stance]) -> Stance:
    """The stance on a claim of a report with these stances on what the claim is about."""
    if "contradict" in stances:
        return "contradict"
    if stances and all(stance == "support" for stance in stances):
        return "support"
    return "partial" if set(stances) & {"support", "partial"} else "unrelated"
