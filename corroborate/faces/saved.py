"""A dossier that was kept as JSON, read back."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from json import loads
from math import isfinite
from typing import IO, Any, NoReturn

from corroborate.errors import BadInput
from corroborate.faces.inputs import STDIN, whole
from corroborate.model.dossier import SCHEMA, Dossier

TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
"""What JSON Schema calls the values that JSON is read into."""
KEPT = "what `corroborate check --json` prints"


def read_dossier(source: str, stdin: IO[bytes]) -> Dossier:
    """Read the dossier at `source`, "-" for `stdin`.

    Raises:
        BadInput: no such file, or no dossier that this version can show: not JSON, or at odds with
            dossier.schema.json, or made by a version with other fields.
    """
    name = "standard input" if source == STDIN else source
    record = _json(whole(source, stdin), name)
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise BadInput(f"{name} is no dossier: pass {KEPT}")
    for place, why in _faults(record, _schema(), "the dossier"):
        raise BadInput(f"{name} is no dossier as it should be: {place} {why}; pass {KEPT}")
    try:
        return Dossier.from_dict(record)
    except KeyError as error:
        raise BadInput(
            f"{name} was made by another version: it has no {error.args[0]!r}; make it again"
        ) from error
    except (TypeError, ValueError, BadInput) as error:
        raise BadInput(f"{name} is no dossier as it should be: {error}; pass {KEPT}") from error


def _json(content: bytes, name: str) -> Any:
    try:
        return loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{name} is not JSON ({error}): pass {KEPT}") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


@cache
def _schema() -> Any:
    return loads((files("corroborate.faces") / "dossier.schema.json").read_text(encoding="utf-8"))


def _faults(value: Any, schema: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
    """Where a value breaks its schema, and how: the words of JSON Schema that ours uses."""
    schema = _followed(schema)
    if "anyOf" in schema:
        if all(any(_faults(value, each, where)) for each in schema["anyOf"]):
            yield next(_faults(value, schema["anyOf"][0], where))
        return
    if not _is_of(value, schema.get("type", list(TYPES))):
        yield where, f"is no {schema['type']}"
    elif "const" in schema and value != schema["const"]:
        yield where, f"is not {schema['const']!r}"
    elif "enum" in schema and value not in schema["enum"]:
        yield where, f"is none of {', '.join(map(str, schema['enum']))}"
    elif isinstance(value, int | float) and not _is_within(value, schema):
        yield where, "is out of bounds"
    elif isinstance(value, dict):
        yield from _faults_of_object(value, schema, where)
    elif isinstance(value, list):
        yield from _faults_of_list(value, schema, where)


def _faults_of_object(
    value: Mapping[str, Any], schema: Mapping[str, Any], where: str
) -> Iterator[tuple[str, str]]:
    for key in schema.get("required", ()):
        if key not in value:
            yield where, f"has no {key!r}"
    known = schema.get("properties", {})
    for key, each in value.items():
        inner = known.get(key, schema.get("additionalProperties", {}))
        yield from _faults(each, inner, f"{where}.{key}")


def _faults_of_list(
    value: list[Any], schema: Mapping[str, Any], where: str
) -> Iterator[tuple[str, str]]:
    fewest, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
    if not fewest <= len(value) <= most:
        yield where, f"has {len(value)} items"
    first = schema.get("prefixItems", [])
    for place, each in enumerate(value):
        inner = first[place] if place < len(first) else schema.get("items", {})
        yield from _faults(each, inner, f"{where}[{place}]")


def _followed(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        schema = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def _is_of(value: Any, types: str | list[str]) -> bool:
    named = [types] if isinstance(types, str) else types
    if isinstance(value, bool):
        return "boolean" in named
    return any(isinstance(value, TYPES[each]) for each in named)


def _is_within(value: float, schema: Mapping[str, Any]) -> bool:
    low, high = schema.get("minimum", value), schema.get("maximum", value)
    return isfinite(value) and bool(low <= value <= high)
