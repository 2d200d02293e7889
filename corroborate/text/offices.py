"""Which office a sentence tells of a person: "Northquay's former finance director, Peter Lund"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corroborate.model.facts import Name
from corroborate.model.text import Span
from corroborate.reference.grammar import Grammar
from corroborate.reference.language import load_language
from corroborate.reference.office import TOGETHER, office_phrases
from corroborate.reference.place import load_places
from corroborate.text.normalise import find_phrases, fold, folded_set, words_of
from corroborate.text.reading import lemma

When = Literal["now", "former", "coming"]

REACH = 90
"""Characters between a name and an office that is told of it: a clause in apposition."""
MODIFIED = 4
"""Words before an office among which stands what says that it is a former one or a deputy's."""
EPITHETS = 2
"""Other words that may stand before an office in apposition: the embattled chief executive."""
COMPLEMENT = 3
"""Words with a meaning of their own in what an office is of: the small town of."""
LONGEST = 10
"""Words of the longest office: président du conseil d'administration."""
PEOPLE = ("person", "other")
"""Kinds of names that hold an office; a model often does not tell whose a surname is."""
BODY_REACH = 4
"""Words behind an office among which stands the body it is held in: of the bank of Leeds."""
_STOP = re.compile(r"[.;:!?\n«»“”\")]")
_STOP_OR_COMMA = re.compile(r"[,.;:!?()\n«»“”\"]")
_APPOSED = re.compile(r"\s*[,(–—-]\s*(?:(?:[^\W\d]+ )?\d{1,3}\b[^,]{0,12},\s*)?")
"""How a name goes on to what its bearer is, an age between: "Peter Lund, 52, the"."""
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Office:
    """An office told of somebody.

    `roles` are those that the words may mean, by their names in the tables; `bodies` the keys of
    the names beside it, of which it may be an office; `text` the words.
    """

    roles: frozenset[str]
    deputy: bool
    time: When
    bodies: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Told:
    """An office at a place of a text, whosoever holds it."""

    span: Span
    office: Office


def offices_of(text: str, name: Name, names: Sequence[Name], language: str) -> tuple[Office, ...]:
    """The offices that a sentence tells of one of its `names`, in order; `language` is its code.

    An office stands before the name, or behind it in apposition or as what somebody is or is named.
    One that stands before a name is of nobody else.
    """
    between = _Between(text, tuple(names), language)
    told = _told(text, tuple(names), language)
    found = []
    for group in _groups(text, told, language):
        heads = [
            each for each in names if each.kind in PEOPLE and between.leads(group[-1].span, each)
        ]
        if name in heads or (not heads and between.follows(group[0].span, name)):
            found += [_held_by(name, each.office) for each in group]
    return tuple(found)


def _held_by(name: Name, office: Office) -> Office:
    """The office without its bearer among the names that it may be an office of."""
    return replace(office, bodies=tuple(key for key in office.bodies if key != name.key))


def _is_full(name: Name) -> bool:
    """Whether it is surely a person: of one word alone models often tell so of a firm."""
    return name.kind == "person" and " " in name.text


def _groups(text: str, told: Sequence[_Told], language: str) -> Sequence[Sequence[_Told]]:
    """The offices, those together that a conjunction joins: "chairman and chief executive"."""
    joins = load_language(language).attribution.joins
    groups: list[list[_Told]] = []
    for each in told:
        between = text[groups[-1][-1].span.end : each.span.start] if groups else ""
        if between.strip() in joins and between:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


