"""From what a document claims to the addresses of pages that may report on it. Opens no socket.

query = query_of(document, claims, Window.around(day, before, after, today))
asked = plan(query, settings)              # what to ask, and what cannot be asked
found = parse(inquiry, fetched, query)     # for each of asked.more, then each of found.more
lost = missed(inquiry, fetch_failed)       # where there was no answer
ranking = rank(candidates, query, settings.most_pages, encoder)   # the pages to fetch
earlier = like_enough(fact_checks, query)  # earlier fact checks, evidence of their own class
"""

from corroborate.errors import FetchFailed
from corroborate.model.web import Fetched
from corroborate.net import feeds, sitemaps
from corroborate.net.discovery import fact_checks, gdelt, google_news, outlets
from corroborate.net.discovery.query import Query, query_of, searches
from corroborate.net.discovery.ranking import Encoder, Ranking, like_enough, rank, sift
from corroborate.net.discovery.term import Term
from corroborate.net.found import Found, Inquiry, Window, failure, together, unread
from corroborate.settings import Settings

__all__ = [
    "Encoder",
    "Found",
    "Inquiry",
    "Query",
    "Ranking",
    "Term",
    "Window",
    "like_enough",
    "missed",
    "parse",
    "plan",
    "query_of",
    "rank",
    "searches",
    "sift",
    "together",
]


def plan(query: Query, settings: Settings) -> Found:
    """What to ask for candidates: the lists of the outlets that are followed, and the services that
    are turned on. `more` are the inquiries, `failures` the outlets of which no list is known."""
    search = settings.search
    own = outlets.plan(settings.followed)
    more = [*own.more]
    if search.gdelt:
        more += gdelt.plan(query, search.gdelt_url)
    if search.google_news:
        more += google_news.plan(query, search.google_news_url)
    if search.fact_check_key:
        more += fact_checks.plan(query, search.fact_check_url, search.fact_check_key)
    return Found(more=tuple(more), failures=own.failures)


def parse(inquiry: Inquiry, fetched: Fetched, query: Query) -> Found:
    """What an answer gives, with a failure that says why where it is not what was asked for.

    Never raises. An answer 304 has no content: its list is to be asked for whole.
    """
    if fetched.not_modified:
        return unread(inquiry, "answered that nothing changed, without the list itself")
    match inquiry.listing:
        case "feed":
            return feeds.parse(inquiry, fetched)
        case "robots":
            return sitemaps.parse_robots(inquiry, fetched, query.window)
        case "sitemap":
            return sitemaps.parse(inquiry, fetched, query.window)
        case "gdelt":
            return gdelt.parse(inquiry, fetched)
        case "google-news":
            return google_news.parse(inquiry, fetched)
        case "fact-check":
            return fact_checks.parse(inquiry, fetched)


def missed(inquiry: Inquiry, error: FetchFailed) -> Found:
    """What is lost where an address gave no answer."""
    what = {
        "feed": "the feed",
        "robots": "robots.txt, to find the sitemaps",
        "sitemap": "the sitemap",
        "gdelt": "GDELT",
        "google-news": "google-news",
        "fact-check": "Fact Check Tools",
    }[inquiry.listing]
    return Found(failures=(failure(inquiry, f"{what}: {error.detail}"),))
