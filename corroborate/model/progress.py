"""How far a piece of work is, told to whoever asks for it."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is."""


def silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""
