"""A sentence as the clauses that each say one thing, by its syntax; whole where it has none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corroborate.model.facts import Token
from corroborate.model.text import Span
from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.appositions import find_appositions
from corroborate.text.enumerations import find_counted_names
from corroborate.text.normalise import words_of
from corroborate.text.pieces import Aside, Marked, Piece, stands_whole
from corroborate.text.preceding import find_preceding
from corroborate.text.relatives import find_relatives, find_told_clauses
from corroborate.text.restated import find_restated
from corroborate.text.syntax_tree import SUBJECTS, VERBS, Tree

MIN_WORDS = 3
"""A clause of fewer words says nothing that can be checked on its own."""
LONGEST = 400
"""Words past which a sentence is taken whole: a list or a table, not prose."""
CONTENT = frozenset({"ccomp", "xcomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a clause begins that shares the words before it.

    `start` is where it begins, the words that join it included, `said` where what it says begins;
    `lead` are the words to repeat before it.
    """

    start: int
    said: int
    lead: tuple[Span | str, ...]
    shares_end: bool = False


def clauses(
    text: str, tokens: Sequence[Token], words: AssertionWords, marked: Marked | None = None
) -> tuple[Piece, ...]:
    """The clauses of a sentence in order of where they begin.

    Args:
        text: the sentence.
        tokens: its words, heads as indexes into them, spans into `text`.
        words: the words of its language.
        marked: what else is known of it.

    Returns:
        The clauses; each can be read alone: words that it shares with another are written in.
        A clause that could not be read alone is left in the one it stands in. At least one is not
        background.
    """
    marked = marked or Marked(len(text))
    if not tokens or len(tokens) > LONGEST:
        return (Piece.whole(text, marked.end),)
    tree = Tree(text, tokens)
    asides = _apart(find_asides(tree, words, marked), marked.end)
    holes = [hole for each in asides for hole in each.holes]
    main = _halves(tree, words, (marked.dates, holes), marked.end)
    main = [each for one in main for each in find_restated(tree, one, words)]
    if len(main) == 1:
        main = [*_without_focus(tree, words, marked.end), *main]
    found = [each.without(holes) for each in main]
    every = [*found, *(each.piece for each in asides)]
    return tuple(sorted(every, key=lambda each: (each.span.start, each.span.end)))


def find_asides(tree: Tree, words: AssertionWords, marked: Marked) -> Iterable[Aside]:
    """All that a sentence says besides what it is about, those first that hold others."""
    yield from find_relatives(tree, words, marked)
    yield from find_counted_names(tree, words, marked)
    yield from find_appositions(tree, words, marked)
    yield from find_preceding(tree, words, marked)
    yield from find_told_clauses(tree, words)


def _apart(asides: Iterable[Aside], end: int) -> list[Aside]:
    """The asides before `end`, none of which is left out of the sentence within another."""
    kept: list[Aside] = []
    holes: list[Span] = []
    for aside in asides:
        inside = aside.piece.span.end <= end and all(each.end <= end for each in aside.holes)
        free = not any(mine.overlaps(each) for mine in aside.holes for each in holes)
        if inside and free:
            kept.append(aside)
            holes.extend(aside.holes)
    return kept


def _without_focus(tree: Tree, words: AssertionWords, end: int) -> list[Piece]:
    """What a sentence says before ", mainly in ...": it holds without what comes after."""
    for index in range(MIN_WORDS, len(tree.tokens) - 1):
        comma, focus = tree.tokens[index], tree.tokens[index + 1]
        if comma.text != "," or focus.text.lower() not in words.focus:
            continue
        before, after = Span(0, comma.span.start), Span(focus.span.end, end)
        alone = tree.says_something(before) and not tree.says_something(after)
        if alone and "," not in after.of(tree.text) and stands_whole(before.of(tree.text)):
            return [Piece((before,), before)]
    return []


def _halves(
    tree: Tree, words: AssertionWords, taken: tuple[Sequence[Span], Sequence[Span]], end: int
) -> list[Piece]:
    """The sentence, cut where another verb with something of its own to say begins."""
    dates, holes = taken
    cuts = [
        cut
        for index in range(len(tree.tokens))
        if (cut := _cut_at(index, tree, words, dates)) is not None
        and cut.start < end
        and not any(span.start < cut.start < span.end for span in holes)
    ]
    cuts = _sound(sorted(cuts, key=lambda cut: cut.start), tree, end)
    if not cuts:
        return [Piece.whole(tree.text, end)]
    first = Piece((Span(0, cuts[0].start),), Span(0, cuts[0].start))
    if cuts[0].shares_end:
        first = replace(first, parts=(*first.parts, *_shared_end(tree, cuts[0].start, end)))
    pieces = [first]
    for cut, stop in zip(cuts, [*(cut.start for cut in cuts[1:]), end], strict=True):
        own = Span(cut.said, stop)
        pieces.append(Piece((*cut.lead, own), own))
    return pieces


