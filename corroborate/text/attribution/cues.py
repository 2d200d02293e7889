"""The attribution words of one language as patterns, made once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from corroborate.reference.attribution_words import AttributionWords

MARK = "\ue000"
"""Stands for each letter of an outlet's name while cues are looked for; a private character."""

_NEVER = r"(?!)"
_ONE_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PLACE = r"(?:\w{1,3}[ '])*"
"""What may stand between a cue and the outlet that it leads to: articles, "de", "l'"."""
_SHORT_WAY = rf"[^,.;:!?\"{MARK}]{{0,40}}?"
"""At most 40 characters, no comma among them, from a verb of saying to who was told."""
_ELIDED = ("according", "ends", "begins", "agents")
"""Words that may end in an apostrophe and then be followed by a letter: "qu'", "d'"."""
_WHOLE = (*_ELIDED, "complement", "no_hearsay", "not_own", "no_documents", "passive")
"""The lists of words that are cues as they stand in the table, matched whole."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns over plain, lower-case text in which outlets are marked (see `MARK`).

    `told`, `handed`, `via` and `story` end or hold a marked outlet. `opening` are words that may
    open a phrase and are no part of a speaker. `roles` are all nouns that can speak, `function` the
    words that are never a name though a sentence begins with them, `articles` the determiners cut
    at their apostrophes, `verbal` what no noun phrase holds, `after_nouns` what may stand behind a
    noun of saying but not behind its verb, `pronouns` the longest first. `claim`
    is a noun of saying with what opens the thing said ("claim that"). `name` is a run of
    capitalised words, over text with its capitals.
    """

    saying: frozenset[str]
    surely: frozenset[str]
    participles: frozenset[str]
    nouns: frozenset[str]
    being: frozenset[str]
    compound: re.Pattern[str]
    turned: re.Pattern[str]
    claim: re.Pattern[str]
    told: re.Pattern[str]
    listener: re.Pattern[str]
    according: re.Pattern[str]
    via: re.Pattern[str]
    handed: re.Pattern[str]
    story: re.Pattern[str]
    unnamed: re.Pattern[str]
    media: re.Pattern[str]
    hearsay: re.Pattern[str]
    complement: re.Pattern[str]
    no_hearsay: re.Pattern[str]
    not_own: re.Pattern[str]
    no_documents: re.Pattern[str]
    documents: re.Pattern[str]
    shown: re.Pattern[str]
    papers: re.Pattern[str]
    credits: re.Pattern[str]
    ends: re.Pattern[str]
    begins: re.Pattern[str]
    passive: re.Pattern[str]
    agents: re.Pattern[str]
    opening: re.Pattern[str]
    adverbs: re.Pattern[str]
    inherits: re.Pattern[str]
    report_says: re.Pattern[str]
    name: re.Pattern[str]
    pronouns: tuple[str, ...]
    persons: frozenset[str]
    people: frozenset[str]
    how_many: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    verbal: frozenset[str]
    after_nouns: frozenset[str]
    roles: frozenset[str]
    paper_nouns: frozenset[str]
    function: frozenset[str]


@cache
def cues_of(words: AttributionWords) -> Cues:
    """Compile a language's table."""
    verbs = (
        *words.saying,
        *words.saying_surely,
        *words.saying_of_outlets,
        *words.saying_of_documents,
    )
    several = [re.escape(word) for word in verbs if not _ONE_WORD.fullmatch(word)]
    said = _any(verbs, words.saying_patterns)
    return Cues(
        saying=frozenset(word for word in verbs if _ONE_WORD.fullmatch(word)),
        compound=_whole("|".join((*words.saying_patterns, *several)) or _NEVER),
        turned=_turned(words),
        claim=_claim(words),
        told=_told(words, said),
        listener=_pattern(rf"\s*(?:{_any(words.listening)})[ ']?{_PLACE}{MARK}+(?: \({MARK}+\))?"),
        via=_led_by(words.via),
        handed=_led_by(words.handed),
        story=_story(words, said),
        unnamed=_unnamed(words),
        media=_pattern(*words.media_patterns),
        hearsay=_pattern(*words.hearsay_patterns),
        documents=_documents(words),
        shown=_shown(words),
        papers=_papers(words),
        credits=_credits(words),
        opening=_pattern(rf"\s*(?:{_any((*words.times, *words.adverbs))})(?![\w-])"),
        adverbs=_pattern(rf"(?:^|[\s,])(?:{_any((*words.adverbs, *words.times))})\s*$"),
        inherits=_pattern(*(each.replace("{saying}", said) for each in words.pronoun_patterns)),
        report_says=_report_says(words, said),
        name=_name(words.particles),
        **_word_sets(words),
        **_whole_phrases(words),
    )


