"""The clauses of a sentence that tell something besides: ", who ...,", ", dont ...", "when ..."."""

from collections.abc import Iterable

from corroborate.model.text import Span
from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.pieces import Aside, Marked, Piece
from corroborate.text.syntax_tree import SUBJECTS, VERBS, Tree

RELATIVES = frozenset({"relcl", "acl:relcl"})
OBJECTS = frozenset({"dobj", "obj", "ccomp", "xcomp"})
MIN_WORDS = 3
"""A clause of fewer words is left where it is."""
LONGEST_HEAD = 12
"""Words past which what a clause speaks of is not repeated."""
MIN_KNOWN = 4
"""Words of a thing with an article from which it is told which one is meant."""
REACH_OF_VERB = 4
"""Words at most from "that" to the verb that it is the subject of."""
TELLING = frozenset({"NUM", "PROPN"})


def find_relatives(tree: Tree, words: AssertionWords, marked: Marked) -> Iterable[Aside]:
    """The clauses behind a comma that begin with "who" or "whose", what they speak of written in.

    They add something, so the sentence can do without them.
    """
    for index, token in enumerate(tree.tokens):
        first = _opening_of(index, tree, words)
        if first is None:
            continue
        last = _end_of_relative(index, tree)
        head = _head(token.head, first, tree, marked)
        if head is None or last - first < MIN_WORDS:
            continue
        span = _with_commas(tree, first, last)
        clause = (index, first, last)
        parts = _owned_share(clause, tree, words, marked) or _parts(clause, head, tree, words)
        if parts:
            yield Aside(Piece(parts, span, background=True), (span,))


def _opening_of(verb: int, tree: Tree, words: AssertionWords) -> int | None:
    """The first word of the clause of a verb, where it joins it to what stands before a comma."""
    token = tree.tokens[verb]
    is_verb = token.pos in VERBS or tree.child(verb, frozenset({"cop"})) is not None
    if not is_verb and token.dep not in RELATIVES:
        return None
    first = tree.below(verb)[0]
    if not 1 < first < verb or tree.tokens[first - 1].text != ",":
        return None
    opens = (*words.relatives, *words.object_relatives, *words.possessive_relatives)
    return first if tree.tokens[first].text.lower() in opens else None


def _end_of_relative(verb: int, tree: Tree) -> int:
    """The last word of the clause of a verb; what follows a comma in it must say something."""
    clause = tree.below(verb)
    for place in clause:
        behind = tree.tokens[place + 1 : clause[-1] + 1]
        if place > verb and tree.tokens[place].text == "," and behind:
            rest = Span(behind[0].span.start, behind[-1].span.end)
            apart = behind[0].pos == "ADP" and not tree.says_something(rest)
            if apart or tree.is_finite(place + 1):
                return place - 1
    return clause[-1]


def _owned_share(
    clause: tuple[int, int, int], tree: Tree, words: AssertionWords, marked: Marked
) -> tuple[Span | str, ...]:
    """ "Dont X a acquis 49 % pour 1 €" of a firm: "X a acquis 49 % de la firme pour 1 €"."""
    verb, first, last = clause
    owner = marked.name_before(tree.tokens[first - 1])
    whose = _of(owner.span, tree.text, words) if owner else ()
    amount = next((i for i in range(verb + 1, last) if tree.tokens[i + 1].text == "%"), None)
    if owner is None or amount is None or tree.child(verb, SUBJECTS) is None or words.owner_mark:
        return ()
    if tree.tokens[first].text.lower() not in words.possessive_relatives:
        return ()
    said = Span(tree.tokens[first].span.end, tree.tokens[last].span.end)
    place = tree.tokens[_end_of_amount(amount, last, tree, words)].span.end
    return (Span(said.start, place), *whose, Span(place, said.end))


def _end_of_amount(number: int, last: int, tree: Tree, words: AssertionWords) -> int:
    """The last word of an amount: "49 %", "30 % du capital", "deux usines"."""
    joints = {joined.split()[0].rstrip("’") for _, joined in words.of}
    end = number + 1
    while end + 2 <= last and tree.tokens[end + 1].text.lower().rstrip("'’") in joints:
        end += 2
        while end < last and tree.tokens[end].pos in ("DET", "ADJ"):
            end += 1
    return end


def _head(head: int, first: int, tree: Tree, marked: Marked) -> Span | None:
    """What a clause speaks of, if it stands right before its comma and it is clear what it is.

    Behind "people in the town" it may be either; a name is taken by itself.
    """
    named = marked.name_before(tree.tokens[first - 1])
    name = named.span if named and named.kind != "place" else None
    below = [i for i in tree.below(head) if i < first - 1]
    if not below or below[-1] - below[0] > LONGEST_HEAD or below[-1] != first - 2:
        return name
    if tree.tokens[below[0]].pos == "ADP":
        return name
    whole = tree.span(below[0], below[-1])
    if any(tree.tokens[i].pos in VERBS for i in below):
        return name
    led = below[0] > 0 and tree.tokens[below[0] - 1].pos == "ADP"
    apart = any(tree.tokens[i].pos == "ADP" for i in below[1:])
    return name if name is not None and (led or apart) else None if led else whole


def _with_commas(tree: Tree, first: int, last: int) -> Span:
    """A clause with both commas around it, the second only where the sentence goes on without."""
    span = tree.span(first - 1, last)
    follows = last + 2 < len(tree.tokens) and tree.tokens[last + 1].text == ","
    if not follows:
        return span
    goes_on = tree.says_something(Span(0, span.start)) or tree.verb_follows(last + 1)
    return Span(span.start, span.end + goes_on)


