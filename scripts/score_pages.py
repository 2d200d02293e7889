"""Score what is read of saved pages against the fields that they are known to hold.

    python scripts/score.py pages FOLDER [--errors N]

FOLDER holds `index.jsonl`, one page a line (`id`, `publisher`, `country`, `html`, a file that gzip
packed, `url`, `crawl_date`), and <country>/<publisher>.expected.json: one object a page, the
oldest page first.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

import click

from corroborate import CorroborateError, Report, read_page
from corroborate.model.text import Moment
from corroborate.reference.mention import letters_of
from corroborate.reference.outlet import load_outlets
from corroborate.text.normalise import fold
from corroborate.text.shingles import shingles

SHINGLE_WORDS = 4
FIELDS = ("title", "instant", "day", "outlet", "authors", "body")
WORST = 5


@dataclass(frozen=True, slots=True)
class Marks:
    """How well one page was read: a mark in 0..1 for each of FIELDS that can be told of it.

    `said` is what a person sees who reads the errors.
    """

    page: str
    publisher: str
    of: Mapping[str, float]
    said: str = ""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--errors", default=0, help="Print what is wrong with the N worst pages.")
@click.option("--all", "every", is_flag=True, help="Print the marks of every outlet.")
def pages(folder: Path, errors: int, every: bool) -> None:
    """Compare title, date, outlet, authors and body of saved pages with those labelled.

    Titles are compared by their letters and digits. A date is right as `instant` where it is the
    labelled one to the minute, and as `day` where it is on the same day, in its own offset or in
    UTC. `outlet` is that of the address, by the name on the page alone, for outlets that the tables
    know; authors score the F1 of their names, the body (summary, headings and paragraphs) that of
    its distinct runs of four words.
    """
    marks = [_marks(folder, row, gold) for row, gold in _labelled(folder)]
    by_outlet: dict[str, list[Marks]] = defaultdict(list)
    for each in marks:
        by_outlet[each.publisher].append(each)
    click.echo(f"{'':24}" + "".join(f"{name:>9}" for name in FIELDS))
    click.echo(_line(f"{len(marks)} pages", marks))
    ranked = sorted(by_outlet.items(), key=lambda pair: (_mean(pair[1], "body"), pair[0]))
    for name, theirs in ranked if every else ranked[:WORST]:
        click.echo(_line(name, theirs))
    worst = sorted(marks, key=lambda each: (sum(each.of.values()) / len(each.of), each.page))
    for bad in worst[:errors]:
        click.echo(f"\n{bad.page}  {dict(bad.of)}\n{bad.said}")


def _line(name: str, marks: Sequence[Marks]) -> str:
    return f"{name:24}" + "".join(f"{_mean(marks, field):9.3f}" for field in FIELDS)


def _mean(marks: Sequence[Marks], field: str) -> float:
    return fmean([each.of[field] for each in marks if field in each.of] or [1.0])


def _labelled(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each page with its labels: versions and pages are both told in order of time."""
    by_publisher: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_publisher[f"{row['country']}/{row['publisher']}"].append(row)
    for publisher, rows in sorted(by_publisher.items()):
        file = folder / f"{publisher}.expected.json"
        versions = json.loads(file.read_text(encoding="utf-8")).values()
        dated = sorted(rows, key=lambda row: str(row["crawl_date"]))
        yield from zip(dated, versions, strict=True)


def _marks(folder: Path, row: Mapping[str, Any], gold: Mapping[str, Any]) -> Marks:
    html = gzip.decompress((folder / row["html"]).read_bytes())
    try:
        report = read_page(html, row["url"])
    except CorroborateError as error:
        return Marks(row["id"], row["publisher"], dict.fromkeys(FIELDS, 0.0), str(error))
    wanted = _body(gold)
    of = {
        "title": float(letters_of(report.title or "") == letters_of(gold["title"])),
        "authors": _f1(_names(report.byline or ""), _names(", ".join(gold.get("authors", [])))),
        "body": _f1(shingles(report.text, SHINGLE_WORDS), shingles(wanted, SHINGLE_WORDS)),
        **_outlet(report, row["url"]),
        **_dates(report.published, gold["publishing_date"]),
    }
    return Marks(row["id"], row["publisher"], of, _said(report, gold, wanted))


def _body(gold: Mapping[str, Any]) -> str:
    body = gold["body"]
    inner = [line for each in body["sections"] for line in (*each["headline"], *each["paragraphs"])]
    return "\n".join((*body["summary"], *inner))


def _outlet(report: Report, url: str) -> dict[str, float]:
    """The mark of the outlet's name, none for an outlet of no table."""
    outlets = load_outlets()
    known = outlets.by_domain(url)
    if known is None:
        return {}
    return {"outlet": float(outlets.publisher_of(report.outlet, None, None) == known.id)}


def _dates(read: Moment | None, written: str) -> dict[str, float]:
    wanted = datetime.fromisoformat(written)
    wanted = wanted if wanted.tzinfo else wanted.replace(tzinfo=UTC)
    if read is None:
        return {"day": 0.0, "instant": 0.0}
    same = read.at is not None and abs((read.at - wanted).total_seconds()) < 60
    days = (read.day, read.at.astimezone(UTC).date() if read.at else read.day)
    near = any(day in (wanted.date(), wanted.astimezone(UTC).date()) for day in days)
    return {"day": float(near), "instant": float(same)}


def _names(byline: str) -> frozenset[str]:
    return frozenset(fold(name).strip() for name in byline.split(",") if name.strip())


def _f1(one: frozenset[str], other: frozenset[str]) -> float:
    """2|A∩B| / (|A|+|B|); 1 where both are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _said(report: Report, gold: Mapping[str, Any], wanted: str) -> str:
    """What was read beside what was wanted, and of the bodies the lines that only one has."""
    ours, theirs = report.text.splitlines(), wanted.splitlines()
    read, known = (shingles(text, SHINGLE_WORDS) for text in (report.text, wanted))
    pairs = [
        f"title   {report.title!r} / {gold['title']!r}",
        f"date    {report.published and report.published.isoformat()} / {gold['publishing_date']}",
        f"authors {report.byline!r} / {', '.join(gold.get('authors', []))!r}",
        f"outlet  {report.outlet!r}  credit {report.credit!r}  access {report.access}",
    ]
    missed = [f"  + {line[:160]}" for line in theirs if not shingles(line, SHINGLE_WORDS) <= read]
    stray = [f"  - {line[:160]}" for line in ours if not shingles(line, SHINGLE_WORDS) <= known]
    return "\n".join([*pairs, *missed, *stray])
