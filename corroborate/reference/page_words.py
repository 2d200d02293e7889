"""Words and marks by which pages say what surrounds an article, or stands in its place.

The words stand in `languages/<code>/pages.toml`, the marks that no language has in `pages.toml`. A
page is read with the words of all languages: what it says of itself is often in another than its
article.
"""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from corroborate.reference.table import load_toml, read_row


@dataclass(frozen=True, slots=True)
class PageWords:
    """Phrases of one language, or of all together; in any case, spaces and quotes made plain.

    `by` opens a byline, `joins` two names in it; `credits` open a line that says whose text it is.
    `published` stands before a visible date of publication, `modified` before one of a change.

    `correction_labels` are followed by a colon or a dash and a note on what was wrong;
    `correction_openings` begin such a note, `correction_sayings` stand anywhere in it.

    `promotions` begin a line that leads elsewhere or asks the reader for something, `locked` stand
    in one that says that the rest is for subscribers. What stands in place of an article says one
    of `robots` (prove that you are human), `consents` (accept our cookies), `scripts` (turn on
    JavaScript) or `missing` (an error).
    """

    by: tuple[str, ...]
    joins: tuple[str, ...]
    credits: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    correction_labels: tuple[str, ...]
    correction_openings: tuple[str, ...]
    correction_sayings: tuple[str, ...]
    promotions: tuple[str, ...]
    locked: tuple[str, ...]
    robots: tuple[str, ...]
    consents: tuple[str, ...]
    scripts: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Parts of classes, ids and addresses that mean one thing on the pages of many outlets.

    Matched as whole parts of a name ("live-blog" in "c-live-blog__entry"), without case. Elements
    of `embedded` hold posts of others, `aside` what is beside the article, `summary` the lines
    under its headline, `byline` who signs it, `paywall` what asks to subscribe, `live` the entries
    of a live blog, `challenge` the check of a robot. `twins` are ends of the addresses of
    other forms of one page, `twin_hosts` how their hosts begin, `twin_queries` parameters that ask
    for them.
    """

    embedded: tuple[str, ...]
    aside: tuple[str, ...]
    summary: tuple[str, ...]
    byline: tuple[str, ...]
    paywall: tuple[str, ...]
    live: tuple[str, ...]
    challenge: tuple[str, ...]
    twins: tuple[str, ...]
    twin_hosts: tuple[str, ...]
    twin_queries: tuple[str, ...]


@cache
def load_page_words() -> PageWords:
    """Read the tables of all languages as one.

    Raises:
        BadTable: a language has none, or one that breaks its rules.
    """
    folder = files("corroborate.reference") / "languages"
    codes = sorted(each.name for each in folder.iterdir() if each.is_dir())
    tables = [
        read_row(load_toml(folder / code / "pages.toml"), PageWords, f"{code}/pages.toml")
        for code in codes
    ]
    names = [field.name for field in fields(PageWords)]
    return PageWords(*(tuple(w for t in tables for w in getattr(t, name)) for name in names))


@cache
def load_page_marks() -> PageMarks:
    """Read `pages.toml`.

    Raises:
        BadTable: it breaks its rules.
    """
    table = load_toml(files("corroborate.reference") / "pages.toml")
    return read_row(table, PageMarks, "pages.toml")
