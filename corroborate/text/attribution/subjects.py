"""Who speaks, as the stretch of the sentence that stands before a verb of saying."""

import re

from corroborate.model.text import Span
from corroborate.text.attribution.sentence import (
    BREAK,
    LONGEST_SPEAKER,
    TOKEN,
    Sentence,
    can_speak,
    has_name,
    has_role,
    last_word,
    words_in,
)

OFFICE_WITHIN = 4
"""An apposition names the office within its first so many words."""
LONGEST_APPOSITION = 30
"""Words between the commas behind a name."""
BEHIND = 400
"""Characters before a verb in which its subject is looked for; no noun phrase is as long."""
ADVERBS = 60
"""Characters that the adverbs and times before a verb may take."""
LONGEST_JOINED = 6
"""Words of the one before "and" where two speak."""


def subject_before(read: Sentence, end: int, surely: bool = False) -> Span | None:
    """Who stands before a verb that begins at `end`: a pronoun, or a noun phrase with what stands
    behind it between commas or in brackets.

    With `surely` the verb can have no subject but a speaker, so that any noun phrase will do.
    """
    end = len(read.lower[:end].rstrip())
    if not end or read.lower[end - 1] in '";:!?([–—':
        return None
    if read.lower[end - 1] == ")":
        return _with_brackets(read, end, surely)
    if read.lower[end - 1] == ",":
        return _apposed_subject(read, end - 1)
    return _noun_phrase(read, end, surely)


def is_pronoun(read: Sentence, span: Span) -> bool:
    return span.of(read.lower) in read.words.pronouns


def antecedent(read: Sentence, relative: Span) -> Span | None:
    """What a "who" stands for: the name or noun phrase right before it."""
    end = len(read.lower[max(0, relative.start - BEHIND) : relative.start].rstrip(" ,"))
    end += max(0, relative.start - BEHIND)
    return _name_before(read, end) or _noun_phrase(read, end, surely=False)


def _name_before(read: Sentence, end: int) -> Span | None:
    """The name that ends at `end`, with the title right before it."""
    tokens = list(TOKEN.finditer(read.lower, max(0, end - BEHIND), end))
    if not tokens or not read.marked[tokens[-1].start()].isupper():
        return None
    start = tokens[-1].start()
    for token in reversed(tokens):
        word = Span(*token.span())
        if not _is_nominal_word(read, word) or BREAK.search(read.lower, word.end, end):
            break
        if word.of(read.lower) not in read.cues.links:
            start = word.start
    return Span(start, end)


def opening_subject(read: Sentence) -> Span | None:
    """The name or pronoun that a sentence opens with: the subject of most."""
    start = len(read.marked) - len(read.marked.lstrip(" \"'"))
    start = past_opening(read, start, len(read.marked))
    start += len(read.lower[start:]) - len(read.lower[start:].lstrip(" ,"))
    first = TOKEN.match(read.lower, start)
    if first is not None and first.group() in read.words.third_persons:
        return Span(*first.span())
    if (mention := read.mention_in(Span(start, start + 1))) is not None:
        return mention.span
    end = start
    for token in TOKEN.finditer(read.lower, start):
        word = Span(*token.span())
        if BREAK.search(read.lower, end, word.start) or _ends_phrase(read, word):
            break
        if read.marked[word.start].isupper() or word.of(read.lower) in read.cues.roles:
            end = word.end
        if len(words_in(read, Span(start, word.end))) >= LONGEST_SPEAKER:
            break
    subject = Span(start, end)
    return subject if end > start and has_name(read, subject) else None


def subject_with_verb(read: Sentence) -> Span | None:
    """The first name that an auxiliary follows and no preposition leads to: "Nordbank has"."""
    for match in read.cues.name.finditer(read.marked):
        span = Span(*match.span())
        lead = last_word(read.lower, span.start)
        following = TOKEN.match(read.lower, min(span.end + 1, len(read.lower)))
        led = lead is not None and lead.of(read.lower) in read.cues.links
        if not led and following is not None and following.group() in read.cues.verbal:
            return span
    return None


def only_person(read: Sentence, end: int) -> Span | None:
    """The one full name before `end`, no article before it and outside quotation marks."""
    found = []
    for match in read.cues.name.finditer(read.marked, 0, end):
        span = Span(*match.span())
        lead = words_in(read, Span(max(0, span.start - 5), span.start))[-1:]
        quoted = read.plain[: span.start].count('"') % 2
        full = 1 < len(match.group().split()) < 4 and not set(lead) & read.cues.articles
        if full and not quoted and has_name(read, span):
            found.append(span)
    return found[0] if len(found) == 1 else None


def _ends_phrase(read: Sentence, word: Span) -> bool:
    small = word.of(read.lower)
    inside = read.cues.articles | read.cues.links
    return small in read.cues.saying or (small in read.cues.function and small not in inside)


