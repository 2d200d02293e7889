"""Who and where a document speaks of -> terms, by their names in every language."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corroborate.model.facts import Claim, Name
from corroborate.net.discovery.term import TITLED, Term, most_said, stands_in
from corroborate.reference.body import load_bodies
from corroborate.reference.outlet import load_outlets
from corroborate.reference.place import load_places
from corroborate.text.names import PLACE, same_name
from corroborate.text.normalise import fold

SURNAME_LETTERS = 4
"""A shorter one is often another word too, or another's: Li, Ray."""


def name_terms(claims: Sequence[Claim], title: str) -> tuple[Term, ...]:
    """Names that are one as one term, by the fullest form that the document has.

    An outlet is named as a source more often than as what a text is about: it counts where the
    title names it, or nothing else is named.
    """
    by_key: dict[str, list[tuple[int, Name]]] = {}
    for at, name in named_in(claims):
        by_key.setdefault(name.key, []).append((at, name))
    groups: list[list[tuple[int, Name]]] = []
    for same in by_key.values():
        group = next((each for each in groups if _is_one(each[0][1], same[0][1])), None)
        if group is None:
            groups.append(same)
        else:
            group.extend(same)
    terms = [_name_of(group, len(claims), title) for group in groups]
    about = [each for each in terms if each.said > TITLED or not _is_outlet(each)]
    return most_said(about or terms)


def named_in(claims: Sequence[Claim]) -> Iterator[tuple[int, Name]]:
    """The names of all assertions, with the place of the claim."""
    for at, claim in enumerate(claims):
        for assertion in claim.assertions:
            yield from ((at, name) for name in assertion.facts.names if _has_letters(name.text))


def _is_one(one: Name, other: Name) -> bool:
    """Whether two names are one to look for: a place in another is not, nor is what only ends like
    a body's name, AI of Scale AI."""
    if one.key == other.key:
        return True
    if one.key.startswith(PLACE) or not same_name(one.key, other.key):
        return False
    mine, theirs = one.text.split(), other.text.split()
    is_person = "person" in (one.kind, other.kind)
    return is_person or len(mine) == len(theirs) or fold(mine[0]) == fold(theirs[0])


def _name_of(group: Sequence[tuple[int, Name]], claims: int, title: str) -> Term:
    """The term of names that are one: as most claims have it, and as the tables do."""
    told = Counter(text for _, text in {(at, name.text) for at, name in group})
    usual = min(told, key=lambda text: (-told[text], -len(text), text))
    is_person = any(name.kind == "person" for _, name in group)
    full = _in_full(usual, told) if is_person else usual
    known = next(name for _, name in group if name.text == full)
    forms = dict.fromkeys((full, *_table_forms(known)))
    surname = full.split()[-1] if is_person else ""
    short = {surname} if len(surname) >= SURNAME_LETTERS else set()
    said = len({at for at, _ in group}) / claims
    in_title = any(stands_in(text, title) for text in told)
    return Term(
        "name",
        known.key,
        tuple(forms),
        said + TITLED * in_title,
        tuple(sorted((short | told.keys()) - forms.keys())),
    )


def _in_full(usual: str, told: Mapping[str, int]) -> str:
    """The name of a person with the given name, where the text has it: Sam Altman for Altman."""
    fuller = [text for text in told if text.split()[-1] == usual.split()[-1]]
    return max(fuller, key=lambda text: (len(text.split()), told[text], text))


def _is_outlet(term: Term) -> bool:
    return any(load_outlets().by_name(form) for form in term.forms)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _table_forms(name: Name) -> tuple[str, ...]:
    """The names that a place or body of the tables has in every language."""
    place = load_places().by_id.get(name.key.removeprefix(PLACE))
    if place is not None and name.key.startswith(PLACE):
        return place.names
    body = load_bodies().words.find(name.text)
    return next((each.names for each in load_bodies().all if each.id == body), ())
