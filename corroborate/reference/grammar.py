"""The small words of a language: what ends a sentence, denies, hedges, judges, or only fills."""

import re
from dataclasses import dataclass, field

from corroborate.model.verdict import InconsistencyKind


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Words and phrases, lower case, matched as whole words unless said otherwise.

    `stopwords` carry no content. `name_particles` stand inside a name. `honorifics` stand before
    one; `calendar` are the names of days and months, which are none. `negations` deny what follows;
    `false_negations` are phrases that hold such a word and deny nothing; `adverb_ends` are endings
    of adverbs. `denials` are verbs and phrases by which somebody denies, `denied_openers` open what
    is denied ("that", "having"), `declared_false` say of what stands before them that it is not so
    ("is untrue"); `non_denials` look like one and are none; `set_aside` stand before
    a name that is not the one meant, `locating` (with what follows them) before one that tells
    where. `planned`, `agreed`, `talks`, `rumour` are the cues of the ladder (docs/method.md,
    Facts); `stopped` says that something ended or was called off. `all_of` are words by which a
    claim speaks of every part, `only` those that say it of a part. `opinion` marks a sentence as
    the writer's judgement, `prediction` as a guess about what will be, `advice` as a wish.
    `pronouns` stand for somebody named before; `group_nouns` do, with a number or a noun ("the
    trio", "the company"). `frames` name a predicate by the lemmas that say it, the same name in
    every language; `opposites` pairs frames that exclude each other, with the kind of clash that
    this is; `anybody` are nouns that say nothing of whom they count; `growing` are those whose
    count only rises while a story lasts (a toll), `things` are frames that tell of no event by
    which anything is counted (a workforce, a rise), `final` says that it does so no more;
    `corrections` say what an earlier version of a report had.

    Numbers: `changing` are the frames whose count goes up and down while a story lasts (missing).
    `measures` name what an amount measures by the phrases that say it, the same name in every
    language; `measure_joints` may stand between an amount and what it measures ("1.2 billion in
    revenue"). `aims` name by their phrases what is wanted, offered or threatened and no result.
    `earlier_before` stand before the value of before where a new one is told too ("from"),
    `earlier_between` may stand between the two ("from earlier estimates of 24"), `earlier_after`
    say behind a value that it was so before. `interim_scores` say that a score is not the last one.

    Who does what: `directed` are frames of which doer and other party cannot change places
    (accuse), `converses` pairs of frames that tell one deed from its two ends (buy, sell),
    `transitive` are opposites only where done to one thing (approve, reject). Before
    one of the `agents` stands a deed in the passive, which one of the `auxiliaries` makes.
    `ousting` stand before the name of somebody whose office another takes, `ousted` behind it.

    Names: `elisions` are what stands elided before a word ("d", "l"), `clitics` what stands behind
    one ("s"); `dictionaries` are the codes of those that tell a common word from a name where a
    sentence begins; a name with one of `body_nouns` is a body's; `given_names` are groups of given
    names of which one stands for another (Bill, William), alone where it is a common noun too.

    Offices: `roles` names an office by the phrases that say it, `portfolios` those of ministers by
    their fields, each to stand in every one of `portfolio_forms`. Beside them `former` says that it
    is held no more, `coming` not yet, `acting` for a time, `deputies` that it is the second's;
    `named_as` may stand between a name and its office.

    `abbreviations` do not end a sentence before a capital, `numbered_abbreviations` not before a
    number, `closing_abbreviations` do before a small word with a capital ("at 3 p.m. The"). In the
    lists of what denies and of the ladder, "…" stands for a few words and "*" for part of a word.
    `partial_negations` deny what follows and not the sentence ("without"); `false_hedges` are
    phrases that hold a cue of the ladder and are none ("the will"); `hypothetical` makes of a
    rumour what would be ("aurait signé s'il avait pu"). `planned_patterns` are regular expressions,
    matched as written, for plans that no word tells ("Nordair to close its base").

    `ongoing` say that something has not stopped; `before_values` stand before a value or place of
    earlier ("to 12 from five"), `withdrawn` say that a report takes back what follows;
    `opposite_prefixes` make of a word its opposite (unsafe), two words that begin with
    `rival_prefixes` exclude each other (overvalued, undervalued).

    `name` is what English calls the language. The rest is for languages that write every noun with
    a capital: `noun_dictionary` is the code of the dictionary that has them, `noun_endings` and
    `vowel_changes` are how they change, and `never_names` are nouns that do not change and are no
    names; `articles` stand before a noun, and before a number whose full stop makes it an ordinal
    ("am 3. Juli").
    """

    name: str
    stopwords: tuple[str, ...]
    abbreviations: tuple[str, ...]
    name_particles: tuple[str, ...]
    honorifics: tuple[str, ...]
    calendar: tuple[str, ...]
    negations: tuple[str, ...]
    false_negations: tuple[str, ...]
    adverb_ends: tuple[str, ...]
    denials: tuple[str, ...]
    non_denials: tuple[str, ...]
    planned: tuple[str, ...]
    agreed: tuple[str, ...]
    set_aside: tuple[str, ...]
    locating: tuple[str, ...]
    talks: tuple[str, ...]
    rumour: tuple[str, ...]
    stopped: tuple[str, ...]
    all_of: tuple[str, ...]
    only: tuple[str, ...]
    corrections: tuple[str, ...]
    opinion: tuple[str, ...]
    prediction: tuple[str, ...]
    advice: tuple[str, ...]
    pronouns: tuple[str, ...]
    group_nouns: tuple[str, ...]
    frames: dict[str, list[str]]
    opposites: tuple[tuple[str, str, InconsistencyKind], ...]
    anybody: tuple[str, ...]
    growing: tuple[str, ...]
    things: tuple[str, ...]
    final: tuple[str, ...]
    roles: dict[str, list[str]]
    elisions: tuple[str, ...] = ()
    before_values: tuple[str, ...] = ()
    changing: tuple[str, ...] = ()
    measures: dict[str, list[str]] = field(default_factory=dict)
    measure_joints: tuple[str, ...] = ()
    aims: dict[str, list[str]] = field(default_factory=dict)
    earlier_before: tuple[str, ...] = ()
    earlier_between: tuple[str, ...] = ()
    earlier_after: tuple[str, ...] = ()
    directed: tuple[str, ...] = ()
    converses: tuple[tuple[str, str], ...] = ()
    transitive: tuple[str, ...] = ()
    interim_scores: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    ousting: tuple[str, ...] = ()
    ousted: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    opposite_prefixes: tuple[str, ...] = ()
    rival_prefixes: tuple[tuple[str, str], ...] = ()
    clitics: tuple[str, ...] = ()
    dictionaries: tuple[str, ...] = ()
    body_nouns: tuple[str, ...] = ()
    given_names: tuple[tuple[str, ...], ...] = ()
    portfolios: dict[str, list[str]] = field(default_factory=dict)
    portfolio_forms: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    named_as: tuple[str, ...] = ()
    numbered_abbreviations: tuple[str, ...] = ()
    closing_abbreviations: tuple[str, ...] = ()
    partial_negations: tuple[str, ...] = ()
    denied_openers: tuple[str, ...] = ()
    declared_false: tuple[str, ...] = ()
    false_hedges: tuple[str, ...] = ()
    hypothetical: tuple[str, ...] = ()
    planned_patterns: tuple[str, ...] = ()
    noun_dictionary: str = ""
    noun_endings: tuple[str, ...] = ()
    vowel_changes: tuple[tuple[str, str], ...] = ()
    never_names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for pattern in self.planned_patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"planned_patterns: {pattern!r}: {error}") from error
