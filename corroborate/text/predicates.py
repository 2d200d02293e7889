"""Which predicates a word says, in any language: how a French verb answers an English noun."""

from collections.abc import Mapping
from functools import cache

from corroborate.reference.language import known_languages, load_language
from corroborate.text.normalise import fold


@cache
def frames_of(word: str) -> frozenset[str]:
    """The predicates that a folded lemma says, in any language."""
    return _frames().get(word, frozenset())


@cache
def _frames() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in known_languages():
        for frame, lemmas in load_language(code).grammar.frames.items():
            for word in lemmas:
                found.setdefault(fold(word), set()).add(frame)
    return {word: frozenset(frames) for word, frames in found.items()}
