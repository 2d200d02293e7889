"""The verbs of saying of a sentence, with the words around them that make them say or not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corroborate.model.text import Span
from corroborate.text.attribution.cues import MARK
from corroborate.text.attribution.sentence import BREAK, TOKEN, Sentence, last_word

BY_WITHIN = 30
"""Characters between a verb of saying and its "by": "reported earlier in the week by"."""
HEADLINE = 0.7
"""Share of the words of a title that begin with a capital, where its verbs do as well."""
HEADLINE_WORDS = 4
"""Words from which that share tells something."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying at `span`, its auxiliaries with it.

    `surely` where it says whatever its subject is ("said", not "shows"); `by` where who said it
    follows there ("confirmed by the ministry"); `trailing` where it goes on after somebody spoke
    (", adding that"); `pronoun` where that is its subject, turned round ("ajoute-t-il").
    """

    span: Span
    word: str
    surely: bool = False
    by: int | None = None
    trailing: bool = False
    pronoun: Span | None = None


def find_verbs(read: Sentence) -> tuple[Verb, ...]:
    """The verbs of saying in the order of the text."""
    headline = _is_headline(read)
    found = [*_turned(read), *_compounds(read)]
    taken = [each.span for each in found]
    for token in TOKEN.finditer(read.lower):
        word = token.group()
        if word not in read.cues.participles and word not in read.cues.saying:
            continue
        place = Span(*token.span())
        if any(place.overlaps(each) for each in taken):
            continue
        if read.marked[place.start].isupper() and not headline:
            continue
        if word in read.cues.participles:
            found.extend(_participle(read, place, word))
        elif not _is_noun(read, place, word):
            found.append(_verb(read, place, word))
    return tuple(sorted(found, key=lambda each: each.span))


def _turned(read: Sentence) -> Iterator[Verb]:
    """ "Ajoute-t-il", "a-t-elle dit", "said he"."""
    for match in read.cues.turned.finditer(read.lower):
        verb, past = match.group("verb"), match.group("past")
        end = match.end() if past else match.end("pronoun")
        if past and not read.cues.compound.fullmatch(f"{verb} {past}"):
            past, end = None, match.end("pronoun")
        if past or verb in read.cues.saying:
            place = Span(match.start(), end)
            yield Verb(place, past or verb, True, pronoun=Span(*match.span("pronoun")))


def _compounds(read: Sentence) -> Iterator[Verb]:
    for match in read.cues.compound.finditer(read.lower):
        place = Span(*match.span())
        word = match.group()
        last = word if word in read.cues.surely else TOKEN.findall(word)[-1]
        found = _verb(read, place, last)
        yield replace(found, surely=found.surely or last in read.words.saying_surely_past)


def _verb(read: Sentence, place: Span, word: str) -> Verb:
    surely = word in read.cues.surely
    return Verb(place, word, surely, _by(read, place))


def _participle(read: Sentence, place: Span, word: str) -> Iterator[Verb]:
    """ "Is saying" as a verb with its subject, ", saying" as one that goes on."""
    before = read.lower[max(0, place.start - BY_WITHIN) : place.start].rstrip()
    last = last_word(read.lower, place.start)
    word_before = last.of(read.lower) if last else ""
    if last is not None and word_before in read.cues.being:
        if word not in read.words.saying_progressive:
            return
        yield Verb(Span(last.start, place.end), word)
    elif before.endswith((",", '"', *read.words.leads_on)):
        yield Verb(place, word, trailing=True)


def _by(read: Sentence, verb: Span) -> int | None:
    """Where who said it begins, behind the verb and "by"; None where the verb is no passive."""
    by = read.cues.passive.search(read.lower, verb.end, verb.end + BY_WITHIN)
    if by is None or BREAK.search(read.lower, verb.end, by.start()):
        return None
    if _has_object(read, verb.end, by.start()):
        return None
    following = TOKEN.match(read.lower, by.end() + 1)
    first = read.marked[by.end() + 1 : by.end() + 2]
    names = first.isupper() or first == MARK
    determined = following is None or following.group() in read.words.determiners
    return by.end() if names or determined else None


def _has_object(read: Sentence, start: int, end: int) -> bool:
    """Whether something stands between a verb and "by" that the verb has for its object: "announced
    the sale by Nordair"."""
    articles = {word.rstrip("'") for word in (*read.words.determiners, *read.cues.articles)}
    following = TOKEN.search(read.lower, start, end)
    return following is not None and following.group() in articles


def _is_noun(read: Sentence, place: Span, word: str) -> bool:
    """Whether a word that may be a noun is one here: "her claims", "the reports of"."""
    if word not in read.cues.nouns:
        return False
    before = read.lower[max(0, place.start - BY_WITHIN) : place.start].rstrip()
    if before.endswith(tuple(read.words.possessives)):
        return True
    lead = last_word(read.lower, place.start)
    if lead is not None and lead.of(read.lower) in read.cues.articles | read.cues.links:
        return True
    after = read.lower[place.end : place.end + BY_WITHIN].lstrip()
    if not after or BREAK.match(after) or after[0] == ".":
        return not _stands_behind(read, place.start)
    following = TOKEN.match(after)
    return following is not None and following.group() in read.cues.after_nouns


def _stands_behind(read: Sentence, place: int) -> bool:
    """Whether the verb and its subject are all that stands behind a comma: ", Reuters reports."."""
    breaks = list(BREAK.finditer(read.lower, max(0, place - BY_WITHIN * 2), place))
    return bool(breaks) and len(TOKEN.findall(read.lower[breaks[-1].end() : place])) <= 3


def _is_headline(read: Sentence) -> bool:
    words = [word for word in TOKEN.findall(read.plain) if not word.isdigit()]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= HEADLINE_WORDS and capital >= HEADLINE * len(words)
