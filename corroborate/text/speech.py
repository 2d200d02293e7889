"""Who says what a sentence says, as a sentence of its own beside it: "The mayor said that ..."."""

from dataclasses import dataclass, replace

from corroborate.model.facts import Attribution, Reading
from corroborate.model.text import Span
from corroborate.reference.assertion_words import AssertionWords
from corroborate.text.pieces import Piece, in_mid_sentence
from corroborate.text.relatives import RELATIVES
from corroborate.text.syntax_tree import SUBJECTS, Tree

ENDS = ' .»”"\u00a0'
"""What may stand behind the one who says it at the end of a sentence."""
QUOTES = tuple("\"«“‘'")
JOINTS = 2
"""Words at most between one who says it and when: "said on", "said late on"."""
BEFORE = 4
"""Words that may stand before one who says it at the beginning: "Days earlier the paper said"."""
LEFT_OUT = RELATIVES | {"advcl"}
"""Clauses left out of what somebody is said to have said: it is told in full beside it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One who says what a sentence says: `span` is where that stands, the comma included, at its
    end or, where `opens`, at its beginning. Where it is `told` ("X said that ..."), that X says it
    is what the sentence is about, and what X says is beside it. `own` where it tells what it does
    itself, the pronoun by which it speaks of itself included."""

    attribution: Attribution
    span: Span
    opens: bool = False
    told: bool = False
    own: bool = False

    def left_out(self, piece: Piece, text: str) -> Piece:
        """The piece without it; what somebody says of itself is said of it by name."""
        without = piece.without([self.span])
        without = replace(without, background=without.background or self.told)
        name = _place(self.attribution.speaker, self.span, text)
        whole = any(isinstance(each, Span) and each.overlaps(self.span) for each in piece.parts)
        if not (self.own and whole and name):
            return without
        return replace(without, parts=(name, " ", *without.parts))


def find_credit(reading: Reading, tree: Tree, words: AssertionWords) -> Credit | None:
    """Who says a sentence, where that stands apart from what it says: behind a comma at its end,
    before a comma at its beginning ("according to"), or as an outlet that reports it.

    A sentence that begins with somebody's own words is left whole: they say "we".
    """
    if reading.text[:1] in QUOTES:
        return None
    return _at_the_end(reading) or _at_the_beginning(reading, tree, words)


def _at_the_end(reading: Reading) -> Credit | None:
    text = reading.text
    every = sorted(reading.attributions, key=lambda each: each.span.end)
    if not every or not _says_when_at_most(every[-1].span.end, reading):
        return None
    start, credit = every[-1].span.start, every[-1]
    for each in reversed(every[:-1]):
        if each.span.end > start - 2:
            start, credit = min(start, each.span.start), each
    comma = text.rfind(",", 0, start)
    if comma <= 0 or text[comma + 1 : start].strip():
        return None
    return Credit(credit, Span(comma, len(text)))


def _says_when_at_most(end: int, reading: Reading) -> bool:
    """Whether nothing stands behind a place but when it was said ("... said on Monday")."""
    rest = reading.text[end:].strip(ENDS)
    if not rest:
        return True
    whens = [each.span for each in reading.facts.whens if each.span.start >= end]
    if not whens or reading.text[whens[-1].end :].strip(ENDS):
        return False
    return len(reading.text[end : whens[0].start].split()) <= JOINTS


def _at_the_beginning(reading: Reading, tree: Tree, words: AssertionWords) -> Credit | None:
    credit = min(reading.attributions, key=lambda each: each.span, default=None)
    if credit is None or not tree.tokens:
        return None
    before = [each for each in tree.tokens if each.span.end <= credit.span.start]
    if len(before) > BEFORE or tree.says_something(Span(0, credit.span.start)):
        return None
    after = next((i for i, each in enumerate(tree.tokens) if each.span.start >= credit.span.end), 0)
    spoken = any(_is_said(each, tree) for each in reading.attributions)
    if not after or (spoken and not _is_said(credit, tree)):
        return None
    return _opening_credit(credit, after, tree, words)


