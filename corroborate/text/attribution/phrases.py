"""Who speaks, as the stretch of the sentence that stands after a cue."""

import re

from corroborate.model.text import Span
from corroborate.text.attribution.cues import MARK
from corroborate.text.attribution.sentence import (
    BREAK,
    LONGEST_SPEAKER,
    TOKEN,
    Sentence,
    can_speak,
    has_name,
    has_role,
    words_in,
)
from corroborate.text.attribution.subjects import explains, past_opening

NEAR = 30
"""Characters before a verb that hold the conjunction behind which it may stand."""
FRONT = 400
"""Characters that a clause may have before its verb."""

_STRETCH = re.compile(r"[^,;:!?()\"\[\]]{0,140}")
_DATE = re.compile(r"\s*\d{1,2}(?:er)? [^\W\d_]+(?: \d{4})?")
_BRACKETED = re.compile(r" \([^()]{1,30}\)")


def phrase_from(read: Sentence, start: int, surely: bool = False) -> Span | None:
    """The speaker that begins at `start`: an outlet, the agent of a report or toll, or a phrase.

    With `surely` any noun phrase will do.
    """
    stretch = _STRETCH.match(read.lower, start)
    end = stretch.end() if stretch else start
    mention = read.mention_in(Span(start, end))
    if mention is not None and _is_story(read, Span(start, mention.span.start)):
        return mention.span
    if mention is not None:
        end = max(start, mention.span.start)
    start = past_opening(read, start if surely else _past_agent(read, start, end), end)
    phrase = before_verb(read, Span(start, max(start, _end_of_phrase(read, start, end))))
    tokens = words_in(read, phrase)
    if not tokens or len(tokens) > LONGEST_SPEAKER:
        return None
    phrase = Span(phrase.start, len(read.plain[: phrase.end].rstrip(" .")))
    nominal = surely and tokens[0] in read.cues.articles and tokens[-1] not in read.cues.function
    return _with_apposition(read, phrase) if nominal or can_speak(read, phrase) else None


def _end_of_phrase(read: Sentence, start: int, end: int) -> int:
    """Where the phrase ends: before the first word that is none of it.

    "At", "in" and the like go on with the phrase where a name follows that is no date, as in "a
    professor at Harvard".
    """
    first = TOKEN.search(read.lower, start, end)
    determined = first is not None and first.group() in read.words.determiners
    at = first.end() if first is not None and determined else start
    for cut in read.cues.ends.finditer(read.lower, at, end):
        name = read.cues.name.match(read.marked, min(cut.end() + 1, end), end)
        if name is None or cut.group() not in read.cues.links:
            return cut.start()
        if not (has_name(read, Span(*name.span())) and has_role(read, Span(start, cut.start()))):
            return cut.start()
    return end


def before_verb(read: Sentence, phrase: Span) -> Span:
    """The phrase up to the last capital before a small word that is no link.

    As it is where no verb may follow: "laut der Polizei | starben zwei".
    """
    end = phrase.start
    if not read.words.verb_second:
        return phrase
    for token in TOKEN.finditer(read.lower, phrase.start, phrase.end):
        if read.marked[token.start()].isupper() or read.marked[token.start()] == MARK:
            end = token.end()
        elif end > phrase.start and token.group() not in read.cues.links | read.cues.articles:
            break
    return Span(phrase.start, end) if end > phrase.start else phrase


def is_fronted(read: Sentence, before: int) -> bool:
    """Whether what stands before a verb is no subject: "In einem Brief schrieb der Minister"."""
    if not read.words.verb_second:
        return False
    start = max(
        (match.end() for match in BREAK.finditer(read.lower, max(0, before - FRONT), before)),
        default=0,
    )
    first = TOKEN.search(read.lower, start, before)
    return first is not None and first.group() in read.words.ends


def _past_agent(read: Sentence, start: int, end: int) -> int:
    """Where the maker of a report or toll is named, past its "by" or "of", else `start`."""
    agents = [*read.cues.passive.finditer(read.lower, start, end)]
    agents += list(read.cues.agents.finditer(read.lower, start, end))
    for agent in agents:
        lead = Span(start, agent.start())
        if words_in(read, lead) and not has_role(read, lead) and not has_name(read, lead):
            return agent.end()
    return start


def _is_story(read: Sentence, lead: Span) -> bool:
    """Whether the words before an outlet's name lead to it: "a report in", "un article du"."""
    tokens = TOKEN.findall(read.lower[lead.start : lead.end])
    content = [token for token in tokens if token not in read.cues.function]
    nouns = (*read.words.report_nouns, *read.words.documents)
    return not content or any(token in nouns for token in content)


