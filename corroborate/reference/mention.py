"""Names of outlets in running text: which letters are a name, and of whom.

Many outlets bear the name of a thing (a magazine that is called "Time"). What a name may count as
is said by its rule, from the loosest to the strictest:

    any     in any case and with or without accents
    exact   letter for letter, and not as part of something longer: no capital after it, no hyphen
            to a word, no decimals
    last    as exact, and its last word alone is the name ("au Monde": "au" is the sentence's)
    inner   as exact, where its capital is not owed to the start of a sentence or bracket nor to a
            name around it
    short   as exact, where the outlet was named in full before or publishes the text
    not     a phrase that holds a name and is none ("Mother Nature")

An inner or short name that belongs to one outlet counts as well beside a noun that says that it is
a publication ("the magazine Time"), an inner one before a verb of outlets ("Time reported"). Where
several outlets have the same name, the one that was named last is meant. The longest phrase at a
place wins, then the next place is tried.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from corroborate.model.text import Span

Rule = Literal["any", "exact", "last", "inner", "short", "not"]

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\t\n\r\u00a0\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
    }
)
_LETTERS = {
    code: base
    for code in range(0xC0, 0x250)  # Latin-1 letters to Latin Extended-B
    if (base := normalize("NFD", chr(code)).casefold()[:1]).isascii()
}
_WORD = re.compile(r"\w[\w+]*")
_DECIMALS = re.compile(r"[.,]\d")
_SENTENCE_ENDS = ".!?:…(["
_OPENERS = " \"'«»“”„‘—–-•*#"


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of outlets/words.toml, which says what each list is for."""

    may_follow: tuple[str, ...]
    genre_before: tuple[str, ...]
    genre_after: tuple[str, ...]
    saying_after: tuple[str, ...]
    copy_of: tuple[str, ...]
    double_suffixes: tuple[str, ...]
    hosting: tuple[str, ...]
    amp_caches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write the name of an outlet; `outlet` is "" for a phrase that is no name."""

    outlet: str
    surface: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet named at a place of a text; `outlet` is its id, `text` the words that name it."""

    outlet: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Letters `start` to `end` of a text: `plain` in its own case, `folded` without case."""

    plain: str
    folded: str
    start: int
    end: int

    def reads(self, surface: str) -> bool:
        return self.plain[self.start : self.end] == surface

    def reads_but_for_first_case(self, surface: str) -> bool:
        """Whether it is the surface, or that at the start of a sentence ("The Journal")."""
        own = self.plain[self.start : self.end]
        return own[1:] == surface[1:] and own[0] in (surface[0], surface[0].upper())


class NameFinder:
    """Finds the forms of all outlets in a text, in time that does not grow with their number."""

    __slots__ = ("_after", "_before", "_counts", "_forms", "_may_follow", "_saying")

    def __init__(self, forms: Iterable[Form], words: NameWords) -> None:
        self._forms: Mapping[str, tuple[Form, ...]] = _by_letters(forms)
        self._counts: Mapping[str, tuple[int, ...]] = _word_counts(self._forms)
        self._may_follow = frozenset(words.may_follow)
        self._before = tuple(f"{fold(noun)} " for noun in words.genre_before)
        self._after = _one_of_after_a_space(words.genre_after)
        self._saying = _one_of_after_a_space(words.saying_after)

    def find(
        self, text: str, named_before: Callable[[], tuple[str, ...]] = tuple
    ) -> tuple[Mention, ...]:
        """The mentions in `text` in the order of their places; none overlap.

        `named_before` gives the ids of the outlets that were named before the text, in that order;
        it is asked only where a name is short or belongs to several.
        """
        plain = text.translate(_TYPOGRAPHY)
        folded = fold(plain)
        words = [match.span() for match in _WORD.finditer(folded)]
        found: list[Mention] = []

        def named() -> tuple[str, ...]:
            return (*named_before(), *(mention.outlet for mention in found))

        free = 0
        for at, (start, end) in enumerate(words):
            lengths = self._counts.get(folded[start:end])
            if lengths is None or start < free:
                continue
            ends = (words[at + length - 1][1] for length in lengths if at + length <= len(words))
            for place, forms in self._candidates(plain, folded, start, ends):
                form = self._meant(forms, place, named)
                if form is not None:
                    free = place.end
                    found += _mention(form, place, text)
                    break
        return tuple(found)

    def _candidates(
        self, plain: str, folded: str, start: int, ends: Iterable[int]
    ) -> Iterator[tuple[_Place, tuple[Form, ...]]]:
        for end in ends:
            forms = self._forms.get(folded[start:end])
            if forms is not None:
                yield _Place(plain, folded, start, end), forms

    def _meant(
        self, forms: tuple[Form, ...], place: _Place, named: Callable[[], tuple[str, ...]]
    ) -> Form | None:
        """Which form the letters are: of an outlet named before, else of one that needs not be."""
        meant = self._last_named(forms, place, named)
        if meant is not None:
            return meant
        return next((form for form in forms if self._counts_as(form, forms, place)), None)

    def _last_named(
        self, forms: tuple[Form, ...], place: _Place, named: Callable[[], tuple[str, ...]]
    ) -> Form | None:
        """Of the forms that read so, the one whose outlet was named last before, if any was.

        A single word at the start of a sentence says nothing even then: "Time will tell".
        """
        fitting = {form.outlet: form for form in forms if _may_be_meant(form, place)}
        sole = len(forms) == 1 and forms[0].rule != "short"
        if sole or not fitting or not self._stands_alone(place):
            return None
        return next((fitting[each] for each in reversed(named()) if each in fitting), None)

    def _counts_as(self, form: Form, rivals: tuple[Form, ...], place: _Place) -> bool:
        """Whether the letters at `place` are that name with nothing named before."""
        if form.rule in ("any", "not"):
            return True
        if not place.reads(form.surface) or not self._stands_alone(place):
            return False
        if form.rule in ("exact", "last") or (form.rule == "inner" and _capital_is_its_own(place)):
            return True
        after = place.folded[place.end :]
        if form.rule == "inner" and self._saying.match(after):
            return True
        genre = place.folded[: place.start].endswith(self._before) or self._after.match(after)
        return bool(genre) and all(rival.outlet == form.outlet for rival in rivals)

    def _stands_alone(self, place: _Place) -> bool:
        """Whether neither a hyphen, a capital nor a decimal makes it part of something longer."""
        plain, start, end = place.plain, place.start, place.end
        if plain[end : end + 1] == "-" and plain[end + 1 : end + 2].isalnum():
            return False
        if plain[end - 1].isdigit() and _DECIMALS.match(plain, end):
            return False
        if start > 1 and plain[start - 1] == "-" and plain[start - 2].isalnum():
            return False
        if plain[end : end + 1] != " " or not plain[end + 1 : end + 2].isupper():
            return True
        follower = _WORD.match(plain, end + 1)
        return follower is None or follower.group() in self._may_follow


def fold(text: str) -> str:
    """Lower case, no accents, plain quotes, hyphens and spaces; character for character."""
    plain = text.translate(_TYPOGRAPHY)
    lowered = (plain if plain.isascii() else plain.translate(_LETTERS)).lower()
    return lowered if len(lowered) == len(text) else plain


def letters_of(name: str) -> str:
    """What two spellings of one name share: folded letters and digits, and "+"."""
    return "".join(_WORD.findall(fold(name))).replace("_", "")


def _by_letters(forms: Iterable[Form]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for form in forms:
        surface = _trimmed(form.surface)
        found.setdefault(fold(surface), []).append(Form(form.outlet, surface, form.rule))
    return {key: tuple(each) for key, each in found.items()}


def _trimmed(surface: str) -> str:
    """The surface from its first word to its last ("A.P." is found as "A.P")."""
    plain = surface.translate(_TYPOGRAPHY)
    places = [match.span() for match in _WORD.finditer(plain)]
    return plain[places[0][0] : places[-1][1]] if places else ""


def _one_of_after_a_space(phrases: Iterable[str]) -> re.Pattern[str]:
    choices = "|".join(re.escape(fold(phrase)) for phrase in phrases)
    return re.compile(rf" (?:{choices})\b")


def _word_counts(letters: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """First word -> how many words the forms that begin with it have, the longest first."""
    found: dict[str, set[int]] = {}
    for key in letters:
        words = _WORD.findall(key)
        if words:
            found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in found.items()}


def _mention(form: Form, place: _Place, text: str) -> tuple[Mention, ...]:
    """The mention that a form is, none for a phrase that is no name."""
    if not form.outlet:
        return ()
    last_word = place.plain.rfind(" ", place.start, place.end) + 1
    span = Span(last_word if form.rule == "last" else place.start, place.end)
    return (Mention(form.outlet, span, span.of(text)),)


def _may_be_meant(form: Form, place: _Place) -> bool:
    """Whether the letters can be that name where its outlet was named before."""
    if form.rule in ("any", "not"):
        return form.rule == "any"
    word = place.plain[place.start : place.end]
    bare_word = word.isalnum() and not word.isupper()
    fits = place.reads_but_for_first_case(form.surface)
    return fits and not (bare_word and not _capital_is_its_own(place))


def _capital_is_its_own(place: _Place) -> bool:
    """Whether neither a sentence that starts nor a capitalised word before it explains it."""
    before = place.plain[: place.start].rstrip(_OPENERS)
    if not before or before[-1] in _SENTENCE_ENDS:
        return False
    word_before = re.search(r"\w+ $", place.plain[: place.start])
    return word_before is None or not word_before.group()[0].isupper()
