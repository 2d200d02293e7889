"""What a sentence takes up from the one before: "he", "the company", "the trio"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corroborate.model.facts import Name, Reading, Token
from corroborate.model.text import Span
from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.names import PLACE, same_name
from corroborate.text.normalise import find_phrases

REACH = 3
"""Sentences that may lie between, if they name nobody of the kind."""
OPENING = 9
"""Words at most up to a pronoun that a sentence has for its subject: "In late June 2025 it"."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to stand in place of those at `span` of a sentence."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody named before; `size` of a group, 0 where any will do."""

    span: Span
    kind: str
    size: int = 1
    feminine: bool = False
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Who one sentence names, by kind, each as it may stand elsewhere; `others` may be bodies too.
    `subjects` are those of its verbs, `feminine` those that it introduces as women, `masculine` as
    men."""

    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    group: tuple[str, int] | None = None
    subjects: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()

    def of_kind(self, mention: Mention) -> tuple[str, ...]:
        """Those whom a mention can mean, none left out but for certain."""
        if mention.kind == "group":
            fits = self.group is not None and mention.size in (0, self.group[1])
            return (self.group[0],) if self.group is not None and fits else ()
        if mention.kind == "body":
            return (*self.bodies, *self.others) if self.bodies else ()
        other = self.masculine if mention.feminine else self.feminine
        return tuple(each for each in self.people if each not in other)


def antecedents(
    readings: Sequence[Reading], tokens: Sequence[Sequence[Token]], words: AssertionWords
) -> tuple[Edit | None, ...]:
    """For each sentence, whom its first words stand for, None where that is not decided.

    It is decided where the nearest sentence that names anybody of the kind names one.
    """
    edits: list[Edit | None] = []
    seen: list[Named] = []
    for reading, words_of_it in zip(readings, tokens, strict=True):
        mention = find_mention(reading.text, words_of_it, words)
        if mention and _names_another(reading, mention):
            mention = None
        meant = _meant(mention, seen[-REACH:]) if mention else None
        edits.append(_edit(reading.text, mention, meant) if mention and meant else None)
        found = _named(reading, words_of_it, mention, meant)
        seen.append(replace(found, group=found.group or _group(reading, words)))
    return tuple(edits)


def _names_another(reading: Reading, mention: Mention) -> bool:
    """Whether somebody of the kind is named before the words in their own sentence."""
    before = [n for n in reading.facts.names if n.span.end <= mention.span.start]
    return any(not name.key.startswith(PLACE) for name in before)


def _edit(text: str, mention: Mention, meant: str) -> Edit:
    """The names in place of the words; behind them in brackets where the verb goes with these."""
    if mention.kind == "group" and not mention.pronoun:
        return Edit(mention.span, f"{mention.span.of(text)} ({meant})")
    return Edit(mention.span, meant)


def find_mention(text: str, tokens: Sequence[Token], words: AssertionWords) -> Mention | None:
    """The words at the beginning of a sentence that stand for somebody named before."""
    for phrase, size in words.groups:
        span = _opening(text, phrase)
        if span:
            return Mention(span, "group", int(size), phrase in words.feminine)
    for phrases, kind in ((words.organisation_nouns, "body"), (words.person_nouns, "person")):
        for phrase in phrases:
            span = _opening(text, phrase)
            if span:
                return Mention(span, kind, feminine=phrase in words.feminine)
    return _pronoun(tokens, words)


def _opening(text: str, phrase: str) -> Span | None:
    found = find_phrases(text[: len(phrase) + 2], (phrase,))
    span = found[0][0] if found and found[0][0].start == 0 else None
    possessive = span and text[span.end : span.end + 2] in ("'s", "’s")
    inner = span and text[span.end : span.end + 1].isalpha()
    return None if possessive or inner else span


def _pronoun(tokens: Sequence[Token], words: AssertionWords) -> Mention | None:
    """A pronoun that is the subject of the first verb; not the one of "it rains", "il faut"."""
    place = _first_subject(tokens)
    if place is None or place + 1 >= len(tokens):
        return None
    first = tokens[place]
    folded = first.text.lower()
    feminine = folded in words.feminine
    if folded in words.group_pronouns:
        return Mention(first.span, "group", 0, feminine, pronoun=True)
    if folded in words.person_pronouns:
        return Mention(first.span, "person", 1, feminine, pronoun=True)
    copula = tokens[place + 1].text.lower() in words.copulas
    if folded in words.thing_pronouns and not copula:
        return Mention(first.span, "body", pronoun=True)
    return None


def _first_subject(tokens: Sequence[Token]) -> int | None:
    """The subject with which a sentence begins, or before which it only says when or where."""
    for place, token in enumerate(tokens[:OPENING]):
        if token.dep in SUBJECTS:
            return place if place == 0 or tokens[token.head].dep == "ROOT" else None
        if token.pos in ("VERB", "AUX", "PROPN") and not token.text.istitle():
            return None
    return None


