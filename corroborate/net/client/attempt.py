"""How handing a message over went, in the terms of whoever decides whether to try again."""

from dataclasses import dataclass
from typing import Literal

State = Literal["sent", "later", "down", "broken", "refused"]
"""It was taken; this one may be taken later; so may any, as nobody takes one just now; none will
be until somebody puts the settings or the server right; this one never will be."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt; `why` in words, "" where all is well, and `wait_s` for how long the other side
    asked to be left alone."""

    state: State
    why: str = ""
    wait_s: float = 0.0
