"""Whether a passage given for a claim denies it, limits it, or turns its predicate round."""

from collections.abc import Iterator

from corroborate.model.text import Span
from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.given.clash import clash, is_about
from corroborate.steps.matching.given.cues import is_prefixed, negated_by_us, negated_here
from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.senses import opposite_frames
from corroborate.text.modality import denials, is_negated, negations
from corroborate.text.normalise import find_phrases, words_of
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

SURELY = 0.8
"""Likeness from which a word of the passage says one of ours."""
CALLED_OFF_REACH = 4
"""Words before "was cancelled" in which stands what is called off."""
OTHER_THING = 4
"""Words with a content behind "denied" from which on they say what it is that was denied."""
SAID = 0.6
"""Share of the claim that they must say then to be the claim."""


def saying_clashes(laid: Laid) -> Iterator[Inconsistency]:
    """A denial, an opposite, a restriction."""
    yield from _denied(laid)
    yield from _limited(laid)
    yield from _called_off(laid)
    yield from _opposed(laid)


def is_turned(laid: Laid) -> bool:
    """Whether the best sentence has the opposite, by its prefix, of a word of ours."""
    here = [laid.theirs[j].lemma for j in laid.columns]
    mine = {each.lemma for each in laid.ours}
    return any(is_prefixed(one, each) for one in mine for each in here if each not in mine)


def _denied(laid: Laid) -> Iterator[Inconsistency]:
    """One side alone says that it is not so; "not safe" and "unsafe" say the same."""
    reading = laid.readings[laid.best]
    mine = is_negated(laid.text, laid.our_grammar)
    theirs = is_negated(reading.text, laid.their_grammar)
    if not is_about(laid, laid.best) or denials(laid.text, laid.our_grammar):
        return
    denial = denials(reading.text, laid.their_grammar)
    if denial and not mine:
        if _is_of_claim(denial[0][0], laid):
            yield clash(laid, "denial", (laid.text, denial[0][1]))
    elif mine != theirs and not is_turned(laid) and (negated_by_us(laid) or negated_here(laid)):
        if theirs or not find_phrases(reading.text, laid.their_grammar.stopped):
            yield clash(laid, "denial", (laid.text, reading.text))
    elif mine == theirs and is_turned(laid):
        yield clash(laid, "denial", (laid.text, reading.text))


def _is_of_claim(denial: Span, laid: Laid) -> bool:
    """Whether what is denied may be the claim: hardly anything is said behind the denial, or the
    claim is."""
    text = laid.readings[laid.best].text
    behind = {word for span, word in words_of(text) if span.start >= denial.end}
    columns = [j for j in laid.columns if laid.theirs[j].text in behind]
    return len(columns) < OTHER_THING or laid.covered(laid.table[:, columns].max(axis=1)) >= SAID


def _limited(laid: Laid) -> Iterator[Inconsistency]:
    """A claim of all, where the passage says it of a part only."""
    ours = find_phrases(laid.text, laid.our_grammar.all_of)
    if not ours or find_phrases(laid.text, laid.our_grammar.only):
        return
    for number, reading in enumerate(laid.readings):
        only = find_phrases(reading.text, laid.their_grammar.only)
        if only:
            yield clash(laid, "scope", (ours[0][1], only[0][1]), "contradiction", number)
            return


def _called_off(laid: Laid) -> Iterator[Inconsistency]:
    """Our predicate called off in the passive: "the reopening is postponed"."""
    reading = laid.readings[laid.best]
    if find_phrases(laid.text, laid.our_grammar.stopped) or negations(laid.text, laid.our_grammar):
        return
    harmless = [span for span, _ in find_phrases(reading.text, laid.their_grammar.non_denials)]
    for span, phrase in find_phrases(reading.text, laid.their_grammar.stopped):
        if any(span.overlaps(each) for each in harmless):
            continue
        before = reading.text[: span.start].split()[-CALLED_OFF_REACH:]
        said = {lemma(word.strip(",.;:'’"), reading.language) for word in before}
        columns = [j for j in laid.columns if laid.theirs[j].lemma in said]
        verbs = [i for i, each in enumerate(laid.ours) if each.kind == "word"]
        if columns and verbs and laid.table[verbs][:, columns].max() >= SURELY:
            yield clash(laid, "modality", (laid.text, phrase))
            return


def _opposed(laid: Laid) -> Iterator[Inconsistency]:
    """A predicate that excludes ours, where ours is not said: convicted, acquitted."""
    reading = laid.readings[laid.best]
    mine = {frame for each in laid.ours for frame in frames_of(each.lemma)}
    said = {
        frame: laid.theirs[j] for j in laid.columns for frame in frames_of(laid.theirs[j].lemma)
    }
    same = bool(negations(laid.text, laid.our_grammar)) == bool(
        negations(reading.text, laid.their_grammar)
    )
    for one, other, kind in sorted(opposite_frames()):
        if one in mine and other in said and one not in said and other not in mine and same:
            yield clash(laid, kind, (laid.text, said[other].text))
            return
