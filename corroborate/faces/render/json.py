"""A dossier or claims as JSON, the same bytes for the same input."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from json import dumps
from typing import Any

from corroborate.model.dossier import Dossier
from corroborate.model.facts import Claim
from corroborate.model.text import Document

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of a character: JSON can write them, UTF-8 cannot. One for one, so that spans hold."""
INDENT = 2


def json(dossier: Dossier) -> Iterator[str]:
    """What dossier.schema.json describes, indented by two spaces, in the schema's own order.

    In pieces, each claim and report by itself: joined they are the JSON of `Dossier.to_dict`, but
    of a long text with many reports that would take many times the memory of the dossier.
    """
    bare = replace(dossier, findings=(), reports=())
    one = Dossier(Document(""), dossier.as_of, (), ())
    whole = {
        "claims": (replace(one, findings=(each,)) for each in dossier.findings),
        "reports": (replace(one, reports=(each,)) for each in dossier.reports),
    }
    before = "{\n"
    for key, value in bare.to_dict().items():
        yield f"{before}{' ' * INDENT}{dumps(key)}: "
        before = ",\n"
        if key in whole:
            yield from _list(each.to_dict()[key][0] for each in whole[key])
        else:
            yield _written(value, INDENT)
    yield "\n}\n"


def json_claims(claims: Iterable[Claim]) -> str:
    """A list of `Claim.to_dict`."""
    return _written([claim.to_dict() for claim in claims], 0) + "\n"


def _list(values: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    """A list that is the value of a key, item by item."""
    before = "[\n"
    for value in values:
        yield f"{before}{' ' * 2 * INDENT}{_written(value, 2 * INDENT)}"
        before = ",\n"
    yield "[]" if before == "[\n" else f"\n{' ' * INDENT}]"


def _written(value: Any, columns: int) -> str:
    """A value whose lines after the first begin `columns` further in. No text holds a line break
    as such: JSON escapes it."""
    text = dumps(value, ensure_ascii=False, indent=INDENT, allow_nan=False)
    kept = _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return kept.replace("\n", "\n" + " " * columns) if columns else kept
