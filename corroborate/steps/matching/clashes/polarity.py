"""Clashes over whether it is so: denied, negated, called off, only planned, true of a part only."""

from collections.abc import Iterable, Sequence, Set

from corroborate.model.facts import LADDER, Attribution
from corroborate.model.verdict import Inconsistency, Severity
from corroborate.steps.matching.clashes.actors import have_one_doer, have_one_object
from corroborate.steps.matching.clashes.case import SAME_PREDICATE, Case, overlaps_any
from corroborate.steps.matching.clashes.people import same_people
from corroborate.steps.matching.clashes.speakers import claimed_speaker
from corroborate.steps.matching.deeds import converse_frames, transitive_frames, verb_of
from corroborate.steps.matching.measures import measures_of
from corroborate.steps.matching.senses import opposite_frames
from corroborate.text.modality import denials, negated_words
from corroborate.text.normalise import find_phrases, words_of
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

DENIAL_REACH = 5
"""Words behind a denial in which stands what is denied: "denied having ever received"."""
TALKS_REACH = 6
"""Words behind "in talks" in which stands what is only talked of: "to bring in its chief"."""
SPEECH = frozenset({"confirm", "deny", "announce", "accuse", "call", "promise", "warn"})
"""Predicates that say no more than that somebody speaks; what is denied is for `denial_clashes`."""
STOPPED_SHORT = LADDER.index("talks")
"""Rungs of the ladder from a thing done to one that is only talked of; docs/method.md, Facts."""


def denial_clashes(case: Case) -> Iterable[Inconsistency]:
    """A denial of what the claim affirms, or a predicate that one of the two negates.

    Who denies what somebody said does not deny that they said it: a note, where the claim is that.
    """
    if denials(case.ours.text, case.our_grammar):
        return
    severity: Severity = "note" if claimed_speaker(case) else "contradiction"
    for span, phrase in denials(case.passage.text, case.their_grammar):
        if not case.ours.negated and case.answered_behind(span, DENIAL_REACH):
            says = f"reports a denial (“{phrase}”)."
            yield case.clash("denial", (case.ours.text, phrase), severity, says)
            return
    if untrue := _declared_false(case):
        says = f"says that it is not so (“{untrue}”)."
        yield case.clash("denial", (case.ours.text, untrue), severity, says)
        return
    for word, answer in _negated_on_one_side(case):
        says = f"has “{answer}” where the claim has “{word}”, and one of the two is negated."
        yield case.clash("denial", (word, answer), severity, says)
        return


def _declared_false(case: Case) -> str | None:
    """The words by which a passage says of what the claim says, before them, that it is not so.

    Of the claim they speak where its predicate stands there, and one more of its words.
    """
    if case.ours.negated:
        return None
    own = {frame for word in case.ours.words for frame in frames_of(word)} - SPEECH
    for span, phrase in find_phrases(case.passage.text, case.their_grammar.declared_false):
        answers = case.answered_before(span)
        if len(set(answers)) >= 2 and any(own & frames_of(each) for each in answers):
            return phrase
    return None


def _negated_on_one_side(case: Case) -> Iterable[tuple[str, str]]:
    """The words that answer each other of which one stands close behind a negation."""
    if case.ours.negated == case.passage.negated:
        return
    mine = _negated_lemmas(case.ours.text, case.ours.language, case)
    theirs = _negated_lemmas(case.passage.text, case.passage.language, case)
    for word, answer, score in case.aligned.best:
        if score >= SAME_PREDICATE and (word in mine) != (answer in theirs):
            yield word, answer


def _negated_lemmas(text: str, language: str, case: Case) -> frozenset[str]:
    grammar = case.our_grammar if text == case.ours.text else case.their_grammar
    return frozenset(lemma(word, language) for word in negated_words(text, grammar))


def opposite_clashes(case: Case) -> Iterable[Inconsistency]:
    """A predicate that excludes ours, where ours is not said: stopped, continues."""
    own = [case.ours.attribution] if case.ours.attribution else []
    mine = _predicates(case.ours.words, own, case.ours.language)
    said = _predicates(case.passage.words, case.passage.attributions, case.passage.language)
    for one, other, kind in sorted(opposite_frames()):
        if one in mine and other in said and one not in said and other not in mine:
            same = case.ours.negated == case.passage.negated
            if same and _are_of_one_thing((one, other), case):
                says = f"says “{said[other]}”, which excludes what the claim says."
                yield case.clash(kind, (case.ours.text, said[other]), "contradiction", says)
            return
    yield from _ongoing(case, frozenset(mine), frozenset(said))


