"""The words of one sentence as a tree, with the questions that cutting it asks."""

from collections.abc import Sequence
from functools import cached_property

from corroborate.model.facts import Token
from corroborate.model.text import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
AUXILIARIES = frozenset({"aux", "auxpass", "aux:tense", "aux:pass"})
VERBS = frozenset({"VERB", "AUX"})
LOOK_AHEAD = 4
"""Words among which a verb stands that comes next: "on Friday has", "n'a"."""
LONGEST_SUBJECT = 14
"""Words past which a subject is not repeated before another verb."""


class Tree:
    """Tokens of one sentence, heads as indexes into them, spans into `text`."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens

    @cached_property
    def children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                children[token.head].append(index)
        return children

    @cached_property
    def root(self) -> int:
        """The index of the first root."""
        return next((i for i, each in enumerate(self.tokens) if each.dep == "ROOT"), 0)

    def below(self, index: int) -> list[int]:
        """The indexes below `index` and itself, sorted; each once even where heads run in a
        circle."""
        seen, waiting = {index}, [index]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return sorted(seen)

    def child(self, index: int, deps: frozenset[str]) -> int | None:
        """The first child of a word with one of these relations to it."""
        return next((i for i in self.children[index] if self.tokens[i].dep in deps), None)

    def auxiliaries(self, verb: int) -> list[int]:
        return [i for i in self.children[verb] if self.tokens[i].dep in AUXILIARIES]

    def subject(self, verb: int) -> Span | None:
        """Where the subject of a verb stands, None where it has none before it that is short."""
        head = self.child(verb, SUBJECTS)
        if head is None or head > verb:
            return None
        words = [i for i in self.below(head) if i < verb]
        if not words or words[-1] - words[0] > LONGEST_SUBJECT:
            return None
        last = words[-1] if self.tokens[words[-1]].text != "," else words[-1] - 1
        return self.span(words[0], last)

    def span(self, first: int, last: int) -> Span:
        """From the beginning of one word to the end of another."""
        start = self.tokens[first].span.start
        return Span(start, max(start, self.tokens[last].span.end))

    def end_of_clause(self, index: int) -> int:
        """The last word before the next comma or other mark."""
        while index + 1 < len(self.tokens) and self.tokens[index + 1].pos != "PUNCT":
            index += 1
        return index

    def verb_follows(self, index: int, passed: Sequence[Span] = ()) -> bool:
        """Whether the verb comes next behind a word, before another name or noun; what `passed`
        holds (a date) may stand between."""
        for place in range(index + 1, min(index + 1 + LOOK_AHEAD, len(self.tokens))):
            token = self.tokens[place]
            if self.is_finite(place):
                return True
            free = any(token.span.overlaps(each) for each in passed)
            if token.pos in ("NOUN", "PROPN", "PUNCT") and not free:
                return False
        return False

    def is_finite(self, index: int) -> bool:
        token = self.tokens[index]
        return token.pos in VERBS and "VerbForm=Fin" in token.morph

    def says_something(self, span: Span) -> bool:
        """Whether a stretch holds a verb with a tense of its own."""
        return any(
            self.is_finite(i)
            for i, token in enumerate(self.tokens)
            if span.start <= token.span.start and token.span.end <= span.end
        )
