"""Words by which a report shows that what it tells was made public by those concerned."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corroborate.reference.table import load_toml, read_row


@dataclass(frozen=True, slots=True)
class OriginWords:
    """Words, lower case, matched whole; of `announced` also phrases.

    `announced` say of a thing that it was made public, without saying by whom ("cuts announced in
    May"); `announcement` is what to call that source in a dossier. `agencies` stand in a credit for
    agencies that it does not name, `pictures` in one of a picture; `credit_words` are the other
    words of a credit that are no name.
    """

    announced: tuple[str, ...]
    announcement: str
    agencies: tuple[str, ...]
    pictures: tuple[str, ...]
    credit_words: tuple[str, ...]


@cache
def load_origin_words() -> dict[str, OriginWords]:
    """Read the table of every language, by its code.

    Raises:
        BadTable: a language has none, or one that breaks its rules.
    """
    folder = files("corroborate.reference") / "languages"
    codes = sorted(each.name for each in folder.iterdir() if each.is_dir())
    return {
        code: read_row(load_toml(folder / code / "origins.toml"), OriginWords, f"{code}/origins")
        for code in codes
    }
