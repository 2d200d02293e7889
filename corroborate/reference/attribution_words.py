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
    papers only (a profile lists); `adverbs` may stand between the two. Any subject of one of
    `saying_surely` speaks, and of a pattern that ends in one of `saying_surely_past`; of the others
    only a name, an office or a paper. `saying_nouns_too` are forms that may be nouns ("claims"),
    `saying_bare` such that may be infinitives.
    `saying_participles` go on with who spoke before (", adding that"), after a comma or one of
    `leads_on` (", en"); those of `saying_progressive` are verbs after one of `being` ("is saying").
    `saying_nouns` with one of `noun_complements` are the thing said ("claim that"), by whom stands
    before them with one of `possessives`, else behind them with one of `agents`. `listening` leads
    from a verb of saying to who was told ("to", "à"); `telling` are verbs that need no such word
    ("told"). `according` stand before a speaker of any kind, `via` before an outlet only.

    Speakers: `voices` speak for somebody else (spokesman); `states` are organs of a government;
    `bodies` are other nouns that can speak (police); `generic` says nothing of who it is (company,
    officials); `former` takes the affiliation that follows it away; `determiners` open a noun
    phrase, `indefinite` one that says who somebody is ("a pollster"). `pronouns` stand for somebody
    named before, of them `third_persons` for one of another sentence, `relatives` for what stands
    right before; `neuter` for a thing or body; a phrase with one of `auxiliaries` is a clause and
    no speaker. `links` may stand inside a noun phrase, `also` joins two of them; `free_relatives`
    with one of `never_turned` give a thing its name ("what he called"), and the subject of those
    never stands behind them. `particles` stand inside a name, `ends` end the name of a speaker;
    after one of `begins` the subject of a clause begins anew.

    Sources: `unnamed` are people with no name, of whom `sources` are some only beside a verb; so
    are `people` with one of `how_many` before them ("two employees"; `{people}` in a pattern);
    `media` are reports by nobody in particular, and `hearsay` says so of a statement without naming
    even them, but not beside `no_hearsay`. `report_nouns` stand for an outlet's story; `documents`
    for papers and posts, `no_documents` are phrases that hold one of those words and are none
    (video game); `in_document` are the words before those, `authors` the words after them that lead
    to who wrote them. `handed` says through whom a document or an interview came ("obtained by").
    `not_own` are sentences that look like own reporting and are none. `side` opens a clause which
    is not the sentence's point, `joins` one that may have a source of its own; `confirms_patterns`
    say of what was told before that it is so ("confirmed it"); `counts` are the figures that a
    source is named for ("toll").

    Order: `passive` turns a verb of saying round ("confirmed by"), `agents` lead from a report or a
    toll to who made it, `complement` opens what is said ("that", "que"); `turns_after_conjunction`
    is true where a clause may put its verb first ("c'est ce qu'affirme le ministre"),
    `verb_second` where the verb follows whatever stands first and nouns have capitals ("Laut der
    Polizei starben zwei", "In Bonn sagte der Minister"); `times` stand between a verb and its
    subject or object.

    Credits: `credits` stand before the agency in a line of credit.
    """

    saying: tuple[str, ...]
    saying_surely: tuple[str, ...]
    saying_surely_past: tuple[str, ...]
    saying_nouns_too: tuple[str, ...]
    saying_bare: tuple[str, ...]
    saying_participles: tuple[str, ...]
    saying_progressive: tuple[str, ...]
    saying_nouns: tuple[str, ...]
    noun_complements: tuple[str, ...]
    possessives: tuple[str, ...]
    being: tuple[str, ...]
    leads_on: tuple[str, ...]
    saying_patterns: tuple[str, ...]
    saying_of_outlets: tuple[str, ...]
    saying_of_documents: tuple[str, ...]
    telling: tuple[str, ...]
    listening: tuple[str, ...]
    adverbs: tuple[str, ...]
    according: tuple[str, ...]
    via: tuple[str, ...]
    determiners: tuple[str, ...]
    indefinite: tuple[str, ...]
    pronouns: tuple[str, ...]
    third_persons: tuple[str, ...]
    relatives: tuple[str, ...]
    free_relatives: tuple[str, ...]
    never_turned: tuple[str, ...]
    links: tuple[str, ...]
    also: tuple[str, ...]
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
    sources: tuple[str, ...]
    people: tuple[str, ...]
    how_many: tuple[str, ...]
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
    verb_second: bool = False

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
    relatives: frozenset[str]
    pronouns: frozenset[str]
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
        relatives=union("relatives"),
        pronouns=union("pronouns"),
        side=tuple(sorted(union("side"))),
        joins=tuple(sorted(union("joins"))),
        confirms_patterns=tuple(sorted(union("confirms_patterns"))),
        counts=union("counts"),
        credits=tuple(sorted(union("credits"))),
    )