def _sound(cuts: Sequence[Cut], tree: Tree, end: int) -> list[Cut]:
    """The cuts that leave on both sides what can be read alone, quotations and brackets whole."""
    kept: list[Cut] = []
    start = 0
    for cut in cuts:
        before, after = Span(start, cut.start), Span(cut.said, end)
        whole = stands_whole(before.of(tree.text)) and stands_whole(after.of(tree.text))
        whole = whole and not _is_left_open(before, tree)
        spoken = tree.says_something(before) or (kept and kept[-1].lead)
        said = len(words_of(after.of(tree.text))) + 3 * bool(cut.lead) >= MIN_WORDS
        enough = len(words_of(before.of(tree.text))) >= MIN_WORDS or kept
        if whole and spoken and said and enough:
            kept.append(cut)
            start = cut.said
    return kept


def _is_left_open(before: Span, tree: Tree) -> bool:
    """Whether a stretch ends in a clause that lacks its verb: "saying that nobody"."""
    inside = [
        i for i, each in enumerate(tree.tokens) if before.start <= each.span.start < before.end
    ]
    opened = max((i for i in inside if tree.tokens[i].dep == "mark"), default=None)
    if opened is None:
        return False
    return not any(i > opened and tree.tokens[i].pos in VERBS for i in inside)


def _cut_at(index: int, tree: Tree, words: AssertionWords, dates: Sequence[Span]) -> Cut | None:
    """The cut before a verb that is joined to one that the sentence is about."""
    token = tree.tokens[index]
    verb = index
    if token.dep != "conj" or token.head >= index:
        return None
    if token.pos not in VERBS and tree.child(index, frozenset({"cop"})) is None:
        return None
    governor = _first_conjunct(token.head, tree)
    frame = _frame(governor, tree)
    if frame is None or _is_alternative(index, token.head, tree, words):
        return None
    first = tree.below(verb)[0]
    start, said = _joint(first, verb, tree)
    if start is None or said is None:
        return None
    lead = _lead((verb, governor, said), frame, tree, words, dates)
    if lead is None:
        return None
    own = tree.child(verb, SUBJECTS)
    elliptic = own is not None and not _has_tense(said, verb, tree)
    counted = own is not None and not elliptic and bool(_counted(own, governor, tree))
    place = tree.tokens[verb if elliptic else own + 1 if own and counted else said].span.start
    return Cut(start, place, lead, elliptic)


def _first_conjunct(index: int, tree: Tree) -> int:
    for _ in range(len(tree.tokens)):
        token = tree.tokens[index]
        if token.dep != "conj" or token.head >= index or token.pos not in VERBS:
            return index
        index = token.head
    return index


def _frame(governor: int, tree: Tree) -> tuple[Span | str, ...] | None:
    """The words under which all that the sentence says stands ("the minister said that"), none
    where it stands free; None where the verb is not one that the sentence is about."""
    token = tree.tokens[governor]
    if token.dep == "ROOT":
        return ()
    if token.dep not in CONTENT:
        return None
    mark = tree.child(governor, frozenset({"mark"}))
    if mark is None:
        subject = tree.child(governor, SUBJECTS)
        return () if governor < tree.root and subject is not None else None
    head = tree.tokens[token.head]
    under_root = head.dep == "ROOT" or tree.tokens[head.head].dep == "ROOT"
    if not under_root or mark > governor or token.head > mark:
        return None
    return (Span(0, tree.tokens[mark].span.end),)


def _is_alternative(index: int, head: int, tree: Tree, words: AssertionWords) -> bool:
    """Whether the two verbs are joined by "or": then neither is said for certain."""
    joined = [*tree.children[index], *tree.children[head]]
    return any(
        tree.tokens[i].text.lower() in words.alternatives and min(head, i) < i < index
        for i in joined
    ) or any(
        tree.tokens[i].text.lower() in words.alternatives
        for i in range(max(head + 1, tree.below(index)[0] - 2), tree.below(index)[0])
    )


def _joint(first: int, verb: int, tree: Tree) -> tuple[int | None, int | None]:
    """Where the joining words before a clause begin (characters), and its first own word."""
    start = said = first
    joints = ("cc", "punct", "mark")
    while said < verb and tree.tokens[said].dep in joints:
        said += 1
    while start > 0 and tree.tokens[start - 1].dep in ("cc", "punct"):
        if tree.tokens[start - 1].text in "\"'»”)":
            break
        start -= 1
    if said == start:
        return None, None
    return tree.tokens[start].span.start, said


def _lead(
    verbs: tuple[int, int, int],
    frame: tuple[Span | str, ...],
    tree: Tree,
    words: AssertionWords,
    dates: Sequence[Span],
) -> tuple[Span | str, ...] | None:
    """The words to repeat before a clause: what it is said under, time, subject and auxiliary."""
    verb, governor, said = verbs
    own = tree.child(verb, SUBJECTS)
    borrowed = () if _has_tense(said, verb, tree) else _borrowed(governor, tree)
    if borrowed is None or _is_conditional(governor, tree, words) or _leans(verb, said, own, tree):
        return None
    if own is not None and own < verb:
        if borrowed:
            noun = _counted(own, governor, tree)
            return _elliptic(verb, own, frame, (noun, borrowed), tree)
        noun = _counted(own, governor, tree)
        return _spaced((*frame, *((tree.span(said, own), *noun[1:]) if noun else ())))
    subject = tree.subject(governor)
    if subject is None or _shares_object(governor, verb, tree):
        return None
    opening = () if frame else _opening(subject, verb, tree, dates)
    return _spaced((*frame, *opening, subject, *borrowed))


