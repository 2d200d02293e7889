"""What a page says of its article in JSON-LD, for machines -> Markup. Tolerant: pages break it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

_ARTICLE = re.compile(r"(Article|Posting|Report|Review)$")
_OPENING = re.compile(r"\s*(<!--|(//\s*)?<!\[CDATA\[|/\*.*?\*/|//[^\n]*\n)?\s*", re.S)
_STRAY_COMMA = re.compile(r",(\s*[}\]])")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Markup:
    """The article of a page as its JSON-LD tells of it; "" or empty where it says nothing.

    `credits` are bodies that are named as its source or author; dates as written; `free` is whether
    anyone may read all of it, None where that is not said; `words` its length, None likewise.
    """

    headline: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    language: str = ""
    body: str = ""
    free: bool | None = None
    words: int | None = None


def read_markup(scripts: Iterable[str]) -> Markup:
    """Read the article out of a page's JSON-LD scripts; what cannot be read of them is passed over.

    Of several articles it is the first that has a date: what a page lists beside its own article
    comes later or has none.
    """
    node = _article(scripts)
    parts = [node, *(each for each in _list(node.get("hasPart")) if isinstance(each, dict))]
    free = {
        str(each["isAccessibleForFree"]).lower() for each in parts if "isAccessibleForFree" in each
    }
    authors = _list(node.get("author"))
    bodies = [each for each in authors if _is_body(each)]
    words = tidy(str(node.get("wordCount")))
    return Markup(
        headline=tidy(node.get("headline")),
        publisher=next(iter(names(node.get("publisher"))), ""),
        authors=tuple(names(authors)),
        credits=(
            *names(node.get("creditText")),
            *names(node.get("sourceOrganization")),
            *names(bodies),
        ),
        published=tidy(node.get("datePublished")),
        modified=tidy(node.get("dateModified")),
        language=tidy(node.get("inLanguage")),
        body=_plain(node.get("articleBody")),
        free="false" not in free if free & {"true", "false"} else None,
        words=int(words) if re.fullmatch(r"[1-9]\d{0,5}", words) else None,
    )


def _is_body(author: Any) -> bool:
    """Whether an author is an agency or an outlet, and not a person who is also said to be one."""
    kinds = _types(author)
    return any("Organization" in kind for kind in kinds) and "Person" not in kinds


def tidy(value: Any) -> str:
    """A string on one line, its entities read; "" for anything else."""
    return _SPACES.sub(" ", unescape(value)).strip() if isinstance(value, str) else ""


def names(value: Any) -> list[str]:
    """The names in an author or publisher, however it is written; addresses are no names."""
    found: list[str] = []
    for each in _list(value):
        name = each.get("name") if isinstance(each, dict) else each
        found += [tidy(one) for one in _list(name)]
    return [name for name in found if name and "://" not in name]


def _article(scripts: Iterable[str]) -> Mapping[str, Any]:
    """The article's own node, its references to other nodes of the page replaced by these."""
    nodes = [node for script in scripts for value in _values(script) for node in _nodes(value)]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    dated = [node for node in [*articles, *nodes] if "datePublished" in node]
    best: Mapping[str, Any] = next(iter([*dated, *articles]), {})
    return {key: _resolved(value, by_id) for key, value in best.items()}


def _values(script: str) -> Iterator[Any]:
    """The JSON values of one script, in spite of comments, bare line feeds and stray commas."""
    rest = _STRAY_COMMA.sub(r"\1", script[_end_of_opening(script) :])
    decoder = json.JSONDecoder(strict=False)
    while rest[:1] in ("{", "["):
        try:
            value, end = decoder.raw_decode(rest)
        except (ValueError, RecursionError):
            return
        yield value
        rest = rest[end:].lstrip(" \t\r\n;,")


def _end_of_opening(script: str) -> int:
    found = _OPENING.match(script)
    return found.end() if found else 0


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, the outer before the inner, in the order of the page."""
    level = [value]
    while level:
        yield from (each for each in level if isinstance(each, dict))
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]


def _types(node: Any) -> list[str]:
    return [str(kind) for kind in _list(node.get("@type"))] if isinstance(node, dict) else []


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _resolved(value: Any, by_id: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_resolved(each, by_id) for each in value]
    if isinstance(value, dict) and "@id" in value and "name" not in value:
        return by_id.get(str(value["@id"]), value)
    return value


def _plain(value: Any) -> str:
    """The text of an article's body, which some pages give with its tags."""
    return re.sub(r"<[^<>]+>", "", unescape(value)).strip() if isinstance(value, str) else ""
