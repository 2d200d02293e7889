"""Names and places of a passage that stand where others stand in the claim."""

from collections.abc import Iterator

from corroborate.model.facts import Name
from corroborate.model.verdict import Inconsistency
from corroborate.steps.matching.given.around import of_one_event
from corroborate.steps.matching.given.clash import clash
from corroborate.steps.matching.given.laid import Laid
from corroborate.text.names import PLACE, same_name
from corroborate.text.normalise import fold, words_of

SAME_THING = 0.55
"""Share of the rest of the claim that a sentence must say for another name to be a rival."""
MEASURE = 40
"""Characters before a place in which a distance may stand: "30 kilometres east of"."""
DISTANCES = ("m", "km")


def name_stands(laid: Laid) -> Iterator[Inconsistency]:
    """A name that shares a word with ours and is another, a place that stands for ours."""
    reading = laid.readings[laid.best]
    others = [
        each
        for each in reading.facts.names
        if not any(same_name(each.key, ours.key) for ours in laid.names)
    ]
    for ours in laid.names:
        if _share_of_rest(ours, laid) < SAME_THING:
            continue
        told = [
            each for r in laid.readings for each in r.facts.names if same_name(ours.key, each.key)
        ]
        if not told or (ours.kind == "place" and all(_is_aside(each, laid) for each in told)):
            yield from _rival(ours, others, laid)


def _share_of_rest(ours: Name, laid: Laid) -> float:
    """The share of our words, those of the name left out, that the best sentence says."""
    own = {fold(word) for _, word in words_of(ours.text)}
    rows = [i for i, each in enumerate(laid.ours) if fold(each.text) not in own]
    if not rows:
        return 0.0
    answered, weights = laid.by_sentence[rows, laid.best], laid.weights[rows]
    return float((answered * weights).sum() / weights.sum())


def _rival(ours: Name, others: list[Name], laid: Laid) -> Iterator[Inconsistency]:
    for theirs in others:
        if ours.kind == "place" and theirs.kind == "place":
            if _are_places_of_it(ours.text, theirs.text, laid):
                yield clash(laid, "location", (ours.text, theirs.text))
                return
        elif _shares_a_word(ours, theirs):
            yield clash(laid, "name", (ours.text, theirs.text))
            return


def _shares_a_word(ours: Name, theirs: Name) -> bool:
    mine, others = set(ours.key.split()), set(theirs.key.split())
    short = len(mine) == 2 or "person" in (ours.kind, theirs.kind)
    both = len(mine) == len(others) >= 2 and short and len(mine & others) == len(mine) - 1
    return both and not ours.key.startswith(PLACE) and not theirs.key.startswith(PLACE)


def _are_places_of_it(ours: str, theirs: str, laid: Laid) -> bool:
    """Whether one thing is told to be in our place, and in theirs."""
    here = laid.readings[laid.best].text
    ours_located = _is_located(ours, laid.text, laid.our_grammar.locating)
    located = ours_located and _is_located(theirs, here, laid.their_grammar.locating)
    return located and of_one_event(laid, (ours, theirs), laid.best)


def _is_located(name: str, text: str, locating: tuple[str, ...]) -> bool:
    before = text.lower().split(name.lower())[0]
    return before.endswith(locating)


def _is_aside(name: Name, laid: Laid) -> bool:
    """Whether a place is named only to say how far off another is, or what it was moved from."""
    reading = laid.readings[laid.best]
    if name not in reading.facts.names:
        return False
    near = [
        each
        for each in reading.facts.quantities
        if each.unit in DISTANCES and 0 <= name.span.start - each.span.end <= MEASURE
    ]
    before = reading.text[: name.span.start].lower().rstrip()
    left = any(before.endswith(" " + cue) for cue in laid.their_grammar.before_values)
    return bool(near) or left
