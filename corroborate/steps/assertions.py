"""Step 1: a document to claims, each with the atomic things that it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.model.facts import (
    Assertion,
    Attribution,
    Claim,
    Facts,
    NameKind,
    Parse,
    Reading,
    Token,
)
from corroborate.model.text import Span
from corroborate.reference.outlet import Outlets
from corroborate.text.anaphora import Edit, antecedents
from corroborate.text.checkable import is_heading, why_not_checkable
from corroborate.text.clauses import clauses
from corroborate.text.modality import denials
from corroborate.text.normalise import find_phrases
from corroborate.text.pieces import Marked, Piece
from corroborate.text.reading import Circumstances, read, read_sentence
from corroborate.text.speech import find_credit, speech_act
from corroborate.text.syntax_tree import Tree

CREDITING_OTHERS = frozenset({"outlet", "unnamed"})
"""Kinds of speakers who are not what a claim is about: another may have the same story."""
BESIDE = 12
"""Characters between a credit and the day on which it was reported ("Saturday, X reported")."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and with whom its first words stand for."""

    reading: Reading
    tokens: tuple[Token, ...]
    edit: Edit | None


def split(text: str, known: Circumstances, parse: Parse | None) -> tuple[Claim, ...]:
    """Split a text into its claims, one a sentence, in order; spans point into `text`.

    Headings and the dateline are no claims.
    """
    readings = read(text, known, parse)
    tokens = _tokens_of(readings, parse)
    edits = antecedents(readings, tokens, known.language.assertions)
    said = [
        Sentence(*each)
        for each in zip(readings, tokens, edits, strict=True)
        if not is_heading(each[0], each[1], known.language)
    ]
    return tuple(
        _claim(f"c{number}", sentence, known) for number, sentence in enumerate(said, start=1)
    )


def renumbered(claims: Sequence[Claim], before: int, start: int) -> list[Claim]:
    """The claims of one block of a text as those of the whole text.

    `before` claims stand before them, and the block begins at `start`.
    """
    return [
        replace(
            claim,
            id=f"c{before + number}",
            span=claim.span.shifted(start),
            assertions=tuple(
                replace(each, id=f"c{before + number}.a{i}", span=each.span.shifted(start))
                for i, each in enumerate(claim.assertions, start=1)
            ),
        )
        for number, claim in enumerate(claims, start=1)
    ]


def _tokens_of(readings: Sequence[Reading], parse: Parse | None) -> list[tuple[Token, ...]]:
    """The words of each sentence, with heads and spans counted from its beginning."""
    tokens = parse.tokens if parse else ()
    found, index = [], 0
    for reading in readings:
        while index < len(tokens) and tokens[index].span.start < reading.span.start:
            index += 1
        first = index
        while index < len(tokens) and tokens[index].span.end <= reading.span.end:
            index += 1
        found.append(_from_zero(tokens[first:index], first, reading.span.start))
    return found


def _from_zero(tokens: Sequence[Token], first: int, start: int) -> tuple[Token, ...]:
    """Tokens counted from the first; a head outside the sentence becomes the word itself."""
    last = first + len(tokens)
    return tuple(
        replace(
            token,
            span=token.span.shifted(-start),
            head=token.head - first if first <= token.head < last else number,
        )
        for number, token in enumerate(tokens)
    )


def _claim(identifier: str, sentence: Sentence, known: Circumstances) -> Claim:
    reading = sentence.reading
    assertions = tuple(
        _assertion(f"{identifier}.a{number}", piece, sentence, known)
        for number, piece in enumerate(_pieces(sentence, known), start=1)
    )
    return Claim(identifier, reading.text, reading.span, reading.language, assertions)


def _pieces(sentence: Sentence, known: Circumstances) -> tuple[Piece, ...]:
    """The clauses of a sentence, and beside them that somebody says it."""
    reading, words = sentence.reading, known.language.assertions
    if why_not_checkable(reading, known.language):
        return (Piece.whole(reading.text),)
    tree = Tree(reading.text, sentence.tokens)
    credit = find_credit(reading, tree, words)
    if credit and credit.told and denials(credit.span.of(reading.text), known.language.grammar):
        credit = None
    end = credit.span.start if credit and not credit.opens else len(reading.text)
    pieces = clauses(reading.text, sentence.tokens, words, _marked(reading, end))
    if credit is None:
        opener = _opener(reading.text, known)
        return tuple(each.without(opener) for each in pieces)
    main = next(each for each in pieces if not each.background)
    speech = speech_act(credit, main, tree, words, _opens_with_name(sentence))
    if credit.opens:
        pieces = tuple(credit.left_out(each, reading.text) for each in pieces)
    return (*pieces, speech) if speech else pieces


