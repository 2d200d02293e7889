"""The words of an article, without what surrounds it.

An extractor finds the paragraphs; what it takes for lists of links and leaves out, and what it
takes for text and is none, is put right by where it stands in the page.
"""

import logging
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from operator import itemgetter
from typing import TYPE_CHECKING

from corroborate.net.pages.page import (
    NOT_BODY,
    SUMMARY,
    Block,
    Page,
    is_marked,
    key_of,
    opening_of,
    says,
)
from corroborate.reference.page_words import load_page_marks, load_page_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DOUBTFUL_WORDS = 150
"""A text with fewer words in paragraphs is extracted once more, with more care, and that is kept if
it has twice as many. Measured on 80 pages of 40 outlets: the two that were read wrongly fell under
it; mean F1 rose from .94 to .96."""
MOST_CAREFUL_BLOCKS = 3_000
"""Of a page that is extracted with more care, whose time grows with their square; articles have
some hundreds."""
PARAGRAPH_WORDS = 10
"""A line with fewer words may be an entry of a menu."""
SMALL_PART = 0.1
"""Share of a page's text up to which an element with the mark of what stands beside an article is
taken to be that: systems give such marks to whole pages too."""
LEADS_ELSEWHERE = 0.9
"""Share of a line in links from which it is there to be followed, not to be read."""
NOTE_WORDS = 40
"""Words up to which a line with a phrase of the tables is only that: a longer one tells more."""
SUMMARY_WORDS = (5, 100)
"""Fewest and most words of the lines that stand under a headline."""
SIBLINGS = 3
"""Paragraphs found, placed alike in the page, that vouch for another one in the same place."""

HEADING_WORDS = 6
"""Most words of a heading that leads elsewhere ("More from us")."""
FIRST_LINES = 3
"""Lines at the start of a text among which its headline, or its first paragraph, is."""
FEW_LETTERS = 40
"""Letters from the start or the end of a paragraph by which it is found again in a text."""

Place = tuple[tuple[str, str], ...]
_SILENT = logging.NullHandler()
"""Keeps the extractor's messages about poor pages off standard error; `access` says it instead."""


def body_of(page: Page) -> str:
    """The article's paragraphs, a line each, no headline.

    From the page's markup where the page shows less than half of that, from its entries where it is
    a live blog that shows hardly any.
    """
    found = _from_markup(page, _extracted(page))
    lines = list(_once(line.strip() for line in found.splitlines() if line.strip()))
    return "\n".join(_with_summary(page, _without_headline(page, _mended(page, lines))))


def _from_markup(page: Page, found: str) -> str:
    """The text that was found, or what the page has for machines; no way around a paywall."""
    markup = page.markup
    if markup.free is False:
        return found
    if markup.updates and words_in_paragraphs(found) < DOUBTFUL_WORDS:
        return "\n".join(f"{each.headline}\n{each.body}" for each in markup.updates)
    return markup.body if len(markup.body.split()) > 2 * len(found.split()) else found


def _once(lines: Iterable[str]) -> Iterator[str]:
    """The lines without paragraphs that stood before: captions and summaries repeat them."""
    seen: set[str] = set()
    for line in lines:
        key = key_of(line) if len(line.split()) >= PARAGRAPH_WORDS else ""
        if key not in seen:
            yield line
        seen |= {key} - {""}


def _extracted(page: Page) -> str:
    found = _extract(_without_asides(page), fast=True)
    words = words_in_paragraphs(found)
    if words >= DOUBTFUL_WORDS or len(page.blocks) > MOST_CAREFUL_BLOCKS:
        return found
    careful = _extract(page.tree, fast=False)
    return careful if words_in_paragraphs(careful) > 2 * words else found


def _extract(tree: "HtmlElement", fast: bool) -> str:
    from trafilatura import extract

    logging.getLogger("trafilatura").addHandler(_SILENT)
    found = extract(
        deepcopy(tree),  # it changes the tree that it is given
        fast=fast,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
    )
    return (found or "").strip()


def words_in_paragraphs(text: str) -> int:
    counts = (len(line.split()) for line in text.splitlines())
    return sum(count for count in counts if count >= PARAGRAPH_WORDS)


def _without_asides(page: Page) -> "HtmlElement":
    """A copy of the tree without posts of others and what is marked as beside the article."""
    tree, marks = deepcopy(page.tree), load_page_marks()
    whole = len(tree.text_content())
    for element in list(tree.iter("aside", "blockquote", "div", "section", "ul", "figure", "form")):
        beside = is_marked(element, marks.aside) and not element.xpath(".//h1")
        if is_marked(element, marks.embedded) or (
            beside and len(element.text_content()) < SMALL_PART * whole
        ):
            element.drop_tree()
    return tree


def _mended(page: Page, lines: list[str]) -> list[str]:
    """The lines with the paragraphs that were left out among them, without what is no text."""
    by_key = {block.key: block for block in reversed(page.blocks)}
    found = [(line, by_key.get(key_of(line))) for line in lines]
    places = Counter(_place(block) for _, block in found if block and _is_text(block))
    text = key_of("".join(lines))
    left_out = [each for each in page.blocks if _is_left_out(each, places, text)]
    end = _end(found, places)
    kept = [line for line, block in found[:end] if not _is_no_text(line, block)]
    at = {key: place for place, key in reversed([*enumerate(each.key for each in page.blocks)])}
    return list(_interleaved(_in_order(kept, at), at, left_out))


