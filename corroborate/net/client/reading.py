"""The body of an answer, read with bounds: what comes over the wire, and what it unfolds to."""

import zlib
from collections.abc import AsyncIterable
from dataclasses import dataclass

from corroborate.errors import FetchFailed

STEP_BYTES = 256 * 1024
"""Unfolded at once, so that a bomb is noticed that soon after it passes the limit."""

GZIP = b"\x1f\x8b\x08"
"""How gzip begins: RFC 1952, with the one method of compression there is."""
MOST_MEMBERS = 1_000
"""Of one gzip stream: tools that cut a file make members of 64 KB, and each costs a copy."""

AS_IT_IS, IN_GZIP = ("", "identity", "none", "binary", "utf-8"), ("gzip", "x-gzip")
"""Names of Content-Encoding: three that are none are common, and all read over them."""
_EITHER_HEADER = zlib.MAX_WBITS | 32
"""Has zlib take both gzip and its own format."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most bytes of a body, on the wire and unfolded; `cut` takes the beginning of a longer
    one, otherwise it is refused."""

    raw: int
    decoded: int
    cut: bool = False


class Folded:
    """A gzip stream of one or more members, unfolded piece by piece to at most `most` bytes."""

    def __init__(self, most: int) -> None:
        self.content = bytearray()
        self._most = most
        self._member: zlib._Decompress | None = None
        self._members = 0

    @property
    def is_whole(self) -> bool:
        """Whether no member has begun and not come to its end."""
        return self._member is None or self._member.eof

    def feed(self, piece: bytes) -> bool:
        """Unfold the next piece; False where there is more in it than `most`.

        Raises:
            zlib.error: it is no gzip, or made to take long.
        """
        while piece:
            if self._member is None or self._member.eof:
                if self._members and not GZIP.startswith(piece[: len(GZIP)]):
                    return True  # padding, as some servers put behind
                self._member = self._next_member()
            self.content += self._member.decompress(piece, STEP_BYTES)
            if len(self.content) > self._most:
                del self.content[self._most :]
                return False
            piece = self._member.unconsumed_tail or self._member.unused_data
        return True

    def _next_member(self) -> "zlib._Decompress":
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise zlib.error(f"more than {MOST_MEMBERS} members")
        return zlib.decompressobj(_EITHER_HEADER)


class Plain:
    """A body that is as it comes, up to `most` bytes; the same to its reader as one in gzip."""

    is_whole = True

    def __init__(self, most: int) -> None:
        self.content = bytearray()
        self._most = most

    def feed(self, piece: bytes) -> bool:
        self.content += piece
        if len(self.content) > self._most:
            del self.content[self._most :]
            return False
        return True


async def read_body(url: str, pieces: AsyncIterable[bytes], encoding: str, bounds: Bounds) -> bytes:
    """All of a body, or with `bounds.cut` its beginning; `encoding` is its Content-Encoding.

    A file that is itself gzip, as many sitemaps are, is unfolded like one that travels so.

    Raises:
        FetchFailed: too large, ended early, or neither plain nor gzip.
    """
    name = encoding.strip().lower()
    if name not in (*AS_IT_IS, *IN_GZIP):
        told = f"came in the encoding {encoding[:40]!r}, which was not asked for"
        raise FetchFailed(url, "refused", told)
    body = Folded(bounds.decoded) if name in IN_GZIP else Plain(bounds.decoded)
    try:
        fits = await _fits(pieces, body, bounds.raw)
        if fits and isinstance(body, Plain) and body.content.startswith(GZIP):
            body, fits = _unfolded(body.content, bounds.decoded)
    except zlib.error as error:
        raise FetchFailed(url, "network", f"broken gzip: {error}") from error
    if not (fits or bounds.cut):
        limits = f"{bounds.raw:,} bytes, {bounds.decoded:,} unfolded"
        raise FetchFailed(url, "too-large", f"larger than the settings allow ({limits})")
    if fits and not body.is_whole:
        raise FetchFailed(url, "network", "its gzip ended early")
    return bytes(body.content)


async def _fits(pieces: AsyncIterable[bytes], body: Plain | Folded, most_raw: int) -> bool:
    """Feed a body all its pieces; False, and the rest unread, once one bound is passed."""
    left = most_raw
    async for piece in pieces:
        if not body.feed(piece[:left]) or len(piece) > left:
            return False
        left -= len(piece)
    return True


def _unfolded(file: bytearray, most: int) -> tuple[Folded, bool]:
    body = Folded(most)
    slices = (bytes(file[at : at + STEP_BYTES]) for at in range(0, len(file), STEP_BYTES))
    return body, all(body.feed(piece) for piece in slices)
