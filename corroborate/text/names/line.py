"""The words of a sentence as a search for names sees them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma

from corroborate.model.facts import NameKind
from corroborate.model.text import Span
from corroborate.reference.body import load_bodies
from corroborate.reference.gazetteer import Gazetteer
from corroborate.reference.grammar import Grammar
from corroborate.reference.office import office_phrases
from corroborate.reference.place import load_places
from corroborate.text.normalise import fold, folded_set, words_of

JOIN = re.compile(r"[ \u00a0\u202f]|[-–]|['’]|\.-|\. ?")
"""What may stand between two words of a name; a full stop after an initial only."""
INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
"""An initial, or several with full stops between them."""
SHOUTED = 0.7
"""Share of the words of a text in capitals from which a capital tells no name."""
ENOUGH = 5
"""Words with a meaning of their own from which it can be told that all begin with a capital."""
LONGEST_OFFICE = 10
"""Words of the longest office: président du conseil d'administration."""
CAPITAL_BEFORE = " \u00a0\u202f\"'“„‘‚«([–—-"
"""What may stand between the end of a sentence and the first word of the next."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence, word by word; each tuple has one value a word.

    `joins` is what stands between a word and the next where a name can go on, "" where it cannot;
    `first` says that it begins a sentence, `title` that it tells an office or how somebody is
    addressed; `seen` is the number of the stretch that a syntax model takes for a name, -1 for
    none, and `stretches` are those with their kinds. `cased` says that capitals tell names here.
    """

    text: str
    grammar: Grammar
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    joins: tuple[str, ...]
    first: tuple[bool, ...]
    title: tuple[bool, ...]
    seen: tuple[int, ...]
    stretches: tuple[tuple[Span, NameKind], ...]
    cased: bool

    def is_seen_as(self, index: int, kinds: Sequence[NameKind]) -> bool:
        """Whether the model takes the word for part of a name of one of these kinds."""
        return self.seen[index] >= 0 and self.stretches[self.seen[index]][1] in kinds

    def kind_seen(self, index: int) -> NameKind:
        """The kind of the stretch that a word is in."""
        return self.stretches[self.seen[index]][1]

    def begins_stretch(self, index: int) -> bool:
        """Whether the model saw a name begin at a word."""
        return self.seen[index] >= 0 and self.seen[index] != self.seen[index - 1]

    def known(self, index: int) -> tuple[str, int] | None:
        """The place or body whose name begins at a word: its kind, and how many words it has."""
        found = _known_names().longest(self.words, index)
        if found is None or not self._hangs(index, found[1]):
            return None
        return None if not self.cased and self._is_small(index) else found

    def _hangs(self, index: int, count: int) -> bool:
        return all(self.joins[index : index + count - 1])

    def _is_small(self, index: int) -> bool:
        """Whether a shouted word is one of the small words of the language: WHO, US, UN."""
        return fold(self.words[index]) in folded_set(self.grammar.stopwords)

    def is_common(self, index: int) -> bool:
        """Whether the word stands in a dictionary and no model takes it for part of a name."""
        if self.is_seen_as(index, ("person", "organisation", "place")):
            return False
        return is_word(self.words[index], self.grammar.dictionaries)

    def is_plain(self, index: int) -> bool:
        """Whether the word is by itself a form of a common word, "Landslides", that the model takes
        for a name of no kind it knows."""
        alone = self.seen[index] not in self.seen[index + 1 : index + 2]
        return alone and self.is_common(index) and is_form(self.words[index], self.grammar)


@cache
def _known_names() -> Gazetteer:
    """What is a place's name or adjective, what a body's name."""
    places, bodies = load_places().by_id.values(), load_bodies().all
    return Gazetteer(
        [
            *((form, "place") for each in places for form in (*each.names, *each.adjectives)),
            *((form, "body") for each in bodies for form in each.names),
        ]
    )


def read_line(text: str, grammar: Grammar, seen: Sequence[tuple[Span, NameKind]]) -> Line:
    """Cut a sentence into words and tell of each what a search for names asks."""
    found = words_of(text)
    spans = tuple(span for span, _ in found)
    words = tuple(word for _, word in found)
    stretches = tuple(sorted(seen))
    joins = tuple(_joins(text, spans, words))
    return Line(
        text=text,
        grammar=grammar,
        spans=spans,
        words=words,
        joins=joins,
        first=tuple(begins_sentence(text, span) for span in spans),
        title=_titles(words, joins, grammar),
        seen=tuple(_seen(spans, stretches)),
        stretches=stretches,
        cased=_is_cased(words, grammar),
    )


