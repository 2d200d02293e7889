"""The clauses of a sentence that tell something besides: ", who ...,", ", dont ...", "when ..."."""

from collections.abc import Iterable

from corroborate.model.text import Span
from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.pieces import Piece
from corroborate.text.syntax_tree import SUBJECTS, Tree

RELATIVES = frozenset({"relcl", "acl:relcl"})
MIN_WORDS = 3
"""A clause of fewer words is left where it is."""
LONGEST_HEAD = 12
"""Words past which what a clause speaks of is not repeated."""
REACH_OF_VERB = 4
"""Words at most from "that" to the verb that it is the subject of."""
TELLING = frozenset({"NUM", "PROPN"})


def find_relatives(tree: Tree, words: AssertionWords) -> list[Piece]:
    """The clauses behind a comma that begin with "who" or "whose", what they speak of written in.

    They add something, so the sentence can do without them.
    """
    found: list[Piece] = []
    for index, token in enumerate(tree.tokens):
        if token.dep not in RELATIVES:
            continue
        clause = tree.below(index)
        first = clause[0]
        if first < 2 or tree.tokens[first - 1].text != "," or len(clause) <= MIN_WORDS:
            continue
        head = _head(token.head, first, tree)
        if head is None:
            continue
        span = _with_comma(tree, first, clause[-1])
        parts = _parts(index, head, tree, words)
        if parts and not any(span.overlaps(each.span) for each in found):
            found.append(Piece(parts, span))
    return found


def _head(head: int, first: int, tree: Tree) -> Span | None:
    """What a clause speaks of, if it stands right before its comma."""
    below = [i for i in tree.below(head) if i < first - 1]
    if not below or below[-1] - below[0] > LONGEST_HEAD or below[-1] != first - 2:
        return None
    return tree.span(below[0], below[-1])


def _with_comma(tree: Tree, first: int, last: int) -> Span:
    span = tree.span(first - 1, last)
    follows = tree.text[span.end :].startswith(",")
    return Span(span.start, span.end + follows)


def _parts(index: int, head: Span, tree: Tree, words: AssertionWords) -> tuple[Span | str, ...]:
    clause = tree.below(index)
    opening = tree.tokens[clause[0]]
    said = Span(opening.span.end, tree.tokens[clause[-1]].span.end)
    if opening.text.lower() in words.relatives:
        return (head, said)
    if opening.text.lower() not in words.possessive_relatives:
        return ()
    if words.owner_mark:
        return (head, words.owner_mark, said)
    return _owned(index, (head, said), tree, words)


def _owned(
    index: int, spans: tuple[Span, Span], tree: Tree, words: AssertionWords
) -> tuple[Span | str, ...]:
    """ "Dont le siège est à Lyon" of a firm: "le siège de la firme est à Lyon"."""
    head, said = spans
    subject = tree.child(index, SUBJECTS)
    if subject is None or subject > index or tree.tokens[subject].pos != "NOUN":
        return ()
    articles = [i for i in tree.children[subject] if tree.tokens[i].dep == "det"]
    if not articles or "Definite=Def" not in tree.tokens[articles[0]].morph:
        return ()
    place = tree.tokens[subject].span.end
    return (Span(said.start, place), *_of(head, tree.text, words), Span(place, said.end))


def _of(head: Span, text: str, words: AssertionWords) -> tuple[Span | str, ...]:
    """The words that say whose, in front of an owner, as the language joins them."""
    lowered = head.of(text).lower()
    for opening, joined in words.of:
        if lowered.startswith(opening):
            kept = len(opening) if opening.endswith(" ") else 0
            return (joined, Span(head.start + kept, head.end))
    return ()


def find_told_clauses(tree: Tree, words: AssertionWords) -> Iterable[Piece]:
    """The clauses that tell what happened with a name or number of their own.

    The sentence needs them, so they stay in it too: "killed when a quake hit the east", "killed in
    the quake that hit the east".
    """
    yield from _times(tree, words)
    yield from _defining(tree, words)


def _defining(tree: Tree, words: AssertionWords) -> Iterable[Piece]:
    """What a clause without a comma says of a known thing: "the quake that hit the east"."""
    for index, token in enumerate(tree.tokens):
        subject = token.dep in SUBJECTS and token.text.lower() in words.defining_relatives
        verb = token.head
        if not subject or not 0 < verb - index <= REACH_OF_VERB or not _is_past(verb, tree):
            continue
        first = _definite_before(index, tree)
        last = _end_of_clause(verb, tree)
        if first is None or last <= verb:
            continue
        if any(tree.tokens[i].pos in TELLING for i in range(verb, last + 1)):
            head, said = tree.span(first, index - 1), tree.span(index + 1, last)
            yield Piece((head, " ", said), Span(head.start, said.end), background=True)


def _definite_before(index: int, tree: Tree) -> int | None:
    """Where the thing begins that ends before a word, if it has a definite article."""
    for place in range(index - 1, max(-1, index - LONGEST_HEAD), -1):
        token = tree.tokens[place]
        if "Definite=Def" in token.morph and token.pos == "DET":
            return place if place < index - 1 else None
        if token.pos not in ("NOUN", "ADJ", "NUM", "ADP", "PROPN"):
            return None
    return None


def _end_of_clause(verb: int, tree: Tree) -> int:
    """The last word before the next comma or other mark."""
    last = verb
    while last + 1 < len(tree.tokens) and tree.tokens[last + 1].pos != "PUNCT":
        last += 1
    return last


def _times(tree: Tree, words: AssertionWords) -> Iterable[Piece]:
    """Clauses of time: "when a quake hit the east"."""
    for index, token in enumerate(tree.tokens):
        if token.dep != "advcl" or not (tree.is_finite(index) or tree.auxiliaries(index)):
            continue
        clause = tree.below(index)
        first = clause[0]
        opening = tree.tokens[first].text.lower()
        subject = tree.child(index, SUBJECTS)
        if first == 0 or opening not in words.time_clauses or subject is None:
            continue
        if tree.tokens[subject].pos == "PRON" or not _is_past(index, tree):
            continue
        if any(tree.tokens[i].pos in TELLING for i in clause):
            span = tree.span(first + 1, clause[-1])
            yield Piece((span,), span, background=True)


def _is_past(verb: int, tree: Tree) -> bool:
    morphs = [tree.tokens[verb].morph, *(tree.tokens[i].morph for i in tree.auxiliaries(verb))]
    return any("Tense=Past" in morph or "Tense=Imp" in morph for morph in morphs)