@dataclass(frozen=True, slots=True)
class _Between:
    """What stands between a name and an office of one sentence."""

    text: str
    names: tuple[Name, ...]
    language: str

    @property
    def grammar(self) -> Grammar:
        return load_language(self.language).grammar

    def leads(self, office: Span, name: Name) -> bool:
        """Whether an office stands before a name as its bearer's: "the mayor of Brest, Ann Roe".

        Not where a small word leads to the name: "a lawyer for Peter Lund".
        """
        span = Span(office.end, max(office.end, name.span.start))
        if name.span.start < office.end or not self._is_near(span):
            return False
        head, comma, tail = span.of(self.text).rpartition(",")
        if comma:
            of = Span(span.start, span.start + len(head))
            return self._are_addresses(tail) and self._is_complement(of)
        words = self._words(span, self._without_modifiers(span.of(self.text)))
        last = words[-1] if words else None
        return (last is None or self._is_address(last)) and all(map(self._is_small, words))

    def follows(self, office: Span, name: Name) -> bool:
        """Whether an office stands behind a name as its bearer's: "Ann Roe, the former mayor", "Ann
        Roe was elected mayor"."""
        span = Span(name.span.end, max(name.span.end, office.start))
        if office.start < name.span.end or not self._is_near(span) or self._is_owner(name):
            return False
        opening = _APPOSED.match(self.text, span.start, span.end)
        rest = Span(opening.end(), span.end) if opening else span
        if "," in rest.of(self.text):
            return False
        return self._introduces(rest, EPITHETS if opening else 0)

    def _is_owner(self, name: Name) -> bool:
        """Whether what follows a name belongs to its bearer: "Peter Lund's spokesman"."""
        behind = self.text[name.span.end : name.span.end + 3]
        return any(fold(behind).startswith(f"'{clitic} ") for clitic in self.grammar.clitics)

    def _is_near(self, span: Span) -> bool:
        """Whether neither an end of sentence nor a person stands in a short stretch."""
        if span.end - span.start > REACH or self._ends_in(span):
            return False
        return not any(_is_full(each) and each.span.overlaps(span) for each in self.names)

    def _ends_in(self, span: Span) -> bool:
        """Whether a sentence or a quotation ends in a stretch; not at the full stop of "M."."""
        for stop in _STOP.finditer(self.text, span.start, span.end):
            before = words_of(self.text[span.start : stop.start()])
            if stop.group() != "." or not before or not self._is_address(before[-1][1]):
                return True
        return False

    def _introduces(self, span: Span, epithets: int) -> bool:
        """Whether a stretch holds only words that lead to an office, and so many others."""
        blanked = self._without_modifiers(span.of(self.text))
        leading = folded_set(self.grammar.named_as + self.grammar.clitics)
        other, first = 0, True
        for here, word in words_of(blanked):
            named = any(each.span.overlaps(here.shifted(span.start)) for each in self.names)
            if not (named or fold(word) in leading or word.isdigit()):
                if (
                    first
                    or fold(word) in folded_set(self.grammar.stopwords)
                    or _is_verb(word, self.language)
                ):
                    return False
                other += 1
            first = False
        return other <= epithets

    def _without_modifiers(self, text: str) -> str:
        """The text with what says former, acting or deputy blanked, place for place."""
        modifiers = (
            self.grammar.former + self.grammar.acting + self.grammar.coming + self.grammar.deputies
        )
        for span, _ in find_phrases(text.replace("-", " "), modifiers):
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
        return text

    def _is_complement(self, span: Span) -> bool:
        """Whether a stretch says what an office is of: "of the small town of"; no verb in it."""
        words = self._words(span, span.of(self.text))
        full = [word for word in words if word is not None and not self._is_small(word)]
        if words and words[0] in full:
            return False
        return len(full) <= COMPLEMENT and not any(_is_verb(word, self.language) for word in full)

    def _words(self, span: Span, text: str) -> list[str | None]:
        """The words of a text at a stretch, None for one of a name or an adjective of a place."""
        places = load_places()
        return [
            None
            if any(each.span.overlaps(here.shifted(span.start)) for each in self.names)
            or places.find(word)
            else word
            for here, word in words_of(text)
        ]

    def _is_small(self, word: str | None) -> bool:
        if word is None:
            return True
        small = self.grammar.stopwords + self.grammar.clitics + self.grammar.honorifics
        return fold(word) in folded_set(small + self.grammar.acting + self.grammar.deputies)

    def _is_address(self, word: str) -> bool:
        return fold(word) in folded_set(self.grammar.honorifics + self.grammar.deputies)

    def _are_addresses(self, text: str) -> bool:
        return all(self._is_address(word) for _, word in words_of(text))