def _with_apposition(read: Sentence, phrase: Span) -> Span:
    """The phrase and what follows it in brackets or between commas, where that says who it is."""
    if (bracketed := _BRACKETED.match(read.plain, phrase.end)) is not None:
        phrase = Span(phrase.start, bracketed.end())
    if read.lower[phrase.end : phrase.end + 2] != ", ":
        return phrase
    stretch = _STRETCH.match(read.lower, phrase.end + 2)
    end = len(read.plain[: stretch.end()].rstrip(" .")) if stretch else phrase.end
    apposition = Span(phrase.end + 2, max(end, phrase.end + 2))
    apposition = _before_relative(read, apposition)
    tokens = words_in(read, apposition)
    if not tokens or before_verb(read, apposition) != apposition:
        return phrase
    names = read.cues.name.match(read.marked, apposition.start, apposition.end)
    if names is not None and names.end() == apposition.end and not has_name(read, phrase):
        return Span(phrase.start, apposition.end)
    named = has_name(read, phrase) and (explains(read, apposition) or _is_description(read, tokens))
    if not named or read.mention_in(apposition) or tokens[0] in read.words.relatives:
        return phrase
    if not read.cues.saying.isdisjoint(tokens) or not _is_closed(read, phrase, apposition):
        return phrase
    return Span(phrase.start, apposition.end)


def _is_closed(read: Sentence, phrase: Span, apposition: Span) -> bool:
    """Whether the apposition ends where it seems to: a main clause may follow "according to X,"."""
    opens = BREAK.search(read.lower, 0, phrase.start) is None
    after = read.lower[apposition.end :].lstrip(' "')[:1]
    return not opens or after == ","


def _before_relative(read: Sentence, apposition: Span) -> Span:
    """ "A farmer who lost his house" as "a farmer"; all of it where "who" opens it."""
    for token in list(TOKEN.finditer(read.lower, apposition.start, apposition.end))[1:]:
        if token.group() in read.words.relatives:
            return Span(apposition.start, len(read.lower[: token.start()].rstrip()))
    return apposition


def _is_description(read: Sentence, tokens: list[str]) -> bool:
    """ "A pollster from Ohio": a determiner, and no verb of being or having behind it."""
    indefinite = bool(tokens) and tokens[0] in read.words.indefinite
    return indefinite and read.cues.verbal.isdisjoint(tokens)


def after_time_and_listener(read: Sentence, start: int) -> int:
    """Where the turned subject may begin: past "lundi", "1er septembre 2025", "à l'AFP (AFP)"."""
    again = True
    while again:
        again = False
        for pattern in (read.cues.opening, _DATE, read.cues.listener):
            match = pattern.match(read.lower, start)
            if match and match.end() > start:
                start, again = match.end(), True
    return start


def may_turn(read: Sentence, before: int) -> bool:
    """Whether a verb at `before` may have its subject behind it."""
    text = read.lower[max(0, before - NEAR) : before].rstrip()
    if not text or text[-1] in ',"!?':
        return True
    conjunctions = read.cues.begins.finditer(text) if read.words.turns_after_conjunction else ()
    return any(match.end() == len(text) for match in conjunctions)


def ends_quote(read: Sentence, before: int) -> bool:
    """Whether a quotation ends right before the verb: only a speaker can follow it then."""
    return read.lower[:before].rstrip(" ,").endswith('"')


def opens_as_name(read: Sentence, verb_end: int, speaker: Span) -> bool:
    """Whether a turned subject is one: a name or a determiner opens it, no clause before."""
    start = after_time_and_listener(read, verb_end)
    lead = TOKEN.findall(read.lower[start : speaker.start])
    if BREAK.search(read.lower, start, speaker.start):
        return False
    if not all(token in read.cues.articles for token in lead):
        return False
    if read.cues.complement.match(read.lower, speaker.start):
        return False
    first = TOKEN.match(read.lower, speaker.start)
    opens = bool(lead) or (first is not None and first.group() in read.cues.articles)
    return opens or read.marked[speaker.start].isupper() or read.marked[speaker.start] == MARK


def pronoun_after(read: Sentence, start: int) -> Span | None:
    """The pronoun right behind a verb: '," said he'."""
    token = TOKEN.match(read.lower, start + 1)
    is_person = token is not None and token.group() in read.words.third_persons
    after = read.lower[token.end() :].lstrip()[:1] if token else ""
    return Span(*token.span()) if token and is_person and after in ("", ".", ",", ":") else None
