"""The words by which a text says who says so, and the words by which two texts name one speaker."""

import re
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from corroborate.reference.table import load_toml, read_row


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Words and phrases, lower case, matched whole; `patterns` fields are regular expressions.

    Words of saying: `saying` are finite forms that follow or precede their speaker, compound forms
    included as patterns, `saying_of_outlets` are such of outlets only, `saying_of_documents` of
    papers only (a profile lists); `adverbs` may stand between the two. `listening` leads from a
    verb of saying to who was told ("to", "à"); `telling` are verbs that need no such word ("told").
    `according` stand before a speaker of any kind, `via` before an outlet only.

    Speakers: `voices` speak for somebody else (spokesman); `states` are organs of a government;
    `bodies` are other nouns that can speak (police); `generic` says nothing of who it is (company,
    officials); `former` takes the affiliation that follows it away; `determiners` open a noun
    phrase. `pronouns` stand for somebody named before, `neuter` for a thing or body; a phrase with
    one of `auxiliaries` is a clause and no speaker. `particles` stand inside a name, `ends` end the
    name of a speaker; after one of `begins` the subject of a clause begins anew.

    Sources: `unnamed` are people with no name; `media` are reports by nobody in particular, and
    `hearsay` says so of a statement without naming even them, but not beside `no_hearsay`.
    `report_nouns` stand for an outlet's story; `documents` for papers and posts, `no_documents` are
    phrases that hold one of those words and are none (video game); `in_document` are the words
    before those, `authors` the words after them that lead to who wrote them. `handed`
    says through whom a document or an interview came ("obtained by"). `not_own` are sentences that
    look like own reporting and are none. `side` opens a clause which is not the sentence's point,
    `joins` one that may have a source of its own; `confirms_patterns` say of what was told before
    that it is so ("confirmed it"); `counts` are the figures that a source is named for ("toll").

    Order: `passive` turns a verb of saying round ("confirmed by"), `agents` lead from a report or a
    toll to who made it, `complement` opens what is said ("that", "que"); `turns_after_conjunction`
    is true where a clause may put its verb first ("c'est ce qu'affirme le ministre"); `times` stand
    between a verb and its subject or object.

    Credits: `credits` stand before the agency in a line of credit.
    """

    saying: tuple[str, ...]
    saying_patterns: tuple[str, ...]
    saying_of_outlets: tuple[str, ...]
    saying_of_documents: tuple[str, ...]
    telling: tuple[str, ...]
    listening: tuple[str, ...]
    adverbs: tuple[str, ...]
    according: tuple[str, ...]
    via: tuple[str, ...]
    determiners: tuple[str, ...]
    pronouns: tuple[str, ...]
    neuter: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    pronoun_patterns: tuple[str, ...]
    particles: tuple[str, ...]
    ends: tuple[str, ...]
    begins: tuple[str, ...]
    voices: tuple[str, ...]
    states: tuple[str, ...]
    bodies: tuple[str, ...]
    generic: tuple[str, ...]
    former: tuple[str, ...]
    complement: tuple[str, ...]
    passive: tuple[str, ...]
    agents: tuple[str, ...]
    unnamed_patterns: tuple[str, ...]
    media_patterns: tuple[str, ...]
    hearsay_patterns: tuple[str, ...]
    no_hearsay: tuple[str, ...]
    report_nouns: tuple[str, ...]
    documents: tuple[str, ...]
    no_documents: tuple[str, ...]
    in_document: tuple[str, ...]
    authors: tuple[str, ...]
    handed: tuple[str, ...]
    times: tuple[str, ...]
    not_own: tuple[str, ...]
    side: tuple[str, ...]
    joins: tuple[str, ...]
    confirms_patterns: tuple[str, ...]
    counts: tuple[str, ...]
    credits: tuple[str, ...]
    turns_after_conjunction: bool

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name.endswith("_patterns"):
                for pattern in getattr(self, field.name):
                    try:
                        re.compile(pattern)
                    except re.error as error:
                        raise ValueError(f"{field.name}: {pattern!r}: {error}") from error


@dataclass(frozen=True, slots=True)
class Voices:
    """Speakers and credits in all languages: the reports of one claim may be in several."""

    voices: frozenset[str]
    states: frozenset[str]
    bodies: frozenset[str]
    generic: frozenset[str]
    former: frozenset[str]
    documents: frozenset[str]
    report_nouns: frozenset[str]
    determiners: frozenset[str]
    side: tuple[str, ...]
    joins: tuple[str, ...]
    confirms_patterns: tuple[str, ...]
    counts: frozenset[str]
    credits: tuple[str, ...]


@cache
def load_voices() -> Voices:
    """Read the speakers and credits of every language that has an attribution table."""
    folder = files("corroborate.reference") / "languages"
    codes = sorted(each.name for each in folder.iterdir() if each.is_dir())
    tables = [
        read_row(load_toml(folder / code / "attribution.toml"), AttributionWords, code)
        for code in codes
    ]

    def union(name: str) -> frozenset[str]:
        return frozenset(word for table in tables for word in getattr(table, name))

    return Voices(
        voices=union("voices"),
        states=union("states"),
        bodies=union("bodies"),
        generic=union("generic"),
        former=union("former"),
        documents=union("documents"),
        report_nouns=union("report_nouns"),
        determiners=union("determiners"),
        side=tuple(sorted(union("side"))),
        joins=tuple(sorted(union("joins"))),
        confirms_patterns=tuple(sorted(union("confirms_patterns"))),
        counts=union("counts"),
        credits=tuple(sorted(union("credits"))),
    )
