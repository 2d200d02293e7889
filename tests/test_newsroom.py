"""The loopback newsroom itself: what it serves, on which day, to whom."""

import gzip
import ssl
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest
from newsroom import Newsroom, load_labels, load_story
from newsroom.answers import BOMB_BYTES
from newsroom.story import LAST_DAY, evening, seen

from corroborate.model.report import Report
from corroborate.net.pages import read_page
from corroborate.settings.reading import settings_in

STORY = load_story()
DAYS = range(1, LAST_DAY + 1)
READABLE = [
    each.id
    for each in STORY.pages
    if not STORY.outlet(each.outlet).fails and each.published <= evening(LAST_DAY)
]


class Visitor:
    """A plain client: no redirects, no second try, every host on loopback."""

    def __init__(self, authority: Path) -> None:
        trusted = ssl.create_default_context(cafile=authority)
        self.client = httpx.Client(verify=trusted, timeout=5, trust_env=False)

    def ask(self, url: str, **headers: str) -> httpx.Request:
        at = httpx.URL(url)
        return self.client.build_request(
            "GET",
            at.copy_with(host="127.0.0.1"),
            headers={"Host": f"{at.host}:{at.port}"}
            | {name.replace("_", "-"): value for name, value in headers.items()},
            extensions={"sni_hostname": at.host},
        )

    def get(self, url: str, **headers: str) -> httpx.Response:
        return self.client.send(self.ask(url, **headers))


@pytest.fixture(scope="module")
def open_newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newsroom(tmp_path_factory.mktemp("newsroom")) as newsroom:
        yield newsroom


@pytest.fixture
def newsroom(open_newsroom: Newsroom) -> Newsroom:
    """The newsroom on its first day, nobody asked yet."""
    open_newsroom.day(1)
    open_newsroom.forget()
    return open_newsroom


@pytest.fixture(scope="module")
def visitor(open_newsroom: Newsroom) -> Iterator[Visitor]:
    visitor = Visitor(open_newsroom.ca_file)
    with visitor.client:
        yield visitor


def patiently(visitor: Visitor, url: str) -> httpx.Response:
    """The answer, asked for again where the server was busy."""
    answer = visitor.get(url)
    return visitor.get(url) if answer.status_code in (429, 503) else answer


def record(page: str, day: int) -> dict[str, Any]:
    return next(each for each in STORY.records(day) if each["id"] == page)


@pytest.mark.parametrize("page", [each for each in READABLE if each not in ("checked", "memo")])
def test_a_page_says_what_its_record_says(newsroom: Newsroom, visitor: Visitor, page: str) -> None:
    newsroom.day(LAST_DAY)
    answer = patiently(visitor, newsroom.address(page))
    assert answer.status_code == 200
    report = read_page(answer.content, newsroom.address(page))
    wanted = Report.from_dict(record(page, LAST_DAY))
    assert (report.title, report.outlet, report.language) == (
        wanted.title,
        wanted.outlet,
        wanted.language,
    )
    assert (report.published, report.domain) == (wanted.published, wanted.domain)
    assert (report.byline, report.credit) == (wanted.byline, wanted.credit)
    for paragraph in wanted.text.split("\n\n"):
        assert paragraph in report.text


def test_the_article_to_check_is_a_page_and_a_text(newsroom: Newsroom, visitor: Visitor) -> None:
    report = read_page(visitor.get(newsroom.address("checked")).content)
    assert report.text.split("\n") == newsroom.article().strip().split("\n\n")
    assert report.language == "fr"


@pytest.mark.parametrize("day", DAYS)
def test_every_ruling_speaks_of_pages_that_can_be_read_on_that_day(day: int) -> None:
    known = {each["id"] for each in STORY.records(day)}
    for ruling in load_labels(day).rulings:
        assert ruling.support | ruling.contradict | set(ruling.superseded) <= known
        assert ruling.says in seen(STORY.page("checked"), day).text


@pytest.mark.parametrize("day", DAYS)
def test_every_verdict_follows_from_its_origins(day: int) -> None:
    for ruling in load_labels(day).rulings:
        sides = (min(len(ruling.origins), 2), min(len(ruling.against), 1))
        verdict = {
            (2, 0): "corroborated",
            (1, 0): "single-source",
            (0, 1): "contradicted",
            (0, 0): "unverified",
        }.get(sides, "disputed")
        assert ruling.verdict in (verdict, "not-checkable")


