"""HTML and SVG put together so that a text of others can never become markup."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

VOID = frozenset({"meta", "link"})
"""Elements that HTML writes without an end."""


@dataclass(frozen=True, slots=True)
class Markup:
    """Text that is HTML or SVG already; a plain string beside it is escaped."""

    text: str


NOTHING = Markup("")
Child = str | Markup | None


def element(name: str, /, *children: Child, **attributes: str | float | None) -> Markup:
    """One element with what it holds; strings are escaped, None is left out.

    Attributes are written in the order given: a trailing underscore is dropped ("class_"), others
    become hyphens ("aria_label"), numbers have at most one decimal. `name` and the names of
    attributes are ours, never a text of others.
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    if name in VOID:
        return Markup(start)
    return Markup(f"{start}{joined(children).text}</{name}>")


def joined(children: Iterable[Child]) -> Markup:
    return Markup("".join(map(_written, children)))


def _written(child: Child) -> str:
    if child is None:
        return ""
    return child.text if isinstance(child, Markup) else escape(child)


def _attribute(key: str, value: str | float | None) -> str:
    if value is None:
        return ""
    shown = value if isinstance(value, str) else f"{round(value, 1):g}"
    return f' {key.rstrip("_").replace("_", "-")}="{escape(shown)}"'
