"""Who publishes a page, what it is called, who signs it and whom it credits."""

import re
from collections.abc import Iterator

from corroborate.net.markup import names
from corroborate.net.pages.page import (
    Block,
    Page,
    behind_opening,
    is_marked,
    key_of,
    opening_of,
)
from corroborate.net.pages.places import domain_of
from corroborate.reference.outlet import load_outlets
from corroborate.reference.page_words import load_page_marks, load_page_words
from corroborate.text.normalise import phrase_pattern

BYLINE_WORDS = 15
"""Most words of a byline or of a line of credit: a longer one is a sentence."""
LAST_LINES = 4
"""Lines at the end of a text among which one of credit may stand."""
NEAR_BLOCKS = 15
"""Blocks behind the headline among which the byline stands."""

_TITLE = ("og:title", "twitter:title", "parsely-title", "dc.title", "title")
_BYLINE = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "article.author",
    "cxenseparse:author",
)
_CREDIT = ("article:source", "syndication-source", "news_source")
_BEHIND_TITLE = re.compile(r"\s*[-–—|·•»]+\s+")
_DATELINE = re.compile(r"^[^\n.()]{0,60}\(([^()\n]{2,40})\)\s*[-–—:.]")
_AT_END = re.compile(r"\(([^()\n]{2,60})\)\s*\.?$")
_BETWEEN_NAMES = re.compile(r"\s*[;|]\s*|\s*,\s+(?=[^\W\d_])")


def outlet_of(page: Page) -> str:
    return (
        page.meta(["og:site_name"]) or page.markup.publisher or page.meta(["application-name"])
    ).strip()


def title_of(page: Page) -> str:
    """The headline as the page declares it, else as it shows it, without the outlet's name."""
    told = [page.metas.get(name, "") for name in _TITLE]
    told += [page.markup.headline, *page.headings, page.first("//head/title")]
    outlet = key_of(outlet_of(page))
    title = next((each for each in told if key_of(each) not in ("", outlet)), "")
    return _without_outlet(title, page)


def _without_outlet(title: str, page: Page) -> str:
    """A title without what some pages put behind it: the outlet's name, or more than they show."""
    outlet = key_of(outlet_of(page))
    shown = {key_of(each) for each in (*page.headings, page.markup.headline)} - {""}
    for cut in reversed(list(_BEHIND_TITLE.finditer(title))):
        before, behind = title[: cut.start()].strip(), key_of(title[cut.end() :])
        if key_of(before) in shown or (outlet and behind == outlet):
            return before
    return title


def byline_of(page: Page) -> str:
    """Who signs, the names divided by commas."""
    declared = page.markup.authors or names(page.meta(_BYLINE))
    said = ", ".join(declared) or page.first("//*[@itemprop='author' or @rel='author']")
    return _names_of(said or next(_bylines(page), ""))


def _bylines(page: Page) -> Iterator[str]:
    """The short lines near the headline that open with "by", or have the mark of a byline."""
    words, marks = load_page_words(), load_page_marks().byline
    for block in _near_headline(page):
        around = [block.element, *block.element.iterancestors()][:3]
        marked = any(is_marked(each, marks) for each in around)
        opened = bool(opening_of(block.text, words.by)) and _looks_like_names(
            behind_opening(block.text, words.by) or ""
        )
        if opened or (marked and _looks_like_names(block.text)):
            yield block.text


def _near_headline(page: Page) -> Iterator[Block]:
    behind = -1
    for block in page.blocks:
        behind = 0 if block.element.tag == "h1" else behind + (behind >= 0)
        if 0 < behind <= NEAR_BLOCKS and len(block.text.split()) <= BYLINE_WORDS:
            yield block


def _looks_like_names(text: str) -> bool:
    """Whether a line holds two capitalised words at least and no digit."""
    words = [word for word in text.split() if word[:1].isalpha()]
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) >= 2 and 2 * len(capitals) >= len(words) and not re.search(r"\d", text)


def _names_of(byline: str) -> str:
    """A byline without "by", its names divided by commas and each once."""
    words = load_page_words()
    found: list[str] = []
    for part in _BETWEEN_NAMES.split(byline):
        bare = behind_opening(part, words.by)
        whole = (bare if bare is not None else part).strip(" :.,|")
        joins = list(phrase_pattern(words.joins).finditer(whole))
        starts = [0, *(join.end() for join in joins)]
        ends = [*(join.start() for join in joins), len(whole)]
        found += [whole[a:b].strip() for a, b in zip(starts, ends, strict=True)]
    return ", ".join(dict.fromkeys(filter(None, found)))


def credit_of(page: Page, body: str) -> str | None:
    """Whose text the page says it is, where that is not the outlet itself: an agency, as a rule.

    What the page declares comes before what it shows, and that counts where it names an agency of
    the outlets' tables.
    """
    outlets = load_outlets()
    own = outlets.publisher_of(outlet_of(page) or None, domain_of(page.url), page.url)
    for name in (*page.markup.credits, *names(page.meta(_CREDIT))):
        if outlets.publisher_of(name, None, None) != own and key_of(name) != key_of(
            outlet_of(page)
        ):
            return name
    return next((each for each in _shown(page, body) if _agencies(each) - {own}), None)


def _shown(page: Page, body: str) -> Iterator[str]:
    """What may be a credit: byline, dateline, a bracket at the end, a line of credit there."""
    yield from names(list(page.markup.authors) or page.meta(_BYLINE))
    lines = body.splitlines()
    for line in lines[:2]:
        yield from (found[1] for found in [_DATELINE.match(line)] if found)
    words = load_page_words()
    for line in lines[-LAST_LINES:]:
        yield from (found[1] for found in [_AT_END.search(line)] if found)
        is_credit = opening_of(line, (*words.credits, *words.by)) or len(line.split()) <= 3
        if is_credit and len(line.split()) <= BYLINE_WORDS:
            yield line
    for block in _near_headline(page):
        around = [block.element, *block.element.iterancestors()][:3]
        if any(is_marked(each, (*load_page_marks().byline, "source")) for each in around):
            yield block.text


def _agencies(text: str) -> set[str]:
    """The ids of the agencies that a line names."""
    outlets, words = load_outlets(), load_page_words()
    text = (behind_opening(text, words.credits) or text).strip(" .:")
    alone = [outlets.by_name(part.strip()) for part in re.split(r"[,/;]|\s[-–]\s", text)]
    found = {each.id for each in alone if each and each.kind == "agency"}
    named = (outlets.by_id(mention.outlet) for mention in outlets.mentions(text))
    return found | {each.id for each in named if each and each.kind == "agency"}
