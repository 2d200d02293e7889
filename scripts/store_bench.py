"""What the store and a re-check cost, beside the plainest code that does the least of it.

Seconds from one machine prove nothing: read the ratios, and what was asked for. The outlets answer
from memory, so that no network is in the time of a re-check. Run as
`python scripts/store_bench.py`; it takes some minutes.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from invented import OUTLETS, SPREAD_DAYS, START, Story, feed_of, host_of, outlet_of, page_of

from corroborate.gatherer import Gatherer
from corroborate.gatherer.collected import Collected
from corroborate.model.dossier import Dossier, Finding
from corroborate.model.progress import Progress, silent
from corroborate.model.text import Document
from corroborate.model.verdict import Confidence
from corroborate.model.web import Ask, Fetched
from corroborate.net.client import Net
from corroborate.net.feeds import read_feed
from corroborate.net.pages import read_page
from corroborate.recheck.acting import Bench, recheck
from corroborate.settings import Followed, Settings
from corroborate.store import Schedule, Store

FEED_ENTRIES = 50
FEED = "/feed"
REPEATS = 5
LETTERS = 5
"""Of a word that is searched for."""
PHRASE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Size:
    """How many articles are watched, and how many checked again at once; how many checks one
    article has; how many dossiers are searched, of how many reports of ten passages each."""

    articles: int = 500
    due: tuple[int, ...] = (5, 100)
    checks: int = 1_000
    searched: int = 100
    reports: int = 100


@dataclass
class Clock:
    """A time that moves when it is told to."""

    at: datetime = START + timedelta(days=SPREAD_DAYS, hours=12)

    def __call__(self) -> datetime:
        return self.at


@dataclass
class FromMemory(Net):
    """Outlets that answer at once; `given` are the pages and feeds that they gave whole."""

    pages: dict[str, bytes]
    now: Clock
    given: list[Fetched] = field(default_factory=list)

    def fetch(self, ask: Ask) -> Fetched:
        if ask.etag:
            return Fetched(ask.url, ask.url, 304, self.now())
        answer = answer_of(ask.url, self.pages[ask.url], self.now())
        self.given.append(answer)
        return answer

    def fetch_all(self, asks: Sequence[Ask], _progress: Progress = silent) -> tuple[Fetched, ...]:
        return tuple(map(self.fetch, asks))

    def close(self) -> None:
        """Nothing is open."""


def answer_of(url: str, content: bytes, at: datetime) -> Fetched:
    kind = "application/rss+xml" if url.endswith(FEED) else "text/html; charset=utf-8"
    return Fetched(url, url, 200, at, content, (("content-type", kind), ("etag", '"1"')))


def seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The fastest of some runs, in seconds."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def told(what: str, ours: float, plain: float = 0.0, how: str = "", asked: str = "") -> None:
    """Print one line: milliseconds of ours, of the plain way, what was asked for."""
    beside = f"   {how} {plain * 1000:8.2f} ms   ratio {ours / plain:7.2f}" if plain else ""
    print(f"{what:44}{ours * 1000:9.1f} ms{beside}{f'   asked: {asked}' if asked else ''}")


class Newsroom:
    """Watches the articles of some stories, each checked once, in a store of its own."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.path, self.clock = folder / "watched.db", Clock()
        numbers = sorted(range(articles), key=lambda n: (-(n % SPREAD_DAYS), n))
        self.stories = {each.url: each for each in map(Story, numbers)}
        self.net = FromMemory(pages_of(self.stories.values()), self.clock)
        outlets = map(outlet_of, range(OUTLETS))
        self.followed = tuple(Followed(each, feeds=(host_of(each) + FEED,)) for each in outlets)

    @contextmanager
    def bench(self, followed: tuple[Followed, ...]) -> Iterator[Bench]:
        """What a re-check works with: all real but the outlets, and what reads texts."""
        store = Store.open(self.path, self.clock)
        with Gatherer(Settings(followed=followed), self.net, store, self.clock) as gatherer:
            yield Bench(
                gatherer,
                lambda document: self.stories[document.url or ""].split,
                self._check,
                self.clock,
            )

    def fill(self) -> list[float]:
        """Keep all pages, save a dossier of each article and watch it, the newest first; returns
        the seconds of each save."""
        took = []
        with self.bench(()) as bench:
            for story in self.stories.values():
                with bench.store.together():
                    bench.gatherer.article(story.url)
                    for each in story.evidence:
                        page = self.net.fetch(Ask(each.url or ""))
                        bench.store.keep(page, replace(each, id=""))
                took.append(seconds(partial(bench.store.save, story.dossier), 1))
                bench.store.watch(story.url, Schedule(every=timedelta(days=1)), story.day)
        self.clock.at += timedelta(days=2)
        return took

    def recheck(self, articles: int, followed: tuple[Followed, ...]) -> tuple[float, float]:
        """Seconds to check so many articles again of those that are due, and those of a core; a bug
        where one is found to be changed."""
        self.net.given.clear()
        with self.bench(followed) as bench:
            start, worked = time.perf_counter(), time.process_time()
            found = list(recheck(bench, bench.store.due(self.clock())[:articles]))
            took = time.perf_counter() - start, time.process_time() - worked
        assert [each.outcome for each in found] == ["unchanged"] * articles, found[0].why
        self.clock.at += timedelta(minutes=30)
        return took

    def reading(self) -> float:
        """Seconds of a core to read again what the outlets gave whole, and nothing else."""
        start = time.process_time()
        for each in self.net.given:
            if each.url.endswith(FEED):
                read_feed(each)
            else:
                read_page(each.content, each.url, each.header("content-type"), each.fetched)
        return time.process_time() - start

    def _check(self, document: Document, _found: Collected) -> Dossier:
        return self.stories[document.url or ""].dossier