def _meant(mention: Mention, seen: Sequence[Named]) -> str | None:
    for named in reversed(seen):
        found = named.of_kind(mention)
        if len(found) == 1:
            certain = not mention.pronoun or mention.kind == "group" or found[0] in named.subjects
            return found[0] if certain else None
        if found:
            return None
    return None


def _named(
    reading: Reading, tokens: Sequence[Token], mention: Mention | None, meant: str | None
) -> Named:
    credited = [each.span for each in reading.attributions if each.outlet]
    names = [
        name
        for name in reading.facts.names
        if not name.key.startswith(PLACE) and not any(name.span.overlaps(span) for span in credited)
    ]
    people = _distinct(name for name in names if name.kind == "person")
    bodies = _distinct(name for name in names if name.kind == "organisation")
    others = _distinct(name for name in names if _may_be_body(name))
    subjects = {each for each in (*people, *bodies) if _is_subject(each, reading, tokens)}
    taken_up = (meant,) if mention and meant else ()
    if mention and meant and mention.kind == "body":
        bodies = tuple(dict.fromkeys((*taken_up, *bodies)))
    elif mention and meant and mention.kind == "person":
        people = tuple(dict.fromkeys((*taken_up, *people)))
    genders = {each: _gender(each, reading, tokens) for each in people}
    return Named(
        people=people,
        bodies=bodies,
        others=others,
        group=_taken_up_group(mention, meant),
        subjects=frozenset((*subjects, *taken_up)),
        feminine=frozenset(each for each, gender in genders.items() if gender == "Fem"),
        masculine=frozenset(each for each, gender in genders.items() if gender == "Masc"),
    )


def _may_be_body(name: Name) -> bool:
    """Whether a name may be a body's all the same: a single word is often taken for a person."""
    return name.kind in ("place", "other") or (name.kind == "person" and " " not in name.text)


def _taken_up_group(mention: Mention | None, meant: str | None) -> tuple[str, int] | None:
    if mention and meant and mention.kind == "group":
        return meant, mention.size
    return None


def _distinct(names: Iterable[Name]) -> tuple[str, ...]:
    """The names as written, each person or body once, by its longest form."""
    kept: list[Name] = []
    for name in names:
        twin = next((each for each in kept if same_name(each.key, name.key)), None)
        if twin is None:
            kept.append(name)
        elif len(name.text) > len(twin.text):
            kept[kept.index(twin)] = name
    return tuple(name.text for name in kept)


def _is_subject(name: str, reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether the name stands in a subject, or is who is said to speak."""
    places = [each.span for each in reading.facts.names if each.text == name]
    spoken = [each.span for each in reading.attributions if name in each.speaker]
    if spoken:
        return True
    return any(
        any(span.overlaps(tokens[i].span) for span in places) and _governed(i, tokens)
        for i in range(len(tokens))
    )


def _governed(index: int, tokens: Sequence[Token]) -> bool:
    """Whether a word is a subject of a main verb, or part of the name or title that is one."""
    for _ in range(4):
        token = tokens[index]
        if token.dep in SUBJECTS:
            return tokens[token.head].dep == "ROOT"
        if token.dep not in ("flat:name", "appos", "compound", "nmod", "flat") or (
            token.head == index
        ):
            return False
        index = token.head
    return False


def _gender(name: str, reading: Reading, tokens: Sequence[Token]) -> str | None:
    """The gender of the noun that introduces a name: "une porte-parole d'OpenAI, Kayla Wood"."""
    span = next((each.span for each in reading.facts.names if each.text == name), None)
    for index, token in enumerate(tokens):
        if span is None or not span.overlaps(token.span) or token.head == index:
            continue
        noun = tokens[token.head]
        if noun.pos != "NOUN" or token.dep not in ("appos", "nmod", "flat:name"):
            continue
        dets = [each for each in tokens if each.dep == "det" and tokens[each.head] is noun]
        for each in (*dets, noun):
            for gender in ("Fem", "Masc"):
                if f"Gender={gender}" in each.morph:
                    return gender
    return None


def _group(reading: Reading, words: AssertionWords) -> tuple[str, int] | None:
    """The one list of people in a sentence, as written, where nobody else is named in it."""
    people = [name for name in reading.facts.names if name.kind == "person"]
    if len(people) < 2:
        return None
    for one, other in pairwise(people):
        if not is_joint(reading.text[one.span.end : other.span.start], words):
            return None
    return reading.text[people[0].span.start : people[-1].span.end], len(people)


def is_joint(between: str, words: AssertionWords) -> bool:
    """Whether what stands between two names makes them members of one list: a comma, "and"."""
    left = between.replace(",", " ").split()
    return between.strip() != "" and (not left or (len(left) == 1 and left[0] in words.joints))
