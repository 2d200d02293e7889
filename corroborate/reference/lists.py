"""What is known of the lists by which pages are found: the words in their addresses, editions."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corroborate.reference.table import load_toml, read_row


@dataclass(frozen=True, slots=True, eq=False)
class ListWords:
    """Parts of the address of a sitemap that say what it lists, lower case: `news` that it is of
    news, `other` that it is of what is none. `editions` are, by language, the country whose edition
    a news service is asked for: the one with most outlets in it."""

    news: tuple[str, ...]
    other: tuple[str, ...]
    editions: dict[str, str]

    def likely_news(self, address: str) -> bool | None:
        """Whether an address says that it lists news, False that it does not, None for neither."""
        lowered = address.lower()
        if any(part in lowered for part in self.news):
            return True
        return False if any(part in lowered for part in self.other) else None


@cache
def load_list_words() -> ListWords:
    """Read lists.toml, strictly."""
    return read_row(load_toml(files("corroborate.reference") / "lists.toml"), ListWords, "lists")
