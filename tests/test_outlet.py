"""Outlets: their tables, how they are found by name and domain, and which belong together."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import BadTable
from corroborate.reference.mention import NameWords
from corroborate.reference.outlet import UNKNOWN_PRIOR, Outlet, Outlets, load_outlets

ALL = load_outlets().all
WORDS = NameWords(
    may_follow=(),
    genre_before=("magazine",),
    genre_after=("magazine",),
    saying_after=("reported",),
    copy_of=("copy of",),
    double_suffixes=("co.uk",),
    hosting=("blogs.example",),
    amp_caches=("amp.example",),
)
GAZETTE = Outlet(
    id="gazette",
    name="The Gazette",
    kind="newspaper",
    country="FR",
    languages=("fr",),
    domains=("gazette.example",),
    prior=(8, 2),
)


def test_every_known_outlet_is_found_by_its_names_and_domains():
    outlets = load_outlets()
    for outlet in ALL:
        assert {outlets.by_name(name) for name in outlet.full_names} == {outlet}
        assert {outlets.by_domain(domain) for domain in outlet.domains} == {outlet}
        assert outlets.publisher_of(outlet.name, outlet.domains[0], None) == outlet.id
        page = f"https://www.{outlet.domains[0]}/a?b#c"
        assert outlets.publisher_of(None, None, page) == outlet.id


def test_there_are_enough_outlets_of_each_country_in_the_tables():
    countries = [outlet.country for outlet in ALL]
    assert len(ALL) >= 60
    assert all(countries.count(country) >= 20 for country in ("US", "GB", "FR", "CA", "BE", "CH"))
    assert sum(outlet.kind == "agency" for outlet in ALL) >= 20


def test_an_owner_comes_with_its_source_and_date():
    owned = [outlet for outlet in ALL if outlet.owner]
    assert owned
    assert all(re.fullmatch(r"\d{4}(-\d{2})?", outlet.as_of) for outlet in owned)


def test_the_widely_known_outlets_have_feeds_and_none_is_that_of_two():
    listed = [outlet for outlet in ALL if outlet.lists]
    countries = [outlet.country for outlet in listed]
    assert all(countries.count(country) >= 20 for country in ("US", "GB", "FR", "CA"))
    lists = [each for outlet in listed for each in outlet.lists]
    assert len(set(lists)) == len(lists)


def test_titles_of_one_newsroom_have_one_owner():
    rooms = {(outlet.newsroom, outlet.owner) for outlet in ALL if outlet.newsroom}
    assert len(rooms) == len({room for room, _ in rooms})


@pytest.mark.parametrize(
    ("address", "want"),
    [
        ("techcrunch.com", "techcrunch"),
        ("https://www.wsj.com/tech/ai/x-123", "wsj"),
        ("HTTP://WWW.Reuters.COM:443/world?x=1", "reuters"),
        ("fr.qz.com", "quartz"),
        ("m.economictimes.com", "economic-times"),
        ("economictimes.indiatimes.com", "economic-times"),
        ("amp.theguardian.com", "the-guardian"),
        ("www-lemonde-fr.cdn.ampproject.org/c/s/www.lemonde.fr/a.html", "le-monde"),
        ("www-ouest--france-fr.cdn.ampproject.org", "ouest-france"),
        ("//www.bbc.co.uk/news", "bbc"),
        ("https://user:secret@lefigaro.fr/", "le-figaro"),
        ("finance.yahoo.com", "yahoo-finance"),
        ("news.yahoo.com", "yahoo-news"),
        ("notreuters.com", None),
        ("reuters.com.evil.example", None),
        ("com", None),
        ("http://[not a url", None),
        ("", None),
    ],
)
def test_an_address_belongs_to_the_outlet_of_its_domain(address, want):
    found = load_outlets().by_domain(address)
    assert (found.id if found else None) == want


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("TechCrunch", "techcrunch"),
        ("techcrunch", "techcrunch"),
        ("Wall Street Journal", "wsj"),
        ("LeFigaro", "le-figaro"),
        ("LE MONDE", "le-monde"),
        ("Les Échos", "les-echos"),
        ("Time", "time"),
        ("Quartz (FR)", "quartz"),
        ("The Daily Mail", "daily-mail"),
        ("the Journal", None),
        ("PTI", "pti"),
        ("ABC", None),
        ("A paper nobody knows", None),
        ("", None),
    ],
)
def test_a_name_alone_is_that_outlet_in_any_spelling(name, want):
    found = load_outlets().by_name(name)
    assert (found.id if found else None) == want


@pytest.mark.parametrize(
    ("name", "domain", "url", "want"),
    [
        ("GenixPlay (copy of TechCrunch)", "genixplay.com", None, "techcrunch"),
        ("Mirror (copie de l'Écho du Val)", None, None, "l-echo-du-val"),
        ("The Nation Thailand (Reuters)", "nationthailand.com", None, "the-nation-thailand"),
        ("LBC (AFP)", "lbcgroup.tv", None, "lbci"),
        ("LBC", "lbc.co.uk", None, "lbc-uk"),
        ("Petit Courrier (AFP)", "courrier.example", None, "petit-courrier"),
        ("Petit Courrier", None, None, "petit-courrier"),
        ("The Daily Star", "thedailystar.net", None, "daily-star-bd"),
        ("Reuters", "news.yahoo.com", None, "reuters"),
        ("Reuters", "unknown.example", None, "reuters"),
        ("ExBulletin (second story)", "exbulletin.com", None, "exbulletin"),
        (None, None, "https://www.theverge.com/2025/1/1/x", "the-verge"),
        ("lemonde.fr", None, None, "le-monde"),
        (None, "www.some-paper.co.uk", None, "some-paper.co.uk"),
        (None, None, "https://m.some-paper.example/a/b", "some-paper.example"),
        (None, "jane.substack.com", None, "jane.substack.com"),
        ("Ελληνική Εφημερίδα", None, None, "ελληνική-εφημερίδα"),
        (None, None, None, "unknown"),
        ("  ", "", "", "unknown"),
    ],
)
def test_the_publisher_is_the_outlet_whose_words_a_report_carries(name, domain, url, want):
    assert load_outlets().publisher_of(name, domain, url) == want


@given(st.one_of(st.none(), st.text()), st.one_of(st.none(), st.text()))
def test_every_report_has_a_publisher(name, address):
    outlets = load_outlets()
    assert outlets.publisher_of(name, address, None)
    assert outlets.publisher_of(name, None, address)


def test_titles_of_one_house_share_owner_and_newsroom():
    outlets = load_outlets()
    assert outlets.same_newsroom("wsj", "marketwatch")
    assert outlets.same_owner("wsj", "the-times")
    assert not outlets.same_newsroom("wsj", "the-times")
    assert outlets.same_owner("les-echos", "le-parisien")


def test_outlets_whose_owner_is_unknown_share_none():
    outlets = load_outlets()
    assert not outlets.same_owner("the-information", "the-independent")
    assert not outlets.same_newsroom("the-information", "the-independent")
    assert not outlets.same_owner("nobody-a", "nobody-b")
    assert outlets.same_owner("nobody-a", "nobody-a")


def test_an_unknown_outlet_has_the_prior_of_the_unknown():
    outlets = load_outlets()
    assert outlets.prior_of("nobody") == UNKNOWN_PRIOR
    assert outlets.prior_of("reuters") == (8, 2)
    assert outlets.prior_of("the-information") == (6, 2)


@pytest.mark.parametrize(
    ("change", "clash"),
    [
        ({"id": "gazette", "name": "Other", "domains": ("b.example",)}, "id 'gazette'"),
        ({"id": "b", "name": "Other"}, "domain 'gazette.example'"),
        ({"id": "b", "domains": ("b.example",), "name": "THE-GAZETTE"}, "name 'thegazette'"),
        (
            {"id": "b", "domains": ("b.example",), "name": "B", "aliases": ("The Gâzette",)},
            "name 'thegazette'",
        ),
    ],
)
def test_two_rows_cannot_claim_one_id_domain_or_name(change, clash):
    with pytest.raises(BadTable, match=clash):
        Outlets([GAZETTE, replace(GAZETTE, **change)], WORDS)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"id": "The Gazette"}, "an id is lower-case words"),
        ({"kind": "blog"}, "kind is one of"),
        ({"country": "France"}, "needs a country"),
        ({"languages": ()}, "a language"),
        ({"domains": ()}, "a domain"),
        ({"domains": ("https://gazette.example",)}, "not domains"),
        ({"prior": (0, 2)}, "two counts above 0"),
        ({"owner": "A group"}, "needs a source"),
        ({"feeds": ("http://gazette.example/rss",)}, "not https:// addresses"),
        ({"sitemaps": ("https://gazette.example/a b",)}, "not https:// addresses"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(change, why):
    with pytest.raises(ValueError, match=why):
        replace(GAZETTE, **change)


def test_two_rows_can_share_a_short_name():
    other = replace(GAZETTE, id="b", name="B Gazette", domains=("b.example",))
    rows = [replace(each, short_aliases=("the Gaz",)) for each in (GAZETTE, other)]
    outlets = Outlets(rows, WORDS)
    assert outlets.mentions("He told the Gaz.") == ()
    assert [each.outlet for each in outlets.mentions("He told the Gaz.", "b")] == ["b"]
