"""Lines, marks and words of a picture as SVG; words are measured without a font, on the safe side.

A picture takes its colours from the page that holds it: every part has a class, and alone it is
drawn in the one colour of the text around it.
"""

import unicodedata
from collections.abc import Iterable
from typing import Literal

from corroborate.faces.render.markup import Child, Markup, element

Kind = Literal["pro", "con", "part", "unread"]
"""What a mark stands for: a report for the claim, against it, of a part of it; a source that is
known only through others."""

WIDTH = 340
"""Units across, a CSS pixel each: what a phone of 360 pixels has left between its margins."""
RADIUS = 4.5
"""Of a mark, in units."""
LETTERS = {
    "ijI.,:;/\\|'’‘· ": 0.36,
    "lfrt-()[]!": 0.42,
    'Jcsz?"_*“”': 0.56,
    "FLkvxy": 0.62,
    "DGHNOQUwŉÐØĐŊ&#+<=>~^": 0.86,
    "Mm@%W…—ÆæŒœĦ": 1.12,
}
"""Widths of letters in ems, accents left out. Upper bounds for DejaVu Sans, the broadest of the
sans-serif fonts that browsers have, from its metrics; the browser check holds them to it."""
LATIN, OTHER = 0.73, 1.12
"""Widths of the other letters in ems: of Latin ones and digits, and of the rest (Chinese ones fill
a square)."""
BOLD = 1.15
"""How much broader bold words are at most."""


def measured(text: str, size: float, bold: bool = False) -> float:
    """Units that `text` takes at most in a sans-serif font of `size` units."""
    return sum(map(_letter, text)) * size * (BOLD if bold else 1)


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    bare = unicodedata.normalize("NFD", letter)[0]
    for letters, width in LETTERS.items():
        if bare in letters:
            return width
    return LATIN if bare.isascii() or (bare.isalpha() and bare <= "ſ") else OTHER


def fitted(text: str, width: float, size: float, bold: bool = False) -> str:
    """`text`, cut with "…" where it might be broader than `width` units."""
    if measured(text, size, bold) <= width:
        return text
    room = width - measured("…", size, bold)
    kept = 0
    while kept < len(text) and measured(text[: kept + 1], size, bold) <= room:
        kept += 1
    return text[:kept].rstrip() + "…"


def folded(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines of `width` units; what does not fit is cut with "…"."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and measured(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(fitted(line, width, size))
    if words:
        lines.append(fitted(" ".join(words), width, size))
    return tuple(lines)


def picture(key: str, title: str, told: str, height: float, parts: Iterable[Child]) -> Markup:
    """A whole picture: `key` makes its ids its own on a page, `title` and `told` are what a screen
    reader says of it."""
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", told, id=f"{key}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_="picture",
        viewBox=f"0 0 {WIDTH} {height:g}",
        width=WIDTH,
        height=height,
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        font_family="system-ui, sans-serif",
        fill="currentColor",
    )


def words(text: str, x: float, y: float, size: float, kind: str) -> Markup:
    """One line of text that begins at x on the base line y; of kind "end" it ends there."""
    return element(
        "text",
        text,
        x=x,
        y=y,
        font_size=size,
        class_=kind,
        font_weight="600" if kind == "root" else None,
        text_anchor="end" if kind == "end" else None,
    )


def line(path: str, dashed: bool = False) -> Markup:
    """Strokes along an SVG path of ours; dashed for what is not sure."""
    return element(
        "path",
        d=path,
        class_="line",
        fill="none",
        stroke="currentColor",
        stroke_width=1.2,
        stroke_dasharray="2 3" if dashed else None,
    )


def mark(kind: Kind, x: float, y: float) -> Markup:
    """A mark whose form alone tells its kind: full, crossed, half, or broken circle."""
    if kind == "con":
        near, far = RADIUS * -0.8, RADIUS * 1.6
        cross = f"M{x + near:g} {y + near:g}l{far:g} {far:g}m0 {-far:g}l{-far:g} {far:g}"
        return element(
            "path", d=cross, class_=kind, fill="none", stroke="currentColor", stroke_width=2.4
        )
    ring = element(
        "circle",
        cx=x,
        cy=y,
        r=RADIUS,
        class_=kind,
        fill="currentColor" if kind == "pro" else "none",
        stroke="currentColor",
        stroke_width=1.5,
        stroke_dasharray="2 2" if kind == "unread" else None,
    )
    if kind != "part":
        return ring
    half = f"M{x:g} {y - RADIUS:g}a{RADIUS:g} {RADIUS:g} 0 0 0 0 {2 * RADIUS:g}z"
    return Markup(ring.text + element("path", d=half, class_=f"{kind} full").text)
