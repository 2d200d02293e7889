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
