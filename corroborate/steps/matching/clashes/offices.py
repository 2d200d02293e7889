"""Clashes of offices: two told of one person who can hold but one."""

from collections.abc import Iterable, Sequence

from corroborate.model.facts import Name
from corroborate.model.verdict import Inconsistency
from corroborate.reference.office import load_offices
from corroborate.steps.matching.clashes.case import Case
from corroborate.text.names import same_name
from corroborate.text.normalise import find_phrases
from corroborate.text.offices import Office, offices_of
from corroborate.text.predicates import frames_of

LEAVING = frozenset({"leave", "replace"})
"""Predicates by which a claim itself says that an office is held no more."""
TITLE = 3
"""Words between "replaced" and a name that may be its title: "replaced the chief executive Ann"."""


def office_clashes(case: Case) -> Iterable[Inconsistency]:
    """Two offices of one body and one time that no person holds at once, told of the same person.

    What somebody was before, or is about to be, excludes nothing.
    """
    for pair in case.aligned.names:
        if pair.theirs is None or pair.near or pair.ours.kind == "place":
            continue
        mine, theirs = our_offices(pair.ours, case), their_offices(pair.theirs, case)
        clash = find_clash(mine, theirs)
        if clash is not None:
            values = (clash[0].text, clash[1].text)
            says = f"has {pair.theirs.text} as {values[1]}; the claim, as {values[0]}."
            yield case.clash("role", values, "contradiction", says)
            continue
        left = find_left(mine, theirs)
        if left is not None:
            says = f"has {pair.theirs.text} as {_timed(left[1])}; the claim, as {_timed(left[0])}."
            yield case.clash("role", (_timed(left[0]), _timed(left[1])), "note", says)


def ousted_clashes(case: Case) -> Iterable[Inconsistency]:
    """An office that the claim tells as held, by somebody in whose place the passage has another.

    Who leaves an office, or is replaced in it, by the claim as well, is no holder.
    """
    left = {frame for word in case.ours.words for frame in frames_of(word)} & LEAVING
    if left or case.ours.negated or case.passage.negated or case.passage.modality != "done":
        return
    for pair in case.aligned.names:
        if pair.theirs is None or pair.near or pair.ours.kind == "place":
            continue
        held = [each for each in our_offices(pair.ours, case) if each.time == "now"]
        cue = _ousting(pair.theirs, case) if held else None
        if cue is not None and _is_told_of(held, case):
            values = (held[0].text, f"{cue} {pair.theirs.text}")
            says = f"says “{cue}” of {pair.theirs.text}, whom the claim has as {values[0]}."
            yield case.clash("role", values, "contradiction", says)


def _is_told_of(held: Sequence[Office], case: Case) -> bool:
    """Whether the passage gives one of these offices to anybody."""
    told = [each for name in case.passage.facts.names for each in their_offices(name, case)]
    return any(one.roles & other.roles for one in held for other in told)


def _ousting(name: Name, case: Case) -> str | None:
    """The words by which the passage says that another takes the place of somebody."""
    text, grammar = case.passage.text, case.their_grammar
    for span, cue in find_phrases(text, grammar.ousting):
        if span.end <= name.span.start and len(text[span.end : name.span.start].split()) <= TITLE:
            return cue
    for span, cue in find_phrases(text, grammar.ousted):
        if name.span.end <= span.start and len(text[name.span.end : span.start].split()) <= TITLE:
            return cue
    return None


def _timed(office: Office) -> str:
    return f"{office.text} (former)" if office.time == "former" else office.text


def our_offices(name: Name, case: Case) -> tuple[Office, ...]:
    """The offices that the assertion tells of one of its names."""
    ours = case.ours
    return offices_of(ours.text, name, ours.facts.names, ours.language)


def their_offices(name: Name, case: Case) -> tuple[Office, ...]:
    """The offices that the passage tells of one of its names."""
    passage = case.passage
    return offices_of(passage.text, name, passage.facts.names, passage.language)


def find_clash(mine: Sequence[Office], theirs: Sequence[Office]) -> tuple[Office, Office] | None:
    """A pair of which one excludes the other, where no pair of one time can go together."""
    pairs = [(one, other) for one in mine for other in theirs if one.time == other.time]
    if not pairs or not all(exclude(one, other) for one, other in pairs):
        return None
    return pairs[0]


def find_left(mine: Sequence[Office], theirs: Sequence[Office]) -> tuple[Office, Office] | None:
    """A pair of one office that one side tells as held and the other as held before."""
    pairs = ((one, other) for one in mine for other in theirs if one.roles & other.roles)
    ended = (pair for pair in pairs if {each.time for each in pair} == {"now", "former"})
    return next(ended, None)


def exclude(one: Office, other: Office) -> bool:
    """Whether nobody holds both offices at once, as far as the words tell."""
    if one.bodies and other.bodies and not share_body(one, other):
        return False
    offices = load_offices()
    if one.deputy != other.deputy and one.roles & other.roles:
        return one.roles.isdisjoint(offices.loose) and other.roles.isdisjoint(offices.loose)
    return all(offices.exclude(mine, theirs) for mine in one.roles for theirs in other.roles)


def share_body(one: Office, other: Office) -> bool:
    """Whether the two are told of one body."""
    return any(same_name(mine, theirs) for mine in one.bodies for theirs in other.bodies)


def hold_one_office(ours: Name, theirs: Name, case: Case) -> bool:
    """Whether the claim and the passage give two names one office that one person holds at a time,
    of a body that both name."""
    single = frozenset(load_offices().single)
    return any(
        one.time == other.time == "now"
        and not (one.deputy or other.deputy)
        and one.roles & other.roles & single
        and share_body(one, other)
        for one in our_offices(ours, case)
        for other in their_offices(theirs, case)
    )
