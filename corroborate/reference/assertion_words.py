"""The words by which a sentence joins, opens, takes up and judges what it says."""

import re
from dataclasses import dataclass

from corroborate.errors import BadTable


@dataclass(frozen=True, slots=True)
class AssertionWords:
    """Words and phrases, lower case, matched as whole words.

    `relatives` begin a clause as its subject, behind a comma, `defining_relatives` without one,
    `object_relatives` as its object, `possessive_relatives` as its owner. `owner_mark` stands
    behind an owner, or the words of `of` before one: pairs of how it begins and what is written
    instead; the first that fits counts.
    `copulas` are forms of "to be". `alternatives` join what is not both said, `conditions` begin
    what all the rest depends on. `time_clauses` begin a clause that tells what happened then,
    `restatements` a second amount for the same thing, `focus` what most of it is. `openers` begin a
    statement and say nothing of it ("it must be said that"); `complements` begin what somebody else
    says.

    `copula`, `past_copula`, `plural_copula` are the forms of "to be" by which something said beside
    a name becomes a sentence, `lasting_copula` the one that goes with the words of `lasting`
    ("since"). `stations` begin a place or post said beside a name ("at"), `describing` are nouns
    that tell what a body is ("the maker of"). `preceding` begin what had been before ("after two
    strikes"), which `there_was` or `there_were` makes a sentence. `content_mark` stands between who
    says something and what, `content_marks` are its forms, `self_pronouns` those by which a body
    speaks of itself. `elisions` are patterns of words that are drawn together where they meet, and
    what is written instead; `joints` stand between the last two of a list.

    `person_pronouns`, `thing_pronouns` and `group_pronouns` stand for one person, one thing and
    several people; `feminine` are those of women; `person_nouns` and `organisation_nouns` do with a
    noun; `groups` with a number, where "0" stands for any.

    `judgements` and `guesses` mark a sentence as opinion or prediction only where it names nothing;
    so do `evaluations` behind one of the verbs `evaluating` ("is absurd", not "an absurd rule was
    dropped"). `exclamations` begin one. `comments` say nothing that could be borne out, whatever
    they name; `pointers` begin a line that sends the reader elsewhere. `advice_patterns` are
    regular expressions.
    """

    relatives: tuple[str, ...]
    defining_relatives: tuple[str, ...]
    object_relatives: tuple[str, ...]
    possessive_relatives: tuple[str, ...]
    owner_mark: str
    of: tuple[tuple[str, str], ...]
    copulas: tuple[str, ...]
    copula: str
    past_copula: str
    plural_copula: str
    lasting_copula: str
    lasting: tuple[str, ...]
    stations: tuple[str, ...]
    describing: tuple[str, ...]
    preceding: tuple[str, ...]
    there_was: str
    there_were: str
    content_mark: str
    content_marks: tuple[str, ...]
    elisions: tuple[tuple[str, str], ...]
    joints: tuple[str, ...]
    self_pronouns: tuple[str, ...]
    alternatives: tuple[str, ...]
    conditions: tuple[str, ...]
    time_clauses: tuple[str, ...]
    restatements: tuple[str, ...]
    focus: tuple[str, ...]
    openers: tuple[str, ...]
    complements: tuple[str, ...]
    person_pronouns: tuple[str, ...]
    thing_pronouns: tuple[str, ...]
    group_pronouns: tuple[str, ...]
    feminine: tuple[str, ...]
    person_nouns: tuple[str, ...]
    organisation_nouns: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    judgements: tuple[str, ...]
    guesses: tuple[str, ...]
    advice_patterns: tuple[str, ...]
    evaluating: tuple[str, ...] = ()
    evaluations: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    exclamations: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for pattern in (*self.advice_patterns, *(each for each, _ in self.elisions)):
            try:
                re.compile(pattern)
            except re.error as error:
                raise BadTable(f"{pattern!r} is no pattern: {error}") from None
