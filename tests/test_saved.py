import json
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from dossiers import DOSSIER
from hypothesis import given
from hypothesis import strategies as st
from strategies import dossiers

from corroborate.errors import BadInput
from corroborate.faces.cli import cli
from corroborate.faces.saved import read_dossier
from corroborate.model.dossier import Dossier

RECORD = json.loads(json.dumps(DOSSIER.to_dict()))


def explained(record: object, *claims: str) -> Result:
    return CliRunner().invoke(
        cli, ["explain", "-", *(claims or ["c1"])], input=json.dumps(record).encode()
    )


def read(content: bytes) -> Dossier:
    return read_dossier("-", BytesIO(content))


def spoilt(path: str, value: Any) -> Any:
    """The record with another value at "claims.0.span"; None takes it away."""
    record = deepcopy(RECORD)
    *way, last = [int(each) if each.isdigit() else each for each in path.split(".")]
    place = record
    for each in way:
        place = place[each]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return record


@given(dossiers)
def test_what_json_wrote_is_read_back_the_same(dossier: Dossier) -> None:
    written = json.dumps(dossier.to_dict())
    assert read(written.encode()).to_dict() == json.loads(written)


def test_a_claim_is_named_by_its_id_or_its_number_and_several_may_be() -> None:
    by_id = explained(RECORD, "c1")
    assert by_id.exit_code == 0
    assert "The sum, in bits" in by_id.stdout
    assert explained(RECORD, "1").stdout == by_id.stdout
    both = explained(RECORD, "1", "c2").stdout
    assert both == f"{by_id.stdout}\n{explained(RECORD, 'c2').stdout}"


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    path.write_text(json.dumps(RECORD), encoding="utf-8")
    assert (
        CliRunner().invoke(cli, ["explain", str(path), "3"]).stdout == explained(RECORD, "3").stdout
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"words", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b'{"schema": NaN}', "NaN is no number"),
        (b"[]", "is no dossier"),
        (b'{"schema": "another/1"}', "is no dossier"),
    ],
)
def test_what_is_no_dossier_is_told_in_one_line(content: bytes, words: str) -> None:
    result = CliRunner().invoke(cli, ["explain", "-", "c1"], input=content)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert words in line
    assert "standard input" in line


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("claims", None, "has no 'claims'"),
        ("claims.0.span", [1], "claims[0].span has 1 items"),
        ("claims.0.span", [5, 2], "a span needs"),
        ("claims.0.verdict", "true", "verdict is none of corroborated"),
        ("claims.0.text", 7, "text is no string"),
        ("claims.0.confidence", 1.5, "confidence"),
        ("claims.0.sum.cap", 1.5, "sum.cap is out of bounds"),
        ("claims.0.sum.parts.0.bits", True, "parts[0].bits is no number"),
        ("claims.0.origins.0.weights", [], "one weight a report"),
        ("claims.0.effective_support", None, "another version: it has no 'effective_support'"),
        ("claims.0.stances.a1", "maybe", "stances.a1 is none of"),
        ("reports.0.published", 3, "published is no"),
        ("as_of", "yesterday", "yesterday"),
    ],
)
def test_a_dossier_at_odds_with_the_schema_is_refused_with_its_place(
    path: str, value: Any, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(json.dumps(spoilt(path, value)).encode())
    assert words in str(caught.value)


def leaves(value: Any, path: str = "") -> list[str]:
    """The paths of all values within one."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, each in inner:
        here = f"{path}.{key}".lstrip(".")
        found.append(here)
        if isinstance(each, dict | list):
            found += leaves(each, here)
    return found


@given(
    st.sampled_from([each for each in leaves(RECORD) if "stances" not in each]),
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.just([]) | st.just({}),
)
def test_whatever_is_wrong_in_a_dossier_is_one_line_and_no_traceback(path: str, value: Any) -> None:
    result = explained(spoilt(path, value))
    assert result.exit_code in (0, 2), result.output
    if result.exit_code == 2:
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("claim", ["c9", "0", "4", "-1", "x", "9" * 5000, ""])
def test_a_claim_that_is_not_there_is_one_line_with_those_that_are(claim: str) -> None:
    result = explained(RECORD, "--", claim)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "it has c1 to c3" in result.stderr
