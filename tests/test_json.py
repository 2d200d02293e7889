from dataclasses import replace
from importlib.resources import files
from json import dumps, loads
from typing import Any

from dossiers import CALM, DISPUTED, DOSSIER, REPORTS
from hypothesis import given
from jsonschema import Draft202012Validator
from strategies import dossiers

from corroborate.faces.render.json import json as json_pieces
from corroborate.model.dossier import Dossier

SCHEMA = loads((files("corroborate.faces") / "dossier.schema.json").read_text(encoding="utf-8"))


def json(dossier: Dossier) -> str:
    return "".join(json_pieces(dossier))


def test_json_is_valid_against_the_schema_and_reads_back() -> None:
    for dossier in (DOSSIER, CALM):
        record = loads(json(dossier))
        Draft202012Validator(SCHEMA).validate(record)
        assert Dossier.from_dict(record).to_dict() == record


def test_the_schema_is_one_and_describes_every_field_that_is_written() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert not undescribed(DOSSIER.to_dict(), SCHEMA, "dossier")


def undescribed(value: object, schema: dict[str, Any], where: str) -> list[str]:
    """The paths of fields in `value` that the schema has no property for."""
    while "$ref" in schema or "anyOf" in schema:
        schema = schema["anyOf"][0] if "anyOf" in schema else schema
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, list) and "items" in schema:
        return [path for each in value for path in undescribed(each, schema["items"], where)]
    if not isinstance(value, dict) or "additionalProperties" in schema:
        return []
    known = schema.get("properties", {})
    missing = [f"{where}.{key}" for key in value if key not in known]
    within = [key for key in value if key in known]
    return missing + [
        path for key in within for path in undescribed(value[key], known[key], f"{where}.{key}")
    ]


REQUIRED = {
    "claim": "id text span lang verdict confidence independent_support independent_contradict "
    "stances origins inconsistencies assertions",
    "assertion": "id text span checkable verdict confidence evidence",
    "evidence": "report stance score quote span inconsistencies",
    "inconsistency": "kind claim_value report_value severity explanation",
    "dependency": "from to kind probability why",
    "origin": "reports",
    "report": "id outlet url lang published",
}


def test_the_schema_still_requires_what_others_rely_on() -> None:
    assert {"schema", "as_of", "claims", "reports"} <= set(SCHEMA["required"])
    for name, fields in REQUIRED.items():
        assert set(fields.split()) <= set(SCHEMA["$defs"][name]["required"])


def test_json_is_utf_8_with_accents_as_they_are_and_the_same_each_time() -> None:
    assert "préfecture" in json(DOSSIER)
    assert json(DOSSIER) == json(Dossier.from_dict(loads(json(DOSSIER))))


def test_json_holds_half_a_character_as_one_replacement() -> None:
    text = json(replace(DOSSIER, notices=("cut \ud83d here",)))
    assert loads(text.encode())["notices"] == ["cut \N{REPLACEMENT CHARACTER} here"]


@given(dossiers)
def test_json_in_pieces_is_the_json_of_the_whole(dossier: Dossier) -> None:
    whole = dumps(dossier.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)
    assert json(dossier) == whole + "\n"


def test_no_piece_of_json_holds_more_than_one_claim_or_report() -> None:
    many = replace(DOSSIER, findings=(DISPUTED,) * 50, reports=REPORTS * 50)
    pieces = list(json_pieces(many))
    assert max(map(len, pieces)) < 1.5 * len(dumps(DISPUTED.to_dict(), indent=8))