def _with_brackets(read: Sentence, end: int, surely: bool) -> Span | None:
    """ "Ana Ruiz (Green Party)" before its verb."""
    opening = read.lower.rfind("(", max(0, end - BEHIND), end)
    if opening <= 0:
        return None
    head = _noun_phrase(read, len(read.lower[:opening].rstrip()), surely)
    return Span(head.start, end) if head and not is_pronoun(read, head) else head


def _apposed_subject(read: Sentence, end: int) -> Span | None:
    """A name and what stands between commas after it as one speaker; None for a mere clause."""
    breaks = [
        each
        for each in BREAK.finditer(read.lower, max(0, end - BEHIND), end)
        if each.group() not in "()"
    ]
    if not breaks or breaks[-1].group() != ",":
        return None
    if (listed := _enumerated(read, breaks, end)) is not None:
        return listed
    for mark in reversed(breaks[-2:]):
        if mark.group() != "," or len(words_in(read, Span(mark.end(), end))) > LONGEST_APPOSITION:
            break
        head = _noun_phrase(read, mark.start(), surely=False)
        if head is None or is_pronoun(read, head):
            continue
        aside = Span(mark.end(), end)
        if read.mention_in(head) is not None:
            return head
        if _says_who(read, head, aside):
            return Span(head.start, end)
        if _is_aside(read, aside):
            return head
    return None


def _is_aside(read: Sentence, aside: Span) -> bool:
    """Whether a time, an adverb or an outlet that cites the speaker stands between the commas."""
    return (
        read.mention_in(aside) is not None
        or past_opening(read, aside.start, aside.end) >= aside.end
    )


def _says_who(read: Sentence, head: Span, apposition: Span) -> bool:
    """Whether the words between commas say who the head is, and one of the two is named."""
    named = has_name(read, head) or has_name(read, apposition)
    if not named or not can_speak(read, head):
        return False
    if explains(read, apposition):
        return True
    if has_role(read, head):
        return read.cues.name.match(read.marked, apposition.start + 1) is not None
    if read.words.turns_after_conjunction:
        return False
    first = next(iter(words_in(read, apposition)), "")
    begins = read.cues.begins.match(read.lower, apposition.start + 1)
    return begins is None and first not in read.cues.verbal | read.cues.persons


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
    head = _noun_phrase(read, last, surely=False)
    return Span(head.start if head else start + 1, end)


def explains(read: Sentence, apposition: Span) -> bool:
    """Whether words between commas say who somebody is: an age, an office, "who ..."."""
    tokens = words_in(read, apposition)
    if not tokens or len(tokens) > LONGEST_APPOSITION:
        return False
    if len(tokens) == 1 and tokens[0].isdigit():
        return True
    if tokens[0] in read.words.relatives:
        return True
    if not read.cues.verbal.isdisjoint(tokens):
        return False
    clause = tokens[0] in read.cues.function and tokens[0] not in read.cues.articles
    return not clause and any(token in read.cues.roles for token in tokens[:OFFICE_WITHIN])


def _clause_start(read: Sentence, end: int) -> int:
    """Where the clause begins that ends at `end`, brackets closed before it passed over."""
    start = max(0, end - BEHIND)
    for match in BREAK.finditer(read.lower, start, end):
        start = match.end()
    for match in read.cues.begins.finditer(read.lower, start, end):
        if match.end() == end and match.group() in read.words.relatives:
            continue
        start = match.end()
    return start


def _noun_phrase(read: Sentence, end: int, surely: bool) -> Span | None:
    """The noun phrase that ends at `end`: a pronoun, a name with its title, or what else speaks."""
    start = past_opening(read, _clause_start(read, end), end)
    mention = read.mention_in(Span(start, max(start, end)))
    if mention is not None and mention.span.end == end:
        return Span(mention.span.start, end)
    tokens = list(TOKEN.finditer(read.lower, start, end))
    if not tokens:
        return None
    if (pronoun := _pronoun(read, start, end)) is not None:
        return pronoun
    said = [at for at, token in enumerate(tokens[:-1]) if _is_verb(read, token)]
    tokens = tokens[said[-1] + 1 :] if said else tokens
    phrase = _without_lead(read, tokens, end)
    if not set(words_in(read, phrase)).isdisjoint(read.cues.verbal):
        return None
    opens = words_in(read, phrase)[0] in read.cues.articles
    closes = surely or opens or _ends_as_speaker(read, tokens[-1])
    paper = opens and not read.cues.paper_nouns.isdisjoint(words_in(read, phrase))
    speaks = closes and (paper or can_speak(read, phrase))
    if not (speaks or (surely and _is_nominal(read, phrase))):
        return None
    return _joined(read, phrase)


