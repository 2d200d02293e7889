"""What a page says of its article in JSON-LD, for machines -> Markup. Tolerant: pages break it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

MOST_NODES = 20_000
"""Objects of one page that are looked at; the most on 80 pages of 40 outlets are 1,400."""
MOST_ENTRIES = 2_000
"""Entries of one live blog; one of a whole day has some hundreds."""

_ARTICLE = re.compile(r"(Article|Posting|Report|Review)$")
_OPENING = re.compile(r"\s*(<!--|(//\s*)?<!\[CDATA\[|/\*.*?\*/|//[^\n]*\n)?\s*", re.S)
_STRAY_COMMA = re.compile(r",(\s*[}\]])")
_BETWEEN_VALUES = re.compile(r"[\s;,]*")
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(https?://[^()\s]{1,2000}\)")
_LINE_TAG = re.compile(r"(?i)<(?:/p|br\s*/?|/div|/li|/h\d)>")


@dataclass(frozen=True, slots=True)
class Update:
    """An entry of a live blog; "" for what it does not have, its date as written."""

    headline: str
    published: str
    body: str


@dataclass(frozen=True, slots=True)
class Markup:
    """The article of a page as its JSON-LD tells of it; "" or empty where it says nothing.

    `is_article` is whether there is one at all. `credits` are bodies that are named as its source
    or author; dates as written; `free` is whether anyone may read all of it, None where that is
    not said; `words` its length, None likewise; `address` where it belongs.
    """

    headline: str = ""
    publisher: str = ""
    summary: str = ""
    address: str = ""
    authors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    language: str = ""
    body: str = ""
    free: bool | None = None
    words: int | None = None
    corrections: tuple[str, ...] = ()
    updates: tuple[Update, ...] = ()
    is_article: bool = False


def read_markup(scripts: Iterable[str], about: Iterable[str] = ()) -> Markup:
    """Read the article out of a page's JSON-LD scripts; what cannot be read of them is passed over.

    Of several articles it is the first of those whose address or headline is one of `about`, the
    addresses and headlines of the page; else the first that has a date: what a page lists beside
    its own article comes later or has none.
    """
    node = _article(scripts, frozenset(filter(None, map(_same, about))))
    parts = [node, *(each for each in _list(node.get("hasPart")) if isinstance(each, dict))]
    free = {_plain_value(each.get("isAccessibleForFree")).lower() for each in parts}
    authors = _list(node.get("author"))
    words = _plain_value(node.get("wordCount"))
    return Markup(
        headline=tidy(node.get("headline")),
        publisher=next(iter(names(node.get("publisher"))), ""),
        summary=tidy(node.get("description")),
        address=_address(node),
        authors=tuple(names(authors)),
        credits=(
            *names(node.get("creditText")),
            *names(node.get("sourceOrganization")),
            *names([each for each in authors if _is_body(each)]),
        ),
        published=_date(node, "datePublished") or _date(node, "dateCreated"),
        modified=_date(node, "dateModified"),
        language=next(iter(names(node.get("inLanguage"))), ""),
        body=_paragraphs(node.get("articleBody")),
        free="false" not in free if free & {"true", "false"} else None,
        words=int(words) if re.fullmatch(r"[1-9]\d{0,5}", words) else None,
        corrections=tuple(_corrections(node.get("correction"))),
        updates=tuple(_updates(node.get("liveBlogUpdate"))),
        is_article=any(map(_ARTICLE.search, _types(node))),
    )


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


def _corrections(value: Any) -> Iterator[str]:
    for each in _list(value):
        said = each.get("text") or each.get("description") if isinstance(each, dict) else each
        if note := tidy(_paragraphs(said)):
            yield note


def _updates(value: Any) -> Iterator[Update]:
    for each in _list(value)[:MOST_ENTRIES]:
        if not isinstance(each, dict):
            continue
        body = _paragraphs(each.get("articleBody") or each.get("text") or each.get("description"))
        headline = tidy(each.get("headline") or each.get("name"))
        if body or headline:
            yield Update(headline, _date(each, "datePublished"), body)


def _is_body(author: Any) -> bool:
    """Whether an author is an agency or an outlet, and not a person who is also said to be one."""
    kinds = _types(author)
    return any("Organization" in kind for kind in kinds) and "Person" not in kinds


def _article(scripts: Iterable[str], about: frozenset[str]) -> Mapping[str, Any]:
    """The article's own node, its references to other nodes of the page replaced by these."""
    nodes: list[dict[str, Any]] = []
    for value in (value for script in scripts for value in _values(script)):
        nodes += _nodes(value, MOST_NODES - len(nodes))
    by_id = {_plain_value(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    own = [node for node in articles if not about.isdisjoint(_told_apart_by(node))]
    ranked = [each for group in (own, articles, nodes) for each in group if "datePublished" in each]
    best: Mapping[str, Any] = next(iter([*ranked, *own, *articles]), {})
    return {key: _resolved(value, by_id) for key, value in best.items()}


def _told_apart_by(node: Mapping[str, Any]) -> set[str]:
    """The addresses and the headline of an article, in the form in which they are compared."""
    return {_same(tidy(node.get("headline"))), _same(_address(node))} - {""}


def _address(node: Mapping[str, Any]) -> str:
    page = node.get("mainEntityOfPage")
    said = (node.get("url"), page.get("@id") if isinstance(page, dict) else page, node.get("@id"))
    return next((url for url in map(tidy, said) if "://" in url), "")


def _same(text: str) -> str:
    """An address without its scheme, query and last slash; of a headline the letters."""
    if "://" in text:
        return re.split(r"[?#]", text.partition("://")[2])[0].rstrip("/").removeprefix("www.")
    return "".join(filter(str.isalnum, text.lower()))


def _values(script: str) -> Iterator[Any]:
    """The JSON values of one script, in spite of comments, bare line feeds and stray commas."""
    text = script[_end_of_opening(script) :]
    text = unescape(text) if text.startswith(("{&quot;", "[{&quot;")) else text
    decoder, place, is_repaired = json.JSONDecoder(strict=False), 0, False
    while text[place : place + 1] in ("{", "["):
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            if is_repaired:
                return
            text, place, is_repaired = _STRAY_COMMA.sub(r"\1", text[place:]), 0, True
            continue
        yield value
        between = _BETWEEN_VALUES.match(text, end)
        place = between.end() if between else end


def _end_of_opening(script: str) -> int:
    found = _OPENING.match(script)
    return found.end() if found else 0


def _nodes(value: Any, most: int) -> list[dict[str, Any]]:
    """Objects in a JSON value, the outer before the inner, in the order of the page."""
    found: list[dict[str, Any]] = []
    level = [value]
    while level and len(found) < most:
        found += [each for each in level if isinstance(each, dict)]
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
    return found[: max(0, most)]


def _types(node: Any) -> list[str]:
    """The types that an object says it has; of one with its address, the last part."""
    return [_plain_value(kind) for kind in _list(node.get("@type"))] if _is_object(node) else []


def _is_object(node: Any) -> bool:
    return isinstance(node, dict)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plain_value(value: Any) -> str:
    """A text, number or truth value as text; "" for what holds other values."""
    return tidy(str(value)) if isinstance(value, str | int | float) else ""


def _date(node: Mapping[str, Any], key: str) -> str:
    """The first date under a key, as written; milliseconds since 1970 as their digits."""
    return next(iter(filter(None, map(_plain_value, _list(node.get(key))))), "")


def _resolved(value: Any, by_id: Mapping[str, Any]) -> Any:
    """A value whose references, or those in its list, are replaced by what they refer to."""
    if isinstance(value, list):
        return [_referred(each, by_id) for each in value]
    return _referred(value, by_id)


def _referred(value: Any, by_id: Mapping[str, Any]) -> Any:
    if isinstance(value, dict) and "@id" in value and "name" not in value:
        return by_id.get(_plain_value(value["@id"]), value)
    return value


def _paragraphs(value: Any) -> str:
    """The text of an article's body, a paragraph a line, without the tags or Markdown of some."""
    if not isinstance(value, str):
        return ""
    text = _MARKDOWN_LINK.sub(r"\1", unescape(value))
    bare = unescape(_TAG.sub(" ", _LINE_TAG.sub("\n", text)))
    lines = (_SPACES.sub(" ", line).strip() for line in bare.splitlines())
    return "\n".join(filter(None, lines))
