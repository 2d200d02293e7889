"""How much of the article a page gives, and whether it is an article at all."""

import re
from urllib.parse import urlsplit

from corroborate.errors import Instead
from corroborate.model.report import Access
from corroborate.net.markup import tidy
from corroborate.net.pages.body import words_in_paragraphs
from corroborate.net.pages.page import SUMMARY, Page, is_marked, says
from corroborate.net.pages.places import canonical_of, domain_of
from corroborate.net.pages.signed import title_of
from corroborate.reference.page_words import load_page_marks, load_page_words

PARTIAL_SHARE = 0.3
"""Below this share of the words that a page declares, its text is only a part of the article."""
WHOLE_SHARE = 0.9
"""From this share on it is the whole: counts of words differ by captions and hyphens, not more."""
FEW_WORDS = 150
"""A text with fewer words may be the beginning of an article, where the page asks to subscribe, or
what a page says in place of one."""
HARDLY_ANY_WORDS = 60
"""So few words that an error, or a wall that asks for consent, is most of what the page says."""
TITLE_WORDS = 20
"""Most words of the titles and headings of an error page together: headlines say more."""
MOST_LETTERS = 5_000
"""Characters from the start of a page that may say what it is instead of an article."""
_CUT_OFF = re.compile(r"(\[?(…|\.\.\.)\]?)$")


def access_of(page: Page, body: str) -> Access:
    """How much of the article the text is: by what the page says of itself, never by guess."""
    words = len(body.split())
    declared = page.markup.words or 0
    tier = page.meta(["article:content_tier"]).lower()
    if declared and words >= WHOLE_SHARE * declared:
        return "full"
    if page.markup.free is False or tier == "locked" or _asks_to_subscribe(page, words):
        return "paywalled"
    if not words or words < PARTIAL_SHARE * declared or _is_cut_off(body, words):
        return "partial"
    return "full" if page.markup.free or tier == "free" else "unknown"


def _asks_to_subscribe(page: Page, words: int) -> bool:
    """Whether a line of the page says so, or a part of it has that mark and the text is short."""
    table, marks = load_page_words(), load_page_marks()
    shown = [each.text for each in page.blocks if not each.within(("nav", "footer"))]
    lines = (each for each in shown if len(each.split()) < HARDLY_ANY_WORDS)
    if page.markup.free is not True and any(says(line, table.locked) for line in lines):
        return True
    marked = (is_marked(each, marks.paywall) for each in page.tree.iter("div", "section", "aside"))
    return words < FEW_WORDS and any(marked)


def _is_cut_off(body: str, words: int) -> bool:
    return words < FEW_WORDS and bool(_CUT_OFF.search(body))


def standing_instead(page: Page, body: str) -> Instead | None:
    """What the page is where it is no article; None for an article.

    A page that declares an article, or holds some paragraphs, is one, whatever else it says: there
    are articles about robot checks, and pages of articles that ask for JavaScript.
    """
    words = words_in_paragraphs(body)
    declares = page.markup.is_article or page.meta(["og:type"]).lower() == "article"
    if words >= FEW_WORDS or (declares and (words or page.meta(SUMMARY))):
        return None
    table = load_page_words()
    title = " ".join([page.first("//head/title"), title_of(page), *page.headings])
    shown = tidy(" ".join(page.tree.itertext()))[:MOST_LETTERS]
    said = title if words >= HARDLY_ANY_WORDS else f"{title} {shown}"
    if says(said, table.robots) or (words < HARDLY_ANY_WORDS and _is_challenge(page)):
        return "robot check"
    if len(title.split()) <= TITLE_WORDS and says(title, table.missing):
        return "error"
    if says(said, table.scripts):
        return "script"
    if says(said, table.consents):
        return "consent"
    return "home page" if _is_home(page) else None


def _is_challenge(page: Page) -> bool:
    marks = load_page_marks().challenge
    return any(is_marked(each, marks) for each in page.tree.iter("div", "form", "section", "body"))


def _is_home(page: Page) -> bool:
    """Whether an address of an article led to the front page of its site."""
    own = canonical_of(page)
    if not (page.url and own and domain_of(own) == domain_of(page.url)):
        return False
    here, there = urlsplit(page.url), urlsplit(own)
    return bool(here.path.strip("/")) and not there.path.strip("/") and not there.query