def _whole_phrases(words: AttributionWords) -> dict[str, Any]:
    """The cues that are phrases as they stand in the table, by their names."""
    return {name: _whole(_any(getattr(words, name)), name in _ELIDED) for name in _WHOLE}


def _word_sets(words: AttributionWords) -> dict[str, Any]:
    """The cues that are mere words, by their names."""
    return {
        "surely": frozenset(words.saying_surely),
        "participles": frozenset(words.saying_participles),
        "nouns": frozenset(words.saying_nouns_too),
        "being": frozenset(words.being),
        "pronouns": tuple(sorted(words.pronouns, key=lambda each: (-len(each), each))),
        "persons": _tokens(words.third_persons),
        "people": frozenset(words.people),
        "how_many": frozenset(words.how_many),
        "articles": _tokens(words.determiners),
        "links": _tokens(words.links),
        "verbal": _tokens(words.auxiliaries),
        "after_nouns": _after_nouns(words),
        "roles": frozenset((*words.voices, *words.states, *words.bodies)),
        "paper_nouns": frozenset((*words.documents, *words.report_nouns)),
        "function": frozenset(_function_words(words)),
    }


def _tokens(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", " ".join(phrases)))


def _turned(words: AttributionWords) -> re.Pattern[str]:
    """A verb with its pronoun behind it: "ajoute-t-il", "a-t-il dit", '," said he'."""
    pronoun = rf"(?P<pronoun>{_any(words.third_persons)})"
    hyphened = rf"(?P<verb>[^\W_]+)-(?:t-)?{pronoun}(?: (?P<past>[^\W_]+))?"
    return re.compile(rf"(?<![\w-]){hyphened}(?![\w-])")


def _claim(words: AttributionWords) -> re.Pattern[str]:
    """ "Claim that", "affirmation de X selon laquelle": up to "that" where X stands before it."""
    nouns, opens = _any(words.saying_nouns), _any(words.noun_complements)
    if words.possessives:
        return _whole(rf"(?P<noun>(?:{nouns})) (?:{opens})")
    agents = _any(words.agents)
    return _whole(
        rf"(?P<noun>(?:{nouns})) (?:\w+ )?(?:{agents})(?P<who>[^,;:.!?\"]{{2,60}}?) (?:{opens})"
    )


def _led_by(phrases: Iterable[str]) -> re.Pattern[str]:
    """An outlet behind one of the phrases."""
    return _pattern(rf"\b(?:{_any(phrases)})[ ']?{_PLACE}{MARK}+")


def _told(words: AttributionWords, said: str) -> re.Pattern[str]:
    """ "Told the BBC", "confirmed in a letter to the BBC": who was told."""
    return _pattern(
        rf"\b(?:{_any(words.telling)}) {_PLACE}{MARK}+",
        rf"\b(?:{said}){_SHORT_WAY} (?:{_any(words.listening)})[ ']?{_PLACE}{MARK}+",
    )


def _story(words: AttributionWords, said: str) -> re.Pattern[str]:
    """Somebody's story spoken of: "a BBC report", "un article du Monde", "reported by", ": BBC"."""
    report = _any(words.report_nouns)
    return _pattern(
        rf"{MARK}+(?:'s)? (?:\w+ )?(?:{report})\b",
        rf"\b(?:{report}) (?:\w+ )?(?:{_any(words.agents)})[ ']?{_PLACE}{MARK}+",
        rf"{MARK}+(?: (?:{_any(words.times)}))? (?:{_any(words.complement)})\b",
        rf"\b(?:{said}){_SHORT_WAY} (?:{_any(words.passive)}) {_PLACE}{MARK}+",
        rf"(?<=: ){MARK}+\.?$",
    )


def _documents(words: AttributionWords) -> re.Pattern[str]:
    """ "In an internal memo", "dans un communiqué"."""
    return _whole(
        rf"(?:{_any(words.in_document)}) (?:(?:{_any(words.determiners)}) ?)?"
        rf"(?:[\w-]+ )?(?:{_any(words.documents)})"
    )


def _unnamed(words: AttributionWords) -> re.Pattern[str]:
    """People without a name, as the table has them; {people} is "the two former employees"."""
    articles = rf"(?:(?:{_any(words.determiners)}) ?)?"
    people = rf"{articles}(?:{_any(words.how_many)}|\d{{1,3}}) (?:[\w-]+ )?(?:{_any(words.people)})"
    patterns = (each.replace("{people}", people) for each in words.unnamed_patterns)
    return _whole("|".join(patterns) or _NEVER)


def _shown(words: AttributionWords) -> re.Pattern[str]:
    """ "An internal memo seen by", before the outlet that saw it."""
    return _pattern(
        rf"(?<![\w-])(?P<paper>(?:(?:{_any(words.determiners)}) ?)?(?:[\w-]+ )?"
        rf"(?:{_any(words.documents)})(?: [\w-]+)?) (?:{_any(words.handed)})[ ']?{_PLACE}{MARK}+"
    )


def _papers(words: AttributionWords) -> re.Pattern[str]:
    """ "Memo to all staff by", before who wrote it."""
    readers = rf"(?:{_any(words.listening)}) (?:[\w-]+ ){{1,3}}?"
    return _whole(
        rf"(?:{_any(words.documents)}) (?:[\w-]+ )?(?:{readers})?(?:{_any(words.authors)})",
        apostrophe=True,
    )


def _credits(words: AttributionWords) -> re.Pattern[str]:
    """A whole line of credit, with outlets and a few other words: "With inputs from AFP"."""
    return _pattern(
        rf"^[(\[]?\s*(?:{_any(words.credits)})\s*:?\s*{_PLACE}{MARK}+"
        rf"(?:(?:,| and| et| &|/| -|:)\s*(?:{_PLACE}{MARK}+|[\w ]{{1,20}}))*[)\]]?\.?$"
    )


def _report_says(words: AttributionWords, said: str) -> re.Pattern[str]:
    """ "The report said", "selon le journal", with no outlet named."""
    report, articles = _any(words.report_nouns), _any(words.determiners)
    return _whole(
        rf"(?:{articles}) ?(?:\w+ )?(?:{report}) (?:(?:{_any(words.adverbs)}) )?(?:{said})"
        rf"|(?:{_any(words.according)}) (?:{articles}) ?(?:\w+ )?(?:{report})"
        rf"(?! (?:{_any(words.agents)})\b)"
    )


def _name(particles: Iterable[str]) -> re.Pattern[str]:
    """A run of capitalised words, particles between them, over the text with its capitals."""
    word = r"[A-ZÀ-ÖØ-Þ][^\W_]{0}(?:[-.&][^\W_]+)*"
    first, next_one = word.format("+"), word.format("*")
    return re.compile(rf"{first}(?:[ '](?:(?:{_any(particles)})[ '])?{next_one})*")


def _after_nouns(words: AttributionWords) -> frozenset[str]:
    """Small words but those that begin what is said: "that", "the", "he"."""
    said = _tokens((*words.determiners, *words.pronouns, *words.complement))
    return _tokens((*words.links, *words.ends, *words.auxiliaries)) - said


def _function_words(words: AttributionWords) -> Iterable[str]:
    """The words of all phrases that are no name; "statement" in "in a statement to" can speak."""
    speaking = {*words.voices, *words.documents, *words.report_nouns}
    for phrase in (
        *words.determiners,
        *words.pronouns,
        *words.ends,
        *words.begins,
        *words.adverbs,
        *words.auxiliaries,
        *words.side,
        *words.times,
        *words.according,
        *words.agents,
        *words.in_document,
        *words.listening,
        *words.links,
    ):
        yield from (w for w in re.findall(r"[^\W_]+", phrase) if w not in speaking)


def _any(phrases: Iterable[str], patterns: Iterable[str] = ()) -> str:
    """The phrases as one alternation, the longest first, behind the patterns as they are."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join((*patterns, *(re.escape(phrase) for phrase in ordered))) or _NEVER


def _whole(alternatives: str, apostrophe: bool = False) -> re.Pattern[str]:
    """Whole words only; with `apostrophe` a phrase that ends in one may be followed by a letter."""
    end = r"(?:(?<=')|(?![\w-]))" if apostrophe else r"(?![\w-])"
    return re.compile(rf"(?<![\w-])(?:{alternatives}){end}")


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in alternatives) or _NEVER)