def _joins(text: str, spans: Sequence[Span], words: Sequence[str]) -> Iterator[str]:
    for index, span in enumerate(spans):
        after = spans[index + 1].start if index + 1 < len(spans) else span.end
        gap = text[span.end : after]
        stop = "." in gap and not INITIAL.fullmatch(words[index])
        yield gap if JOIN.fullmatch(gap) and not stop else ""


def begins_sentence(text: str, span: Span) -> bool:
    """Whether a word is the first of a sentence, quotes and dashes aside."""
    at = span.start
    while at and text[at - 1] in CAPITAL_BEFORE and span.start - at < len(CAPITAL_BEFORE):
        at -= 1
    return not at or text[at - 1] in ".!?…:\n"


def _titles(words: Sequence[str], joins: Sequence[str], grammar: Grammar) -> tuple[bool, ...]:
    """Which words are no part of a name because they say what somebody is."""
    offices, titles = office_phrases(grammar), [False] * len(words)
    for index in range(len(words)):
        word = words[index]
        parts = _parts(word) if "-" in word else (word,)
        count = max([_office_words(words, part, index, offices) for part in parts])
        if count > 1 or (count and _is_title(words, joins, index, grammar)):
            titles[index : index + count] = [True] * count
    return tuple(titles)


def _parts(word: str) -> tuple[str, ...]:
    """A word, and what stands before and behind its hyphens: "ex-ministre", "President-elect"."""
    return (word, word.partition("-")[0], word.rpartition("-")[2])


def _office_words(words: Sequence[str], first: str, index: int, offices: Gazetteer) -> int:
    """How many words tell an office that begins at a word, `first` in its place; 0 for none."""
    if first is words[index]:
        hit = offices.longest(words, index)
    else:
        hit = offices.longest([first, *words[index + 1 : index + LONGEST_OFFICE]], 0)
    return hit[1] if hit else 0


def _is_title(words: Sequence[str], joins: Sequence[str], index: int, grammar: Grammar) -> bool:
    """Whether one word that can tell an office does so with a capital, too.

    It does behind an article and before a person's name: Judge Ames, not General Motors; King alone
    is a firm.
    """
    word = words[index]
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return True
    if (
        index
        and words[index - 1].islower()
        and fold(words[index - 1]) in folded_set(grammar.named_as)
    ):
        return True
    following = _capitals_behind(words, joins, index)
    if any(fold(each) in folded_set(grammar.body_nouns) for each in following):
        return False
    rare = bool(following) and not is_word(following[0], grammar.dictionaries)
    return rare or len(following) > 1


def _capitals_behind(words: Sequence[str], joins: Sequence[str], index: int) -> Sequence[str]:
    """The one or two words with a capital right behind a word, nothing but a space between."""
    found: list[str] = []
    for at in range(index + 1, min(index + 3, len(words))):
        if joins[at - 1] != " " or not words[at][0].isupper():
            break
        found.append(words[at])
    return found


def _seen(spans: Sequence[Span], stretches: Sequence[tuple[Span, NameKind]]) -> Iterator[int]:
    """For each word the stretch that it overlaps; both in order, so that it takes one pass."""
    number = 0
    for span in spans:
        while number < len(stretches) and stretches[number][0].end <= span.start:
            number += 1
        here = number < len(stretches) and stretches[number][0].overlaps(span)
        yield number if here else -1


def _is_cased(words: Sequence[str], grammar: Grammar) -> bool:
    """Whether capitals tell names: not where every word has one, as in a headline."""
    small = folded_set(grammar.stopwords)
    full = [word for word in words if word[0].isalpha() and fold(word) not in small]
    if len(full) < ENOUGH:
        return True
    if sum(word.isupper() for word in full) > SHOUTED * len(full):
        return False
    return bool(grammar.noun_dictionary) or not all(word[0].isupper() for word in full)


@lru_cache(maxsize=1 << 15)
def is_word(word: str, dictionaries: tuple[str, ...]) -> bool:
    """Whether a word, in lower case, stands in one of these dictionaries."""
    return any(simplemma.is_known(word.lower(), lang=code) for code in dictionaries)


def is_form(word: str, grammar: Grammar) -> bool:
    """Whether a word is a form of another by the dictionary of each language it stands in."""
    small = word.lower()
    known = [code for code in grammar.dictionaries if simplemma.is_known(small, lang=code)]
    return bool(known) and all(simplemma.lemmatize(small, lang=code) != small for code in known)
