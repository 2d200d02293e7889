"""One outlet's section of a settings file, changed in the text itself, so that all else that its
owner wrote stays as it is: comments, order, blank lines."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import dumps
from typing import Any

_STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|(?P<comment>#[^\n]*)",
    re.DOTALL,
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    """One piece of TOML that stands by itself, with its line ends: a head, a setting, or lines
    that say nothing.

    `path` is the head's or the setting's name in parts, () for lines that say nothing.
    """

    text: str
    path: tuple[str, ...]
    is_head: bool = False


def with_section(text: str, outlet: str, values: Mapping[str, Value]) -> str:
    """The text with these settings in [outlets.ID], which comes last where it is new."""
    statements = list(_statements(text))
    start, end = _bounds(statements, outlet)
    if start == end:
        lines = [f"[outlets.{outlet}]\n", *(_line(*pair) for pair in values.items())]
        return _ended(text) + ("\n" if text.strip() else "") + "".join(lines)
    for name, value in values.items():
        own = [at for at in range(start + 1, end) if statements[at].path == (name,)]
        if own:
            statements[own[0]] = _replaced(statements[own[0]], name, value)
        else:
            statements[end - 1] = _before(statements[end - 1])
            statements.insert(end, _Statement(_line(name, value), (name,)))
            end += 1
    return "".join(each.text for each in statements)


def without_section(text: str, outlet: str) -> str:
    """The text without [outlets.ID] and the settings and comments in it."""
    statements = list(_statements(text))
    start, end = _bounds(statements, outlet)
    if start > 0 and _is_blank(statements[start - 1]) and _is_blank(*statements[end : end + 1]):
        start -= 1
    kept = statements[:start] + statements[end:]
    return "".join(each.text for each in kept)


def _is_blank(*lines: _Statement) -> bool:
    """Whether these lines are blank, or there are none."""
    return not any(each.text.strip() for each in lines)


def _bounds(statements: Sequence[_Statement], outlet: str) -> tuple[int, int]:
    """Where a section begins and where its last setting ends; two equal numbers where none is.

    Lines behind that, up to the next head, are taken to belong to what follows.
    """
    path = ("outlets", outlet)
    heads = [at for at, each in enumerate(statements) if each.is_head]
    start = next((at for at in heads if statements[at].path == path), len(statements))
    after = next((at for at in heads if at > start), len(statements))
    own = [at for at in range(start, after) if statements[at].path]
    return (start, own[-1] + 1) if own else (start, start)


def _statements(text: str) -> Iterator[_Statement]:
    """A valid text in its smallest pieces that are TOML by themselves, in order."""
    piece = ""
    for line in _LINE.findall(text):
        piece += line
        try:
            table = tomllib.loads(piece.removeprefix("\ufeff"))
        except ValueError:
            continue
        is_head = piece.lstrip("\ufeff \t").startswith("[")
        yield _Statement(piece, tuple(_path(table, is_head)), is_head)
        piece = ""
    if piece:
        yield _Statement(piece, ())


def _path(table: Mapping[str, Any], is_head: bool) -> Iterator[str]:
    """The name of the one setting or head in a table, part by part."""
    inner: Any = table
    while isinstance(inner, Mapping) and inner:
        name, inner = next(iter(inner.items()))
        yield name
        if not is_head:
            return


def _replaced(old: _Statement, name: str, value: Value) -> _Statement:
    """The setting with another value, and with the comments that stood in it."""
    comments = [found["comment"] for found in _STRING_OR_COMMENT.finditer(old.text)]
    comments = [each.rstrip() for each in comments if each]
    line = _line(name, value)
    if len(comments) == 1 and old.text.rstrip().endswith(comments[0]):
        return _Statement(f"{line.rstrip()}  {comments[0]}\n", old.path)
    return _Statement("".join(f"{each}\n" for each in comments) + line, old.path)


def _before(last: _Statement) -> _Statement:
    return _Statement(_ended(last.text), last.path, last.is_head)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _line(name: str, value: Value) -> str:
    """A setting as TOML; a JSON string is a TOML string."""
    written = dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return f"{name} = {written}\n"
