"""A speaker taken apart, and when two are one: two spellings of a person, a body and its voice."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corroborate.reference.attribution_words import Voices
from corroborate.text.names import body_keys, is_variant, name_key, same_name
from corroborate.text.normalise import fold

_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[,;()]")
_MINOR = 3
"""Letters up to which a word in lower case is an article or preposition, no affiliation."""
_STEM = 4
"""Letters that two forms of one adjective share: iranien, iraniennes."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, taken apart: names, affiliations of an organ of state, offices, all titles.

    `words` are the other words of somebody who has neither name nor office: "the keeper".
    """

    text: str
    names: tuple[str, ...]
    state: bool
    countries: frozenset[str]
    offices: frozenset[str]
    titles: frozenset[str]
    words: frozenset[str] = frozenset()

    @property
    def is_anyone(self) -> bool:
        """Whether it says nothing of who it is: "the company", "a spokesperson", "in a memo"."""
        return not (self.names or self.state or self.offices)


def same_speaker(one: Speaker, other: Speaker) -> bool:
    """Whether what both say is one party's statement: same name, or organs of one state."""
    if any(_one_name(mine, theirs) for mine in one.names for theirs in other.names):
        return True
    if one.state and other.state:
        return not (one.countries and other.countries) or _share(one.countries, other.countries)
    if one.names and other.names:
        return False
    if not one.words.isdisjoint(other.words):
        return True
    return not (one.state or other.state) and not one.offices.isdisjoint(other.offices)


def _one_name(mine: str, theirs: str) -> bool:
    if same_name(mine, theirs):
        return True
    short, long = sorted((mine, theirs), key=len)
    return " " not in short and len(short) >= _MINOR and sorted(short) == sorted(initials(long))


def initials(key: str) -> str:
    """The letters of an acronym: first letters, and all of a word that is one itself ("us")."""
    words = key.split()
    return "".join(word if len(word) < _MINOR else word[0] for word in words)


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(
        is_variant(mine, theirs)
        or (len(mine) >= _STEM <= len(theirs) and mine[:_STEM] == theirs[:_STEM])
        for mine in one
        for theirs in other
    )


@lru_cache(maxsize=1 << 14)
def parse(text: str, voices: Voices) -> Speaker:
    """Take a speaker apart: "Nordbank spokesman Karel Novak", "le ministère de la Santé"."""
    names: list[str] = []
    loose: list[str] = []
    offices: set[str] = set()
    for part in _PARTS.split(text):
        first = _WORD.search(part)
        if first is not None and first.group() in voices.relatives:
            break
        _read_part(part, voices, names, loose, offices)
    state = not offices.isdisjoint(voices.states)
    single = [name for name in names if " " not in name]
    kept = tuple(sorted({*names, *body_keys(text)}))
    countries = frozenset((*loose, *single)) if state else frozenset()
    plain = offices - voices.generic - voices.voices - voices.states - voices.documents
    plain -= voices.report_nouns
    words = frozenset() if kept or state or plain else frozenset(loose)
    return Speaker(text, kept, state, countries, frozenset(plain), frozenset(offices), words)


def _read_part(
    part: str, voices: Voices, names: list[str], loose: list[str], offices: set[str]
) -> None:
    """Sort the words of one stretch between commas into names, offices and other words."""
    run: list[str] = []
    past = False
    previous_end = -1
    for match in _WORD.finditer(part):
        word, lower = match.group(), match.group().lower()
        role = lower in (_titles(voices) if word[0].isupper() else _roles(voices))
        between = part[previous_end : match.start()] if previous_end >= 0 else " "
        previous_end = match.end()
        name = word[0].isupper() and not role and len(word) > 1 and lower not in voices.pronouns
        if run and not (name and between in (" ", "-", "'")):
            _close(run, names, past)
            past = past and not names
        if name and not (lower in voices.determiners and not run):
            run.append(fold(word))
        elif role:
            offices.add(lower)
        elif lower in voices.former:
            past = True
        elif len(word) > _MINOR and lower not in voices.generic:
            loose.append(fold(word))
        offices.update({lower} & voices.states)
    _close(run, names, past)


def _close(run: list[str], names: list[str], past: bool) -> None:
    if run and not past:
        names.append(name_key(" ".join(run)))
    run.clear()


def _titles(voices: Voices) -> frozenset[str]:
    """Roles even with a capital: "CEO Rosa Klein"; others are part of a name ("Red Crescent")."""
    return voices.voices | voices.states | voices.generic


def _roles(voices: Voices) -> frozenset[str]:
    return voices.voices | voices.states | voices.bodies | voices.generic | voices.documents
