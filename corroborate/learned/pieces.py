"""Words to the numbers of their pieces, by the most probable way to cut them.

Unigram segmentation (Kudo 2018, "Subword Regularization"), by Viterbi over the pieces of a word.
"""

from functools import lru_cache
from itertools import islice

from corroborate.learned.packed import Pieces

SPACE = "\u2581"
"""Stands for the space before a word in the vocabulary."""
UNKNOWN_COSTS = 10.0
"""Log probability by which a character without a piece is worse than the worst piece (SentencePiece
sets the same)."""
KEPT_WORDS = 65_536
"""Words whose pieces are kept."""


class Cutter:
    """Cuts texts into pieces of one vocabulary."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._longest = max(map(len, pieces.numbers))
        self._unknown_score = min(pieces.scores) - UNKNOWN_COSTS
        self.cut_word = lru_cache(KEPT_WORDS)(self._cut_word)

    def cut(self, text: str, most: int) -> list[int]:
        """The numbers of the first pieces of a text, none for a blank one.

        No more of the text is looked at than so many of the longest pieces could hold.
        """
        forms = self._pieces.forms
        plain = "".join(forms.get(ord(each), each) for each in text[: most * self._longest])
        numbers = (number for word in plain.split() for number in self.cut_word(SPACE + word))
        return list(islice(numbers, most))

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """The best way to each place of the word, then back from its end."""
        numbers, scores = self._pieces.numbers, self._pieces.scores
        best = [0.0] + [float("-inf")] * len(word)
        last: list[tuple[int, int]] = [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            ends = range(start + 1, min(len(word), start + self._longest) + 1)
            found = [(end, numbers.get(word[start:end])) for end in ends]
            ways = [(end, number, scores[number]) for end, number in found if number is not None]
            ways.append((start + 1, self._pieces.unknown, self._unknown_score))
            for end, number, score in ways:
                if best[start] + score > best[end]:
                    best[end], last[end] = best[start] + score, (start, number)
        cut, end = [], len(word)
        while end:
            end, number = last[end]
            cut.append(number)
        return tuple(reversed(cut))
