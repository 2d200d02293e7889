"""Texts of others made fit to show: one line, nothing that acts on a terminal, not too long."""

import re

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Any run of white space, but for the two spaces that French sets before its punctuation."""
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What can move a terminal's cursor, turn the order of its letters or hide text from the reader,
and what XML cannot hold."""
_PICTURES = 0x2400
"""Where Unicode keeps a visible picture of each of the 32 first control characters."""


def plain(text: str) -> str:
    """`text` on one line; what could act on a terminal is made visible or dropped."""
    return harmless(text).strip()


def harmless(text: str) -> str:
    """As `plain`, for a piece of a line: a space that it begins or ends with stays."""
    return _UNSAFE.sub(_visible, _SPACES.sub(" ", text))


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    if code <= 0x9F or 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return ""


def shortened(text: str, width: int) -> str:
    """`text` in at most `width` characters, cut between words where one ends near."""
    if len(text) <= width:
        return text
    kept = text[: width - 1]
    head, _, _ = kept.rpartition(" ")
    return (head if len(head) > width // 2 else kept).rstrip(" ,;:") + "…"


def count(number: int, noun: str) -> str:
    """The number with its noun: "1 origin", "2 origins", "2 inconsistencies"."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"
