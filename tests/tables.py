"""Tables of cases, one TOML file each, so that a case can be added without Python."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The `[[case]]` tables of cases/<name>.toml as pytest parameters; each needs a unique `id`."""
    rows = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)), f"{name}: an id stands twice"
    return [pytest.param(row, id=row["id"]) for row in rows]


def judged_cases(name: str) -> list[Any]:
    """The same, those with a `known_wrong` expected to fail, for the reason that stands there."""
    return [_marked(row) for row in cases(name)]


def _marked(row: Any) -> Any:
    reason = row.values[0].get("known_wrong")
    if reason is None:
        return row
    mark = pytest.mark.xfail(reason=reason, raises=AssertionError)
    return pytest.param(*row.values, id=row.id, marks=mark)