def _end(found: Sequence[tuple[str, Block | None]], places: Counter[Place]) -> int:
    """The place of the first heading behind the article that leads elsewhere, else of the end."""
    words = load_page_words()
    of_article = [i for i, (_, b) in enumerate(found) if b and places[_place(b)] >= SIBLINGS]
    behind = range(of_article[-1] + 1, len(found)) if of_article else range(0)
    headings = (i for i in behind if len(found[i][0].split()) <= HEADING_WORDS)
    ends = (i for i in headings if opening_of(found[i][0], words.promotions))
    return next(ends, len(found))


def _is_no_text(line: str, block: Block | None) -> bool:
    """Whether a line leads elsewhere, or says that the rest is for subscribers."""
    words = load_page_words()
    if len(line.split()) > NOTE_WORDS:
        return False
    if says(line, words.locked):
        return True
    if block is not None and _leads_elsewhere(block):
        return True
    phrase = opening_of(line, words.promotions)
    return bool(phrase) and (not phrase.isalpha() or len(phrase) >= len(line) - 2)


def _leads_elsewhere(block: Block) -> bool:
    """Whether all of a paragraph is a link, or it is the caption of a picture."""
    is_linked = block.linked >= LEADS_ELSEWHERE and not block.is_heading
    tag = str(block.element.tag)
    return (is_linked and tag != "li") or tag == "figcaption"


def _is_left_out(block: Block, places: Counter[Place], text: str) -> bool:
    """Whether a paragraph stands in the page as those found do, and is not among them."""
    if not _is_text(block) or places[_place(block)] < SIBLINGS or _is_no_text(block.text, block):
        return False
    return block.key[:FEW_LETTERS] not in text and block.key[-FEW_LETTERS:] not in text


def _is_text(block: Block) -> bool:
    words = len(block.text.split())
    return not block.is_heading and words >= PARAGRAPH_WORDS and not block.within(NOT_BODY)


def _place(block: Block) -> Place:
    """The kinds of an element and of the two around it, by their tags and classes."""
    around = [block.element, *block.element.iterancestors()][:3]
    return tuple((each.tag, each.get("class") or "") for each in around)


def _in_order(lines: list[str], at: Mapping[str, int]) -> list[str]:
    """The lines as they stand in the page; a short one, which may stand there twice, after the line
    that it was found after."""
    places: list[int] = []
    for line in lines:
        place = at.get(key_of(line)) if len(line.split()) >= PARAGRAPH_WORDS else None
        places.append(place if place is not None else places[-1] if places else 0)
    return [line for _, line in sorted(zip(places, lines, strict=True), key=itemgetter(0))]


def _interleaved(lines: list[str], at: Mapping[str, int], left_out: list[Block]) -> Iterator[str]:
    """The lines in their order, each block that was left out behind the line it stands behind."""
    missing = deque((at[block.key], block.text) for block in left_out)
    for line in lines:
        place = at.get(key_of(line), -1)
        while missing and missing[0][0] < place:
            yield missing.popleft()[1]
        yield line
    yield from (text for _, text in missing)


def _without_headline(page: Page, lines: list[str]) -> list[str]:
    """The lines without the headline, should they begin with it or with a few words before it."""
    headlines = {key_of(each) for each in (*page.headings, page.meta(["og:title"]))}
    for place, line in enumerate(lines[:FIRST_LINES]):
        if key_of(line) in headlines:
            return lines[place + 1 :]
        if len(line.split()) >= PARAGRAPH_WORDS:
            break
    return lines


def _with_summary(page: Page, lines: list[str]) -> list[str]:
    """The lines under the headline, where they are the article's summary, before the others."""
    text = key_of(" ".join(lines))
    declared = [key_of(page.metas.get(name, "")) for name in SUMMARY]
    told = [each for each in (*declared, key_of(page.markup.summary)) if each]
    fewest, most = SUMMARY_WORDS
    for block in _before(page, lines):
        fits = fewest <= len(block.text.split()) <= most and block.linked < 0.5
        if fits and block.key not in text and _is_summary(block, told):
            return [block.text, *lines]
    return lines


def _before(page: Page, lines: list[str]) -> Iterator[Block]:
    """The blocks up to the first line of the text, other than the headline."""
    found = {key_of(line) for line in lines[:FIRST_LINES]}
    titled = not page.headings
    for block in page.blocks:
        titled = titled or block.is_headline
        if block.key in found and titled:
            return
        if not block.is_headline and not block.within(("nav", "footer", "form")):
            yield block


def _is_summary(block: Block, told: list[str]) -> bool:
    if any(_is_mostly(block.key, each) for each in told):
        return True
    marks = load_page_marks().summary
    around = [block.element, *block.element.iterancestors()][:2]
    return any(is_marked(each, marks) for each in around)


def _is_mostly(one: str, other: str) -> bool:
    """Whether one of two texts is in the other and is at least half of it."""
    short, long = sorted((one, other), key=len)
    return short in long and 2 * len(short) >= len(long)
