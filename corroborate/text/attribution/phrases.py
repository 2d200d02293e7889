"""Who speaks, as a stretch of the sentence: before a verb of saying, or after a cue."""

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
    leading_name,
    words_in,
)
from corroborate.text.normalise import fold

OFFICE_WITHIN = 4
"""An apposition names the office within its first so many words."""

_STRETCH = re.compile(r"[^,;:!?()\"\[\]]{0,140}")
_DATE = re.compile(r"\s*\d{1,2}(?:er)? [^\W\d_]+(?: \d{4})?")


def subject_before(read: Sentence, end: int) -> Span | None:
    """Who stands before a verb that begins at `end`: a noun phrase with its apposition."""
    text = read.lower[:end].rstrip()
    if not text or text[-1] in '";:!?([–—':
        return None
    if text[-1] in ",)":
        return _apposed_subject(read, len(text) - 1)
    phrase = _tidied(read, Span(_clause_start(read, len(text)), len(text)))
    if phrase is None:
        return None
    pronoun = read.lower[phrase.start : phrase.end]
    if pronoun in read.words.pronouns:
        return leading_name(read, phrase.start, pronoun in read.words.neuter)
    is_clause = not set(words_in(read, phrase)).isdisjoint(read.words.auxiliaries)
    return phrase if not is_clause and can_speak(read, phrase) else None


def _apposed_subject(read: Sentence, end: int) -> Span | None:
    """A name and the office between commas after it as one speaker; None for a mere clause."""
    breaks = list(BREAK.finditer(read.lower, 0, end))
    if not breaks or breaks[-1].group() not in (",", "("):
        return None
    comma = breaks[-1].start()
    apposition = Span(comma + 1, end)
    if (listed := _enumerated(read, breaks, end)) is not None:
        return listed
    head = _tidied(read, Span(_clause_start(read, comma), comma))
    if head is None or len(TOKEN.findall(read.lower[comma:end])) > LONGEST_SPEAKER + 4:
        return None
    if read.mention_in(head) is not None:
        return head
    explains = _explains(read, apposition) or (
        has_role(read, head) and read.cues.name.match(read.marked, comma + 2) is not None
    )
    named = has_name(read, head) or has_name(read, apposition)
    return Span(head.start, end) if explains and named and can_speak(read, head) else None


def _enumerated(read: Sentence, breaks: list[re.Match[str]], end: int) -> Span | None:
    """ "A, B and C," where each part between commas is a name and the last follows "and"."""
    start, last = None, end
    for mark in reversed(breaks):
        names = read.cues.name.findall(read.marked[mark.end() : last])
        words = TOKEN.findall(read.marked[mark.end() : last])
        loose = [word for word in words if word[:1].islower()]
        joined = start is None and len(names) > 1 and len(loose) == 1
        if (
            mark.group() != ","
            or not names
            or (loose and not joined)
            or (start is None and not joined)
        ):
            break
        start, last = mark.end(), mark.start()
    if start is None:
        return None
    head = _tidied(read, Span(_clause_start(read, last), last))
    keep = head is not None and (has_role(read, head) or has_name(read, head))
    return Span(head.start if head and keep else start + 1, end)


def _explains(read: Sentence, apposition: Span) -> bool:
    """Whether words between commas say who somebody is: an age, or an office at their beginning."""
    tokens = words_in(read, apposition)
    if not tokens or len(tokens) > LONGEST_SPEAKER:
        return False
    if len(tokens) == 1 and tokens[0].isdigit():
        return True
    relative = tokens[0] in read.words.pronouns
    clause = tokens[0] in read.cues.function and tokens[0] not in read.words.determiners
    if relative:
        return True
    return not clause and any(token in read.cues.roles for token in tokens[:OFFICE_WITHIN])


def _clause_start(read: Sentence, end: int) -> int:
    start = 0
    for match in BREAK.finditer(read.lower, 0, end):
        start = match.end()
    for match in read.cues.begins.finditer(read.lower, start, end):
        start = match.end()
    return start


