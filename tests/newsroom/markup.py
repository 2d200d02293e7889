"""Pages as outlets write them: the same article under all the kinds of markup that the web has."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from newsroom.story import Outlet, Seen, linked

TEMPLATES = Path(__file__).parent / "templates"
WORDS_BEHIND_THE_WALL = 940
"""Length of an article that is behind a paywall, as its page declares it."""
LD = '<script type="application/ld+json">{}</script>'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its outlet, its own address, and the address of any page by id."""

    outlet: Outlet
    url: str
    where: Callable[[str], str]


def page(view: Seen, at: Place) -> str:
    """The page at its own path."""
    twin = f'<link rel="amphtml" href="{_twin(view, at)}">' if view.page.twin == "amp" else ""
    return _filled("page.html", view, at, f"{_head(view, at)}\n{twin}")


def twin(view: Seen, at: Place) -> str:
    """The same article for telephones or for printing, which names the page as its canonical."""
    canonical = f'<link rel="canonical" href="{at.url}">'
    author = f'<meta name="author" content="{escape(view.page.byline)}">'
    dated = f'<meta property="article:published_time" content="{_iso(view.page.published)}">'
    site = f'<meta property="og:site_name" content="{escape(at.outlet.name)}">'
    return _filled("twin.html", view, at, "\n".join((canonical, site, author, dated)))


def captcha() -> str:
    return (TEMPLATES / "captcha.html").read_text(encoding="utf-8")


def front(outlet: Outlet) -> str:
    """The front page of an outlet."""
    return _template("front.html").substitute(outlet=escape(outlet.name))


def _template(name: str) -> Template:
    return Template((TEMPLATES / name).read_text(encoding="utf-8"))


def _filled(template: str, view: Seen, at: Place, head: str) -> str:
    byline = (
        f'<p class="byline">By <a rel="author" href="/staff">{escape(view.page.byline)}</a></p>'
    )
    return _template(template).substitute(
        amp=" amp" if template == "twin.html" and view.page.twin == "amp" else "",
        lang=at.outlet.lang,
        charset="iso-8859-1" if "cp1252" in view.page.serve else "utf-8",
        title=escape(view.title),
        outlet=escape(at.outlet.name),
        head=head,
        byline=byline if view.page.byline else "",
        body="\n".join((*_body(view, at), *_note(view))),
    )


def _body(view: Seen, at: Place) -> Iterable[str]:
    if view.page.entries:
        return [_entry(each.at, each.text) for each in reversed(view.entries)]
    wall = '<div class="wall"><p>To read on, <a href="/subscribe">subscribe</a>.</p></div>'
    walled = [wall] if view.page.markup == "paywall" else []
    return [*(f"<p>{_linked(each, at)}</p>" for each in view.paragraphs), *walled]


def _entry(at: datetime, text: str) -> str:
    time = f'<time datetime="{_iso(at)}">{at:%H:%M}</time>'
    return f'<section class="update" id="e{at:%d%H%M}">{time}<p>{escape(text)}</p></section>'


def _note(view: Seen) -> list[str]:
    return [f'<p class="note correction"><em>{escape(view.note)}</em></p>'] if view.note else []


def _linked(paragraph: str, at: Place) -> str:
    text = escape(paragraph, quote=False)
    for words, page in linked(paragraph):
        anchor = f'<a href="{at.where(page)}">{escape(words, quote=False)}</a>'
        text = text.replace(f"[{escape(words, quote=False)}]({page})", anchor)
    return text


def _head(view: Seen, at: Place) -> str:
    original = at.where(view.page.copy_of) if view.page.copy_of else at.url
    canonical = f'<link rel="canonical" href="{original}">'
    kinds = {
        "graph": (_open_graph(view, at), LD.format(json.dumps(_graph(view, at)))),
        "broken": (_open_graph(view, at), LD.format(_broken(view))),
        "og": (_open_graph(view, at),),
        "meta": (_other_names(view, at),),
        "paywall": (_open_graph(view, at), LD.format(json.dumps(_walled(view, at)))),
        "live": (LD.format(json.dumps(_live(view, at))),),
    }
    return "\n".join((canonical, *kinds[view.page.markup]))