def _opens_with_name(sentence: Sentence) -> bool:
    """Whether the first word is a name, or will be when what it stands for is written in."""
    names = sentence.reading.facts.names
    return sentence.edit is not None or any(name.span.start == 0 for name in names)


def _marked(reading: Reading, end: int) -> Marked:
    facts = reading.facts
    return Marked(
        end=end,
        names=facts.names,
        dates=tuple(when.span for when in facts.whens),
        measures=tuple(each.span for each in facts.quantities if each.unit),
    )


def _opener(text: str, known: Circumstances) -> list[Span]:
    """The words at the beginning that say nothing of what follows: "it must be said that"."""
    found = find_phrases(text, known.language.assertions.openers)
    return [span for span, _ in found[:1] if span.start == 0]


def _assertion(
    identifier: str, piece: Piece, sentence: Sentence, known: Circumstances
) -> Assertion:
    reading = sentence.reading
    said = piece.written(reading.text, sentence.edit, known.language.assertions.elisions)
    own = reading if said == reading.text else _read_again(said, reading, known)
    kinds: dict[str, NameKind] = {name.key: name.kind for name in reading.facts.names}
    names = tuple(replace(n, kind=kinds.get(n.key, n.kind)) for n in own.facts.names)
    facts = replace(own.facts, names=names)
    attribution = _attribution(own, reading)
    judged = replace(own, attributions=reading.attributions)
    reason = why_not_checkable(judged, known.language)
    return Assertion(
        id=identifier,
        text=said,
        span=piece.span.shifted(reading.span.start),
        language=reading.language,
        facts=_of_the_thing(facts, said, attribution, known.outlets),
        words=own.words,
        attribution=attribution,
        negated=own.negated,
        modality=own.modality,
        checkable=reason is None,
        why_not_checkable=reason,
        background=piece.background,
        speech=piece.speech,
    )


def _read_again(said: str, reading: Reading, known: Circumstances) -> Reading:
    """A piece of a sentence read by itself, with the names that the whole sentence is known to
    hold."""
    seen = [
        (Span(match.start(), match.end()), name.kind)
        for name in reading.facts.names
        for match in re.finditer(rf"(?<!\w){re.escape(name.text)}(?!\w)", said)
    ]
    return read_sentence(said, Span(0, len(said)), known, sorted(seen))


def _of_the_thing(
    facts: Facts, said: str, attribution: Attribution | None, outlets: Outlets
) -> Facts:
    """The facts of what is told, without those of who reports it and when they did.

    Others may have the same story on their own, on another day. What a person or a body says is
    itself the thing told, and keeps its day; an outlet that is all a claim names is its subject.
    """
    credited = [mention.span for mention in outlets.mentions(said)]
    if attribution is not None and attribution.kind in CREDITING_OTHERS:
        credited.append(attribution.span)
    names = tuple(n for n in facts.names if not any(n.span.overlaps(each) for each in credited))
    if attribution is None or attribution.kind not in CREDITING_OTHERS:
        return replace(facts, names=names or facts.names)
    beside = Span(max(0, attribution.span.start - BESIDE), attribution.span.end + BESIDE)
    return Facts(
        quantities=tuple(q for q in facts.quantities if not q.span.overlaps(attribution.span)),
        whens=tuple(w for w in facts.whens if not w.span.overlaps(beside)),
        names=names or facts.names,
    )


def _attribution(own: Reading, reading: Reading) -> Attribution | None:
    """Who says it: by the assertion's own words, else by those of its sentence or before.

    Of words that stand elsewhere the span is empty, at the end.
    """
    if own.attributions:
        return own.attributions[0]
    elsewhere = next(iter(reading.attributions), None) if own is not reading else None
    if elsewhere is not None:
        return replace(elsewhere, span=Span(len(own.text), len(own.text)))
    return own.inherited or reading.inherited
