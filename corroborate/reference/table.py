"""Strict reading of TOML tables into dataclasses: an unknown or missing key is an error that
helps."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from corroborate.errors import BadTable

Row = TypeVar("Row")


def load_toml(file: Traversable) -> dict[str, Any]:
    """Parse one table file; BadTable names the file where it is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadTable(f"{file.name}: {error}") from error


def read_row(row: Mapping[str, Any], kind: type[Row], where: str) -> Row:
    """Make a `kind`, a dataclass, of a table's row; lists become tuples.

    Raises:
        BadTable: a key that `kind` does not have, one that it needs and the row lacks, a value of
            another type, or a value that `kind` refuses.
    """
    dataclass_kind: Any = kind
    known = {field.name: field for field in fields(dataclass_kind)}
    for key in row:
        if key not in known:
            near = get_close_matches(key, list(known), n=1) or list(known)
            raise BadTable(f"{where}: no key {key!r}; did you mean {' or '.join(near)}?")
    for name, field in known.items():
        if name not in row and field.default is MISSING and field.default_factory is MISSING:
            raise BadTable(f"{where}: key {name!r} is missing")
    hints = get_type_hints(kind)
    values = {key: _frozen(value, hints[key], f"{where}.{key}") for key, value in row.items()}
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise BadTable(f"{where}: {error}") from error


def _frozen(value: Any, hint: Any, where: str) -> Any:
    """`value` with lists as tuples, checked against the container that the hint names."""
    wanted = get_origin(hint) or hint
    options = get_args(hint) if wanted not in (tuple, dict, Mapping) else ()
    if wanted is tuple:
        if not isinstance(value, list):
            raise BadTable(f"{where}: expected a list, not {value!r}")
        return tuple(tuple(item) if isinstance(item, list) else item for item in value)
    if isinstance(wanted, type) and wanted in (str, int, float, bool):
        if not isinstance(value, wanted) and not (wanted is float and isinstance(value, int)):
            raise BadTable(f"{where}: expected {wanted.__name__}, not {value!r}")
    elif options and str in options and not isinstance(value, str):
        raise BadTable(f"{where}: expected text, not {value!r}")
    return value
