"""Whether a sentence denies, and how far along the thing is that it tells of."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corroborate.model.facts import Modality
from corroborate.model.text import Span
from corroborate.reference.grammar import Grammar
from corroborate.text.normalise import find_phrases, fold, folded_set, words_of

NEGATION_REACH = 6
"""Words behind a negation that it can deny: "did not ever publicly confirm"."""
UNDOING_REACH = 1
"""Words between a negation and the denial that it undoes: "did not explicitly deny"."""
UNDOING_CHARACTERS = 25
"""Characters that so many words can have, so that no others are looked at."""
ASIDE = 100
"""Characters at most of what stands between a denial and what is denied: "denied in a letter to its
shareholders on Saturday evening that"."""

_HARD_BREAK = re.compile(r"[;:.!?\"«»“”()]")


def is_negated(sentence: str, grammar: Grammar) -> bool:
    """Whether the sentence says that something is not so.

    Words that look like a denial and are none ("not only", "declined to comment") are set aside, as
    are those that deny a part only ("without warning") or a denial ("did not deny").
    """
    undone = _undone(sentence, grammar)
    return any(span not in undone for span, _ in _negating(sentence, grammar.negations, grammar))


def negations(sentence: str, grammar: Grammar) -> list[Span]:
    """The negating words of a sentence, those that deny a part only among them; in order."""
    phrases = grammar.negations + grammar.partial_negations
    undone = _undone(sentence, grammar)
    return [span for span, _ in _negating(sentence, phrases, grammar) if span not in undone]


def negated_words(sentence: str, grammar: Grammar) -> frozenset[str]:
    """The words, as written in lower case, that a negation denies: the next that has a content, and
    the one that it holds ("ne signe pas").

    Adverbs between the two are passed over: "did not publicly confirm". What was tried and failed
    is called off rather than denied.
    """
    words = [(span, word.lower()) for span, word in words_of(sentence)]
    stopped = {span for span, _ in find_phrases(sentence, grammar.stopped)}
    denied: set[str] = set()
    for place in negations(sentence, grammar):
        if place in stopped:
            continue
        inner = [word for span, word in words if place.start < span.start < span.end < place.end]
        behind = [word for span, word in words if span.start >= place.end][:NEGATION_REACH]
        denied.update(_telling(inner, grammar)[:1] + _telling(behind, grammar)[:1])
    return frozenset(denied)


def denials(sentence: str, grammar: Grammar) -> list[tuple[Span, str]]:
    """The words by which the sentence says that somebody denies, non-denials and denials of denials
    left out.

    Each stands a second time, with all up to "that", where what is denied may begin behind that:
    "denied on Saturday that".
    """
    undone = _undone(sentence, grammar)
    found = [each for each in _denying(sentence, grammar) if each[0] not in undone]
    return [
        (place, phrase)
        for span, phrase in found
        for place in (span, *_up_to_opener(span, sentence, grammar))
    ]


def _up_to_opener(denial: Span, sentence: str, grammar: Grammar) -> Iterator[Span]:
    """A denial with what stands between it and a word that opens what is denied, in its clause."""
    behind = sentence[denial.end : denial.end + ASIDE]
    hard = _HARD_BREAK.search(behind)
    for opener, _ in find_phrases(behind, grammar.denied_openers):
        between = behind[: opener.start]
        if hard is not None and hard.start() < opener.start:
            return
        if between.count(",") in (0, 2):
            yield Span(denial.start, denial.end + opener.end)
            return


def modality(sentence: str, grammar: Grammar) -> Modality:
    """The rung of the ladder on which the sentence puts what it tells: the weakest cue decides.

    A cue that is part of a longer one of another rung does not count, nor does a name that looks
    like one ("Will", "May").
    """
    cues = _cues(sentence, grammar)
    if cues["talks"]:
        return "talks"
    if cues["rumour"]:
        return "planned" if find_phrases(sentence, grammar.hypothetical) else "rumour"
    if cues["agreed"]:
        return "agreed"
    if cues["planned"] or any(re.search(each, sentence) for each in grammar.planned_patterns):
        return "planned"
    return "done"


def _telling(words: Iterable[str], grammar: Grammar) -> list[str]:
    """The words that have a content, adverbs left out."""
    small = folded_set(grammar.stopwords)
    return [w for w in words if fold(w) not in small and not w.endswith(grammar.adverb_ends)]


def _negating(sentence: str, phrases: tuple[str, ...], grammar: Grammar) -> list[tuple[Span, str]]:
    harmless = find_phrases(sentence, grammar.false_negations + grammar.non_denials)
    return _apart_from(find_phrases(sentence, phrases), harmless)


def _denying(sentence: str, grammar: Grammar) -> list[tuple[Span, str]]:
    harmless = find_phrases(sentence, grammar.false_negations + grammar.non_denials)
    return _apart_from(find_phrases(sentence, grammar.denials), harmless)


def _undone(sentence: str, grammar: Grammar) -> frozenset[Span]:
    """Negations and denials that undo each other: "did not deny", "ne dément pas"."""
    denying = [span for span, _ in _denying(sentence, grammar)]
    if not denying:
        return frozenset()
    negating = [span for span, _ in _negating(sentence, grammar.negations, grammar)]
    pairs = [(n, d) for n in negating for d in denying if _undoes(n, d, sentence)]
    return frozenset(span for pair in pairs for span in pair)


def _undoes(negation: Span, denial: Span, sentence: str) -> bool:
    """Whether a negation stands close before a denial, or around it."""
    if not negation.start < denial.start <= negation.end + UNDOING_CHARACTERS:
        return False
    between = sentence[negation.end : denial.start]
    return "," not in between and len(words_of(between)) <= UNDOING_REACH


def _cues(sentence: str, grammar: Grammar) -> dict[Modality, list[Span]]:
    """The cues of each rung that stand for it."""
    rungs: dict[Modality, tuple[str, ...]] = {
        "talks": grammar.talks,
        "rumour": grammar.rumour,
        "agreed": grammar.agreed,
        "planned": grammar.planned,
    }
    harmless = find_phrases(sentence, grammar.false_hedges)
    found = {
        rung: [
            span
            for span, _ in _apart_from(find_phrases(sentence, phrases), harmless)
            if not _is_name(span, sentence, phrases)
        ]
        for rung, phrases in rungs.items()
    }
    every = [span for spans in found.values() for span in spans]
    return {rung: [s for s in spans if not _is_part(s, every)] for rung, spans in found.items()}


def _apart_from(
    found: Sequence[tuple[Span, str]], others: Sequence[tuple[Span, str]]
) -> list[tuple[Span, str]]:
    return [each for each in found if not any(each[0].overlaps(other) for other, _ in others)]


def _is_part(span: Span, others: Iterable[Span]) -> bool:
    """Whether a longer span holds this one."""
    return any(o.start <= span.start and span.end <= o.end and o != span for o in others)


def _is_name(span: Span, sentence: str, phrases: Sequence[str]) -> bool:
    """Whether the one word at `span` has a capital in a sentence of words that have none.

    A first word is a name only where no phrase has it letter by letter: "Alexandra" ends as a
    French future does.
    """
    word = span.of(sentence)
    inside = any(c.isalnum() for c in sentence[: span.start])
    if not (word[:1].isupper() and word.isalpha() and (inside or word.lower() not in phrases)):
        return False
    words = [each for _, each in words_of(sentence) if each[0].isalpha()]
    return 2 * sum(each.islower() for each in words) > len(words)