def _tidied(read: Sentence, span: Span) -> Span | None:
    """The phrase without the time or the words in front of a name that say nothing of who it is."""
    start, end = span.start, span.end
    while match := read.cues.opening.match(read.lower, start, end):
        if match.end() == start:
            break
        start = match.end()
    while start < end and read.lower[start] in " '":
        start += 1
    phrase = Span(start, max(start, len(read.lower[:end].rstrip(" '"))))
    names = list(read.cues.name.finditer(read.marked, phrase.start, phrase.end))
    if names and names[-1].end() == phrase.end and not has_role(read, phrase):
        lead = names[-1].start()
        for name in reversed(names[:-1]):
            if not set(words_in(read, Span(name.end(), lead))) <= read.cues.function:
                break
            lead = name.start()
        if read.mention_in(phrase) is None and fold(names[-1].group()) not in read.cues.function:
            phrase = Span(lead, phrase.end)
    return phrase if phrase.start < phrase.end else None


def phrase_from(read: Sentence, start: int) -> Span | None:
    """The speaker that begins at `start`: an outlet, the agent of a report or toll, or a phrase."""
    stretch = _STRETCH.match(read.lower, start)
    end = stretch.end() if stretch else start
    mention = read.mention_in(Span(start, end))
    if mention is not None and _is_story(read, Span(start, mention.span.start)):
        return mention.span
    if mention is not None:
        end = max(start, mention.span.start)
    start = _past_agent(read, start, end)
    first = TOKEN.search(read.lower, start, end)
    determined = first is not None and first.group() in read.words.determiners
    cut = read.cues.ends.search(read.lower, first.end() if first and determined else start, end)
    phrase = _tidied(read, Span(start, cut.start() if cut else end))
    if (
        phrase is None
        or len(TOKEN.findall(read.lower[phrase.start : phrase.end])) > LONGEST_SPEAKER
    ):
        return None
    phrase = Span(phrase.start, len(read.plain[: phrase.end].rstrip(" .")))
    return _with_apposition(read, phrase) if can_speak(read, phrase) else None


def _past_agent(read: Sentence, start: int, end: int) -> int:
    """Where the maker of a report or toll is named, past its "by" or "of", else `start`."""
    agents = [*read.cues.passive.finditer(read.lower, start, end)]
    agents += list(read.cues.agents.finditer(read.lower, start, end))
    for agent in agents:
        lead = Span(start, agent.start())
        if agent.start() > start and not has_role(read, lead) and not has_name(read, lead):
            return agent.end()
    return start


def _is_story(read: Sentence, lead: Span) -> bool:
    """Whether the words before an outlet's name lead to it: "a report in", "un article du"."""
    tokens = TOKEN.findall(read.lower[lead.start : lead.end])
    content = [token for token in tokens if token not in read.cues.function]
    nouns = (*read.words.report_nouns, *read.words.documents)
    return not content or any(token in nouns for token in content)


def _with_apposition(read: Sentence, phrase: Span) -> Span:
    """The phrase and what follows it between commas, where that says who it is."""
    if read.lower[phrase.end : phrase.end + 2] != ", ":
        return phrase
    stretch = _STRETCH.match(read.lower, phrase.end + 2)
    end = len(read.plain[: stretch.end()].rstrip(" .")) if stretch else phrase.end
    apposition = Span(phrase.end + 2, max(end, phrase.end + 2))
    tokens = TOKEN.findall(read.lower[apposition.start : apposition.end])
    names = read.cues.name.match(read.marked, apposition.start, apposition.end)
    if names is not None and names.end() == apposition.end and not has_name(read, phrase):
        return Span(phrase.start, apposition.end)
    named = _explains(read, apposition) and not read.cues.saying.intersection(tokens)
    if not named or read.mention_in(apposition):
        return phrase
    return Span(phrase.start, apposition.end)


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
    text = read.lower[:before].rstrip()
    if not text or text[-1] in ',"!?':
        return True
    conjunctions = read.cues.begins.finditer(text) if read.words.turns_after_conjunction else ()
    return any(match.end() == len(text) for match in conjunctions)


def opens_as_name(read: Sentence, verb_end: int, speaker: Span) -> bool:
    """Whether a turned subject is one: a name or a determiner opens it, no clause before."""
    start = after_time_and_listener(read, verb_end)
    lead = TOKEN.findall(read.lower[start : speaker.start])
    if not all(token in read.cues.articles for token in lead):
        return False
    first = TOKEN.match(read.lower, speaker.start)
    opens = bool(lead) or (first is not None and first.group() in read.words.determiners)
    return opens or read.marked[speaker.start].isupper() or read.marked[speaker.start] == MARK


def trim_right(pattern: re.Pattern[str], text: str, end: int) -> int:
    """`end` moved left past what `pattern` finds there, again and again."""
    while match := pattern.search(text, 0, end):
        end = match.start() + (match.group()[:1] == ",")
    return end
