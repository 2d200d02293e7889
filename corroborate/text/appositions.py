"""What a sentence says of a name between two commas: "the maker of tyres", "based in Oslo"."""

from collections.abc import Iterable
from dataclasses import dataclass

from corroborate.model.facts import Name
from corroborate.model.text import Span
from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.names import PLACE
from corroborate.text.pieces import Aside, Marked, Piece
from corroborate.text.syntax_tree import VERBS, Tree

LONGEST = 20
"""Words past which what stands between two commas is no apposition."""
TITLES = frozenset({"DET", "NOUN", "ADJ", "PROPN", "NUM"})
"""Kinds of words of which a subject may consist up to the name that it ends in."""
OPENING = TITLES - {"NUM"}
"""Kinds of words with which an apposition may begin: an age stays with its name."""
TELLING = frozenset({"NUM", "PROPN"})


@dataclass(frozen=True, slots=True)
class Between:
    """The words `first` to `last` after a name and the comma before them; `closing` is the comma
    behind them, None where the sentence ends there. Where they are `inside` they part a subject
    from its verb."""

    name: Name
    comma: int
    last: int
    closing: int | None
    inside: bool

    @property
    def first(self) -> int:
        return self.comma + 1

    @property
    def words(self) -> range:
        return range(self.first, self.last + 1)


def find_appositions(tree: Tree, words: AssertionWords, marked: Marked) -> Iterable[Aside]:
    """What is said of a name beside the matter, each as a sentence of its own.

    Only of people and bodies: of a place a map tells it.
    """
    for between in _between_commas(tree, marked):
        if _is_other(between, tree, marked):
            continue
        verb = _of_state(between, tree, words) or _of_noun(between, tree, words)
        if verb:
            said = tree.span(between.first, between.last)
            name = between.name.span
            piece = Piece((name, f" {verb} ", said), Span(name.start, said.end), background=True)
            yield Aside(piece, (_hole(between, tree),))


def _between_commas(tree: Tree, marked: Marked) -> Iterable[Between]:
    """Every stretch behind a name and a comma, up to the next comma or the end."""
    ends = {name.span.end: name for name in marked.names if not name.key.startswith(PLACE)}
    commas = [i for i in marked.within(tree) if tree.tokens[i].text == ","]
    for number, comma in enumerate(commas):
        name = ends.get(tree.tokens[comma].span.start)
        if name is None:
            continue
        closing = commas[number + 1] if number + 1 < len(commas) else None
        last = (closing if closing is not None else marked.last(tree) + 1) - 1
        if 0 <= last - comma - 1 < LONGEST:
            inside = (
                closing is not None
                and _opens_clause(comma, tree)
                and tree.verb_follows(closing, marked.dates)
            )
            yield Between(name, comma, last, closing, inside)


def _opens_clause(comma: int, tree: Tree) -> bool:
    """Whether only words of a title stand before a name, up to where its clause begins."""
    for index in range(comma - 1, -1, -1):
        token = tree.tokens[index]
        if token.pos not in TITLES and token.text not in ("-", "–", "’", "'"):
            return token.pos in ("PUNCT", "SCONJ", "CCONJ")
    return True


def _hole(between: Between, tree: Tree) -> Span:
    """What the sentence can do without: the words with both commas, or with the first where the
    name is of what opens the sentence ("At the firm, ..., 200 jobs will go")."""
    start = tree.tokens[between.comma].span.start
    if between.closing is None:
        return Span(start, tree.tokens[between.last].span.end)
    closing = tree.tokens[between.closing].span
    opens = not tree.says_something(Span(0, start)) and not between.inside
    return Span(start, closing.start if opens else closing.end)


def _is_other(between: Between, tree: Tree, marked: Marked) -> bool:
    """Whether the words say something else: a date, a member of a list, a clause, or what only the
    rest explains ("his widow")."""
    opening = tree.tokens[between.first].span
    dated = any(each.start <= opening.start < each.end for each in marked.dates)
    return dated or _is_list(between, tree, marked) or any(_leans(i, tree) for i in between.words)


def _is_list(between: Between, tree: Tree, marked: Marked) -> bool:
    """Whether the words are a member of a list, hold one of names, or go on in a clause."""
    if between.closing is not None and between.closing + 1 < len(tree.tokens):
        follows = tree.tokens[between.closing + 1]
        if follows.pos == "CCONJ" or "PronType=Rel" in follows.morph:
            return True
    starts = {name.span.start for name in marked.names}
    if tree.tokens[between.first].span.start in starts:
        return True
    return any(
        tree.tokens[i].pos == "CCONJ" and tree.tokens[i + 1].span.start in starts
        for i in range(between.first, between.last)
    )


def _leans(index: int, tree: Tree) -> bool:
    """Whether a word is a verb with a tense, or one that only the rest explains: "his widow"."""
    token = tree.tokens[index]
    pronoun = token.pos == "PRON" and token.text[:1].islower()
    verbal = token.pos == "AUX" or (token.pos in VERBS and "VerbForm=Ger" in token.morph)
    return tree.is_finite(index) or pronoun or verbal or "Poss=Yes" in token.morph


def _of_state(between: Between, tree: Tree, words: AssertionWords) -> str | None:
    """The form of "to be" for a place or a participle that tells something: "based in Oslo"."""
    opening = tree.tokens[between.first]
    participle = "VerbForm=Part" in opening.morph.split("|")
    present = "Tense=Pres" in opening.morph or "Aspect=Prog" in opening.morph
    if opening.text.lower() not in words.stations and (not participle or present):
        return None
    if not between.inside or all(tree.tokens[i].pos not in TELLING for i in between.words):
        return None
    if any(tree.tokens[i].text.lower() in words.lasting for i in between.words):
        return words.lasting_copula
    dated = any(tree.tokens[i].pos == "NUM" for i in between.words)
    return words.past_copula if dated else words.copula


def _of_noun(between: Between, tree: Tree, words: AssertionWords) -> str | None:
    """The form of "to be" for a noun that tells what the name is: it parts the name from its verb,
    the syntax says so, or the word does."""
    opening = tree.tokens[between.first].pos
    noun = any(tree.tokens[i].pos == "NOUN" for i in between.words)
    if not noun or opening not in OPENING:
        return None
    if between.inside:
        return words.copula
    if between.closing is not None and tree.tokens[between.closing + 1].pos == "PROPN":
        return None
    name = between.name.span
    apposed = opening == "DET" and any(
        tree.tokens[i].dep == "appos" and name.overlaps(tree.tokens[tree.tokens[i].head].span)
        for i in between.words
    )
    described = any(tree.tokens[i].text.lower() in words.describing for i in between.words)
    return words.copula if apposed or described else None
