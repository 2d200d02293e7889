"""The small words of a language: what ends a sentence, denies, hedges, judges, or only fills."""

from dataclasses import dataclass

from corroborate.model.verdict import InconsistencyKind


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words and phrases, lower case, matched as whole words unless said otherwise.

    `stopwords` carry no content. `abbreviations` do not end a sentence. `name_particles` stand
    inside a name. `honorifics` stand before one; `calendar` are the names of days and months, which
    are none. `negations` deny what follows; `false_negations` are phrases that hold such a word and
    deny nothing; `adverb_ends` are endings of adverbs. `denials` are verbs and phrases by which
    somebody denies; `non_denials` look like one and are none; `set_aside` stand before a name that
    is not the one meant, `locating` (with what follows them) before one that tells where.
    `planned`, `agreed`, `talks`, `rumour` are the cues of the ladder (docs/method.md, Facts);
    `stopped` says that something ended or was called off. `all_of` are words by which a claim
    speaks of every part, `only` those that say it of a part. `opinion` marks a sentence as the
    writer's judgement, `prediction` as a guess about what will be, `advice` as a wish. `pronouns`
    stand for somebody named before; `group_nouns` do, with a number or a noun ("the trio", "the
    company"). `frames` name a predicate by the lemmas that say it, the same name in every language;
    `opposites` pairs frames that exclude each other, with the kind of clash that this is; `anybody`
    are nouns that say nothing of whom they count; `growing` are those whose count only rises while
    a story lasts (a toll), `things` are frames of nouns that tell of no event, `final` says that it
    does so no more; `corrections` say what an earlier version of a report had; `ranks` are roles
    that many hold or that go with another; `roles` names an office by the phrases that say it.
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
    ranks: tuple[str, ...]
    roles: dict[str, list[str]]
