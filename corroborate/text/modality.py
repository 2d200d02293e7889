"""Whether a sentence denies, and how far along the thing is that it tells of."""

from corroborate.model.facts import Modality
from corroborate.model.text import Span
from corroborate.reference.grammar import Grammar
from corroborate.text.normalise import find_phrases, fold, folded_set, words_of

NEGATION_REACH = 6
"""Words behind a negation that it can deny: "did not ever publicly confirm"."""


def is_negated(sentence: str, grammar: Grammar) -> bool:
    """Whether the sentence says that something is not so.

    Words that look like a denial and are none ("not only", "declined to comment") are set aside.
    """
    return bool(negations(sentence, grammar))


def negations(sentence: str, grammar: Grammar) -> list[Span]:
    """The negating words of a sentence, those of false negations and non-denials left out."""
    harmless = [
        span for span, _ in find_phrases(sentence, grammar.false_negations + grammar.non_denials)
    ]
    found = [span for span, _ in find_phrases(sentence, grammar.negations)]
    return [span for span in found if not any(span.overlaps(each) for each in harmless)]


def negated_words(sentence: str, grammar: Grammar) -> frozenset[str]:
    """The words, as written in lower case, that a negation denies: the next that has a content.

    Adverbs between the two are passed over: "did not publicly confirm".
    """
    small = folded_set(grammar.stopwords)
    words = [(span, word.lower()) for span, word in words_of(sentence)]
    denied = set()
    for place in negations(sentence, grammar):
        behind = [word for span, word in words if span.start >= place.end][:NEGATION_REACH]
        telling = [
            w for w in behind if fold(w) not in small and not w.endswith(grammar.adverb_ends)
        ]
        denied.update(telling[:1])
    return frozenset(denied)


def denials(sentence: str, grammar: Grammar) -> list[tuple[Span, str]]:
    """The words by which the sentence says that somebody denies, non-denials left out."""
    harmless = [span for span, _ in find_phrases(sentence, grammar.non_denials)]
    found = find_phrases(sentence, grammar.denials)
    return [each for each in found if not any(each[0].overlaps(span) for span in harmless)]


def modality(sentence: str, grammar: Grammar) -> Modality:
    """The rung of the ladder on which the sentence puts what it tells: the weakest cue decides."""
    if find_phrases(sentence, grammar.talks):
        return "talks"
    if find_phrases(sentence, grammar.rumour):
        return "rumour"
    if find_phrases(sentence, grammar.agreed):
        return "agreed"
    if find_phrases(sentence, grammar.planned):
        return "planned"
    return "done"