def _spaced(parts: Sequence[Span | str]) -> tuple[Span | str, ...]:
    return tuple(each for part in parts for each in (part, " "))


def _has_tense(said: int, verb: int, tree: Tree) -> bool:
    """Whether a clause has a verb with a tense of its own."""
    return any(tree.is_finite(i) for i in range(said, verb + 1)) or bool(
        tree.auxiliaries(verb) or tree.child(verb, frozenset({"cop"}))
    )


def _is_conditional(governor: int, tree: Tree, words: AssertionWords) -> bool:
    """Whether a clause stands before the first verb under which both are said ("if ...")."""
    if any(tree.tokens[i].text.lower() in words.conditions for i in range(governor)):
        return True
    return any(i < governor and tree.tokens[i].dep == "advcl" for i in tree.children[governor])


def _leans(verb: int, said: int, own: int | None, tree: Tree) -> bool:
    """Whether a clause speaks of something by a pronoun that only the one before it explains."""
    if own is not None and tree.tokens[own].pos == "PRON" and not _is_number(own, tree):
        return True
    if own is not None and any(tree.tokens[i].dep == "case" for i in tree.children[own]):
        return True
    opening = tree.tokens[said]
    free = opening.pos != "PRON" or _is_number(said, tree)
    if not free and opening.dep not in ("expl:comp", "expl:pass", "iobj"):
        return True
    return any(
        tree.tokens[i].pos == "PRON" and tree.tokens[i].dep in ("dobj", "obj")
        for i in tree.children[verb]
    )


def _shares_object(governor: int, verb: int, tree: Tree) -> bool:
    """Whether what comes after belongs to both of two verbs: "makes and sells tyres"."""
    if any(
        tree.tokens[i].dep.startswith("nsubj") and "pass" in tree.tokens[i].dep
        for i in tree.children[governor]
    ):
        return False
    return not any(
        governor < i < verb and tree.tokens[i].dep not in ("cc", "punct")
        for i in tree.children[governor]
    )


def _borrowed(governor: int, tree: Tree) -> tuple[Span | str, ...] | None:
    """The auxiliaries that a verb shares with the first; None where it would share its "not"."""
    shared = tree.auxiliaries(governor)
    if not shared:
        return () if tree.is_finite(governor) else None
    between = range(min(shared), governor)
    if any(tree.tokens[i].dep == "neg" or "Polarity=Neg" in tree.tokens[i].morph for i in between):
        return None
    return tuple(part for i in shared for part in (tree.tokens[i].span, " "))[:-1]


def _counted(own: int, governor: int, tree: Tree) -> tuple[Span | str, ...]:
    """The noun that a bare number takes from the first subject: "1,500 [people]"."""
    first = tree.child(governor, SUBJECTS)
    if first is None or not _is_number(own, tree) or tree.tokens[first].pos != "NOUN":
        return ()
    return (" ", tree.tokens[first].span)


def _is_number(index: int, tree: Tree) -> bool:
    token = tree.tokens[index]
    return token.pos == "NUM" or "NumType=Card" in token.morph


def _elliptic(
    verb: int,
    own: int,
    frame: tuple[Span | str, ...],
    inserted: tuple[tuple[Span | str, ...], tuple[Span | str, ...]],
    tree: Tree,
) -> tuple[Span | str, ...]:
    """Subject, noun and auxiliary of a clause that has only its subject: the rest comes after."""
    noun, borrowed = inserted
    words = [i for i in tree.below(own) if i < verb]
    return (*_spaced(frame), tree.span(words[0], words[-1]), *noun, " ", *borrowed, " ")


def _opening(subject: Span, verb: int, tree: Tree, dates: Sequence[Span]) -> tuple[Span | str, ...]:
    """The time or place with which the sentence opens, where the clause has no time of its own."""
    opening = Span(0, subject.start)
    own = tree.tokens[verb].span.start
    if not opening.of(tree.text).strip(" ,") or any(each.start > own for each in dates):
        return ()
    told = any(opening.overlaps(each) for each in dates)
    return (opening,) if told and not tree.says_something(opening) else ()


def _shared_end(tree: Tree, place: int, end: int) -> tuple[Span | str, ...]:
    """The clause of time or cause at the end, which all verbs before it share."""
    for index, token in enumerate(tree.tokens):
        if token.dep == "advcl" and token.span.start > place:
            below = tree.below(index)
            return " ", Span(tree.tokens[below[0]].span.start, end)
    return ()
