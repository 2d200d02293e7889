"""Which candidates are fetched, in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from recordings import WINDOW
from strategies import maybe, texts

from corroborate.model.fact_check import FactCheck
from corroborate.model.text import Moment
from corroborate.model.web import Candidate, FoundBy
from corroborate.net.discovery import Query, Term, like_enough, rank, sift
from corroborate.net.discovery.likeness import words_of_address

BRIDGE = Term("name", "bridge cove", ("Cove Bridge",), 1.0)
QUILL = Term("name", "mara quill", ("Mara Quill",), 0.5, ("Quill",))
QUAKE = Term("name", "place:afghanistan", ("Afghanistan",), 1.0)
SHUT = Term("word", "close", ("close", "fermer"), 0.5)
CARS = Term("number", "1200", ("1200",), 0.5)
QUERY = Query((BRIDGE, QUILL), (SHUT,), (CARS,), ("Cove Bridge shut",), ("en", "de", "fr"), WINDOW)
OTHER = "Market day moves to Saturday"


def page(title: str, outlet: str = "herald", at: str | date | None = None) -> Candidate:
    day = date(2025, 6, 5) if at is None else at
    published = Moment(day) if isinstance(day, date) else None
    return Candidate(f"https://{outlet}.example/{quote(title)}", title, published=published)


def titles(candidates: Sequence[Candidate]) -> list[str]:
    return [each.title for each in candidates]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Cove Bridge is closed", QUERY),
        ("COVE BRIDGE: what we know", QUERY),
        ("Quill says 1,200 cars were turned back", QUERY),
        ("1 200 automobilistes bloqués, le pont fermé", QUERY),
        ("Séisme en Afghanistan", replace(QUERY, names=(QUAKE,))),
        ("Afghan villages flattened", replace(QUERY, names=(QUAKE,))),
        ("Kabul shaken in the night", replace(QUERY, names=(QUAKE,))),
        ("Les Talibans demandent de l'aide pour Kounar", replace(QUERY, names=(QUAKE,))),
    ],
)
def test_a_title_that_names_what_the_document_does_is_like_it(title: str, query: Query) -> None:
    ranking = rank([page(title), *(page(OTHER, f"o{at}") for at in range(30))], query, 5)
    assert titles(ranking.chosen) == [title]


@pytest.mark.parametrize(
    "title", [OTHER, "Bridge club meets", "The cove in June", "", "12 000 visiteurs au musée"]
)
def test_a_title_that_shares_too_little_is_not_fetched(title: str) -> None:
    assert not rank([page(title)], QUERY, 5).chosen


def test_a_name_that_another_language_spells_otherwise_is_the_same() -> None:
    query = replace(QUERY, names=(Term("name", "poutine", ("Vladimir Poutine",), 1, ("Poutine",)),))
    assert rank([page("Putin speaks of peace")], query, 5).chosen


def test_the_words_of_an_address_count_where_there_is_no_title() -> None:
    told = Candidate("https://tribune.example/2025/06/05/cove-bridge-shut-for-a-month")
    other = Candidate("https://tribune.example/2025/06/05/market-day-moves-to-saturday")
    assert rank([told, other], QUERY, 5).chosen == (told,)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://a.example/news-123", ""),
        ("https://a.example/2025/06/05/", ""),
        ("https://a.example/a/le-pont-est-ferm%C3%A9.html?x=1", "Le Pont Est Fermé"),
        ("https://a.example/topic/cove_bridge_is_shut_991.php", "Cove Bridge Is Shut 991"),
        ("https://[", ""),
    ],
)
def test_the_longest_part_of_an_address_is_its_title(url: str, words: str) -> None:
    assert words_of_address(url) == words


def test_only_pages_of_the_window_are_kept_those_without_a_date_last() -> None:
    days = [date(2025, 5, 31), "", date(2025, 6, 1), date(2025, 6, 8), date(2025, 6, 9)]
    given = [page(f"Cove Bridge {at}", at=day) for at, day in enumerate(days)]
    assert titles(sift(given, QUERY)) == ["Cove Bridge 2", "Cove Bridge 3", "Cove Bridge 1"]


def test_the_day_in_an_address_counts_where_no_other_is_told() -> None:
    old = Candidate("https://a.example/2024/06/05/x", "Cove Bridge shut")
    new = Candidate("https://a.example/2025/06/05/x", "Cove Bridge shut")
    assert sift([old, new], QUERY) == (new,)


def test_a_page_that_several_lists_name_is_one_with_all_that_they_say() -> None:
    at = Moment(date(2025, 6, 5), datetime(2025, 6, 5, 7, tzinfo=UTC))
    seen = Moment(date(2025, 6, 5), datetime(2025, 6, 5, 9, tzinfo=UTC))
    url = "https://herald.example/cove-bridge"
    found = sift(
        [
            Candidate(
                f"{url}?utm_source=x", "Bridge", outlet="h", published=seen, found_by="gdelt"
            ),
            Candidate(f"{url}#top", "", "It is shut.", published=at, found_by="sitemap"),
        ],
        QUERY,
    )
    (only,) = found
    assert (only.title, only.summary, only.outlet) == ("Bridge", "It is shut.", "h")
    assert only.published == at


def test_the_document_itself_is_no_candidate() -> None:
    query = replace(QUERY, url="https://herald.example/cove-bridge?utm_medium=mail")
    assert not sift([Candidate("https://herald.example/cove-bridge#comments", "x")], query)


def test_no_outlet_eats_up_the_budget() -> None:
    loud = [page(f"Cove Bridge shut, Mara Quill says {at}", "loud") for at in range(20)]
    quiet = [page("Cove Bridge", f"quiet{at}") for at in range(4)]
    ranking = rank([*loud, *quiet], QUERY, 6)
    outlets = [each.url.split("/")[2] for each in ranking.chosen]
    assert outlets.count("loud.example") == 2
    assert len(set(outlets)) == 5


def test_of_two_that_are_as_like_the_nearer_in_time_comes_first_one_without_a_date_last() -> None:
    days: list[date | str] = ["", date(2025, 6, 1), date(2025, 6, 4), date(2025, 6, 5)]
    given = [page(f"Cove Bridge {at}", f"o{at}", day) for at, day in enumerate(days)]
    order = ["Cove Bridge 3", "Cove Bridge 2", "Cove Bridge 1", "Cove Bridge 0"]
    assert titles(rank(given, QUERY, 9).chosen) == order


def test_what_is_left_out_is_told() -> None:
    given = [page("Cove Bridge a", "a"), page("Cove Bridge b", "b"), page(OTHER), page(OTHER)]
    notices = rank(given, QUERY, 1).notices
    assert [each.partition(": ")[2] for each in notices] == [
        "listed twice, or out of the days looked at.",
        "not like the document.",
        "like it but beyond the 1 pages of a check.",
    ]


def test_a_link_that_does_not_say_where_it_leads_is_heard_of_and_not_fetched() -> None:
    opaque: FoundBy = "google-news"
    heard = replace(page("Crack shuts Cove Bridge"), found_by=opaque)
    known = replace(page("Cove Bridge is shut"), found_by=opaque)
    ranking = rank([heard, known, page("Cove Bridge is shut", "slipway")], QUERY, 5)
    assert titles(ranking.chosen) == ["Cove Bridge is shut"]
    assert ranking.heard == (heard,)


class Meanings:
    """Vectors of a few titles, as an encoder of two languages would have them."""

    def of(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        rows = {"Cove Bridge shut": (1, 0), "Die Brücke ist zu": (0.9, 0.436)}
        return np.array([rows.get(text, (0, 1)) for text in texts], np.float32)


def test_a_title_that_means_the_same_is_like_it_without_a_word_in_common() -> None:
    given = [page("Die Brücke ist zu"), page(OTHER, "other")]
    assert not rank(given, QUERY, 5).chosen
    assert titles(rank(given, QUERY, 5, Meanings()).chosen) == ["Die Brücke ist zu"]


def test_of_earlier_fact_checks_those_of_like_claims_are_kept() -> None:
    like = FactCheck(
        "Cove Bridge was shut by an attack", "False", "Plumb Line", "https://a.example"
    )
    other = FactCheck("Sea water cures a cold", "False", "Plumb Line", "https://b.example")
    assert like_enough([other, like], QUERY) == (like,)


candidates = st.builds(
    Candidate,
    url=st.integers(0, 20).map("https://o{0}.example/{0}".format) | texts,
    title=texts | st.sampled_from(["Cove Bridge shut", "Quill", OTHER]),
    summary=texts,
    published=maybe(st.dates(date(2025, 5, 30), date(2025, 6, 10)).map(Moment)),
    language=st.sampled_from([None, "en", "fr", "xx", "de-AT"]),
    found_by=st.sampled_from(["feed", "sitemap", "gdelt", "google-news"]),
)


@given(st.lists(candidates, max_size=12), st.integers(0, 6), st.randoms())
@settings(max_examples=50, deadline=None)
def test_whatever_is_found_is_ranked_alike_in_any_order(found, most, chance) -> None:  # type: ignore[no-untyped-def] # as drawn
    distinct = list({each.url: each for each in found}.values())
    ranking = rank(distinct, QUERY, most)
    assert len(ranking.chosen) <= most
    assert set(ranking.chosen) <= set(distinct)
    chance.shuffle(distinct)
    assert set(rank(distinct, QUERY, 99).chosen) >= set(ranking.chosen)
    again = rank(distinct, QUERY, most)
    assert (again.chosen, again.notices) == (ranking.chosen, ranking.notices)