def _is_verb(read: Sentence, token: re.Match[str]) -> bool:
    """Whether a word is a verb of saying, so that a clause without "that" begins behind it."""
    sure = token.group() in read.cues.saying and token.group() not in read.cues.nouns
    return sure and not read.marked[token.start()].isupper()


def _ends_as_speaker(read: Sentence, last: re.Match[str]) -> bool:
    """Whether a phrase ends in a name, an office or a paper, not in what a verb before tells of."""
    word = last.group()
    named = read.marked[last.start()].isupper() or word.isdigit()
    return named or word in read.cues.roles or word in read.cues.paper_nouns


def past_opening(read: Sentence, start: int, end: int) -> int:
    """`start` moved past the times and adverbs that open a phrase."""
    while match := read.cues.opening.match(read.lower, start, end):
        if match.end() == start:
            break
        start = match.end()
    return start + len(read.lower[start:end]) - len(read.lower[start:end].lstrip(" ',"))


def _pronoun(read: Sentence, start: int, end: int) -> Span | None:
    """The pronoun that ends there, the longest of them ("ce dernier")."""
    text = read.lower[start:end]
    for pronoun in read.cues.pronouns:
        before = text[: -len(pronoun)][-1:]
        if text.endswith(pronoun) and not before.isalnum() and before not in ("-", "'"):
            return Span(end - len(pronoun), end)
    return None


def _without_lead(read: Sentence, tokens: list[re.Match[str]], end: int) -> Span:
    """The phrase from its determiner on, or from its name where "in Paris" stands before that."""
    first = 0
    past = [at for at, each in enumerate(tokens[:-1]) if each.group() in read.words.adverbs]
    tokens = tokens[past[-1] + 1 :] if past else tokens
    for at in range(len(tokens) - 1, 0, -1):
        word, before = tokens[at].group(), tokens[at - 1].group()
        opens = word in read.cues.articles and word not in read.cues.links
        if opens and before not in read.cues.links and before not in read.cues.articles:
            first = at
            break
    start = tokens[first].start()
    leads = tokens[first].group() in read.cues.function - read.cues.articles
    if leads or (first == 0 and tokens[0].group() in read.cues.links - read.cues.articles):
        names = list(read.cues.name.finditer(read.marked, start, end))
        if names and names[-1].end() == end:
            start = max(names[-1].start(), start)
            start = _past_function_word(read, start, end)
    return Span(start, end)


def _past_function_word(read: Sentence, start: int, end: int) -> int:
    """ "But Okafor" without its "But"."""
    first = TOKEN.match(read.lower, start, end)
    if first is not None and first.group() in read.cues.function and first.end() < end:
        return first.end() + 1
    return start


def _is_nominal(read: Sentence, phrase: Span) -> bool:
    """Whether it can be a noun phrase at all: no small word ends it, none but links are inside."""
    tokens = words_in(read, phrase)
    if not tokens or len(tokens) > LONGEST_SPEAKER or tokens[-1].isdigit():
        return False
    inside = set(tokens) & read.cues.function - read.cues.links - read.cues.articles
    return not inside and tokens[-1] not in read.cues.articles | read.cues.links


def _joined(read: Sentence, phrase: Span) -> Span:
    """The phrase with the one that "and" joins to it: "Grassley and Leahy"."""
    conjunction = last_word(read.lower, phrase.start)
    if conjunction is None or conjunction.of(read.lower) not in read.words.also:
        return phrase
    end = len(read.lower[: conjunction.start].rstrip())
    start = past_opening(read, _clause_start(read, end), end)
    left = Span(start, max(start, end))
    tokens = [Span(*match.span()) for match in TOKEN.finditer(read.lower, start, left.end)]
    if not 0 < len(tokens) <= LONGEST_JOINED:
        return phrase
    fits = all(_is_nominal_word(read, each) for each in tokens)
    heads = read.marked[tokens[-1].start].isupper() or has_role(read, tokens[-1])
    return Span(start, phrase.end) if fits and heads else phrase


def _is_nominal_word(read: Sentence, word: Span) -> bool:
    small = word.of(read.lower)
    if small in read.cues.articles or small in read.cues.links or small in read.cues.roles:
        return True
    return read.marked[word.start].isupper() and small not in read.cues.function


def trim_right(pattern: re.Pattern[str], text: str, end: int) -> int:
    """`end` moved left past what `pattern` finds there, again and again."""
    while match := pattern.search(text, max(0, end - ADVERBS), end):
        end = match.start() + (match.group()[:1] == ",")
    return end


def name_at_end(read: Sentence, owner: Span) -> Span:
    """The name that ends the phrase, all of it where none does: "of" may lead to an owner."""
    for name in read.cues.name.finditer(read.marked, owner.start, owner.end):
        if name.end() == owner.end:
            return Span(*name.span())
    return owner