def test_what_is_not_out_yet_is_not_there_and_what_was_taken_down_is_gone(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    told = []
    for day in DAYS:
        newsroom.day(day)
        told.append(patiently(visitor, newsroom.address("memo")).status_code)
    assert told == [404, 200, 200, 200, 410]


def test_a_correction_says_that_it_is_one_and_a_silent_edit_does_not(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    before = {
        page: read_page(patiently(visitor, newsroom.address(page)).content)
        for page in ("hires-wrong", "relay-signal")
    }
    newsroom.day(4)
    after = {page: read_page(visitor.get(newsroom.address(page)).content) for page in before}
    assert "four researchers" in before["hires-wrong"].text
    assert "Correction, 8 June" in after["hires-wrong"].text
    assert after["hires-wrong"].modified
    assert after["relay-signal"].text != before["relay-signal"].text
    assert after["relay-signal"].modified is None


def test_a_toll_rises_in_the_same_article_and_in_the_live_blog(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    assert "Four people" in visitor.get(newsroom.address("toll")).text
    assert "Five people" not in visitor.get(newsroom.address("live")).text
    newsroom.day(2)
    assert "Five people" in visitor.get(newsroom.address("toll")).text
    assert '"LiveBlogPosting"' in visitor.get(newsroom.address("live")).text
    assert "Five people" in visitor.get(newsroom.address("live")).text


def test_what_has_not_changed_is_not_sent_again_and_what_has_is(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    for page, given, sent in (
        ("checked", "ETag", "If-None-Match"),
        ("hires-wrong", "Last-Modified", "If-Modified-Since"),
    ):
        newsroom.day(1)
        known = {sent: visitor.get(newsroom.address(page)).headers[given]}
        again = visitor.get(newsroom.address(page), **known)
        assert (again.status_code, again.content) == (304, b"")
        newsroom.day(4)
        assert visitor.get(newsroom.address(page), **known).status_code == 200
    assert [each.is_conditional for each in newsroom.asked] == [False, True, True] * 2


def test_a_page_of_another_encoding_is_told_by_a_name_that_is_not_quite_its_own(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    answer = visitor.get(newsroom.address("relay-fr"))
    assert answer.headers["Content-Type"].endswith("ISO-8859-1")
    assert "l’incendie" in answer.content.decode("cp1252")


def test_gzip_is_sent_to_those_who_take_it(newsroom: Newsroom, visitor: Visitor) -> None:
    url = newsroom.address("relay-signal")
    visitor.get(url)
    assert visitor.get(url, Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in visitor.get(url, Accept_Encoding="identity").headers


@pytest.mark.parametrize(("page", "status"), [("relay-signal", 503), ("memo", 429)])
def test_a_busy_server_answers_the_second_time(
    newsroom: Newsroom, visitor: Visitor, page: str, status: int
) -> None:
    newsroom.day(2)
    first, second = (visitor.get(newsroom.address(page)) for _ in range(2))
    assert (first.status_code, first.headers["Retry-After"]) == (status, "0")
    assert second.status_code == 200


def test_a_chain_of_redirects_leads_over_another_host_to_the_page(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    newsroom.day(3)
    url, passed = newsroom.url("dial", "/go/denial"), []
    while (answer := visitor.get(url)).is_redirect:
        passed.append((httpx.URL(url).host, answer.status_code))
        url = str(httpx.URL(url).join(answer.headers["Location"]))
    assert passed == [("dial.localhost", 302), ("hops.localhost", 301), ("dial.localhost", 307)]
    assert url == newsroom.address("denial")
    assert newsroom.url("dial", "/go/denial") in visitor.get(newsroom.url("dial", "/feed/")).text


def test_a_loop_of_redirects_comes_round(newsroom: Newsroom, visitor: Visitor) -> None:
    start = newsroom.address("loop")
    onward = httpx.URL(start).join(visitor.get(start).headers["Location"])
    assert str(onward.join(visitor.get(str(onward)).headers["Location"])) == start


def test_a_dripping_page_never_falls_silent_and_never_ends(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    answer = visitor.client.send(visitor.ask(newsroom.address("drip")), stream=True)
    assert len(list(islice(answer.iter_raw(1), 20))) == 20
    answer.close()


def test_a_bomb_is_small_until_it_is_unpacked(newsroom: Newsroom, visitor: Visitor) -> None:
    answer = visitor.client.send(visitor.ask(newsroom.address("bomb")), stream=True)
    raw = b"".join(answer.iter_raw())
    assert len(raw) < BOMB_BYTES / 500
    assert len(gzip.decompress(raw)) > BOMB_BYTES


def test_what_is_no_article_is_served_as_if_it_were(newsroom: Newsroom, visitor: Visitor) -> None:
    assert "human" in visitor.get(newsroom.address("captcha")).text
    for page in ("captcha", "empty"):
        assert visitor.get(newsroom.address(page)).status_code == 200
    assert visitor.get(newsroom.address("missing")).status_code == 404


def test_nobody_listens_where_an_outlet_is_down(newsroom: Newsroom, visitor: Visitor) -> None:
    with pytest.raises(httpx.ConnectError):
        visitor.get(newsroom.address("down"))


def test_an_outlet_with_a_certificate_is_trusted_by_that_alone(newsroom: Newsroom) -> None:
    with (
        httpx.Client(trust_env=False, timeout=5) as stranger,
        pytest.raises(httpx.ConnectError, match=r"(?i)certificate"),
    ):
        stranger.get(f"https://127.0.0.1:{newsroom.tls_port}/robots.txt")


@pytest.mark.parametrize(
    ("outlet", "status", "words"),
    [
        ("herald", 200, "Disallow: /admin/"),
        ("signal", 200, "Sitemap: "),
        ("walled", 200, "Disallow: /\n"),
        ("courant", 404, ""),
        ("shaky", 500, ""),
    ],
)
def test_robots_txt_allows_forbids_is_missing_or_broken(
    newsroom: Newsroom, visitor: Visitor, outlet: str, status: int, words: str
) -> None:
    answer = visitor.get(newsroom.url(outlet, "/robots.txt"))
    assert answer.status_code == status
    assert words in answer.text


def test_every_page_that_is_out_is_listed_by_its_outlet(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    newsroom.day(2)
    for outlet in STORY.outlets:
        if outlet.refuses or "html" in outlet.feeds.values():
            continue
        lists = outlet.feeds or {"/sitemaps/news.xml": "news"}
        text = "".join(visitor.get(newsroom.url(outlet.id, path)).text for path in lists)
        for view in STORY.out(outlet.id, 2):
            assert view.page.path in text


def test_feeds_come_in_all_their_forms(newsroom: Newsroom, visitor: Visitor) -> None:
    def feed(outlet: str, path: str) -> httpx.Response:
        return visitor.get(newsroom.url(outlet, path))

    assert "<pubDate>" in feed("herald", "/feed.xml").text
    assert "/amp/2025/" in feed("herald", "/mobile.xml").text
    assert "<entry>" in feed("boreal", "/atom.xml").text
    assert "<pubDate>" not in feed("mirror", "/rss.php").text
    assert feed("misfeed", "/feed").text.startswith("<!doctype html>")
    wrong = feed("evening", "/feed").content
    assert b'encoding="UTF-8"' in wrong
    with pytest.raises(UnicodeDecodeError):
        wrong.decode("utf-8")


def test_robots_txt_leads_over_an_index_to_a_news_sitemap(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    newsroom.day(2)
    robots = visitor.get(newsroom.url("tribune", "/robots.txt")).text
    index = newsroom.url("tribune", "/sitemap-index.xml")
    assert index in robots
    news = newsroom.url("tribune", "/sitemaps/news.xml")
    assert news in visitor.get(index).text
    assert newsroom.address("memo") in visitor.get(news).text


def test_twins_name_the_page_that_they_are(newsroom: Newsroom, visitor: Visitor) -> None:
    for outlet, page, start in (
        ("herald", "scoop", "/amp"),
        ("bulletin", "relay-bulletin", "/print"),
    ):
        twin = newsroom.url(outlet, f"{start}{STORY.page(page).path}")
        canonical = f'<link rel="canonical" href="{newsroom.address(page)}">'
        assert canonical in visitor.get(twin).text
    assert 'rel="amphtml"' in visitor.get(newsroom.address("scoop")).text


def test_the_log_says_who_was_asked_what_in_order(newsroom: Newsroom, visitor: Visitor) -> None:
    visitor.get(newsroom.url("herald", "/robots.txt"), User_Agent="somebody")
    visitor.get(f"http://nobody.localhost:{newsroom.port}/")
    first, second = newsroom.asked
    assert (first.outlet, first.path, first.status) == ("herald", "/robots.txt", 200)
    assert first.headers["user-agent"] == "somebody"
    assert (second.outlet, second.status) == ("nobody", 404)
    assert newsroom.asked_of("herald") == (first,)


def test_its_settings_file_follows_every_outlet(newsroom: Newsroom, tmp_path: Path) -> None:
    settings = settings_in(newsroom.settings_toml(most_pages=3), tmp_path / "settings.toml")
    assert [each.id for each in settings.followed] == [each.id for each in STORY.outlets]
    assert all(each.feeds or each.sitemaps for each in settings.followed)
    assert settings.most_pages == 3
    assert newsroom.port in settings.web.ports


def test_a_day_that_the_story_does_not_have_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        newsroom.day(6)
