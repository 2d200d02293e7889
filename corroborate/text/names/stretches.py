"""Names in a sentence: which words are one, and of what kind it is."""

import re
from collections.abc import Sequence

from corroborate.model.facts import Name, NameKind
from corroborate.model.text import Span
from corroborate.reference.grammar import Grammar
from corroborate.reference.place import load_places
from corroborate.text.capitals import is_inflected_noun, may_be_name, without_genitive
from corroborate.text.names.acronyms import find_acronyms
from corroborate.text.names.keys import PLACE, name_key
from corroborate.text.names.line import Line, begins_sentence, read_line
from corroborate.text.normalise import fold, folded_set, words_of

PARTICLES = 3
"""Small words that may stand together inside a name: van de la, bin al."""
VERSION_DIGITS = 3
"""Digits of a number that belongs to the name of a product: Llama 4, Boeing 737."""
NAMED: tuple[NameKind, ...] = ("person", "organisation", "place")
_APOSTROPHES = ("'", "’")
_POSSESSIVE = re.compile(r"['’]s?$")


def find_names(
    text: str, grammar: Grammar, seen: Sequence[tuple[Span, NameKind]] = ()
) -> tuple[Name, ...]:
    """The names of a text in order, their spans disjoint.

    A name is a run of capitalised words, or stands in a table; `seen` are the stretches that a
    syntax model takes for names: they give the kind, and decide for a single word that begins a
    sentence.
    """
    line = read_line(text, grammar, seen)
    found: list[Name] = []
    index = 0
    while index < len(line.words):
        end = _name_end(line, index)
        if end > index:
            found.append(_name(line, index, end))
        index = max(end, index + 1)
    small = folded_set(grammar.stopwords)
    return tuple(
        name
        for name in _with_long_forms(text, found)
        if name.key and (fold(name.text) not in small or _caps(name))
    )


def _with_long_forms(text: str, names: Sequence[Name]) -> Sequence[Name]:
    """The names, and in place of those inside it each long name that an acronym explains."""
    explained = find_acronyms(text)
    if not explained:
        return names
    taken = {at for each in explained for at in range(each.long.start, each.long.end)}
    kept = [name for name in names if taken.isdisjoint(range(name.span.start, name.span.end))]
    kept += [_long_name(text, each.long) for each in explained]
    return sorted(kept, key=lambda name: name.span)


def _caps(name: Name) -> bool:
    """Whether a name is a small word in capitals: WHO, US."""
    return name.text.isupper()


def _long_name(text: str, span: Span) -> Name:
    return Name(key=name_key(span.of(text)), text=span.of(text), kind="organisation", span=span)


def _name_end(line: Line, index: int) -> int:
    """The index behind the name that begins at a word, `index` itself where none does."""
    known = line.known(index)
    run = _run_end(line, index) if _begins_name(line, index) else index
    if known is None:
        return run
    kind, count = known
    told = count > 1 or kind == "body" or line.words[index][0].isupper()
    if told and index + count >= run and not _is_uncertain(line, index, count):
        return index + count
    return run


def _is_uncertain(line: Line, index: int, count: int) -> bool:
    """Whether one word that begins a sentence is a name of a place and a common word."""
    if count > 1 or not line.first[index] or line.seen[index] >= 0:
        return False
    place = load_places().by_id.get(load_places().find(line.words[index]) or "")
    return place is not None and place.common


def _begins_name(line: Line, index: int) -> bool:
    word = line.words[index]
    if line.title[index] or word[0].isdigit() or not any(map(str.isupper, word)):
        return False
    folded = fold(word)
    if folded in folded_set(line.grammar.honorifics):
        return _is_of_body(line, index) and _goes_on(line, index)
    if len(word) < 2:
        return _is_initial(line, index) or _is_prefix(line, index)
    if folded in folded_set(line.grammar.stopwords):
        return _follows_address(line, index) and _goes_on(line, index)
    return _tells_name(line, index)


def _tells_name(line: Line, index: int) -> bool:
    """Whether the capital of a word that can be a name is owed to its being one."""
    word = line.words[index]
    if not line.cased:
        return not line.is_common(index)
    before = "" if line.first[index] or not index else line.words[index - 1].lower()
    if load_places().find(word) is None and not may_be_name(word, before, line.grammar):
        return False
    seen = line.seen[index] >= 0 and not line.is_plain(index)
    if not line.first[index] or line.grammar.noun_dictionary or seen:
        return True
    in_caps = sum(map(str.isupper, word)) > 1
    place = load_places().by_id.get(load_places().find(word) or "")
    known = (place is not None and not place.common) or not line.is_common(index)
    return in_caps or known or (_goes_on(line, index) and not _is_before_place(line, index))


def _is_of_body(line: Line, index: int) -> bool:
    """Whether a form of address begins the name of a body: General Motors."""
    following = line.words[index + 1 : index + 2]
    nouns = folded_set(line.grammar.body_nouns)
    return line.is_seen_as(index, ("organisation",)) or any(
        fold(each) in nouns for each in following
    )


def _is_before_place(line: Line, index: int) -> bool:
    """Whether all that goes on behind a common word is a place: "Two Germans"."""
    known = line.known(index + 1)
    return (
        known is not None and known[0] == "place" and index + 1 + known[1] == _run_end(line, index)
    )


