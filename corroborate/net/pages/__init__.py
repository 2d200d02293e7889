"""A page of an outlet, as it was served -> Report. No network: the page is given."""

import re
from datetime import datetime

from corroborate.errors import NoArticle
from corroborate.model.report import Report
from corroborate.model.text import Moment
from corroborate.net.markup import tidy
from corroborate.net.pages.access import access_of, standing_instead
from corroborate.net.pages.body import body_of
from corroborate.net.pages.dates import modified_of, published_of
from corroborate.net.pages.decoding import decoded
from corroborate.net.pages.notes import corrections_of, entries_of
from corroborate.net.pages.page import SUMMARY, Page, parse_page
from corroborate.net.pages.places import (
    article_key,
    canonical_of,
    domain_of,
    links_of,
    same_article,
)
from corroborate.net.pages.signed import byline_of, credit_of, outlet_of, title_of

__all__ = ["article_key", "read_page", "same_article"]

_LOCALE = ("og:locale", "content-language", "language", "dc.language")


def read_page(
    html: bytes | str,
    url: str | None = None,
    content_type: str | None = None,
    retrieved: datetime | None = None,
) -> Report:
    """Read a saved or fetched page of an outlet.

    Args:
        html: the page; bytes are decoded by what they are and declare, as a browser does it.
        url: where it was; left out, where the page itself says that it is.
        content_type: the header of that name, as the server sent it.
        retrieved: when it was fetched; a later date of publication is not believed.

    Returns:
        A report whose text is the article without what surrounds it, its paragraphs divided by line
        feeds; where none was found, the summary or the headline that the page gives of itself, with
        `access` no better than partial. What the page does not say is None. `domain` is that of its
        canonical address: another than that of `url` means that the page is a copy.

    Raises:
        NoArticle: a robot check, a wall, an error page, the front page, or a page without any text.
        BadInput: empty, binary, too large, or not HTML.
    """
    where = url or "the page"
    page = parse_page(decoded(html, where, content_type), url)
    body = body_of(page)
    if instead := standing_instead(page, body):
        raise NoArticle(where, instead)
    text = body or page.meta(SUMMARY) or title_of(page)
    if not text:
        raise NoArticle(where, "nothing")
    return _report(page, text, body, _moment(retrieved))


def _report(page: Page, text: str, body: str, retrieved: Moment | None) -> Report:
    canonical, published = canonical_of(page), published_of(page, retrieved)
    return Report(
        text=text,
        outlet=outlet_of(page) or None,
        domain=domain_of(canonical or page.url),
        url=page.url or canonical,
        language=_language(page),
        published=published.at,
        published_from=published.source,
        modified=modified_of(page, retrieved),
        byline=byline_of(page) or None,
        credit=credit_of(page, body),
        title=title_of(page) or None,
        links=links_of(page, canonical),
        access=access_of(page, body),
        notices=published.notices,
        retrieved=retrieved,
        canonical=canonical if canonical != (page.url or canonical) else None,
        corrections=corrections_of(page),
        entries=entries_of(page),
    )


def _language(page: Page) -> str | None:
    declared = (page.tree.get("lang"), page.markup.language, page.meta(_LOCALE))
    codes = (re.match(r"[a-z]{2}(?![a-z])", tidy(each).lower()) for each in declared)
    return next((code[0] for code in codes if code), None)


def _moment(at: datetime | None) -> Moment | None:
    return Moment(at.date(), at) if at else None
