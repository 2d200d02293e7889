"""What a command says on standard output."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from json import dumps
from typing import Any

from corroborate.errors import CorroborateError
from corroborate.faces.render.terminal import WIDEST


def emit(pieces: Iterable[str]) -> None:
    """Write as UTF-8, but as a terminal wants it; a reader gone (a closed pipe) is no error."""
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode(encoding, "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Else Python complains again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise CorroborateError(f"standard output cannot be written: {error.strerror}") from error


def emit_lines(lines: Iterable[str]) -> None:
    """Write lines, each with its end."""
    emit(f"{line}\n" for line in lines)


def emit_json(value: Any, indent: int | None = 2) -> None:
    """Write one JSON value, for people too; on one line where `indent` is None."""
    emit([dumps(value, ensure_ascii=False, indent=indent), "\n"])


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of cells as lines, every column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def page_form() -> tuple[int, bool]:
    """Columns and whether colour may be used: on a terminal that is not dumb, without NO_COLOR."""
    if not sys.stdout.isatty():
        return WIDEST, False
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return os.get_terminal_size(sys.stdout.fileno()).columns or WIDEST, not plain
