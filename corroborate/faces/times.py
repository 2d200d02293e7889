"""Lengths of time as people write them: "90m", "48h", "7d"."""

import re
from datetime import timedelta

from corroborate.errors import BadInput

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d+)?)\s*([mhdw])")


def length_of(text: str, where: str) -> timedelta:
    """The length of time that a text gives.

    Raises:
        BadInput: it is none above zero; `where` is what the message calls it.
    """
    match = _LENGTH.fullmatch(text.strip().lower())
    length = timedelta(**{_UNITS[match[2]]: float(match[1])}) if match else timedelta(0)
    if length <= timedelta(0):
        raise BadInput(f"{where}: {text!r} is no length of time; write it as 90m, 48h or 7d")
    return length


def days_of(text: str | None, where: str) -> int | None:
    """A length of time in whole days, at least one; None for none."""
    if text is None:
        return None
    return max(1, -(-length_of(text, where) // timedelta(days=1)))
