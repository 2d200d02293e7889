"""What a service answers in JSON, read with distrust."""

import json
import re
from collections.abc import Mapping
from typing import Any

from corroborate.net.written import is_web_page, opening

_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


def read_object(content: bytes) -> Mapping[str, Any] | str:
    """The object that an answer holds, or in words what it is instead; never raises.

    Control characters and stray backslashes inside strings are forgiven: titles come as outlets
    wrote them.
    """
    text = content.decode("utf-8-sig", "replace").strip()
    if not text:
        return "is empty"
    for attempt in (text, _BAD_ESCAPE.sub(r"\\\\", text)):
        try:
            told = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return told if isinstance(told, dict) else "is JSON, but no object"
    if text.startswith(("{", "[")):
        return "breaks off, or is no JSON that can be read"
    what = "a web page" if is_web_page(content) else "text"
    return f"is {what}, not JSON: “{opening(content)}”"


def rows_of(told: Mapping[str, Any], key: str) -> tuple[Mapping[str, Any], ...]:
    """The objects in the list under `key`; none where there is no list."""
    listed = told.get(key)
    return tuple(filter(_is_object, listed)) if isinstance(listed, list) else ()


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def text_of(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""
