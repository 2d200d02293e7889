"""How one name is spelled in several languages: letters that stand for one sound."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from corroborate.reference.table import load_toml, read_row

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The pairs of spelling.toml, over folded words."""

    initials: tuple[str, ...]
    sounds: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]

    def sounded(self, word: str) -> str:
        """One form for all spellings of a folded word, double consonants as one."""
        for letters, sound in self.sounds:
            word = word.replace(letters, sound)
        for letters, sound in self.endings:
            if word.endswith(letters):
                word = word.removesuffix(letters) + sound
        return "".join(
            letter if letter not in VOWELS else letter * len(tuple(run))
            for letter, run in groupby(word)
        )

    def may_begin_alike(self, one: str, other: str) -> bool:
        """Whether two letters may begin two spellings of one name."""
        return one == other or one + other in self.initials or other + one in self.initials


@cache
def load_spelling() -> Spelling:
    """Read spelling.toml, strictly."""
    return read_row(
        load_toml(files("corroborate.reference") / "spelling.toml"), Spelling, "spelling"
    )
