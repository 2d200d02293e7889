"""Tables are read strictly, and an error says where and what was meant."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from corroborate.errors import BadTable
from corroborate.reference.table import load_toml, read_row


@dataclass(frozen=True, slots=True)
class Ferry:
    name: str
    length_m: float
    ports: tuple[str, ...]
    cars: int = 0
    owner: str | None = None
    fares: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.cars < 0:
            raise ValueError("a ferry carries no negative number of cars")


ROW: dict[str, Any] = {"name": "Aurora", "length_m": 88.5, "ports": ["Kirkwall", "Lerwick"]}


def test_a_row_becomes_a_value_and_its_lists_tuples() -> None:
    assert read_row(ROW, Ferry, "ferries.toml") == Ferry("Aurora", 88.5, ("Kirkwall", "Lerwick"))


def test_lists_in_a_list_become_tuples_too() -> None:
    assert read_row(ROW | {"ports": [["a", "b"]]}, Ferry, "f").ports == (("a", "b"),)


def test_a_whole_number_will_do_for_a_fraction() -> None:
    assert read_row(ROW | {"length_m": 88}, Ferry, "ferries.toml").length_m == 88


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lenght_m": 3}, r"ferries\.toml: no key 'lenght_m'; did you mean length_m\?"),
        ({"ports": "Kirkwall"}, r"ferries\.toml\.ports: expected a list, not 'Kirkwall'"),
        ({"name": 7}, r"ferries\.toml\.name: expected str, not 7"),
        ({"owner": 7}, r"ferries\.toml\.owner: expected text, not 7"),
        ({"cars": "many"}, r"ferries\.toml\.cars: expected int, not 'many'"),
        ({"cars": -1}, r"ferries\.toml: a ferry carries no negative number of cars"),
    ],
    ids=["misspelt", "no list", "no text", "no text or none", "no number", "refused by the value"],
)
def test_a_wrong_row_says_where_and_what_was_expected(change: dict[str, Any], says: str) -> None:
    with pytest.raises(BadTable, match=says):
        read_row(ROW | change, Ferry, "ferries.toml")


def test_a_missing_key_is_named() -> None:
    with pytest.raises(BadTable, match="key 'ports' is missing"):
        read_row({"name": "Aurora", "length_m": 1.0}, Ferry, "ferries.toml")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(BadTable, match=r"broken\.toml"):
        load_toml(broken)
