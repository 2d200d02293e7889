"""What a document speaks of, and what services are asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model.facts import Claim
from corroborate.model.text import Document
from corroborate.net.discovery.names import name_terms
from corroborate.net.discovery.numbers import number_terms
from corroborate.net.discovery.term import Term
from corroborate.net.discovery.words import word_terms
from corroborate.net.found import Window
from corroborate.reference.language import known_languages

DEFAULT_LANGUAGE = "en"
"""Of a document that claims nothing and says no language that we read: it has no terms but those of
its title."""
MOST_SEARCHES = 3
"""Questions to one service for one document: at one in 5 s, that is 15 s of waiting."""
MOST_FORMS = 6
"""Of one term in one question: services refuse long ones."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: the terms of each kind, those that the document says most first.

    `texts` are its title and claims, to liken titles to; `languages` those that we read, its own
    first; `window` is when a page must be out; `url` is its own address, "" where it has none.
    """

    names: tuple[Term, ...]
    words: tuple[Term, ...]
    numbers: tuple[Term, ...]
    texts: tuple[str, ...]
    languages: tuple[str, ...]
    window: Window
    url: str = ""


def query_of(document: Document, claims: Sequence[Claim], window: Window) -> Query:
    """The terms of a document whose claims were read."""
    told = claims[0].language if claims else (document.language or "")[:2]
    own = told if told in known_languages() else DEFAULT_LANGUAGE
    others = (each for each in known_languages() if each != own)
    title = document.title or ""
    return Query(
        names=name_terms(claims, title),
        words=word_terms(claims, title, own),
        numbers=number_terms(claims, title),
        texts=tuple(filter(None, (title, *(claim.text for claim in claims)))),
        languages=(own, *others),
        window=window,
        url=document.url or "",
    )


def searches(query: Query) -> tuple[tuple[Term, ...], ...]:
    """A few pairs of terms of which a page on the event should have both, the most said first.

    A name goes with a name or a word; numbers, which change while a story lasts, only where there
    is little else.
    """
    names = query.names[:MOST_SEARCHES]
    others = (*names, *query.words[:MOST_SEARCHES])
    if len(others) < 2:
        others = (*others, *query.numbers[:2])
    firsts = names or others[:1]
    pairs = [
        (one, other)
        for place, one in enumerate(firsts)
        for other in (*firsts[place + 1 :], *others[len(firsts) :])
    ]
    pairs.sort(key=lambda pair: -pair[0].said * pair[1].said)
    return tuple(pairs[:MOST_SEARCHES]) or tuple((term,) for term in firsts)