def _opening_credit(
    credit: Attribution, after: int, tree: Tree, words: AssertionWords
) -> Credit | None:
    """The credit up to where what is said begins, `after` being the word behind it.

    Of what a person says the speech is the news, and stays whole; a body that tells of itself
    ("the firm said it would ...") does what it says.
    """
    if not _is_said(credit, tree):
        found = tree.tokens[after].text == ","
        return Credit(credit, Span(0, tree.tokens[after].span.end), opens=True) if found else None
    mark = next(
        (i for i in range(after, len(tree.tokens)) if _begins_content(i, tree, words)), None
    )
    if mark is None or tree.says_something(Span(credit.span.end, tree.tokens[mark].span.end)):
        return None
    marked = tree.tokens[mark].text.lower() in words.content_marks
    follows = tree.tokens[min(mark + marked, len(tree.tokens) - 1)]
    if credit.kind == "organisation" and follows.text.lower() in words.self_pronouns:
        return Credit(credit, Span(0, follows.span.end), opens=True, told=True, own=True)
    if credit.kind == "outlet" and marked:
        return Credit(credit, Span(0, tree.tokens[mark].span.end), opens=True, told=True)
    return None


def _begins_content(index: int, tree: Tree, words: AssertionWords) -> bool:
    token = tree.tokens[index]
    text = token.text.lower()
    return text in words.content_marks or (text in words.self_pronouns and token.dep in SUBJECTS)


def _is_said(credit: Attribution, tree: Tree) -> bool:
    """Whether the cue is a verb with a tense, not "according to"."""
    place = tree.text.find(credit.cue, credit.span.start)
    return place >= 0 and tree.says_something(Span(place, place + len(credit.cue)))


def speech_act(
    credit: Credit, main: Piece, tree: Tree, words: AssertionWords, fixed: bool
) -> Piece | None:
    """That somebody says the thing, None where it is not told who that is.

    `main` is what is said, of which only the clause itself is repeated; where `fixed`, its
    first word stays as it is behind others.
    """
    who = credit.attribution
    if who.kind == "unnamed" or who.speaker.lower() in _pronouns(words):
        return None
    said = _core(main, tree)
    if credit.opens:
        return Piece(said.parts, credit.span, background=not credit.told, speech=True)
    opening = _opening(credit, tree, words)
    if opening is None:
        return None
    first, *rest = said.parts
    if isinstance(first, Span) and not fixed:
        rest = [*in_mid_sentence(first, tree), *rest]
    else:
        rest = [first, *rest]
    return Piece((*opening, *rest), credit.span, background=True, speech=True)


def _pronouns(words: AssertionWords) -> frozenset[str]:
    return frozenset((*words.person_pronouns, *words.thing_pronouns, *words.group_pronouns))


def _opening(credit: Credit, tree: Tree, words: AssertionWords) -> tuple[Span | str, ...] | None:
    """The words that say who says it, in the order in which they stand before what is said."""
    text, tail = tree.text, _trimmed(credit.span, tree.text)
    speaker, cue = (
        _place(each, tail, text) for each in (credit.attribution.speaker, credit.attribution.cue)
    )
    if speaker is None or cue is None:
        return None
    that = f" {words.content_mark} "
    if not tree.says_something(cue):
        return (tail, ", ")
    if speaker.start < cue.start:
        return (tail, that)
    parted = "," if "," in speaker.of(text) else ""
    speaker = _with_article(speaker, cue, tree)
    between, rest = Span(cue.end, max(cue.end, speaker.start)), Span(speaker.end, tail.end)
    return (speaker, parted, " ", cue, between, rest, that)


def _with_article(speaker: Span, cue: Span, tree: Tree) -> Span:
    """A speaker with the article that stands before it."""
    for token in tree.tokens:
        gap = tree.text[token.span.end : speaker.start]
        between = cue.end <= token.span.start and token.span.end <= speaker.start
        if between and token.pos == "DET" and not gap.strip():
            return Span(token.span.start, speaker.end)
    return speaker


def _trimmed(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in ", \u00a0":
        start += 1
    while end > start and text[end - 1] in ENDS + ",":
        end -= 1
    return Span(start, end)


def _place(part: str, within: Span, text: str) -> Span | None:
    start = text.find(part, within.start, within.end) if part else -1
    return Span(start, start + len(part)) if start >= 0 else None


def _core(main: Piece, tree: Tree) -> Piece:
    """What is said without the clauses that hang on it."""
    holes = []
    for index, token in enumerate(tree.tokens):
        if token.dep in LEFT_OUT:
            below = tree.below(index)
            last = tree.end_of_clause(below[-1])
            if below[0] > 0 and tree.root not in range(below[0], last + 1):
                holes.append(_with_commas(below[0], last, tree))
    return main.without(holes)


def _with_commas(first: int, last: int, tree: Tree) -> Span:
    """A stretch with the commas around it, where there are two."""
    around = (first - 1, min(last + 1, len(tree.tokens) - 1))
    if all(tree.tokens[i].text == "," for i in around):
        return tree.span(*around)
    return tree.span(first, last)