def _parts(
    clause: tuple[int, int, int], head: Span, tree: Tree, words: AssertionWords
) -> tuple[Span | str, ...]:
    """The clause of a verb with what it speaks of; `clause` are its verb, first and last word."""
    verb, first, last = clause
    opening = tree.tokens[first]
    said = Span(opening.span.end, tree.tokens[last].span.end)
    subject = tree.child(verb, SUBJECTS)
    own = subject is None or subject == first
    if opening.text.lower() in words.relatives and own:
        return (head, said) if _goes_with(head, verb, tree) else ()
    if opening.text.lower() in words.object_relatives and not own:
        return _as_object(verb, (head, said), tree)
    if opening.text.lower() not in words.possessive_relatives:
        return ()
    if words.owner_mark:
        return (head, words.owner_mark, said)
    return _owned(verb, (head, said), tree, words)


def _goes_with(head: Span, verb: int, tree: Tree) -> bool:
    """Whether what is taken for the subject of a verb in the plural is not one name alone."""
    group = [verb, *tree.auxiliaries(verb), *_copulas(verb, tree)]
    plural = any("Number=Plur" in tree.tokens[i].morph and tree.is_finite(i) for i in group)
    inside = [each for each in tree.tokens if each.span.overlaps(head)]
    return not plural or any(each.pos not in ("PROPN", "DET") for each in inside)


def _copulas(verb: int, tree: Tree) -> list[int]:
    return [i for i in tree.children[verb] if tree.tokens[i].dep == "cop"]


def _as_object(verb: int, spans: tuple[Span, Span], tree: Tree) -> tuple[Span | str, ...]:
    """ "Which the bank sold in May" of a firm: "the bank sold the firm in May".

    Not where the verb has an object already, or a form that only fits an object before it.
    """
    head, said = spans
    objects = [i for i in tree.children[verb] if tree.tokens[i].dep in OBJECTS and i > verb]
    morph = tree.tokens[verb].morph
    bent = "VerbForm=Part" in morph and ("Gender=Fem" in morph or "Number=Plur" in morph)
    if objects or bent:
        return ()
    place = tree.tokens[verb].span.end
    return (Span(said.start, place), " ", head, Span(place, said.end))


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


def find_told_clauses(tree: Tree, words: AssertionWords) -> Iterable[Aside]:
    """The clauses that tell what happened with a name or number of their own.

    Where the sentence needs them they stay in it too: "killed when a quake hit the east", "killed
    in the quake that hit the east"; not "killed in the magnitude 6 quake that hit the east".
    """
    yield from map(Aside, _times(tree, words))
    yield from _defining(tree, words)
    yield from _of_predicates(tree, words)


def _defining(tree: Tree, words: AssertionWords) -> Iterable[Aside]:
    """What a clause without a comma says of a known thing: "the quake that hit the east"."""
    for index, token in enumerate(tree.tokens):
        subject = token.dep in SUBJECTS and token.text.lower() in words.defining_relatives
        verb = token.head
        if not subject or not 0 < verb - index <= REACH_OF_VERB or not _is_past(verb, tree):
            continue
        first = _definite_before(index, tree)
        last = tree.end_of_clause(verb)
        if first is None or last <= verb:
            continue
        if any(tree.tokens[i].pos in TELLING for i in range(verb, last + 1)):
            head, said = tree.span(first, index - 1), tree.span(index + 1, last)
            piece = Piece((head, " ", said), Span(head.start, said.end), background=True)
            known = index - first >= MIN_KNOWN
            yield Aside(piece, (tree.span(index, last),) if known else ())


def _of_predicates(tree: Tree, words: AssertionWords) -> Iterable[Aside]:
    """What a clause says of what somebody is: "the firm is a chain that runs 40 shops"."""
    for verb, token in enumerate(tree.tokens):
        first = tree.below(verb)[0]
        opens = first < verb and tree.tokens[first].text.lower() in words.defining_relatives
        if token.dep not in RELATIVES or not opens or tree.tokens[first].dep not in SUBJECTS:
            continue
        subject = _subject_of_predicate(token.head, tree)
        last = tree.end_of_clause(verb)
        if subject is not None and last - first >= MIN_WORDS:
            said = tree.span(first + 1, last)
            piece = Piece((subject, " ", said), said, background=True)
            yield Aside(piece, (tree.span(first, last),))


def _subject_of_predicate(noun: int, tree: Tree) -> Span | None:
    """Who is said to be what a noun says, None where that is a pronoun or the noun says more."""
    verb = tree.tokens[noun].head if tree.tokens[noun].dep == "attr" else noun
    is_copula = verb != noun or tree.child(noun, frozenset({"cop"})) is not None
    head = tree.child(verb, SUBJECTS)
    if not is_copula or tree.tokens[verb].dep != "ROOT" or head is None:
        return None
    return None if tree.tokens[head].pos == "PRON" else tree.subject(verb)


def _definite_before(index: int, tree: Tree) -> int | None:
    """Where the thing begins that ends before a word, if it has a definite article."""
    for place in range(index - 1, max(-1, index - LONGEST_HEAD), -1):
        token = tree.tokens[place]
        if "Definite=Def" in token.morph and token.pos == "DET":
            return place if place < index - 1 else None
        if token.pos not in ("NOUN", "ADJ", "NUM", "ADP", "PROPN"):
            return None
    return None


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
        leans = any(tree.tokens[i].pos == "PRON" for i in clause[1:])
        if leans or not _is_past(index, tree):
            continue
        if any(tree.tokens[i].pos in TELLING for i in clause):
            span = tree.span(first + 1, clause[-1])
            yield Piece((span,), span, background=True)


def _is_past(verb: int, tree: Tree) -> bool:
    morphs = [tree.tokens[verb].morph, *(tree.tokens[i].morph for i in tree.auxiliaries(verb))]
    return any("Tense=Past" in morph or "Tense=Imp" in morph for morph in morphs)
