"""Clashes of names, of people and of places."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from corroborate.model.facts import Name, Quantity, When
from corroborate.model.verdict import Inconsistency, InconsistencyKind
from corroborate.reference.grammar import Grammar
from corroborate.reference.place import load_places
from corroborate.steps.matching.alignment import Pair
from corroborate.steps.matching.clashes.case import Case
from corroborate.steps.matching.clashes.offices import hold_one_office
from corroborate.text.agree import Agreement, days_in
from corroborate.text.names import PLACE, same_name, spelled_alike

RIVALS = ("person", "place")
"""Kinds of names of which one excludes another; which firm a name is, models tell too badly."""
TIGHT = 1.35
"""Highest over lowest of an amount that is exact enough to tie two texts to one statement."""
EXACT_DAYS = 3
"""Days that a date may span and still tie two texts to one event: a night, a weekend."""
SAME_WORDS = 0.8
"""Share of the claim's words with which a passage with no names of its own tells the same."""
RESPELT = 65
"""Likeness in percent from which two words may be one in two spellings: Putin, Poutine."""


def name_clashes(case: Case) -> Iterable[Inconsistency]:
    """Names spelled otherwise; a name that the report never gives, where it gives a rival."""
    for pair in case.aligned.names:
        if pair.theirs is not None and not is_displaced(pair, case):
            if not pair.near and not _one_spelling(pair.ours, pair.theirs):
                says = f"spells the name {pair.theirs.text}; the claim, {pair.ours.text}."
                yield case.clash("name", (pair.ours.text, pair.theirs.text), "tension", says)
            continue
        rival = rival_of(pair.ours, case)
        if rival is not None:
            kind: InconsistencyKind = "location" if pair.ours.kind == "place" else "name"
            says = f"names {rival.text} where the claim names {pair.ours.text}."
            yield case.clash(kind, (pair.ours.text, rival.text), "contradiction", says)


def contrast_clashes(case: Case) -> Iterable[Inconsistency]:
    """A name of ours that the passage sets aside: "Ann Keller, not Mia Lund"."""
    for pair in case.aligned.names:
        if pair.theirs is None or pair.near:
            continue
        before = case.passage.text[: pair.theirs.span.start].lower()
        cue = next(
            (each for each in case.their_grammar.set_aside if before.endswith(each + " ")), None
        )
        if cue is not None:
            values = (pair.ours.text, f"{cue} {pair.theirs.text}")
            says = f"says “{values[1]}” where the claim has {pair.ours.text}."
            speaks = case.ours.attribution and pair.ours.span.overlaps(case.ours.attribution.span)
            kind: InconsistencyKind = "attribution" if speaks else "name"
            yield case.clash(kind, values, "contradiction", says)


def rival_of(ours: Name, case: Case) -> Name | None:
    """Another name that stands in the passage where ours should, None where none surely does."""
    near_miss = next((name for name in case.other_names() if _near_miss(ours, name)), None)
    if near_miss is not None or ours.kind not in RIVALS:
        return near_miss
    if ours.kind == "place" and not is_located(ours, case.ours.text, case.our_grammar):
        return None
    if _is_anchored(ours, case):
        return _competitor(ours, case)
    return next((name for name in case.other_names() if _is_successor(ours, name, case)), None)


def _is_successor(ours: Name, theirs: Name, case: Case) -> bool:
    """Whether another person is told to hold the very office that the claim gives ours."""
    both = ours.kind == theirs.kind == "person"
    return both and hold_one_office(ours, theirs, case)


def is_located(name: Name, text: str, grammar: Grammar) -> bool:
    """Whether a name is told as where something is: "in Mali", "le bureau londonien"; models take
    many a body for a place."""
    before = text[: name.span.start].lower()
    return name.key.startswith(PLACE) or before.endswith(grammar.locating)


def _near_miss(ours: Name, theirs: Name) -> bool:
    """Whether two names share a word and differ in one: Ann Keller, Joan Keller."""
    mine, others = ours.key.split(), theirs.key.split()
    if ours.key.startswith(PLACE) or len(mine) != len(others) or len(mine) < 2:
        return False
    left, right = set(mine) - set(others), set(others) - set(mine)
    return len(left) == len(right) == 1 and fuzz.ratio(left.pop(), right.pop()) < RESPELT


def _competitor(ours: Name, case: Case) -> Name | None:
    return next((name for name in case.other_names() if _may_replace(name, ours, case)), None)


def _may_replace(name: Name, ours: Name, case: Case) -> bool:
    """Whether a name could stand in the place of ours; no country in that of a place unknown, which
    may lie in it."""
    if name.kind != ours.kind:
        return False
    if ours.kind == "place" and not is_located(name, case.passage.text, case.their_grammar):
        return False
    places = load_places()
    mine, theirs = ours.key.removeprefix(PLACE), name.key.removeprefix(PLACE)
    if ours.key.startswith(PLACE):
        return places.apart(mine, theirs)
    return theirs not in places.by_id or bool(places.by_id[theirs].within)


def is_displaced(pair: Pair[Name], case: Case) -> bool:
    """Whether a place of ours that the report names elsewhere is another one in this sentence."""
    if not pair.near or pair.ours.kind != "place":
        return False
    return _competitor(pair.ours, case) is not None


def _is_anchored(ours: Name, case: Case) -> bool:
    """Whether the passage tells of the very event, so that another name in it is a rival.

    Many people work at one firm: another name alone clashes with nothing. An amount or a day that
    agrees ties the two together; a place is tied by the people in it too, or by all else said.
    """
    aligned = case.aligned
    if any(map(amount_ties, aligned.quantities)) or any(map(_date_ties, aligned.whens)):
        return True
    if ours.kind != "place":
        return False
    present = [pair for pair in aligned.names if pair.theirs is not None and not pair.near]
    if any(pair.ours.kind == "person" for pair in present):
        return True
    return aligned.words >= SAME_WORDS and len(present) == len(aligned.names) - 1


def amount_ties(pair: Pair[Quantity]) -> bool:
    """Whether an amount agrees too exactly to do so by chance."""
    if pair.agreement is not Agreement.AGREE or pair.theirs is None:
        return False
    return all(each.high <= each.low * TIGHT for each in (pair.ours, pair.theirs))


def _date_ties(pair: Pair[When]) -> bool:
    if pair.agreement is not Agreement.AGREE or pair.theirs is None:
        return False
    return max(days_in(pair.ours), days_in(pair.theirs)) <= EXACT_DAYS


def _one_spelling(ours: Name, theirs: Name) -> bool:
    return ours.key.startswith(PLACE) or spelled_alike(ours.key, theirs.key)


def same_people(case: Case) -> bool:
    """Whether the assertion names people and the passage names every one of them."""
    people = [pair for pair in case.aligned.names if pair.ours.kind == "person"]
    return bool(people) and all(pair.theirs is not None and not pair.near for pair in people)


def names_nobody_of(case: Case, names: Iterable[Name]) -> bool:
    """Whether none of the names is one of the passage's."""
    return not any(same_name(a.key, b.key) for a in names for b in case.passage.facts.names)
