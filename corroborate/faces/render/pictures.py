"""The forest and the timeline of a claim as pictures: SVG, the same bytes for the same claim."""

from collections.abc import Iterator, Sequence
from datetime import date

from corroborate.faces.render.drawing import (
    RADIUS,
    WIDTH,
    Kind,
    fitted,
    folded,
    line,
    mark,
    measured,
    picture,
    words,
)
from corroborate.faces.render.forest import Tree, Twig
from corroborate.faces.render.markup import Markup
from corroborate.faces.render.timeline import Telling
from corroborate.faces.render.words import day
from corroborate.model.verdict import Stance
from corroborate.text.harmless import count

DRAWN = 24
"""Reports drawn of one tree or timeline, the first of them: more make no better picture."""
TREES = 12
"""Trees drawn of one forest, likewise."""
LARGE, SMALL = 13.0, 11.0
"""Sizes of names and of what is said of them, in units."""
STEP = 18.0
"""Units that a level of a tree stands in from the one above."""
ROW, REST = 20.0, 15.0
"""Units from one base line to the next: of names, and of what is said of them."""
TOP = 6.0
DAY = 92.0
"""Where the line of a timeline stands: right of the longest name of a day."""
GAP_DAYS = 3
"""Days without a report from which a timeline says how many, and breaks its line."""
STANCES: dict[Stance, Kind] = {"support": "pro", "contradict": "con", "partial": "part"}
SAYS: dict[Stance, str] = {
    "support": "for it",
    "contradict": "against it",
    "partial": "a part of it",
}


def forest_svg(forest: Sequence[Tree], key: str) -> Markup:
    """Who leans on whom, from each root down; `key` is unlike that of other pictures on a page."""
    parts: list[Markup] = []
    y = TOP
    for place, tree in enumerate(forest[:TREES]):
        if place == 0 or forest[place - 1].side != tree.side:
            parts.append(words(_SIDES[tree.side], 0, y + SMALL, SMALL, "side"))
            y += ROW
        drawn = tree.twigs[: DRAWN + 1]
        for part, height in _branches(tree, drawn, y):
            parts.append(part)
            y += height
        left = len(tree.twigs) - len(drawn)
        if left:
            parts.append(
                words(f"and {count(left, 'more report')}", STEP, y + SMALL, SMALL, "under")
            )
            y += ROW
        y += ROW / 2
    if len(forest) > TREES:
        more = f"and {count(len(forest) - TREES, 'more origin')}"
        parts.append(words(more, 0, y + SMALL, SMALL, "under"))
        y += ROW
    return picture(key, "Who leans on whom", forest_in_words(forest), y, parts)


_SIDES = {"For": "FOR IT", "Against": "AGAINST IT"}


def forest_in_words(forest: Sequence[Tree]) -> str:
    """What the picture of a forest shows, for who does not see it."""
    trees = [
        f"{tree.side}: {tree.twigs[0].told}; {count(len(tree.twigs) - 1, 'other')} below it"
        + "".join(f"; {twig.told}" for twig in tree.twigs[1 : DRAWN + 1])
        for tree in forest[:TREES]
    ]
    return f"{count(len(forest), 'origin')}. {'. '.join(trees)}."


def _branches(tree: Tree, twigs: Sequence[Twig], top: float) -> Iterator[tuple[Markup, float]]:
    """The parts of a tree, each with the height that it takes; lines first, under the marks."""
    places: list[float] = []
    y = top
    for twig in twigs:
        places.append(y + LARGE - RADIUS)
        y += _height(twig)
    above: dict[int, float] = {}
    for twig, place in zip(twigs, places, strict=True):
        level = len(twig.rails)
        if level:
            x = (level - 1) * STEP + RADIUS + 1
            yield line(f"M{x:g} {above[level - 1]:g}V{place:g}h{STEP - RADIUS:g}", _loose(twig)), 0
        above[level] = place + RADIUS
    for twig, place in zip(twigs, places, strict=True):
        yield _node(twig, place, tree), _height(twig)


def _loose(twig: Twig) -> bool:
    """Whether a part of the report is its own."""
    return twig.copied is not None and twig.copied < 1


