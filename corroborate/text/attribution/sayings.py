"""Who the verbs of saying of a sentence say it of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corroborate.model.facts import Attribution, SpeakerKind
from corroborate.model.text import Span
from corroborate.reference.attribution_words import AttributionWords
from corroborate.reference.outlet import Outlets
from corroborate.text.attribution.naming import around, attribution_of
from corroborate.text.attribution.phrases import (
    after_time_and_listener,
    ends_quote,
    is_fronted,
    may_turn,
    opens_as_name,
    phrase_from,
    pronoun_after,
)
from corroborate.text.attribution.sentence import (
    BREAK,
    TOKEN,
    Sentence,
    has_name,
    read_sentence,
    words_in,
)
from corroborate.text.attribution.subjects import (
    antecedent,
    is_pronoun,
    only_person,
    opening_subject,
    subject_before,
    subject_with_verb,
    trim_right,
)
from corroborate.text.attribution.verbs import Verb, find_verbs

BEFORE = 20
"""Characters before a speaker or verb in which the one word before it stands."""


def sayings_by_pronoun(
    sentence: str, words: AttributionWords, outlets: Outlets
) -> tuple[Attribution, ...]:
    """The attributions to "he", "she", "they" of whom the sentence itself does not tell who it is;
    the speaker is the pronoun as written."""
    read = read_sentence(sentence, words, outlets, "")
    return tuple(
        each for each in find_sayings(read, find_verbs(read)) if is_pronominal(each, words)
    )


def subject_of(
    sentence: str, pronoun: Attribution, words: AttributionWords, outlets: Outlets
) -> Attribution | None:
    """The subject that opens a sentence, as the one whom a pronoun of the next can stand for: for
    "she" only a full name, for "it" any, None for neither."""
    read = read_sentence(sentence, words, outlets, "")
    subject = opening_subject(read) or subject_with_verb(read)
    if subject is None or is_pronoun(read, subject) or read.mention_in(subject) is not None:
        return None
    found = attribution_of(read, subject, subject)
    either = set(words.third_persons) <= set(words.neuter)
    neuter = pronoun.speaker.lower() in words.neuter
    return found if either or neuter is (found.kind != "person") else None


def find_sayings(read: Sentence, verbs: Sequence[Verb]) -> Iterator[Attribution]:
    """Who the verbs of saying say it of, in the order of the verbs.

    A pronoun is told as what it stands for in the sentence, as it is written where that is
    somebody of a sentence before.
    """
    last: Attribution | None = None
    for verb in verbs:
        if read.is_quoted(verb.span.start):
            continue
        said = _goes_on(read, verb, last) if verb.trailing else _saying(read, verb, last)
        if said is not None:
            yield said
            last = said


def _saying(read: Sentence, verb: Verb, last: Attribution | None) -> Attribution | None:
    speaker = _speaker(read, verb)
    bare = verb.word in read.words.saying_bare
    if speaker is None and verb.surely and not bare and _is_second(read, verb):
        return _goes_on(read, verb, last)
    if speaker is not None and bare and not _is_plural(read, speaker):
        return None
    if speaker is None or not _may_say(read, speaker, verb) or _is_named_so(read, speaker, verb):
        return None
    if is_pronoun(read, speaker):
        return _by_pronoun(read, speaker, verb, last)
    cue = Span(verb.span.start, verb.by) if verb.by is not None else verb.span
    return attribution_of(read, speaker, cue)


def _speaker(read: Sentence, verb: Verb) -> Span | None:
    """Before the verb or, where it is a passive or the order is turned, after it."""
    if verb.by is not None:
        return phrase_from(read, verb.by)
    if verb.pronoun is not None:
        return verb.pronoun
    before = trim_right(read.cues.adverbs, read.lower, verb.span.start)
    fronted = is_fronted(read, before)
    turned = (fronted or may_turn(read, before)) and verb.word not in read.words.never_turned
    if turned and (speaker := _alone_behind(read, verb)) is not None:
        return speaker
    speaker = None if fronted else subject_before(read, before, verb.surely)
    if speaker is not None or not turned:
        return speaker
    surely = verb.surely and ends_quote(read, before)
    speaker = phrase_from(read, after_time_and_listener(read, verb.span.end), surely)
    named = surely or read.words.turns_after_conjunction
    if speaker is not None and opens_as_name(read, verb.span.end, speaker):
        return speaker if named or has_name(read, speaker) else None
    return pronoun_after(read, verb.span.end)


def _is_plural(read: Sentence, speaker: Span) -> bool:
    """Whether a verb without an ending can be its own, and no infinitive ("to lie and say")."""
    words = words_in(read, speaker)
    if is_pronoun(read, speaker):
        return True
    named = TOKEN.findall(speaker.of(read.marked))
    single = bool(named) and named[-1][0].isupper() and not named[-1].endswith("s")
    joined = not set(words).isdisjoint(read.words.also)
    return not single or joined or words[0] in read.cues.articles


def _is_second(read: Sentence, verb: Verb) -> bool:
    """Whether the verb is joined to one before, with its subject: "... and said"."""
    before = trim_right(read.cues.adverbs, read.lower, verb.span.start)
    last = TOKEN.findall(read.lower[max(0, before - BEFORE) : before])[-1:]
    return bool(set(last) & set(read.words.joins))


def _alone_behind(read: Sentence, verb: Verb) -> Span | None:
    """A speaker behind the verb with nothing more behind it: ", said the people."."""
    start = after_time_and_listener(read, verb.span.end)
    speaker = phrase_from(read, start, verb.surely)
    if speaker is None or not opens_as_name(read, verb.span.end, speaker):
        return None
    rest = read.lower[speaker.end :].lstrip(' "')
    return speaker if not rest or rest[0] in ",.;)" else None


def _goes_on(read: Sentence, verb: Verb, last: Attribution | None) -> Attribution | None:
    """ ", adding that": said by who spoke before in the sentence, else by its subject."""
    if last is not None:
        return replace(last, cue=verb.span.of(read.plain), span=verb.span)
    subject = opening_subject(read)
    if subject is None or subject.end > verb.span.start:
        return None
    if is_pronoun(read, subject):
        return _by_pronoun(read, subject, replace(verb, surely=True), None)
    return replace(attribution_of(read, subject, verb.span), span=verb.span)


def _by_pronoun(
    read: Sentence, pronoun: Span, verb: Verb, last: Attribution | None
) -> Attribution | None:
    word = pronoun.of(read.lower)
    cue, place = verb.span.of(read.plain), around(pronoun, verb.span)
    if word in read.words.relatives:
        meant = antecedent(read, pronoun)
    elif word in read.words.third_persons:
        meant = _named_first(read, pronoun) if word in read.words.neuter else None
    else:
        return None
    if meant is not None and not is_pronoun(read, meant):
        return replace(attribution_of(read, meant, verb.span), span=place)
    if word in read.words.relatives:
        return None
    if last is not None and not BREAK.search(read.lower, last.span.end, pronoun.start):
        return None
    if last is not None and last.kind in ("person", "organisation"):
        return replace(last, cue=cue, span=place)
    kind: SpeakerKind = "organisation" if word in read.words.neuter else "person"
    return Attribution(pronoun.of(read.plain), kind, cue, place)


def _named_first(read: Sentence, pronoun: Span) -> Span | None:
    """The subject that opens the sentence of an "it said", outside of quotation marks."""
    subject = opening_subject(read)
    if subject is None or subject.end > pronoun.start:
        return only_person(read, pronoun.start)
    return None if '"' in read.plain[: subject.start] else subject


def _is_named_so(read: Sentence, speaker: Span, verb: Verb) -> bool:
    """ "What he called", "a group called Hope", "people accused of": nothing is said."""
    if verb.word not in read.words.never_turned:
        return False
    behind = verb.span.end + 1
    following = TOKEN.match(read.lower, behind)
    if following is not None and following.group() in read.cues.links:
        return True
    if read.marked[behind : behind + 1].isupper() and not has_name(read, speaker):
        return True
    before = TOKEN.findall(read.lower[max(0, speaker.start - BEFORE) : speaker.start])
    return bool(before) and before[-1] in read.words.free_relatives


def _may_say(read: Sentence, speaker: Span, verb: Verb) -> bool:
    """Whether the verb is one of saying with this speaker: a profile lists, an outlet learned."""
    tells = words_in(read, speaker)
    if verb.word in read.words.saying_of_documents and not read.cues.paper_nouns.isdisjoint(tells):
        return True
    if verb.word in read.words.saying_of_outlets:
        return read.mention_in(speaker) is not None
    return verb.word not in read.words.saying_of_documents


def is_pronominal(each: Attribution, words: AttributionWords) -> bool:
    """Whether the speaker is a mere pronoun."""
    return each.speaker.lower() in words.pronouns
