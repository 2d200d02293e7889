"""One thing that was looked at, and how many of them read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

State = Literal["ok", "off", "attention", "unreachable"]
"""All well; not in use, which is no fault; to be seen to; not to be reached from here."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was found of one subject, and what to do about it where something is to be done."""

    subject: str
    state: State
    said: str
    advice: str = ""

    def to_dict(self) -> dict[str, str | None]:
        return {
            "subject": self.subject,
            "state": self.state,
            "said": self.said,
            "advice": self.advice or None,
        }


def exit_status(points: Iterable[Point]) -> int:
    """3 where the network cannot be reached, else 1 where something is to be seen to, else 0."""
    states = {each.state for each in points}
    return 3 if "unreachable" in states else 1 if "attention" in states else 0


def size(number: float) -> str:
    """Bytes for people."""
    for unit in ("bytes", "KB", "MB", "GB"):
        if number < 1_000 or unit == "GB":
            break
        number /= 1_000
    return f"{number:.0f} {unit}" if unit == "bytes" or number >= 10 else f"{number:.1f} {unit}"


def existing(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    return next(each for each in (path, *path.parents) if each.exists() or not each.name)
