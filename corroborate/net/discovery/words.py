"""What a document says of names -> terms: content words and offices, in every language."""

from collections.abc import Iterator, Sequence
from functools import cache

from corroborate.model.facts import Claim
from corroborate.net.discovery.names import named_in
from corroborate.net.discovery.term import TITLED, Term, most_said
from corroborate.reference.language import known_languages, load_language
from corroborate.reference.office import TOGETHER, office_phrases
from corroborate.text.normalise import fold, folded_set, words_of
from corroborate.text.predicates import frames_of
from corroborate.text.reading import lemma

WORD_LETTERS = 5
"""A shorter word tells little: most are among the commonest of a language."""
SAYING_LETTERS = 3
"""The same of a word that says a predicate of the tables: die, sue."""


def word_terms(claims: Sequence[Claim], title: str, language: str) -> tuple[Term, ...]:
    """Content words and offices that claims say most often, those together that say one predicate;
    of two said alike, one that is known in every language, then the longer one."""
    told, named = _told_words(claims), _words_of_names(claims)
    in_title = _written(title, language)
    written = {**_written(" ".join(claim.text for claim in claims), language), **in_title}
    alike: dict[str, list[str]] = {}
    for word in dict.fromkeys((*in_title, *told)):
        if _tells(word, language) and word not in named:
            alike.setdefault(_frame_of(word) or word, []).append(word)
    terms = []
    for words in alike.values():
        forms = dict.fromkeys(written.get(word, word) for word in words)
        others = dict.fromkeys(_translated(words[0], language))
        said = len(set().union(*(told.get(word, set()) for word in words))) / max(1, len(claims))
        titled = TITLED * any(word in in_title for word in words)
        terms.append(Term("word", words[0], tuple(forms | others), said + titled))
    terms.sort(key=lambda term: (len(term.forms) == 1, -len(term.key)))
    return most_said([*terms, *_offices(claims)])


def _told_words(claims: Sequence[Claim]) -> dict[str, set[int]]:
    """The content words of what can be checked, each with the places of the claims that say it."""
    told: dict[str, set[int]] = {}
    for at, claim in enumerate(claims):
        for assertion in claim.assertions:
            if assertion.checkable and not assertion.speech:
                for word in assertion.words:
                    told.setdefault(word, set()).add(at)
    return told


def _tells(word: str, language: str) -> bool:
    """Whether a lemma may tell one event from another: no small or short one, none that stands for
    anybody; one that says a known predicate may be short."""
    grammar = load_language(language).grammar
    nobody = (*grammar.anybody, *grammar.group_nouns, *grammar.pronouns, *grammar.calendar)
    if not word.isalpha() or word in folded_set((*grammar.stopwords, *nobody)):
        return False
    return len(word) >= (SAYING_LETTERS if frames_of(word) else WORD_LETTERS)


def _written(text: str, language: str) -> dict[str, str]:
    """The folded lemmas of a text in order, each with the word, accents and all, that says it."""
    found: dict[str, str] = {}
    for _, word in words_of(text):
        found.setdefault(lemma(word, language), word.lower())
    return found


def _words_of_names(claims: Sequence[Claim]) -> frozenset[str]:
    return frozenset(word for _, name in named_in(claims) for word in fold(name.text).split())


def _translated(word: str, language: str) -> tuple[str, ...]:
    """Words of other languages that say the one predicate that a word says."""
    frame = _frame_of(word)
    others = (each for each in known_languages() if each != language)
    told = (load_language(each).grammar.frames.get(frame, [])[:2] for each in others)
    return tuple(dict.fromkeys(each for lemmas in told for each in lemmas))


def _frame_of(word: str) -> str:
    """The predicate that a folded lemma says, "" where it says none or may say several."""
    frames = frames_of(word)
    return next(iter(frames)) if len(frames) == 1 else ""


def _offices(claims: Sequence[Claim]) -> Iterator[Term]:
    """The offices that are told in several words, with how other languages tell them."""
    for claim in claims:
        places = words_of(claim.text)
        words = [word for _, word in places]
        finder = office_phrases(load_language(claim.language).grammar)
        for at in range(len(words)):
            hit = finder.longest(words, at)
            if hit is not None and hit[1] > 1 and TOGETHER not in hit[0]:
                own = claim.text[places[at][0].start : places[at + hit[1] - 1][0].end]
                forms = dict.fromkeys((own, *_phrases_of(hit[0], claim.language)))
                yield Term("word", fold(own), tuple(forms), 1 / len(claims))


@cache
def _phrases_of(office: str, but: str) -> tuple[str, ...]:
    """How the other languages tell an office, by a name of its own and by its field."""
    found = []
    for code in known_languages():
        grammar = load_language(code).grammar
        fields = grammar.portfolios.get(office.removesuffix(" minister"), [])[:1]
        forms = grammar.portfolio_forms[:1]
        told = [*grammar.roles.get(office, [])[:1], *(f.format(g) for f in forms for g in fields)]
        found.extend(told if code != but else [])
    return tuple(found)
