"""What a number counts, and which part of a set it speaks of.

Without a parser: the noun phrase after the number ends at a mark, a small word or a verb of the
tables. Where adjectives come first the head is the last plural in it, else the first word that is
no listed adjective. A verb or adverb that the tables do not know may pass for the noun.
"""

from corroborate.model.facts import Part
from corroborate.text.quantities.stream import HYPHENS, Stream
from corroborate.text.quantities.terms import Term

REACH = 5
"""Words after a number among which its noun is looked for: four adjectives and it; our choice."""
NUMBERED_BEFORE, NUMBERED_BEHIND = 10, 2
"""Words between "the number of" and the number that follows it, or precedes it; our choice."""
COMPOUND = 6
"""Pieces of the longest compound that is taken whole, main-d'œuvre having four; our choice."""


def part_of(stream: Stream, term: Term, first: int, noun_end: int) -> Part:
    """Which part of a set: by the words after the number, after its noun, or before it.

    `first` is where its hedges begin, `noun_end` the piece after the noun that it counts.
    """
    if term.unit == "times":  # "three times more" is no part of a set
        return "total"
    pieces, phrases = stream.pieces, stream.lexicon.part_before
    before = phrases.before(pieces, first) or phrases.before(pieces, term.first)
    if before is None and stream.word(first - 1) in stream.lexicon.words.determiners:
        before = phrases.before(pieces, first - 1)
    if before and before[1] == "including":
        return "including"
    after = stream.lexicon.part_after.at(pieces, term.end)
    if after is None and noun_end > term.end:
        after = stream.lexicon.part_after.at(pieces, noun_end)
    found = after or before
    return found[1] if found else "total"


def counted_noun(stream: Stream, term: Term) -> tuple[str, int]:
    """The noun that a term counts, lower case as written, and the index after it; "" if none."""
    end = term.end
    if stream.word(end) in HYPHENS and stream.is_glued(end) and stream.is_glued(end + 1):
        last = _compound_end(stream, end + 1)  # a 27-nation bloc
        return _text(stream, end + 1, last), last
    start, of_set = _noun_phrase_start(stream, term)
    if stream.lexicon.words.nouns_have_capitals:
        return _capital_noun(stream, start) if of_set or not term.unit else ("", end)
    if stream.lexicon.words.head_is_last:
        return _last_noun(stream, start)
    if term.unit and not of_set:
        return "", end
    return _first_noun(stream, start, not of_set and term.amount.value >= 2)


def numbered_noun(stream: Stream, first: int, end: int) -> str:
    """The noun of "put the number of dead at 41", « fixé à 41 le nombre de morts », "" if none.

    `first` and `end` are where the number begins and ends.
    """
    numbering, pieces = stream.lexicon.numbering, stream.pieces
    for at in range(first - 1, max(0, first - NUMBERED_BEFORE) - 1, -1):
        if pieces[at].kind != "word":
            break
        found = numbering.at(pieces, at)
        if found and found[0] < first:
            return _noun_at(stream, found[0])
    behind = (numbering.at(pieces, at) for at in range(end, end + NUMBERED_BEHIND))
    return next((_noun_at(stream, found[0]) for found in behind if found), "")


def _noun_at(stream: Stream, start: int) -> str:
    if stream.lexicon.words.nouns_have_capitals:
        return _capital_noun(stream, start)[0]
    last = stream.lexicon.words.head_is_last
    return (_last_noun(stream, start) if last else _first_noun(stream, start, plural=True))[0]


def _noun_phrase_start(stream: Stream, term: Term) -> tuple[int, bool]:
    """Where the noun phrase begins, past "more" and "of the", and whether there was an "of"."""
    pieces, lexicon, at = stream.pieces, stream.lexicon, term.end
    part = lexicon.part_after.at(pieces, at)
    if part and part[1] != "including":
        at = part[0]
    of = lexicon.of.at(pieces, at)
    if of is None:
        return at, False
    at = of[0]
    while stream.word(at) in lexicon.words.determiners:
        at += 1
    return _past_owner(stream, at), True


def _past_owner(stream: Stream, at: int) -> int:
    """Past the owner of a set, "of Acme Corp's researchers", where there is one."""
    for end in range(at, at + REACH):
        if stream.word(end).endswith("'") and stream.word(end + 1) == "s":
            return end + 2
        if not stream.word(end).isalpha() or stream.word(end) in stream.lexicon.stops:
            break
    return at


