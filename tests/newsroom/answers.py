"""What a server of the newsroom answers to one request, with all that goes wrong on the web."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha1
from urllib.parse import urlsplit

from newsroom import listings, markup
from newsroom.story import Outlet, Seen, Story, evening

HOPS = "hops"
"""Host of the outlet-less server through which a chain of redirects leads."""
BOMB_BYTES = 4_000_000
"""Length of the bomb once it is unpacked; 4 KB on the wire."""
DRIPPING_BYTES = 100_000
"""Length that a page declares which comes a byte at a time."""
HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
Headers = Mapping[str, str]
"""Headers of a request, names in lower case."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; `drips` that its body never ends."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    drips: bool = False


@dataclass(frozen=True, slots=True)
class Kiosk:
    """One outlet on one day: what it has published, and where every page of the newsroom is.

    `site` is its address without a path; `where` the address of a page by id, `hops` that of the
    host in between.
    """

    story: Story
    outlet: Outlet
    day: int
    site: str
    hops: str
    where: Callable[[str], str]

    @property
    def out(self) -> tuple[Seen, ...]:
        return self.story.out(self.outlet.id, self.day)

    def answer(self, path: str, headers: Headers, earlier: int) -> Answer:
        """The answer to one GET; `earlier` counts those for the same path before it."""
        bare = urlsplit(path).path
        for view in self.out:
            if bare in (*view.page.paths, *self._detours(view)):
                return self._page(view, path, headers, earlier)
        return self._listing(bare, headers)

    def _listing(self, path: str, headers: Headers) -> Answer:
        form = self.outlet.feeds.get(path)
        made = {
            "/": lambda: (markup.front(self.outlet).encode(), HTML),
            listings.NEWS_SITEMAP: lambda: (
                listings.news_sitemap(self.outlet, self._listed()),
                XML,
            ),
            listings.SITEMAP_INDEX: lambda: (listings.sitemap_index(self.site), XML),
            listings.OLD_SITEMAP: lambda: (listings.old_sitemap(self.site), XML),
        }
        if path == "/robots.txt":
            return self._robots()
        if form == "html":
            return self._fresh(markup.front(self.outlet).encode(), HTML, evening(0), headers)
        if form:
            feed = listings.feed(form, self.outlet, self.site, self._listed())
            return self._fresh(feed, XML, self._newest(), headers)
        if path in made and (path == "/" or self.outlet.sitemap):
            return self._fresh(*made[path](), self._newest(), headers)
        return Answer(404, b"<h1>Nothing here</h1>", {"Content-Type": HTML})

    def _robots(self) -> Answer:
        if self.outlet.robots in ("missing", "broken"):
            return Answer(404 if self.outlet.robots == "missing" else 500)
        text = listings.robots(self.outlet, self.site)
        return Answer(200, text.encode(), {"Content-Type": "text/plain"})

    def _newest(self) -> datetime:
        return max((each.changed for each in self.out), default=evening(0))

    def _listed(self) -> list[listings.Listed]:
        return [self._listed_page(each) for each in self.out]

    def _listed_page(self, view: Seen) -> listings.Listed:
        path = f"/go/{view.page.id}" if "chain" in view.page.serve else view.page.path
        twin = f"{self.site}{view.page.paths[1]}" if view.page.twin else ""
        return listings.Listed(view, f"{self.site}{path}", twin)

    def _detours(self, view: Seen) -> tuple[str, ...]:
        """Other paths that lead to the page in the end, or never."""
        if "chain" in view.page.serve:
            return (f"/go/{view.page.id}",)
        return (f"{view.page.path}/on",) if "loop" in view.page.serve else ()

    def _page(self, view: Seen, path: str, headers: Headers, earlier: int) -> Answer:
        if view.gone:
            return Answer(410, b"<h1>This article was taken down</h1>", {"Content-Type": HTML})
        mishap = self._mishap(view, path, earlier)
        if mishap:
            return mishap
        at = markup.Place(self.outlet, f"{self.site}{view.page.path}", self.where)
        is_twin = urlsplit(path).path != view.page.path
        html = markup.twin(view, at) if is_twin else markup.page(view, at)
        if "cp1252" in view.page.serve:
            kind = "text/html; charset=ISO-8859-1"
            return self._fresh(html.encode("cp1252"), kind, view.changed, headers)
        answer = self._fresh(html.encode(), HTML, view.changed, headers)
        return _packed(answer, headers) if "gzip" in view.page.serve else answer

    def _mishap(self, view: Seen, path: str, earlier: int) -> Answer | None:
        """What the page answers in place of itself, None where it does not."""
        if path != view.page.path and "chain" in view.page.serve:
            return _chained(view, path, self)
        if "loop" in view.page.serve:
            onward = view.page.path if path.endswith("/on") else f"{view.page.path}/on"
            return Answer(302, headers={"Location": onward})
        for how, status in (("busy", 503), ("hurried", 429)):
            if how in view.page.serve and not earlier:
                return Answer(status, headers={"Retry-After": "0"})
        answers = {
            "captcha": lambda: Answer(200, markup.captcha().encode(), {"Content-Type": HTML}),
            "empty": lambda: Answer(200, b"<html><body></body></html>", {"Content-Type": HTML}),
            "missing": lambda: Answer(404, b"<h1>Nothing here</h1>", {"Content-Type": HTML}),
            "drip": lambda: Answer(200, b"<html><body><p>", {"Content-Type": HTML}, drips=True),
            "bomb": _bomb,
        }
        return next((answers[how]() for how in view.page.serve if how in answers), None)

    def _fresh(self, body: bytes, kind: str, changed: datetime, headers: Headers) -> Answer:
        """The body, or 304 where the outlet can tell that the asker has it."""
        said = {"Content-Type": kind}
        if self.outlet.validators in ("etag", "both"):
            said["ETag"] = f'"{sha1(body, usedforsecurity=False).hexdigest()[:16]}"'
        if self.outlet.validators in ("modified", "both"):
            said["Last-Modified"] = format_datetime(changed.astimezone(UTC), usegmt=True)
        known = (("if-none-match", "ETag"), ("if-modified-since", "Last-Modified"))
        asked = [(headers[theirs], said.get(ours)) for theirs, ours in known if theirs in headers]
        if asked and asked[0][0] == asked[0][1]:
            return Answer(304, headers={key: said[key] for key in said if key != "Content-Type"})
        return Answer(200, body, said)


def _chained(view: Seen, path: str, kiosk: Kiosk) -> Answer:
    """Out to another host, back with a tracking parameter, and to the page."""
    if path.startswith("/go/"):
        return Answer(302, headers={"Location": f"{kiosk.hops}/{view.page.id}"})
    return Answer(307, headers={"Location": view.page.path})


def hop(page: str, where: Callable[[str], str]) -> Answer:
    """What the host in between answers: back to the outlet, with a mark of where one came from."""
    return Answer(301, headers={"Location": f"{where(page)}?utm_source=feed"})


def _packed(answer: Answer, headers: Headers) -> Answer:
    if not answer.body or "gzip" not in headers.get("accept-encoding", ""):
        return answer
    packed = {**answer.headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Answer(answer.status, gzip.compress(answer.body, mtime=0), packed)


def _bomb() -> Answer:
    headers = {"Content-Type": HTML, "Content-Encoding": "gzip"}
    return Answer(200, gzip.compress(b"<html><body>" + b" " * BOMB_BYTES, mtime=0), headers)