def _predicates(
    words: Sequence[str], speakers: Sequence[Attribution], language: str
) -> dict[str, str]:
    """The predicates that are said, each with a word that says it; those of a verb by which a party
    speaks too, where it does more than that: « la cour confirme »."""
    cues = [word for each in speakers for _, word in words_of(each.cue)]
    found = {
        frame: word
        for word in (lemma(cue, language) for cue in cues)
        for frame in frames_of(word) - SPEECH
    }
    return found | {frame: word for word in words for frame in frames_of(word)}


def _are_of_one_thing(pair: tuple[str, str], case: Case) -> bool:
    """Whether nothing says that two predicates are told of two things: who sells to a buyer, prices
    that fall while wages rise."""
    if frozenset(pair) in converse_frames():
        return have_one_doer(case, frozenset(pair))
    mine = verb_of(pair[0], case.ours.text, case.ours.language)
    theirs = verb_of(pair[1], case.passage.text, case.passage.language)
    if mine is None or theirs is None:
        return True
    measures = measures_of(mine, case.ours.text, case.ours.language)
    others = measures_of(theirs, case.passage.text, case.passage.language)
    if measures and others:
        return bool(measures & others)
    return pair[0] not in transitive_frames() or have_one_object(case, mine, theirs)


def _ongoing(case: Case, mine: Set[str], said: Set[str]) -> Iterable[Inconsistency]:
    """A thing told as stopped that the passage tells as still going on."""
    goes_on = find_phrases(case.passage.text, case.their_grammar.ongoing)
    if "stop" in mine and "stop" not in said and goes_on and not case.ours.negated:
        says = f"says “{goes_on[0][1]}”, which excludes what the claim says."
        yield case.clash("modality", (case.ours.text, goes_on[0][1]), "contradiction", says)


def called_off_clashes(case: Case) -> Iterable[Inconsistency]:
    """A thing told as done that the passage tells as given up, put off or refused."""
    grammar = case.their_grammar
    if find_phrases(case.ours.text, case.our_grammar.stopped) or case.ours.negated:
        return
    harmless = [span for span, _ in find_phrases(case.passage.text, grammar.non_denials)]
    for span, phrase in find_phrases(case.passage.text, grammar.stopped):
        answer = case.answered_behind(span, DENIAL_REACH)
        if answer and frames_of(answer) and not overlaps_any(span, harmless):
            says = f"says “{phrase}” of what the claim tells as a fact."
            yield case.clash("modality", (case.ours.text, phrase), "contradiction", says)
            return


def modality_clashes(case: Case) -> Iterable[Inconsistency]:
    """A report that tells as further off what the claim tells as done, or the reverse.

    "In talks" and "done" exclude each other where both speak of the same people.
    """
    mine, theirs = LADDER.index(case.ours.modality), LADDER.index(case.passage.modality)
    if mine == theirs or (case.passage.modality == "talks" and not is_only_talked_of(case)):
        return
    values = (case.ours.modality, case.passage.modality)
    says = f"tells it as {values[1]}; the claim, as {values[0]}."
    severity: Severity = "tension" if theirs - mine >= STOPPED_SHORT else "note"
    if {"talks", "done"} == set(values) and same_people(case):
        severity = "contradiction"
    yield case.clash("modality", values, severity, says)


def is_only_talked_of(case: Case) -> bool:
    """Whether the passage says our predicate only behind words such as "in talks" or "trying to".

    "Has hired three, after trying to poach more" tells a hiring.
    """
    if case.passage.modality != "talks":
        return False
    mine = frozenset(frame for word in case.ours.words for frame in frames_of(word))
    words = words_of(case.passage.text)
    cues = [span for span, _ in find_phrases(case.passage.text, case.their_grammar.talks)]
    behind = {
        span
        for cue in cues
        for span, _ in [w for w in words if w[0].start >= cue.end][:TALKS_REACH]
    }
    said = (lemma(word, case.passage.language) for span, word in words if span not in behind)
    return not any(frames_of(word) & mine for word in said)


def scope_clashes(case: Case) -> Iterable[Inconsistency]:
    """A claim that speaks of all, where the passage says that it is so of a part only."""
    all_of = find_phrases(case.ours.text, case.our_grammar.all_of)
    only = find_phrases(case.passage.text, case.their_grammar.only)
    if all_of and only and not find_phrases(case.ours.text, case.our_grammar.only):
        values = (all_of[0][1], only[0][1])
        says = f"says “{values[1]}” where the claim says “{values[0]}”."
        yield case.clash("scope", values, "contradiction", says)
