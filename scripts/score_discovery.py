"""Score which pages are chosen for a text before any is read, on labelled events.

    python scripts/score_discovery.py FOLDER [--among FILE]... [--pages N] [--no-vectors]

FOLDER holds an event a file (`*.json`): `claims` with `lang` and `text`, and `reports` with `url`,
`title`, `text` and `lang`. Each FILE holds other news, one a line, as JSON with `text` or `claim`,
and `title`, `url`, `lang` where known: pages among which those of the events are to be found. What
is missing to N pages is invented.
"""

import json
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, count
from pathlib import Path
from statistics import fmean
from typing import Any

import click
from invented import Story

from corroborate import Document, Engine
from corroborate.learned import Learned
from corroborate.model.text import Moment
from corroborate.model.web import Candidate
from corroborate.net.addresses import publisher
from corroborate.net.discovery import Encoder, Query, Window, query_of, rank
from corroborate.settings import Settings

CANDIDATES = 1_000
"""Pages that all lists name together: a week of the feeds of 20 outlets."""
DAY = date(2025, 7, 1)
"""The day of every text; the pages are out within the week before it and the week after."""
MOST = Settings().most_pages
SUMMARY = 200
"""Characters of a text that its list tells, as feeds do."""
SEED = 20250629
TOLD = (("title", "summary", "address"), ("title", "address"), ("title", "summary"), ("title",))
"""What lists tell of a page: all of it, or less."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with all that a list may tell of it; `event` is "" for one of none."""

    candidate: Candidate
    event: str

    def told(self, parts: Sequence[str], number: int) -> Candidate:
        """What a list tells of it that tells these parts."""
        whole = self.candidate
        bare = f"https://{publisher(whole.url)}/{number}"
        url = whole.url if "address" in parts else bare
        return replace(whole, url=url, summary=whole.summary if "summary" in parts else "")


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that pages are sought for: all claims of an event in a language, or one of them."""

    event: str
    what: str
    query: Query


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--among", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--pages", "number", default=CANDIDATES, help="How many pages the lists name.")
@click.option("--no-vectors", is_flag=True, help="Liken by names, words and numbers alone.")
def main(folder: Path, among: Sequence[Path], number: int, no_vectors: bool) -> None:
    """Print what ranking takes, and how many reports of an event are among the pages chosen for it.

    Recall is the share of an event's reports that are chosen, precision that of the chosen pages
    which are reports of the event, each a mean over texts.
    """
    files = sorted(folder.glob("*.json"))
    events = {each.stem: json.loads(each.read_text(encoding="utf-8")) for each in files}
    pages = pages_of(events, [row for file in among for row in _rows(file)], number)
    listed = [each.candidate for each in pages]
    learned = Learned()
    engine = Engine(learned=learned)
    asked: list[Asked] = []
    for name, event in events.items():
        for each in texts_of(name, event, engine):
            if not asked:
                click.echo(time_of_ranking("first", each.query, listed, learned.vectors))
            asked.append(each)
    for what in ("another text", "again"):
        click.echo(time_of_ranking(what, asked[-1].query, listed, learned.vectors))
    encoder = None if no_vectors else learned.vectors
    for parts in TOLD:
        click.echo(f"\n{len(pages)} pages of which lists tell {', '.join(parts)}")
        known = {each.told(parts, at): each.event for at, each in enumerate(pages)}
        for name, what in dict.fromkeys((each.event, each.what) for each in asked):
            some = [each for each in asked if (each.event, each.what) == (name, what)]
            click.echo(f"  {name:4}{what:12}{marks(some, known, encoder)}")


def pages_of(
    events: Mapping[str, Any], others: Sequence[Mapping[str, Any]], number: int
) -> list[Page]:
    """The reports of all events among others, so many together, out in the same two weeks."""
    chance = random.Random(SEED)
    own = ((each, name) for name, event in events.items() for each in event["reports"])
    drawn = ((each, "") for each in chance.sample(others, len(others)))
    invented = ((each, "") for each in _invented())
    pages: dict[str, Page] = {}
    for record, event in chain(own, drawn, invented):
        page = Page(_candidate(record, chance), event)
        pages.setdefault(page.candidate.url, page)
        if len(pages) == number:
            break
    return list(pages.values())


def texts_of(name: str, event: Mapping[str, Any], engine: Engine) -> Iterator[Asked]:
    """The claims of an event, those of a language as one text, and each alone."""
    for language in dict.fromkeys(each["lang"] for each in event["claims"]):
        said = [each["text"] for each in event["claims"] if each["lang"] == language]
        yield Asked(name, "all claims", _query(" ".join(said), language, engine))
        yield from (Asked(name, "one claim", _query(each, language, engine)) for each in said)


def time_of_ranking(
    what: str, query: Query, candidates: Sequence[Candidate], encoder: Encoder
) -> str:
    """How long it takes to rank all candidates, by words alone and with the model of vectors."""
    words = seconds(lambda: rank(candidates, query, MOST))
    loading = seconds(lambda: encoder.of([what]))
    vectors = seconds(lambda: rank(candidates, query, MOST, encoder))
    told = f"{len(candidates)} pages ranked, {what:13}by words {words:.2f} s"
    return f"{told}, with vectors {vectors:.2f} s, their model loaded in {loading:.2f} s"


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def marks(asked: Sequence[Asked], listed: Mapping[Candidate, str], encoder: Encoder | None) -> str:
    event_of = {page.url: event for page, event in listed.items()}
    recalls, precisions, counts = [], [], []
    for each in asked:
        chosen = rank(listed, each.query, MOST, encoder).chosen
        right = sum(event_of[page.url] == each.event for page in chosen)
        recalls.append(right / sum(event == each.event for event in event_of.values()))
        precisions.append(right / len(chosen) if chosen else 1.0)
        counts.append(len(chosen))
    found = f"recall {fmean(recalls):.3f}  precision {fmean(precisions):.3f}"
    return f"{found}  {fmean(counts):5.1f} pages, {len(asked)} texts"


def _query(text: str, language: str, engine: Engine) -> Query:
    document = Document(text, language, published=Moment(DAY))
    before, after = Settings().days_before, Settings().days_after
    window = Window.around(DAY, before, after, DAY + timedelta(days=after))
    return query_of(document, engine.split(document), window)


def _rows(file: Path) -> Iterable[Mapping[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def _candidate(record: Mapping[str, Any], chance: random.Random) -> Candidate:
    """A page as a list tells it, out some day; one without an address gets one of its title."""
    text = str(record.get("text") or record.get("evidence") or "")
    title = str(record.get("title") or record.get("claim") or text.partition(". ")[0])
    slug = "-".join(re.findall(r"\w+", title.lower()))
    url = record.get("url") or f"https://{record.get('outlet', 'other')}.example/{slug}"
    by = chance.randint(-Settings().days_before, Settings().days_after)
    out = Moment(DAY + timedelta(days=by))
    return Candidate(url, title, text[:SUMMARY], None, out, record.get("lang"), "feed")


def _invented() -> Iterator[Mapping[str, Any]]:
    for number in count():
        for each in Story(number).evidence:
            yield {"title": each.title, "text": each.text, "lang": "en", "outlet": each.outlet}


if __name__ == "__main__":
    main()
