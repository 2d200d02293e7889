"""What is asked of the web, what it answered, and which pages may be worth asking for."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Literal

from corroborate.model.text import Moment

FoundBy = Literal["given", "feed", "sitemap", "gdelt", "google-news", "fact-check", "store"]
"""How a page came to be a candidate."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to fetch, with what the server said of the copy that we have, "" where none.

    `headers` go to the asked host alone, with no redirect to another: a key is among them, so
    nothing shows or keeps them.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: a page (2xx), or 304 where our copy still holds.

    `asked` and `url` are the address asked and the last one that redirects led to, `redirects`
    those between; `content` is decoded from gzip but not from its character set; `headers` have
    lower-case names; `fetched` is in UTC.
    """

    asked: str
    url: str
    status: int
    fetched: datetime
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[str, ...] = ()

    @property
    def not_modified(self) -> bool:
        return self.status == 304

    @property
    def downgraded(self) -> bool:
        """Whether a redirect led from https to http, where anybody on the way may change a page."""
        hops = (self.asked, *self.redirects, self.url)
        return any(a.startswith("https:") and b.startswith("http:") for a, b in pairwise(hops))

    def header(self, name: str) -> str:
        """The first header of this lower-case name, "" where there is none."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may report what a claim says, as a feed, sitemap or search service lists it.

    `outlet` is the id of a followed outlet, else the name or domain that the service gives, None
    where it gives none.
    """

    url: str
    title: str = ""
    summary: str = ""
    outlet: str | None = None
    published: Moment | None = None
    language: str | None = None
    found_by: FoundBy = "given"