def _is_verb(word: str, language: str) -> bool:
    """Whether a word can tell a predicate: then the office is somebody else's."""
    return lemma(word, language) in _predicates(language)


@lru_cache(maxsize=16)
def _predicates(language: str) -> frozenset[str]:
    frames = load_language(language).grammar.frames
    return frozenset(fold(word) for words in frames.values() for word in words)


@lru_cache(maxsize=1 << 10)
def _told(text: str, names: tuple[Name, ...], language: str) -> tuple[_Told, ...]:
    """All offices that a text tells, in order."""
    grammar = load_language(language).grammar
    words = _words(text, grammar)
    found: list[_Told] = []
    index = 0
    while index < len(words):
        hit, end = _office_at(words, index, grammar)
        span = Span(words[index][0].start, words[end - 1][0].end)
        if hit and not any(each.span.overlaps(span) and " " in each.text for each in names):
            found.append(_Told(span, _office(text, span, hit, names, grammar)))
        index = end
    return tuple(found)


def _office_at(words: Sequence[tuple[Span, str]], index: int, grammar: Grammar) -> tuple[str, int]:
    """The office that begins at a word and the index behind it; "" and the next where none does.

    An adjective of a place may stand in it: "ministre ukrainien de la Défense".
    """
    texts = [word for _, word in words[index : index + LONGEST]]
    phrases = office_phrases(grammar)
    hit = phrases.longest(texts, 0)
    if len(texts) > 1 and texts[1].islower() and load_places().find(texts[1]):
        over = phrases.longest([texts[0], *texts[2:]], 0)
        if over and over[1] > (hit[1] if hit else 1):
            return over[0], index + over[1] + 1
    return (hit[0], index + hit[1]) if hit else ("", index + 1)


def _words(text: str, grammar: Grammar) -> list[tuple[Span, str]]:
    """The words, one with a hyphen in its parts where it tells no office itself: ex-patron."""
    found: list[tuple[Span, str]] = []
    whole = words_of(text)
    for index, (span, word) in enumerate(whole):
        texts = [each for _, each in whole[index : index + LONGEST]]
        if "-" not in word or office_phrases(grammar).longest(texts, 0):
            found.append((span, word))
        else:
            found += [(each.shifted(span.start), part) for each, part in _parts(word)]
    return found


def _parts(word: str) -> list[tuple[Span, str]]:
    return [(Span(*match.span()), match.group()) for match in _PART.finditer(word)]


def _office(text: str, span: Span, hit: str, names: Sequence[Name], grammar: Grammar) -> Office:
    before, after = _beside(text, span)
    deputies = [each for _, each in find_phrases(before + " | " + after, grammar.deputies)]
    time: When = "now"
    if find_phrases(before, grammar.former):
        time = "former"
    elif find_phrases(before + " | " + after, grammar.coming):
        time = "coming"
    return Office(
        roles=frozenset(hit.split(TOGETHER)),
        deputy=bool(deputies),
        time=time,
        bodies=_bodies(text, span, names),
        text=f"{span.of(text)} ({deputies[0]})" if deputies else span.of(text),
    )


def _beside(text: str, span: Span) -> tuple[str, str]:
    """The few words before an office that belong to it, and the one behind it."""
    head = _STOP_OR_COMMA.split(text[max(0, span.start - REACH) : span.start])[-1]
    before = words_of(head)[-MODIFIED:]
    tail = _STOP_OR_COMMA.split(text[span.end : span.end + REACH])[0]
    after = words_of(tail)[:2]
    return (
        head[before[0][0].start :].replace("-", " ") if before else "",
        tail[: after[-1][0].end].replace("-", " ") if after else "",
    )


def _bodies(text: str, span: Span, names: Sequence[Name]) -> tuple[str, ...]:
    """The keys of the names right before an office or a few words behind it."""
    found = []
    for name in names:
        if _is_full(name):
            continue
        first, last = min(name.span.end, span.end), max(name.span.start, span.start)
        between = text[first:last]
        reach = BODY_REACH if name.span.start > span.start else 1
        if not _STOP_OR_COMMA.search(between) and len(words_of(between)) <= reach:
            found.append(name.key)
    return tuple(found)
