"""Where a page is, where it says that it belongs, and where it links to."""

from urllib.parse import urldefrag, urljoin, urlsplit

from corroborate.model.report import Report
from corroborate.net import addresses
from corroborate.net.pages.page import Page

_ORIGINAL = ("original-source", "syndication-source")


def canonical_of(page: Page) -> str | None:
    """Where the page says that it belongs, as a whole address; of an original elsewhere, that."""
    declared = page.first("//link[@rel='canonical']/@href") or page.meta(["og:url"])
    own = absolute(page.url or "", declared) if declared else None
    for name in _ORIGINAL:
        original = absolute("", page.metas.get(name, ""))
        if original and domain_of(original) != domain_of(own or page.url):
            return original
    return own


def absolute(base: str, href: str) -> str | None:
    """`href` as an address of the web without its fragment, None where it is none."""
    try:
        whole = urldefrag(urljoin(base, href.strip())).url
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) and domain_of(whole) else None


def domain_of(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def links_of(page: Page, canonical: str | None) -> tuple[str, ...]:
    """Where the paragraphs link to, in order and once each; before all, what this is a copy of."""
    url = page.url
    is_copy = url and canonical and domain_of(url) != domain_of(canonical)
    hrefs = page.tree.xpath("//p//a/@href | //blockquote//a/@href | //article//li//a/@href")
    found = [absolute(url or canonical or "", href) for href in hrefs]
    linked = [link for link in found if link and link not in (url, canonical)]
    return tuple(dict.fromkeys([canonical, *linked] if is_copy and canonical else linked))


def same_article(one: Report, other: Report) -> bool:
    """Whether two reports are one article of one outlet: AMP, print and mobile forms are.

    A copy that another outlet keeps, and says so, is an article of its own.
    """
    return article_key(one) == article_key(other) != ""


def article_key(report: Report) -> str:
    """One address for all forms of one article of one outlet, "" where it has no address."""
    url, canonical = report.url or report.canonical or "", report.canonical or ""
    belongs = domain_of(canonical) and _same_site(url, canonical)
    if belongs and urlsplit(canonical).path.strip("/"):
        return addresses.plain_form(canonical)
    return addresses.plain_form(url) if domain_of(url) else ""


def _same_site(one: str, other: str) -> bool:
    """Whether one outlet answers for both; the cache of AMP pages has the outlet's in its name."""
    here, there = domain_of(one) or "", domain_of(other) or ""
    site = addresses.registrable(there)
    return addresses.registrable(here) == site or here.removeprefix("www-").startswith(
        f"{there.replace('.', '-')}."
    )
