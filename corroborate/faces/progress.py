"""What runs at the moment, said on stderr, and only once it has taken a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from types import TracebackType
from typing import Self, TextIO

TERMINAL_AFTER_S = 0.5
"""On a terminal: what is over sooner is no wait (the interfaces ask for progress from here on)."""
TERMINAL_EVERY_S = 0.1
LOG_AFTER_S = 5.0
"""Elsewhere: a log is read later, and needs a line only where something might seem to hang."""
LINE_WIDTH = 79


@dataclass(frozen=True, slots=True)
class Stage:
    """A step by name, with how much of it is done; `total` 0 where that is not known."""

    step: str
    done: int = 0
    total: int = 0

    def told(self, elapsed_s: float) -> str:
        """Such as "matching 40 of 112, 6 s"."""
        part = f" {self.done} of {self.total}" if self.total > 1 else ""
        return f"{self.step}{part}, {elapsed_s:.0f} s"[:LINE_WIDTH]


class Progress:
    """While it is open, a thread shows the stage last told; what was drawn is wiped at the end."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._on_terminal = stream.isatty()
        self._started = clock()
        self._stage = Stage("reading")
        self._drawn = ""
        self._last_said = self._started
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note that `done` of `total` of a step is done."""
        self._stage = Stage(step, done, total)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()
        if self._drawn:
            self._stream.write("\r" + " " * len(self._drawn) + "\r")
            self._stream.flush()

    def _run(self) -> None:
        while not self._over.wait(TERMINAL_EVERY_S):
            self.show()

    def show(self) -> None:
        """Write what is due at this moment, if anything is."""
        now = self._clock()
        text = self._stage.told(now - self._started)
        if self._on_terminal and now - self._started >= TERMINAL_AFTER_S:
            if text != self._drawn:
                self._stream.write("\r" + text.ljust(len(self._drawn)))
                self._drawn = text
                self._stream.flush()
        elif not self._on_terminal and now - self._last_said >= LOG_AFTER_S:
            self._last_said = now
            self._stream.write(f"corroborate: {text}\n")
            self._stream.flush()