def _said(twig: Twig) -> tuple[str, ...]:
    """What stands under the name of a node, line by line."""
    text = twig.how if twig.rails else twig.known
    return folded(text, WIDTH - _left(twig), SMALL, 2) if text else ()


def _left(twig: Twig) -> float:
    return len(twig.rails) * STEP + 2 * RADIUS + 8


def _height(twig: Twig) -> float:
    return ROW + REST * len(_said(twig)) + 2


def _node(twig: Twig, y: float, tree: Tree) -> Markup:
    left, base = _left(twig), y + RADIUS
    kind: Kind = "unread" if not twig.report else "pro" if tree.side == "For" else "con"
    when = _short(twig.when)
    room = WIDTH - left - (measured(when, SMALL) + 8 if when else 0)
    root = not twig.rails
    parts = [
        mark(kind, len(twig.rails) * STEP + RADIUS + 1, y),
        words(fitted(twig.name, room, LARGE, root), left, base, LARGE, "root" if root else "name"),
    ]
    if when:
        parts.append(words(when, WIDTH, base, SMALL, "end"))
    for number, text in enumerate(_said(twig), start=1):
        parts.append(words(text, left, base + REST * number, SMALL, "under"))
    return Markup("".join(part.text for part in parts))


def _short(when: str) -> str:
    """A day without its year, as there is little room; the description has it whole."""
    return when.rpartition(" ")[0] if when[-4:].isdigit() else when


def timeline_svg(tellings: Sequence[Telling], key: str) -> Markup:
    """The reports of a claim from the first down to the last, by day."""
    drawn = tellings[:DRAWN]
    parts: list[Markup] = []
    one_year = len({each.day.year for each in drawn if each.day}) <= 1
    y, before = TOP, None
    for telling in drawn:
        is_new = telling is drawn[0] or telling.day != before
        if is_new:
            gap = _gap(before, telling.day)
            if gap:
                parts.append(line(f"M{DAY:g} {y - 4:g}v{ROW:g}", dashed=True))
                parts.append(words(gap, DAY + 14, y + SMALL - 2, SMALL, "under"))
                y += ROW
            elif telling is not drawn[0]:
                y += 8
        if is_new:
            when = fitted(_when(telling.day, one_year), DAY - 14, SMALL)
            parts.append(words(when, DAY - 14, y + LARGE, SMALL, "end"))
        parts.extend(_telling(telling, y))
        y, before = y + ROW, telling.day
    left = len(tellings) - len(drawn)
    if left:
        parts.append(
            words(f"and {count(left, 'later report')}", DAY + 14, y + SMALL, SMALL, "under")
        )
        y += ROW
    return picture(key, "When it was told", timeline_in_words(tellings), y + TOP, parts)


def timeline_in_words(tellings: Sequence[Telling]) -> str:
    """What the picture of a timeline shows, for who does not see it."""
    told = [
        f"{day(each.day) if each.day else 'undated'}, {each.outlet}, {SAYS[each.stance]}"
        for each in tellings[:DRAWN]
    ]
    return f"{count(len(tellings), 'report')}. {'; '.join(told)}."


def _gap(before: date | None, now: date | None) -> str:
    """Words for the days between two, where there are enough of them."""
    if before is None or now is None or (now - before).days <= GAP_DAYS:
        return ""
    return f"{(now - before).days} days later"


def _when(moment: date | None, one_year: bool) -> str:
    if moment is None:
        return "undated"
    return _short(day(moment)) if one_year else f"{moment.day} {moment:%b} {moment.year}"


def _telling(telling: Telling, y: float) -> Iterator[Markup]:
    base = y + LARGE
    yield line(f"M{DAY:g} {y:g}v{ROW:g}")
    yield mark(STANCES[telling.stance], DAY, base - RADIUS)
    room = WIDTH - DAY - 14 - (measured(telling.time, SMALL) + 6 if telling.time else 0)
    first = telling.first_hand
    name = fitted(telling.outlet, room, LARGE, first)
    yield words(name, DAY + 14, base, LARGE, "root" if first else "name")
    if telling.time:
        yield words(telling.time, WIDTH, base, SMALL, "end")
