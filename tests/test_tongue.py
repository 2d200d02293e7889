import tomllib
from pathlib import Path
from typing import Any

import pytest

from corroborate.engine import Engine
from corroborate.reader import Reader
from corroborate.reference.language import known_languages
from corroborate.text.normalise import words_of
from corroborate.text.tongue import likely_language

CODES = known_languages()
ENOUGH = 6
"""Words from which nearly every text of the tables of cases tells its language."""
TOLD = 0.98
"""How many of them do; the rest are headlines in title case and rows of units."""
TABLES = ("quantities", "dates", "attribution", "checkable", "clauses")


def texts(code: str) -> list[str]:
    """The texts of the tables of cases that are written in one language."""
    found: list[str] = []
    for name in TABLES:
        file = Path(__file__).parent / "cases" / f"{name}_{code}.toml"
        rows: list[Any] = tomllib.loads(file.read_text("utf-8"))["case"] if file.exists() else []
        found.extend(row.get("text") or row["sentence"] for row in rows)
    return found


@pytest.fixture(scope="module")
def reader(engine: Engine) -> Reader:
    return engine._reader


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("La dette atteint 3 milliards d'euros.", "fr"),
        ("King is eliminating jobs.", "en"),
        ("Photosynthesis produces oxygen.", "en"),
        ("Die Schulden steigen auf 3 Milliarden Euro.", "de"),
        ("Nordbank streicht jede zehnte Stelle.", "de"),
        ("Il governo ha approvato la legge di bilancio ieri sera.", None),
        ("Oslo 2019", None),
        ("", None),
    ],
)
def test_a_short_text_is_told_by_its_words_or_not_at_all(text: str, want: str | None) -> None:
    assert likely_language(text, CODES) == want


def test_a_word_that_german_writes_with_a_capital_is_none_without_it() -> None:
    assert likely_language("last summer", ("de", "en")) == "en"


@pytest.mark.parametrize("code", CODES)
def test_a_case_of_one_language_is_taken_for_no_other(reader: Reader, code: str) -> None:
    long = [text for text in texts(code) if len(words_of(text)) >= ENOUGH]
    guesses = [reader.guess(text) for text in long]
    wrong = [each for each in zip(long, guesses, strict=True) if each[1] not in (code, None)]
    assert wrong == []
    assert guesses.count(code) >= TOLD * len(long)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_no_text_of_another_language_turns_german_however_short(reader: Reader, code: str) -> None:
    german = [text for text in texts(code) if reader.guess(text) == "de"]
    assert german == []
