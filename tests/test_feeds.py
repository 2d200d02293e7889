"""Feeds: every form, and every way in which one is not what it should be."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from recordings import answer, check_failure, fetched, inquiry, recorded, spoilt, told
from tables import cases

from corroborate.net.feeds import MOST_BYTES, MOST_ENTRIES, parse, read_feed

URL = "https://phare.example/rss"


@pytest.mark.parametrize("case", cases("feeds"))
def test_a_feed_gives_its_pages_or_says_why_not(case: Any) -> None:
    found = parse(inquiry("feed", URL), answer(case, URL))
    assert told(found.candidates) == case["pages"]
    assert {each.found_by for each in found.candidates} <= {"feed"}
    assert {each.outlet for each in found.candidates} <= {"herald"}
    assert {each.language for each in found.candidates} <= {case.get("language")}
    if "summary" in case:
        assert found.candidates[0].summary == case["summary"]
    check_failure(case, found)


def test_a_feed_is_never_read_as_the_name_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "feed"
    file.write_bytes(recorded("feed_rss.xml"))
    assert not read_feed(fetched(str(file).encode(), URL)).entries


def test_of_a_long_feed_the_first_entries_are_taken_and_the_rest_is_told() -> None:
    item = "<item><title>t</title><link>https://phare.example/{}</link></item>"
    items = "".join(item.format(number) for number in range(MOST_ENTRIES + 3))
    feed = read_feed(fetched(f"<rss><channel>{items}</channel></rss>".encode(), URL))
    assert len(feed.entries) == MOST_ENTRIES
    assert "3 entries after the first" in feed.notices[0]


def test_a_feed_that_does_not_end_is_read_to_a_limit() -> None:
    start = b"<rss><channel><item><title>t</title><link>https://phare.example/1</link></item>"
    feed = read_feed(fetched(start + b"<!-- " + b"x" * MOST_BYTES, URL))
    assert len(feed.entries) <= 1
    assert feed.why_not


@given(spoilt("feed_rss.xml", "feed_atom.xml", "feed_rdf.xml", "feed.json", "block.html"))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_a_feed_is_read_or_said_to_be_none(content: bytes) -> None:
    found = parse(inquiry("feed", URL), fetched(content, URL, "application/rss+xml"))
    assert found.candidates or found.failures or content.strip()
    for each in found.candidates:
        assert each.url.startswith(("http://", "https://"))
        assert "\n" not in each.title + each.summary
