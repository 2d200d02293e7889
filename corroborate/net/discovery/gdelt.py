"""GDELT DOC 2.0: news of the last three months in 65 languages, found by words in English or their
own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from corroborate.model.web import Ask, Candidate, Fetched
from corroborate.net.discovery.query import MOST_FORMS, Query, searches
from corroborate.net.discovery.term import Term
from corroborate.net.discovery.told import read_object, rows_of, text_of
from corroborate.net.found import Found, Inquiry, unread
from corroborate.net.written import address, moment, plain
from corroborate.reference.language import known_languages, load_language
from corroborate.reference.outlet import load_outlets

SECONDS_APART = 5.0
"""Between two requests, as the service asks when it answers 429. `reference/addresses.toml` tells
the client so; it is said here for who plans how long a check may take."""
MOST_RECORDS = 100
"""Of one answer; the service gives 75 unless asked, and 250 at most."""
SHORTEST = 3
"""Letters of a word or phrase below which the service refuses the whole question."""


def plan(query: Query, url: str) -> tuple[Inquiry, ...]:
    """At most MOST_SEARCHES questions; none where the document gives no words to ask for."""
    asked = dict.fromkeys(_phrase(terms) for terms in searches(query))
    languages = " OR ".join(f"sourcelang:{_english_name(code)}" for code in query.languages)
    among = f"({languages})" if len(query.languages) > 1 else languages
    return tuple(
        Inquiry(Ask(f"{url}?{urlencode(_parameters(f'{words} {among}', query))}"), "gdelt")
        for words in asked
        if words
    )


def _parameters(words: str, query: Query) -> dict[str, str | int]:
    return {
        "query": words.strip(),
        "mode": "artlist",
        "format": "json",
        "maxrecords": MOST_RECORDS,
        "sort": "hybridrel",
        "startdatetime": f"{query.window.first:%Y%m%d}000000",
        "enddatetime": f"{query.window.last:%Y%m%d}235959",
    }


def _phrase(terms: Sequence[Term]) -> str:
    """The terms, all of them to be there, each in any of its forms."""
    return " ".join(filter(None, map(_any_form, terms)))


def _any_form(term: Term) -> str:
    forms = [_quoted(form) for form in term.forms if len(form) >= SHORTEST][:MOST_FORMS]
    return f"({' OR '.join(forms)})" if len(forms) > 1 else "".join(forms)


def _quoted(form: str) -> str:
    """A form as a phrase: anything but plain letters outside quotes is refused."""
    return form if form.isalnum() else f'"{form.replace(chr(34), " ").strip()}"'


def parse(inquiry: Inquiry, fetched: Fetched) -> Found:
    """The pages of an answer; `{}` is its way to say none."""
    told = read_object(fetched.content)
    if isinstance(told, str):
        return unread(inquiry, f"the answer of GDELT {told}")
    if told and not isinstance(told.get("articles"), list):
        return unread(inquiry, "the answer of GDELT is JSON without articles")
    found = [_candidate(row, fetched.fetched) for row in rows_of(told, "articles")]
    candidates = {each.url: each for each in found if each is not None}
    without = found.count(None)
    notices = (f"GDELT: {without} rows have no usable address",) if without else ()
    return Found(tuple(candidates.values()), notices=notices)


def _candidate(row: Mapping[str, Any], now: datetime) -> Candidate | None:
    url = address(text_of(row, "url"), "")
    if url is None:
        return None
    domain = text_of(row, "domain")
    known = load_outlets().by_domain(domain or url)
    return Candidate(
        url=url,
        title=_closed_up(plain(text_of(row, "title"))),
        outlet=known.id if known else domain or None,
        published=moment(text_of(row, "seendate"), now),
        language=_codes().get(text_of(row, "language").lower()),
        found_by="gdelt",
    )


def _closed_up(title: str) -> str:
    """A title without the spaces that the service puts before every mark."""
    for mark in (",", ".", ";", ":", "?", "!", ")"):
        title = title.replace(f" {mark}", mark)
    return title


@cache
def _codes() -> Mapping[str, str]:
    """The codes of the languages that we read, by what English calls them."""
    return {_english_name(code): code for code in known_languages()}


def _english_name(code: str) -> str:
    return load_language(code).grammar.name.lower() if code in known_languages() else code
