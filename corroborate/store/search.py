"""Search over the words of passages, claims and reports; any string is a search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corroborate.model.text import Span
from corroborate.store.connection import Database
from corroborate.store.forms import whole
from corroborate.store.kept import Found, Hit

SNIPPET_WORDS = 24
"""How many words of a hit are shown: a long sentence."""
MOST_RANKED = 5_000
"""From more hits of a kind than this the newest are shown: to rank those of a word that is nearly
everywhere took 100 ms of 100,000 passages, and says little."""

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_OPENING, _CLOSING = "\x02", "\x03"
"""What the index puts around the words that it found: characters that no text is written with."""
_MARKED = re.compile(f"{_OPENING}([^{_CLOSING}]*){_CLOSING}")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of hit: its index, the column of that which is shown, and a query that tells of one
    row where it leads, its title and its outlet."""

    found: Found
    index: str
    column: int
    about: str


_KINDS = (
    _Kind(
        "claim",
        "claims_search",
        0,
        """SELECT claim AS link, source AS title, '' AS outlet
        FROM claims JOIN sources ON sources.id = source_id WHERE claims.id = ?""",
    ),
    _Kind(
        "passage",
        "passages_search",
        0,
        """SELECT url AS link, title, outlets.name AS outlet
        FROM passages JOIN reports ON reports.text_id = passages.text_id
        JOIN outlets ON outlets.id = outlet_id
        WHERE passages.id = ? ORDER BY reports.id DESC LIMIT 1""",
    ),
    _Kind(
        "report",
        "reports_search",
        1,
        """SELECT url AS link, title, outlets.name AS outlet
        FROM reports JOIN outlets ON outlets.id = outlet_id WHERE reports.id = ?""",
    ),
)


@dataclass(frozen=True, slots=True, order=True)
class _Ranked:
    """A row that was found, ordered best first: by rank, where that is the same by kind (a place in
    `_KINDS`), then the newest."""

    rank: float
    kind: int
    age: int
    snippet: str


def search(database: Database, words: str, limit: int) -> tuple[Hit, ...]:
    """What holds all of these words, or phrases in double quotes, best first, of many the newest.

    Case and accents aside. Nothing is found for a text without a letter or digit.
    """
    asked = _quoted(words)
    if not asked or limit <= 0:
        return ()
    ranked = (hit for kind in range(len(_KINDS)) for hit in _ranked(database, kind, asked, limit))
    return tuple(_hit(database, each) for each in sorted(ranked)[:limit])


def _quoted(words: str) -> str:
    """A search in the index's own language that asks for these words and means nothing else."""
    terms = [phrase or word for phrase, word in _TERM.findall(whole(words).replace("\0", " "))]
    return " ".join(
        '"' + term.replace('"', '""') + '"' for term in terms if any(map(str.isalnum, term))
    )


def _ranked(database: Database, kind: int, asked: str, limit: int) -> Iterator[_Ranked]:
    """The best hits of one kind."""
    index, column = _KINDS[kind].index, _KINDS[kind].column
    found = f"FROM {index} WHERE {index} MATCH ?1"
    many = database.row(f"SELECT 1 {found} LIMIT 1 OFFSET {MOST_RANKED}", asked)
    rank, order = ("0.0", "rowid DESC") if many else ("rank", "rank")
    sql = f"""SELECT rowid, {rank} AS rank, snippet({index}, {column}, ?2, ?3, '…', ?4) AS snippet
        {found} ORDER BY {order} LIMIT ?5"""
    for row in database.rows(sql, asked, _OPENING, _CLOSING, SNIPPET_WORDS, limit):
        yield _Ranked(row["rank"], kind, -row["rowid"], row["snippet"])


def _hit(database: Database, ranked: _Ranked) -> Hit:
    kind = _KINDS[ranked.kind]
    row = database.row(kind.about, -ranked.age)
    text, marks = _unmarked(ranked.snippet)
    link, title, outlet = tuple(row) if row else ("", "", "")
    return Hit(kind.found, text, marks, link or "", title or "", outlet or "")


def _unmarked(snippet: str) -> tuple[str, tuple[Span, ...]]:
    """A snippet without the marks around the words that were found, and the places of the words."""
    marks, taken = [], 0
    for match in _MARKED.finditer(snippet):
        start = match.start() - taken
        marks.append(Span(start, start + len(match[1])))
        taken += 2
    return _MARKED.sub(r"\1", snippet), tuple(marks)