def _is_initial(line: Line, index: int) -> bool:
    """Whether a single capital is an initial before the rest of a name: "J.-P. Martin"."""
    return "." in line.joins[index] and _next(line, index) is not None


def _is_prefix(line: Line, index: int) -> bool:
    """Whether a single capital is the beginning of a name: O'Brien, N'Golo; not l'Équipe."""
    elided = fold(line.words[index]) in line.grammar.elisions
    return line.joins[index] in _APOSTROPHES and not elided and _goes_on(line, index)


def _follows_address(line: Line, index: int) -> bool:
    """Whether a small word with a capital stands behind a form of address: "Mme Le Pen"."""
    honorifics = folded_set(line.grammar.honorifics)
    return index > 0 and fold(line.words[index - 1]) in honorifics


def _goes_on(line: Line, index: int) -> bool:
    return _next(line, index) is not None


def _run_end(line: Line, index: int) -> int:
    while (following := _next(line, index)) is not None:
        index = following
    return index + 1


def _next(line: Line, index: int) -> int | None:
    """The index of the word that goes on with the name, particles skipped; None where it ends.

    Across a particle it does not go on into another name that the model saw begin there; across an
    elided one only inside what the model saw as one name.
    """
    elided = False
    for step in range(1, PARTICLES + 2):
        at = index + step
        join = line.joins[at - 1] if at < len(line.words) else ""
        if not join:
            return None
        word = line.words[at]
        if _continues(line, at, join):
            apart = _is_another(line, at) if step == 1 else line.begins_stretch(at)
            lost = elided and not (line.seen[at] >= 0 and line.seen[at] == line.seen[index])
            return None if apart or lost else at
        if step == 1 and word.isdigit() and len(word) <= VERSION_DIGITS:
            return at
        elided = fold(word) in line.grammar.elisions and word.islower()
        if not elided and (word not in line.grammar.name_particles or join != " "):
            return None
    return None


def _is_another(line: Line, at: int) -> bool:
    """Whether the model took a word for another kind of name than the one before it."""
    both = line.is_seen_as(at - 1, NAMED) and line.is_seen_as(at, NAMED)
    return both and line.kind_seen(at - 1) != line.kind_seen(at)


def _continues(line: Line, at: int, join: str) -> bool:
    """Whether a word with a capital goes on with the name before it."""
    word, grammar = line.words[at], line.grammar
    if not _has_capital(word, grammar) or line.title[at] or is_inflected_noun(word, grammar):
        return False
    folded = fold(word)
    if folded in folded_set(grammar.honorifics):
        return False
    if join in _APOSTROPHES and folded in grammar.clitics:
        return False
    initial = len(word) == 1 and "." in line.joins[at]
    if "." in join and folded in folded_set(grammar.stopwords) and not initial:
        return False
    return line.cased or not line.is_common(at)


def _has_capital(word: str, grammar: Grammar) -> bool:
    """Whether a word begins with a capital, a particle before it aside: al-Assad."""
    particle, _, rest = word.partition("-")
    return word[0].isupper() or (particle in grammar.name_particles and rest[:1].isupper())


def _name(line: Line, index: int, end: int) -> Name:
    span = Span(line.spans[index].start, line.spans[end - 1].end)
    text = without_genitive(_POSSESSIVE.sub("", span.of(line.text)), line.grammar)
    whole = Span(span.start, span.start + len(text))
    place = load_places().find(text)
    if place is not None and not _is_addressed(line, index):
        return Name(key=PLACE + place, text=text, kind="place", span=whole)
    return Name(key=name_key(text), text=text, kind=_kind(line, index, end), span=whole)


def _is_addressed(line: Line, index: int) -> bool:
    """Whether a form of address stands before a word: "Mr London"."""
    before = line.words[index - 1] if index else ""
    address = fold(before) in folded_set(line.grammar.honorifics) and not line.title[index - 1]
    return address and "." not in line.text[line.spans[index - 1].end + 1 : line.spans[index].start]


def _kind(line: Line, index: int, end: int) -> NameKind:
    """What the tables say of a name, else what the model saw in most of it."""
    if line.known(index) == ("body", end - index):
        return "organisation"
    if _is_addressed(line, index):
        return "person"
    kind = _kind_seen(line, index, end)
    nouns = folded_set(line.grammar.body_nouns)
    if kind in ("other", "person") and any(fold(word) in nouns for word in line.words[index:end]):
        return "organisation"
    if kind == "other" and index and line.title[index - 1] and line.joins[index - 1] == " ":
        return "person"
    return kind


def _kind_seen(line: Line, index: int, end: int) -> NameKind:
    """The kind that the model saw in most words of a name, of several the first."""
    seen = [line.stretches[number][1] for number in line.seen[index:end] if number >= 0]
    kinds: list[NameKind] = [kind for kind in seen if kind != "other"]
    return max(kinds, key=lambda kind: kinds.count(kind)) if kinds else "other"


def find_place_words(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """The adjectives that speak of a place and are no part of a name: the zurichois office."""
    places = load_places()
    found = []
    taken = {at for name in names for at in range(name.span.start, name.span.end)}
    for span, word in words_of(text):
        hit = places.words.longest((word,), 0)
        if hit is None or span.start in taken:
            continue
        place = hit[0]
        common = places.by_id[place].common and word[0].isupper() and begins_sentence(text, span)
        if not common:
            found.append(Name(key=PLACE + place, text=word, kind="place", span=span))
    return tuple(found)