def _compound_end(stream: Stream, at: int) -> int:
    """The index after the word at `at` and what hyphens and elisions join to it, up to a length."""
    end = at + 1
    while end < at + COMPOUND and stream.is_glued(end):
        hyphen = stream.word(end) in HYPHENS and stream.is_glued(end + 1)
        if hyphen and stream.word(end + 1)[:1].isalpha():
            end += 2
        elif hyphen and stream.is_number(end + 1) and not stream.pieces[end + 1].closed:
            end += 2  # F-16 jets
        elif stream.word(end - 1).endswith("'") and stream.word(end)[:1].isalpha():
            end += 1
        else:
            break
    return end


def _text(stream: Stream, start: int, end: int) -> str:
    return "".join(stream.word(at) for at in range(start, end))


def _phrase(stream: Stream, start: int) -> list[tuple[int, int]]:
    """The words that may be one noun phrase, REACH at most, as first piece and the one after."""
    found: list[tuple[int, int]] = []
    at = start
    while len(found) < REACH and at < len(stream.pieces):
        piece = stream.pieces[at]
        end = _compound_end(stream, at)
        plain = end == at + 1
        ends = piece.word in stream.lexicon.stops or piece.word in stream.lexicon.cardinals
        if piece.closed or piece.kind != "word" or (plain and ends):
            break
        found.append((at, end))
        at = end
    return found


def _capital_noun(stream: Stream, start: int) -> tuple[str, int]:
    """The first word with a capital, if what stands before it looks like its adjectives."""
    for at, end in _phrase(stream, start):
        if stream.pieces[at].text[0].isupper():
            return _text(stream, at, end), end
        if not stream.word(at).endswith(stream.lexicon.words.adjective_endings):
            break
    return "", start


def _last_noun(stream: Stream, start: int) -> tuple[str, int]:
    """The last plural of the phrase; without one its last word, if no verb is among them."""
    words = [(_text(stream, at, end), at, end) for at, end in _phrase(stream, start)]
    if words and _is_verb_after(stream, start, [word for word, _, _ in words]):
        return "", start
    noun, noun_end = "", start
    for word, at, end in words:
        if at > start and _looks_verbal(stream, word) and noun:
            break
        plural = _looks_plural(stream, word) or _is_plural_of_letters(stream, end - 1)
        if plural and (at == start or not _looks_verbal(stream, word)):
            noun, noun_end = word, end
        elif noun:
            break
    if noun:
        return noun.rstrip("'"), noun_end
    return _last_word(stream, words) if words else ("", start)


def _is_verb_after(stream: Stream, start: int, words: list[str]) -> bool:
    """Whether the first word is the verb of "the four answered" and no adjective."""
    if stream.word(start - 2) not in stream.lexicon.words.determiners:
        return False
    counted = any(word in stream.lexicon.countable for word in words)
    return _looks_verbal(stream, words[0]) and not counted


def _last_word(stream: Stream, words: list[tuple[str, int, int]]) -> tuple[str, int]:
    """The last of words without a plural, if it may be a noun and no verb stands among them."""
    word, at, end = words[-1]
    first = words[0][1]
    verbal = any(_looks_verbal(stream, each) for each, _, _ in words)
    if verbal or word.endswith("'") or stream.pieces[at].is_capital:
        return "", first
    return ("", first) if word in stream.lexicon.adjectives else (word, end)


def _looks_plural(stream: Stream, word: str) -> bool:
    if word in stream.lexicon.countable:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _is_plural_of_letters(stream: Stream, at: int) -> bool:
    """MPs, CEOs, NGOs."""
    text = stream.pieces[at].text
    return len(text) > 2 and text[-1] == "s" and text[:-1].isupper()


def _looks_verbal(stream: Stream, word: str) -> bool:
    endings = stream.lexicon.words.verb_endings
    return bool(endings) and len(word) > 4 and word.endswith(endings)


def _first_noun(stream: Stream, start: int, plural: bool) -> tuple[str, int]:
    """The first word that is no listed adjective; after a number above one it must be a plural."""
    for at, end in _phrase(stream, start):
        word = _text(stream, at, end)
        if word in stream.lexicon.adjectives:
            continue
        first = stream.word(at)  # chefs-d'œuvre
        if plural and not first.endswith(("s", "x", "z")) and word not in stream.lexicon.countable:
            return "", start
        return ("", start) if word.endswith("'") else (word, end)
    return "", start