def _open_graph(view: Seen, at: Place) -> str:
    said = {
        "og:type": "article",
        "og:site_name": at.outlet.name,
        "og:title": view.title,
        "og:url": at.url,
        "og:locale": {"en": "en_GB", "fr": "fr_FR"}[at.outlet.lang],
        "article:published_time": _iso(view.page.published),
        "article:author": view.page.byline,
    }
    if view.modified:
        said["article:modified_time"] = _iso(view.modified)
    return "\n".join(
        f'<meta property="{name}" content="{escape(content)}">'
        for name, content in said.items()
        if content
    )


def _other_names(view: Seen, at: Place) -> str:
    said = {
        "application-name": at.outlet.name,
        "parsely-title": view.title,
        "parsely-author": view.page.byline,
        "parsely-pub-date": _iso(view.page.published),
        "datemodified": _iso(view.modified) if view.modified else "",
    }
    return "\n".join(
        f'<meta name="{name}" content="{escape(content)}">'
        for name, content in said.items()
        if content
    )


def _graph(view: Seen, at: Place) -> dict[str, Any]:
    """The article among the other things that a page has to say of itself, tied by references."""
    home = at.url.split("/", 3)
    site = "/".join(home[:3])
    publisher = {"@type": "NewsMediaOrganization", "@id": f"{site}/#us", "name": at.outlet.name}
    people = [
        {"@type": "Person", "@id": f"{site}/staff/#{number}", "name": name}
        for number, name in enumerate(view.page.byline.split(", "))
        if name
    ]
    article = _article(view, at) | {
        "@id": f"{at.url}#article",
        "author": [{"@id": each["@id"]} for each in people],
        "publisher": {"@id": publisher["@id"]},
    }
    if view.page.credit:
        article["sourceOrganization"] = {"@type": "Organization", "name": view.page.credit}
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1}]}
    whole = {"@type": "WebSite", "url": site, "name": at.outlet.name}
    return {
        "@context": "https://schema.org",
        "@graph": [whole, publisher, crumbs, *people, article],
    }


def _article(view: Seen, at: Place) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "headline": view.title,
        "datePublished": _iso(view.page.published),
        "dateModified": _iso(view.modified or view.page.published),
        "inLanguage": at.outlet.lang,
        "mainEntityOfPage": at.url,
    }


def _broken(view: Seen) -> str:
    """What a template gives that forgets quotes and commas: no JSON at all."""
    date = _iso(view.page.published)
    return f'{{"@type": "NewsArticle", "headline": "{view.title}" "datePublished": {date},, }}'


def _walled(view: Seen, at: Place) -> dict[str, Any]:
    return _article(view, at) | {
        "@context": "https://schema.org",
        "publisher": {"@type": "Organization", "name": at.outlet.name},
        "author": {"@type": "Person", "name": view.page.byline},
        "wordCount": WORDS_BEHIND_THE_WALL,
        "isAccessibleForFree": "False",
        "hasPart": {
            "@type": "WebPageElement",
            "isAccessibleForFree": "False",
            "cssSelector": ".wall",
        },
    }


def _live(view: Seen, at: Place) -> dict[str, Any]:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": each.text.split(".")[0],
            "datePublished": _iso(each.at),
            "articleBody": each.text,
        }
        for each in reversed(view.entries)
    ]
    return _article(view, at) | {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "coverageStartTime": _iso(view.page.published),
        "publisher": {"@type": "Organization", "name": at.outlet.name},
        "liveBlogUpdate": updates,
    }


def _twin(view: Seen, at: Place) -> str:
    return at.url.removesuffix(view.page.path) + view.page.paths[-1]


def _iso(moment: datetime) -> str:
    return moment.isoformat()
