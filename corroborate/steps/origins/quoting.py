"""The words of a report that say where it has something from, as an editor would quote them."""

import re
from collections.abc import Sequence

from corroborate.model.facts import Attribution

SHORT = 14
"""Words that a quotation has at most before its middle is left out."""
LEAD = 3
"""Words before the source that are quoted with it where there are no more, such as an article."""
_BREAK = re.compile(r"[,.:](?!\d)|[;()\"“”«»]|\s[-–—]\s")


def quoted(attribution: Attribution, sentence: str, joins: Sequence[str] = ()) -> str:
    """The clause that names the source, whole words only; a long one without its end or middle.

    `joins` are the words that join a clause to the one before it ("and"): they are left out.
    """
    start, end = _whole_words(attribution.span.start, attribution.span.end, sentence)
    first = max((m.end() for m in _BREAK.finditer(sentence, 0, start)), default=0)
    opens = re.compile(rf"\s*(?:{'|'.join(map(re.escape, joins)) or '(?!)'})\b", re.IGNORECASE)
    join = opens.match(sentence, first)
    first = join.end() if join and join.end() <= start else first
    after = _BREAK.search(sentence, end)
    clause = sentence[first : after.start() if after else len(sentence)]
    lead = sentence[first:start].split()
    found = sentence[first if len(lead) <= LEAD else start : end]
    for words in (clause, found):
        if len(words.split()) <= SHORT:
            return _trimmed(words)
    return _ends(attribution, found)


def _ends(attribution: Attribution, found: str) -> str:
    """Speaker and cue in their order, with what stands between left out."""
    parts = sorted((attribution.speaker, attribution.cue), key=found.find)
    if all(part in found for part in parts):
        return " … ".join(_trimmed(part) for part in parts)
    words = found.split()
    return _trimmed(" ".join((*words[: SHORT // 2], "…", *words[-SHORT // 2 :])))


def _whole_words(start: int, end: int, sentence: str) -> tuple[int, int]:
    while start > 0 and sentence[start - 1].isalnum() and sentence[start : start + 1].isalnum():
        start -= 1
    while end < len(sentence) and sentence[end].isalnum() and sentence[end - 1 : end].isalnum():
        end += 1
    return start, end


def _trimmed(words: str) -> str:
    return " ".join(words.split()).strip(" .,;:!?")
