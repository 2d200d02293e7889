"""Google News as RSS: titles with their outlets, behind links that do not say where they lead."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from corroborate.model.web import Ask, Candidate, Fetched
from corroborate.net.discovery.query import MOST_FORMS, Query, searches
from corroborate.net.discovery.term import Term
from corroborate.net.feeds import Entry, read_feed
from corroborate.net.found import Found, Inquiry, unread
from corroborate.reference.lists import load_list_words
from corroborate.reference.outlet import load_outlets

DASH = " - "
"""Stands between a title and its outlet, which follows."""


def plan(query: Query, url: str) -> tuple[Inquiry, ...]:
    """One question for each edition: the document's most telling pair of terms."""
    pair = next(iter(searches(query)), ())
    words = _words(pair)
    if not words:
        return ()
    after = query.window.first - timedelta(days=1)  # both ends are left out by the service
    before = query.window.last + timedelta(days=1)
    asked = f"{words} after:{after} before:{before}"
    return tuple(
        Inquiry(Ask(f"{url}?{urlencode(_parameters(asked, code))}"), "google-news")
        for code in query.languages
        if code in load_list_words().editions
    )


def _parameters(words: str, code: str) -> dict[str, str]:
    country = load_list_words().editions[code]
    return {"q": words, "hl": code, "gl": country, "ceid": f"{country}:{code}"}


def _words(terms: Sequence[Term]) -> str:
    return " ".join(f"({' OR '.join(_quoted(term))})" for term in terms)


def _quoted(term: Term) -> list[str]:
    bare = (form.replace('"', " ").strip() for form in term.forms[:MOST_FORMS])
    return [f'"{form}"' if " " in form else form for form in bare]


def parse(inquiry: Inquiry, fetched: Fetched) -> Found:
    """What the service lists: title, outlet and time; the address tells no outlet (see `rank`)."""
    feed = read_feed(fetched)
    candidates = tuple(map(_candidate, feed.entries))
    why = f"the answer of google-news {feed.why_not}"
    failures = unread(inquiry, why).failures if feed.why_not else ()
    notices = tuple(f"google-news: {each}" for each in feed.notices)
    return Found(candidates, failures=failures, notices=notices)


def _candidate(entry: Entry) -> Candidate:
    title, _, last = entry.title.rpartition(DASH)
    source = entry.source or last
    known = load_outlets().by_domain(entry.source_url) or load_outlets().by_name(source)
    return Candidate(
        url=entry.url,
        title=title if title and last == source else entry.title,
        outlet=known.id if known else source or None,
        published=entry.published,
        found_by="google-news",
    )
