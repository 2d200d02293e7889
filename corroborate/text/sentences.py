"""A text as spans of sentences: paragraphs first, then ends of sentence that are ones."""

import re
from collections.abc import Sequence

from corroborate.model.text import Span
from corroborate.reference.grammar import Grammar
from corroborate.text.markup import without_tags
from corroborate.text.normalise import fold, folded_set

LONGEST = 2_000
"""Characters after which a sentence without an end is cut at a space: text without punctuation."""
LONGEST_QUOTE = 500
"""Characters up to which a quotation is one sentence, about 80 words; a longer one is a speech."""
WRAPPED = 30
"""Characters from which a line may be one that was broken for want of room: hard-wrapped text has
60 to 80 in a line, a heading above a list has fewer."""
SPEECH_REACH = 6
"""Words behind a quotation among which stands the verb that says whose it is, one after a long name
and an office: “Who pays?” the Liberal leader Anna Keller asked."""
BEFORE = 30
"""Characters before a full stop that are looked at for an abbreviation."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ENDED = re.compile(r"[.!?…:;|»”\"]\s*$")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\[\d{1,3}\])*(?=\s|$|(?P<glued>[^\W\d_]{2,}))|[。！？]+")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:(?:\.-|[.-])[^\W\d_]+)*)\.$")
_WIDE = "。！？"
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[–—-]*\s*(?P<word>\w*)(?P<behind>.?)")
_COUNTED = re.compile(r"(?:^|(?P<lead>[^\W\d_]+),?\s)\d{1,2}$")
_INITIAL = re.compile(r"[A-ZÀ-Þ](?:\.-?[A-ZÀ-Þ])*")
_NUMBER = re.compile(r"\d+\w?|[IVXLC]+|[A-Z]")
_QUOTE = re.compile(
    r"«[^«»]*»|„[^„“”]*[“”]|“[^“”]*”|‘(?:[^‘’]|(?<=\w)’(?=\w))*’"
    r"|(?<!\w)\"(?=\S)[^\"]*(?<=\S)\"(?!\w)"
)
_MARKER = re.compile(
    r"\s*(?:[-–—•*·▪►◦‣●]\s+)?"
    r"(?:\(?\d{1,2}[.)]\s+|\(?[a-zA-Z]\)\s+"
    r"|\[?\d{1,2}\s?(?:[:.]\d{2}|[hH](?:\s?\d{2})?)(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\]?"
    r"\s*[-–—:|]\s+)?"
)


def split_sentences(text: str, grammar: Grammar, saying: Sequence[str] = ()) -> tuple[Span, ...]:
    """The sentences of a text, in order, without the white space around them.

    A line break ends a sentence, unless a long line goes on behind it; so does a tag such as
    <p>. A full stop does not inside a number, an abbreviation or initials, nor before a word in
    lower case; nothing does inside a quotation, nor between one and who said it, by a verb of
    `saying`. What marks an item of a list or the time of an entry belongs to no sentence.
    """
    plain = without_tags(text)
    spans: list[Span] = []
    for first, last in _paragraphs(plain, folded_set(grammar.stopwords)):
        start = first + _marker_length(plain[first:last])
        for end in _ends(plain[start:last], start, grammar, folded_set(tuple(saying))):
            spans.extend(_trimmed(plain, start, end))
            start = end
        spans.extend(_trimmed(plain, start, last))
    return tuple(spans)


def _paragraphs(text: str, small: frozenset[str]) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end, those put together of which the second goes on."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if found and _goes_on(text, found[-1], line.start(), small):
            found[-1] = (found[-1][0], line.end())
        else:
            found.append(line.span())
    return found


def _goes_on(text: str, before: tuple[int, int], place: int, small: frozenset[str]) -> bool:
    """Whether a line that begins at `place` goes on with the long one before it: it begins in lower
    case, or that one ended in a small word."""
    start, end = before
    if text[end:place] not in ("\n", "\r\n") or _ENDED.search(text, end - 3, end):
        return False
    if end - max(start, text.rfind("\n", start, end)) < WRAPPED:
        return False
    words = text[end - BEFORE : end].split()
    return text[place].islower() or bool(words and fold(words[-1]) in small)


def _marker_length(paragraph: str) -> int:
    """How long the mark of a list or of an entry is that a paragraph begins with."""
    marker = _MARKER.match(paragraph)
    return marker.end() if marker and marker.end() < len(paragraph) else 0


def _ends(paragraph: str, start: int, grammar: Grammar, saying: frozenset[str]) -> list[int]:
    """Where sentences end within a paragraph, counted as the text is, which has it at `start`."""
    quotes = [q.span() for q in _QUOTE.finditer(paragraph) if len(q.group()) <= LONGEST_QUOTE]
    ends, place = [], 0
    for match in _END.finditer(paragraph):
        while place < len(quotes) and quotes[place][1] <= match.start():
            place += 1
        quote = quotes[place] if place < len(quotes) else None
        if quote is None or match.start() <= quote[0]:
            end = match.end()
        elif paragraph[match.end() : quote[1] - 1].strip():
            continue
        else:
            end = max(match.end(), quote[1])
            if _is_said(paragraph, end, saying):
                continue
        if _is_end(paragraph, match, end, grammar):
            ends.append(start + end)
    return ends


def _is_end(paragraph: str, match: re.Match[str], end: int, grammar: Grammar) -> bool:
    """Whether the mark ends a sentence, `end` being where what it closes ends."""
    mark = match.group()
    if mark[0] in _WIDE:
        return True
    if match["glued"]:
        return _begins_glued(paragraph, match, grammar)
    word, behind = _next_word(paragraph, end)
    if paragraph[end : end + 1].strip() or word[:1].islower():
        return False
    if mark == "." and _is_ordinal(_shortly_before(paragraph, match.start()), word, grammar):
        return False
    if mark.startswith(("…", "...")):
        bracketed = paragraph[match.start() - 1 : match.start()] in ("(", "[")
        return not bracketed and (word[:1].isupper() or not paragraph[end:].strip())
    before = _LAST_WORD.search(_shortly_before(paragraph, match.start() + 1))
    if mark[0] != "." or before is None or not word:
        return True
    return _ends_after(before.group(1), word, behind, grammar)


def _shortly_before(paragraph: str, place: int) -> str:
    return paragraph[max(0, place - BEFORE) : place]


def _is_ordinal(before: str, word: str, grammar: Grammar) -> bool:
    """Whether the full stop behind a number makes it an ordinal: "am 3. Juli", "der 2. Preis"."""
    found = _COUNTED.search(before) if grammar.articles else None
    if found is None:
        return False
    named = fold(word) in folded_set(grammar.calendar)
    return named or (found["lead"] or "").lower() in grammar.articles


def _next_word(paragraph: str, place: int) -> tuple[str, str]:
    """The word behind a place, its quotation marks aside, and the character behind that word."""
    match = _NEXT_WORD.match(paragraph, place)
    return (match["word"] or "", match["behind"]) if match else ("", "")


def _ends_after(last: str, word: str, behind: str, grammar: Grammar) -> bool:
    """Whether a sentence ends between the word `last` with its full stop and the next `word`, which
    `behind` follows."""
    known, small = last.lower(), folded_set(grammar.stopwords)
    begins = fold(word) in small and behind != "."
    if known in grammar.closing_abbreviations:
        return begins
    if known in grammar.abbreviations:
        return False
    if _INITIAL.fullmatch(last):
        return begins and fold(word) not in folded_set(grammar.name_particles)
    return known not in grammar.numbered_abbreviations or not _NUMBER.fullmatch(word)


def _begins_glued(paragraph: str, match: re.Match[str], grammar: Grammar) -> bool:
    """Whether a word that stands close behind a full stop begins a sentence: "left.The"."""
    word = match["glued"]
    after_word = paragraph[match.start() - 1 : match.start()].islower()
    begins = word[0].isupper() and word[1:].islower()
    return after_word and begins and fold(word) in folded_set(grammar.stopwords)


def _is_said(paragraph: str, end: int, saying: frozenset[str]) -> bool:
    """Whether the words behind a quotation say whose it is."""
    behind = re.split(r"[.!?…,;:]", paragraph[end : end + 100])[0]
    return any(fold(word) in saying for word in behind.split()[:SPEECH_REACH])


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The stretch without white space around it, cut where it is longer than LONGEST; none if
    blank."""
    spans: list[Span] = []
    while True:
        piece = text[start : min(end, start + LONGEST + 1)]
        start += len(piece) - len(piece.lstrip())
        if end - start <= LONGEST:
            end = start + len(text[start:end].rstrip())
            return [*spans, Span(start, end)] if start < end else spans
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        spans.append(Span(start, cut))
        start = cut
