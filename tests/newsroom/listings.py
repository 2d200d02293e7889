"""What an outlet lists for machines: feeds, sitemaps, robots.txt."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from xml.sax.saxutils import escape

from newsroom.story import Outlet, Seen, plain

NEWS_SITEMAP = "/sitemaps/news.xml"
OLD_SITEMAP = "/sitemaps/archive-2019.xml"
SITEMAP_INDEX = "/sitemap-index.xml"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as a listing has it: where it says that the page is, and its twin, "" for none."""

    view: Seen
    url: str
    twin: str = ""


def feed(form: str, outlet: Outlet, site: str, pages: Sequence[Listed]) -> bytes:
    """A feed of an outlet in one of the forms of story/outlets.toml."""
    if form == "atom":
        return _atom(outlet, site, pages).encode()
    if form == "twins":
        pages = [Listed(each.view, each.twin) for each in pages if each.twin]
    text = _rss(outlet, site, pages, dated=form != "undated")
    return text.encode("cp1252" if form == "cp1252" else "utf-8")


def _rss(outlet: Outlet, site: str, pages: Sequence[Listed], dated: bool) -> str:
    items = "".join(_item(each, dated) for each in pages)
    return (
        f'{_XML}<rss version="2.0"><channel><title>{escape(outlet.name)}</title>'
        f"<link>{site}/</link><language>{outlet.lang}</language>{items}</channel></rss>"
    )


def _item(each: Listed, dated: bool) -> str:
    date = f"<pubDate>{format_datetime(each.view.page.published)}</pubDate>" if dated else ""
    return (
        f"<item><title>{escape(each.view.title)}</title><link>{escape(each.url)}</link>"
        f"<description>{escape(_summary(each.view))}</description>"
        f'<guid isPermaLink="false">{each.view.page.id}</guid>{date}</item>'
    )


def _summary(view: Seen) -> str:
    """How the article begins, as feeds have it."""
    return plain(view.paragraphs[0])


def _atom(outlet: Outlet, site: str, pages: Sequence[Listed]) -> str:
    newest = max((each.view.changed for each in pages), default=None)
    updated = f"<updated>{newest.isoformat()}</updated>" if newest else ""
    entries = "".join(
        f'<entry><title>{escape(each.view.title)}</title><link href="{escape(each.url)}"/>'
        f"<id>{escape(each.url)}</id><summary>{escape(_summary(each.view))}</summary>"
        f"<published>{each.view.page.published.isoformat()}</published>"
        f"<updated>{each.view.changed.isoformat()}</updated></entry>"
        for each in pages
    )
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.lang}">'
        f"<title>{escape(outlet.name)}</title><id>{site}/</id>{updated}{entries}</feed>"
    )


def news_sitemap(outlet: Outlet, pages: Sequence[Listed]) -> bytes:
    """The news of an outlet as search engines want them."""
    rows = "".join(
        f"<url><loc>{escape(each.url)}</loc><news:news><news:publication><news:name>"
        f"{escape(outlet.name)}</news:name><news:language>{outlet.lang}</news:language>"
        f"</news:publication><news:publication_date>{each.view.page.published.isoformat()}"
        f"</news:publication_date><news:title>{escape(each.view.title)}</news:title>"
        f"</news:news></url>"
        for each in pages
    )
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    return f'{_XML}<urlset xmlns="{_SITEMAPS}" xmlns:news="{news}">{rows}</urlset>'.encode()


def sitemap_index(site: str) -> bytes:
    """The sitemaps of an outlet: one of years ago, one of its news."""
    rows = "".join(
        f"<sitemap><loc>{site}{path}</loc></sitemap>" for path in (OLD_SITEMAP, NEWS_SITEMAP)
    )
    return f'{_XML}<sitemapindex xmlns="{_SITEMAPS}">{rows}</sitemapindex>'.encode()


def old_sitemap(site: str) -> bytes:
    """Pages of years ago, which nobody has to read."""
    return (
        f'{_XML}<urlset xmlns="{_SITEMAPS}"><url><loc>{site}/2019/03/quay-reopens</loc>'
        f"<lastmod>2019-03-02</lastmod></url></urlset>"
    ).encode()


def robots(outlet: Outlet, site: str) -> str:
    """The robots.txt of an outlet that has one."""
    named = {"news": NEWS_SITEMAP, "index": SITEMAP_INDEX}.get(outlet.sitemap, "")
    sitemap = f"Sitemap: {site}{named}\n" if named else ""
    forbidden = "/" if outlet.robots == "forbids" else "/admin/"
    return f"User-agent: *\nDisallow: {forbidden}\n\n{sitemap}"
