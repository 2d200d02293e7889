"""A parsed page: its tree, what it declares of itself, and its blocks of text in order."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from corroborate.errors import BadInput
from corroborate.net.markup import Markup, read_markup, tidy
from corroborate.text.normalise import phrase_pattern, plain_quotes

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = (
    *("html", "body", "main", "article", "section", "header", "footer", "nav", "aside", "div"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "p", "pre", "blockquote", "address", "center"),
    *("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "form"),
    *("fieldset", "table", "thead", "tbody", "tfoot", "tr", "th", "td"),
)
"""Elements that begin on a line of their own (HTML, "block-level")."""
UNSEEN = ("script", "style", "template", "iframe", "svg", "select", "button", "object")
"""Elements that hold no text of the page."""
NOT_BODY = ("nav", "aside", "footer", "form")
"""Elements that hold no part of an article (HTML, "sections")."""
MOST_ELEMENTS = 30_000
"""Of one page, scripts and the like aside. The most on 80 pages of 40 outlets are 3,138; ten times
as many are read in some ten seconds."""
BEFORE_WORDS = " \"'([*—–•>|-"
"""What may stand before the words with which a line opens."""
SUMMARY = ("og:description", "description", "twitter:description")


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one element that holds no other block, on one line.

    `key` is its letters and digits, to find it again; `linked` the share of them in links.
    """

    element: "HtmlElement"
    text: str
    key: str
    linked: float

    @property
    def is_heading(self) -> bool:
        return re.fullmatch(r"h[1-6]", self.element.tag) is not None

    @property
    def is_headline(self) -> bool:
        return self.element.tag == "h1" or self.within(("h1",))

    def within(self, tags: Iterable[str]) -> bool:
        return any(True for _ in self.element.iterancestors(*tags))


@dataclass(frozen=True, slots=True)
class Page:
    """`url` is where it was asked for, None where that is not known; `metas` has the first `meta`
    of each lower-case name, `markup` what its JSON-LD says. The tree holds nothing of UNSEEN."""

    url: str | None
    tree: "HtmlElement"
    metas: Mapping[str, str]
    markup: Markup
    blocks: tuple[Block, ...]

    def meta(self, wanted: Iterable[str]) -> str:
        """The first that the page has of `wanted`, in their order; "" where it has none."""
        return next((self.metas[name] for name in wanted if name in self.metas), "")

    def first(self, path: str) -> str:
        """The first text or attribute at an XPath that is not blank, "" where there is none."""
        found = self.tree.xpath(path)
        texts = (each if isinstance(each, str) else each.text_content() for each in found)
        return next((text for text in map(tidy, texts) if text), "")

    @property
    def headings(self) -> tuple[str, ...]:
        """What may be the headline, as the page shows it."""
        return tuple(filter(None, (tidy(each.text_content()) for each in self.tree.iter("h1"))))


def parse_page(source: str, url: str | None) -> Page:
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    tree = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    metas = _metas(tree)
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]/text()")
    about = [url or "", metas.get("og:url", ""), *map(tidy, tree.xpath("//h1//text()")[:20])]
    markup = read_markup(scripts, [*about, metas.get("og:title", "")])
    for each in list(tree.iter(*UNSEEN)):
        each.drop_tree()
    if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise BadInput(
            f"{url or 'the page'}: more than {MOST_ELEMENTS} elements; expected one article"
        )
    return Page(url, tree, metas, markup, tuple(_blocks(tree)))


def _metas(tree: "HtmlElement") -> dict[str, str]:
    metas: dict[str, str] = {}
    for each in tree.iter("meta"):
        content = tidy(each.get("content"))
        for name in (each.get("property"), each.get("name"), each.get("itemprop")):
            if name and content:
                metas.setdefault(name.strip().lower(), content)
    return metas


def _blocks(tree: "HtmlElement") -> Iterator[Block]:
    """The innermost blocks; a paragraph is one, without what stands in it (an advertisement)."""
    outer = set()
    elements = [each for each in tree.iter(*BLOCKS) if next(each.iterancestors("p"), None) is None]
    for element in elements:
        above = element.getparent()
        while above is not None and above not in outer:
            outer.add(above)
            above = above.getparent()
    for element in elements:
        if element in outer:
            continue
        texts = list(_own_texts(element, element.tag == "a"))
        text = tidy("".join(each for each, _ in texts))
        if key := key_of(text):
            links = key_of("".join(each for each, is_link in texts if is_link))
            yield Block(element, text, key, len(links) / len(key))


def _own_texts(element: "HtmlElement", is_link: bool) -> Iterator[tuple[str, bool]]:
    """The text of a block without that of blocks in it, each piece with whether it is in a link."""
    yield element.text or "", is_link
    for child in element:
        if child.tag not in BLOCKS:
            yield from _own_texts(child, is_link or child.tag == "a")
        yield child.tail or "", is_link


def key_of(text: str) -> str:
    """Letters and digits in lower case: what two writings of one text share."""
    return "".join(filter(str.isalnum, text.lower()))


def plain(text: str) -> str:
    """The form in which phrases of the tables are looked for."""
    return plain_quotes(text).lower().replace("\xa0", " ").replace("\u202f", " ")


def opening_of(text: str, phrases: tuple[str, ...]) -> str:
    """The phrase of a table with which a text opens, the longest that does, "" where none does."""
    found = phrase_pattern(phrases).match(plain(text.lstrip(BEFORE_WORDS)))
    return found.group() if found else ""


def behind_opening(text: str, phrases: tuple[str, ...]) -> str | None:
    """What stands behind the phrase with which a text opens, as written; None where none does."""
    opening = opening_of(text, phrases)
    return text.lstrip(BEFORE_WORDS)[len(opening) :] if opening else None


def says(text: str, phrases: tuple[str, ...]) -> bool:
    return phrase_pattern(phrases).search(plain(text)) is not None


def is_marked(element: "HtmlElement", marks: tuple[str, ...]) -> bool:
    """Whether the class or id of an element holds one of the marks as a whole part."""
    named = " ".join(filter(None, (element.get("class"), element.get("id"))))
    return bool(named) and _marks(marks).search(_parted(named)) is not None


def _parted(names: str) -> str:
    """Names with their parts divided by hyphens: "authorBio__text" as "author-bio--text"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", names).replace("_", "-").lower()


@cache
def _marks(marks: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
    return re.compile(rf"(?<![a-z0-9])(?:{either})(?![a-z0-9])")
