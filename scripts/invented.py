"""Invented news for the benches: an article, what others report on it, and what a check concludes.

Drawn from `world.toml` by a seed, the same every time. Each story has a cast of its own.
"""

import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from corroborate.model.dossier import Assessment, Dossier, Finding
from corroborate.model.facts import Assertion, Claim, Facts, Name, Quantity
from corroborate.model.report import Origin, Report
from corroborate.model.text import Document, Moment, Span
from corroborate.model.verdict import Confidence, Match, Part

WORLD = tomllib.loads((Path(__file__).parent / "world.toml").read_text("utf-8"))
SEED = 20250629
START = datetime(2025, 6, 1, tzinfo=UTC)
SPREAD_DAYS = 30
"""Days over which stories come out: after 30 days an article is looked at no more."""
OUTLETS = 20
LARGEST = 99_999
MATCHED = 0.9


def outlet_of(number: int) -> str:
    return f"outlet{number % OUTLETS}"


def host_of(outlet: str) -> str:
    return f"https://{outlet}.example"


@dataclass(frozen=True)
class Story:
    """The story of a number: an article of so many claims, on which so many outlets report, each
    with so many of its sentences."""

    number: int
    claims: int = 20
    reports: int = 8
    quoted: int = 12

    @property
    def day(self) -> datetime:
        return START + timedelta(days=self.number % SPREAD_DAYS, hours=6)

    @property
    def url(self) -> str:
        return f"{host_of(outlet_of(self.number))}/articles/{self.number}"

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the article, one a claim."""
        chance = random.Random(f"{SEED} {self.number}")
        cast = {"place": chance.choice(WORLD["places"]), "firm": _family(chance)}
        people = [f"{chance.choice(WORLD['first'])} {_family(chance)}" for _ in range(3)]
        return tuple(
            _sentence(chance, cast | {"person": chance.choice(people)}) for _ in range(self.claims)
        )

    @cached_property
    def document(self) -> Document:
        return Document(
            text=" ".join(self.sentences),
            language="en",
            url=self.url,
            title=self.sentences[0].partition(", ")[2][:80],
            outlet=outlet_of(self.number),
            published=Moment(self.day.date(), self.day),
        )

    @property
    def article(self) -> Report:
        """The document as the page of its outlet."""
        own = self.document
        return Report(
            text=own.text,
            outlet=own.outlet,
            url=own.url,
            language=own.language,
            published=own.published,
            title=own.title,
        )

    @cached_property
    def evidence(self) -> tuple[Report, ...]:
        """What other outlets report: some of the sentences of the article, word for word."""
        return tuple(self._report(at) for at in range(self.reports))

    @cached_property
    def split(self) -> tuple[Claim, ...]:
        starts = [0]
        for each in self.sentences:
            starts.append(starts[-1] + len(each) + 1)
        return tuple(
            Claim(
                f"c{at}",
                text,
                Span(starts[at - 1], starts[at - 1] + len(text)),
                "en",
                (_assertion(f"c{at}.1", text, starts[at - 1]),),
            )
            for at, text in enumerate(self.sentences, 1)
        )

    @cached_property
    def dossier(self) -> Dossier:
        """What a check concludes: each report bears out what it says."""
        return Dossier(
            document=self.document,
            as_of=self.day + timedelta(hours=12),
            findings=tuple(self._finding(claim) for claim in self.split),
            reports=self.evidence,
            made={"corroborate-news": "0"},
        )

    def _report(self, at: int) -> Report:
        chance = random.Random(f"{SEED} {self.number} {at}")
        outlet = outlet_of(self.number + 1 + at)
        out = self.day + timedelta(hours=1 + at)
        said = chance.sample(self.sentences, min(self.quoted, self.claims))
        return Report(
            text=" ".join(said),
            id=f"r{at + 1}",
            outlet=outlet,
            url=f"{host_of(outlet)}/reports/{self.number}-{at}",
            language="en",
            published=Moment(out.date(), out),
            title=said[0].partition(", ")[2][:80],
            access="full",
        )

    def _finding(self, claim: Claim) -> Finding:
        matches = tuple(self._matches(claim.text))
        names = tuple(each.report for each in matches)
        origins = tuple(Origin(f"o{name}", (name,), name, weights=(1.0,)) for name in names)
        return Finding(
            id=claim.id,
            text=claim.text,
            span=claim.span,
            language="en",
            verdict="corroborated" if len(names) > 1 else "single-source",
            confidence=Confidence(MATCHED, 0.0, tuple(Part(each.id, 0.5) for each in origins)),
            stances=dict.fromkeys(names, "support"),
            origins=origins,
            effective_support=float(len(names)),
            assessments=(Assessment(claim.assertions[0], "corroborated", MATCHED, matches),),
        )

    def _matches(self, said: str) -> Iterator[Match]:
        for each in self.evidence:
            start = each.text.find(said)
            if start >= 0:
                yield Match(each.id, "support", MATCHED, said, Span(start, start + len(said)))


def page_of(report: Report) -> bytes:
    """The page of a report as an outlet serves it, with its title and date in it."""
    out = report.published.isoformat() if report.published else ""
    body = "".join(f"<p>{each}.</p>" for each in report.text.removesuffix(".").split(". "))
    return (
        f"<html lang=en><head><title>{report.title}</title>"
        f"<meta property='article:published_time' content='{out}'></head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>{report.title}</h1>{body}</article></body>"
    ).encode()


def feed_of(reports: Iterable[Report]) -> bytes:
    """A feed that lists reports, in RSS."""
    items = "".join(
        f"<item><title>{each.title}</title><link>{each.url}</link>"
        f"<pubDate>{each.published.end:%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
        f"<description>{each.text[:300]}</description></item>"
        for each in reports
        if each.published
    )
    head = "<title>Invented</title><language>en</language>"
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()
    )


def _family(chance: random.Random) -> str:
    ends = WORLD["ends"]
    return str(chance.choice(WORLD["beginnings"]) + chance.choice(ends) + chance.choice(ends))


def _sentence(chance: random.Random, cast: dict[str, str]) -> str:
    told = "".join(chance.choice(WORLD[kind]) for kind in ("subjects", "endings"))
    whole = chance.choice(WORLD["openings"]).format(f"{told}.")
    number, day = chance.randint(3, LARGEST), chance.choice(WORLD["days"])
    return str(whole.format(**cast, n=number, day=day))


def _assertion(name: str, text: str, start: int) -> Assertion:
    """What a sentence says: its names and numbers, and its longer words."""
    words = [(at, word.strip(",.")) for at, word in _words(text)]
    names = tuple(
        Name(word.casefold(), word, "other", Span(at, at + len(word)))
        for at, word in words
        if at and word[:1].isupper()
    )
    numbers = tuple(
        Quantity(int(word), int(word), "", Span(at, at + len(word)), word)
        for at, word in words
        if word.isdecimal()
    )
    told = tuple(word for _, word in words if len(word) > 4 and word.islower())
    facts = Facts(quantities=numbers, names=names)
    return Assertion(name, text, Span(start, start + len(text)), "en", facts, told)


def _words(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in text.split(" "):
        yield at, word
        at += len(word) + 1