def pages_of(stories: Iterable[Story]) -> dict[str, bytes]:
    """All that the outlets serve: articles, reports, and a feed each of its newest reports."""
    every = list(stories)
    reports = [report for each in every for report in each.evidence]
    pages = {each.url or "": page_of(each) for each in (*reports, *(e.article for e in every))}
    for outlet in map(outlet_of, range(OUTLETS)):
        theirs = sorted((e for e in reports if e.outlet == outlet), key=attrgetter("published.at"))
        pages[host_of(outlet) + FEED] = feed_of(theirs[-FEED_ENTRIES:])
    return pages


def rechecks(folder: Path, size: Size) -> Newsroom:
    """What re-checks of articles cost of which nothing changed, and what they leave behind."""
    newsroom = Newsroom(folder, size.articles)
    saving = newsroom.fill()
    story = next(iter(newsroom.stories.values()))
    plain = folder / "dossier.json"
    written = seconds(lambda: plain.write_text(json.dumps(story.dossier.to_dict())))
    told("save a new dossier of 20 claims", median(saving), written, "JSON")
    newsroom.recheck(1, newsroom.followed)
    print("asked: 5 articles, which are 100 claims, under 2 s without reading")
    before, checked = newsroom.path.stat().st_size, 0
    for articles in size.due:
        for followed in ((), newsroom.followed):
            took, core = newsroom.recheck(articles, followed)
            told(f"re-check {articles} articles, {len(followed)} feeds followed", took)
            told("  of it on a core", core)
            told("  of that to read pages and feeds", newsroom.reading())
            checked += articles
    grown = (newsroom.path.stat().st_size - before) / checked / 1024
    whole = plain.stat().st_size / 1024
    print(f"an unchanged re-check adds {grown:.1f} KB, one more JSON {whole:.1f} KB; asked: 30 KB")
    return newsroom


def file_of_newsroom(newsroom: Newsroom) -> None:
    """What it costs to read one dossier and to verify all that is kept."""
    with Store.open(newsroom.path, newsroom.clock) as store:
        source = next(iter(newsroom.stories))
        check = store.checks(source)[0].id
        text = json.dumps(store.dossier(check).to_dict())
        plain = seconds(lambda: Dossier.from_dict(json.loads(text)))
        told("load a dossier", seconds(lambda: store.dossier(check)), plain, "JSON")
        hashed = seconds(lambda: sha256(newsroom.path.read_bytes()))
        megabytes = newsroom.path.stat().st_size / 1024**2
        took = seconds(lambda: verified(store), 1)
        told(f"verify the store, {megabytes:.0f} MB", took, hashed, "one hash of the file")


def verified(store: Store) -> None:
    assert store.verify() == ()


def history(folder: Path, checks: int) -> None:
    """How soon the history of a claim opens whose confidence was another in each check."""
    path, clock, story = folder / "history.db", Clock(), Story(0)
    first, *others = story.dossier.findings
    moved = [
        replace(first, confidence=Confidence(round(0.9 - at / checks / 2, 4)))
        for at in range(checks)
    ]
    with Store.open(path, clock) as store:
        for each in moved:
            store.save(replace(story.dossier, findings=(each, *others)))
            clock.at += timedelta(hours=1)
        key = store.claims(1)[0].key

    def opened() -> None:
        with Store.open(path, clock) as store:
            assert len(store.history(key)) == checks

    lines = [json.dumps(each.to_dict()) for each in moved]
    plain = seconds(lambda: [Finding.from_dict(json.loads(each)) for each in lines])
    told(f"open the history of {checks} checks", seconds(opened), plain, "JSON", "100 ms")


def searches(folder: Path, size: Size) -> None:
    """How soon words are found in passages; beside it a look at every passage."""
    clock, passages = Clock(), set[tuple[str, str]]()
    with Store.open(folder / "searched.db", clock) as store:
        for number in range(size.searched):
            story = Story(number, claims=2 * size.reports, reports=size.reports, quoted=10)
            store.save(story.dossier)
            matches = (m for f in story.dossier.findings for m in f.assessments[0].matches)
            passages |= {(f"{number} {each.report}", each.quote) for each in matches}
        texts = [quote.casefold() for _, quote in passages]
        for what, words in asked_of(texts).items():
            hits = store.search(words)
            assert hits, words
            needles = [words.strip('"')] if '"' in words else words.split()
            ours = seconds(partial(store.search, words))
            plain = seconds(partial(scanned, texts, needles))
            told(f"search {len(texts)} passages, {what}", ours, plain, "a scan", "50 ms")


def scanned(texts: Sequence[str], words: Sequence[str]) -> list[str]:
    return [text for text in texts if all(word in text for word in words)]


def asked_of(texts: Sequence[str]) -> dict[str, str]:
    """A rare word, a common one, both kinds together, and a phrase of the texts."""
    counts = Counter(word for each in texts for word in set(re.findall(r"[a-z]+", each)))
    known = [word for word, _ in counts.most_common() if len(word) >= LETTERS]
    words = texts[0].split()
    return {
        "a rare word": known[-1],
        "a common word": known[0],
        "two common words": f"{known[0]} {known[1]}",
        "a phrase": f'"{" ".join(words[:PHRASE_WORDS])}"',
    }


def main(size: Size = Size()) -> None:
    with TemporaryDirectory() as name:
        newsroom = rechecks(Path(name), size)
        file_of_newsroom(newsroom)
        history(Path(name), size.checks)
        searches(Path(name), size)


if __name__ == "__main__":
    main()
