"""Google Fact Check Tools: what fact checkers wrote of such claims before."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from corroborate.model.fact_check import FactCheck
from corroborate.model.web import Ask, Fetched
from corroborate.net.discovery.query import Query, searches
from corroborate.net.discovery.told import read_object, rows_of, text_of
from corroborate.net.found import Found, Inquiry, unread
from corroborate.net.written import address, moment, plain

MOST_RECORDS = 20
"""Claims of one answer: the first page of results."""
KEY_HEADER = "x-goog-api-key"


def plan(query: Query, url: str, key: str) -> tuple[Inquiry, ...]:
    """At most MOST_SEARCHES questions, in the words of the document, of any age and language.

    The key goes in a header, as the service allows: an address is told and kept.
    """
    words = (" ".join(term.forms[0] for term in terms) for terms in searches(query))
    return tuple(
        Inquiry(
            Ask(
                f"{url}?{urlencode({'query': asked, 'pageSize': MOST_RECORDS})}",
                headers=((KEY_HEADER, key),),
            ),
            "fact-check",
        )
        for asked in dict.fromkeys(words)
    )


def parse(inquiry: Inquiry, fetched: Fetched) -> Found:
    """The reviews of an answer, those of one claim in its order; `{}` is its way to say none."""
    told = read_object(fetched.content)
    if isinstance(told, str):
        return unread(inquiry, f"the answer of Fact Check Tools {told}")
    if told and not isinstance(told.get("claims"), list):
        return unread(inquiry, "the answer of Fact Check Tools is JSON without claims")
    found = [each for claim in rows_of(told, "claims") for each in _reviews(claim, fetched.fetched)]
    checks = {(each.url, each.claim): each for each in found if each is not None}
    without = found.count(None)
    notices = (f"Fact Check Tools: {without} reviews without claim or address",) if without else ()
    return Found(fact_checks=tuple(checks.values()), notices=notices)


def _reviews(claim: Mapping[str, Any], now: datetime) -> Iterator[FactCheck | None]:
    said = plain(text_of(claim, "text"))
    for review in rows_of(claim, "claimReview"):
        url = address(text_of(review, "url"), "")
        publisher = review.get("publisher")
        publisher = publisher if isinstance(publisher, dict) else {}
        yield (
            FactCheck(
                claim=said,
                rating=plain(text_of(review, "textualRating")),
                publisher=plain(text_of(publisher, "name") or text_of(publisher, "site")),
                url=url,
                reviewed=moment(text_of(review, "reviewDate"), now),
            )
            if url and said
            else None
        )
