"""A dossier or claims as JSON, the same bytes for the same input."""

import re
from collections.abc import Iterable
from json import dumps
from typing import Any

from corroborate.model.dossier import Dossier
from corroborate.model.facts import Claim

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of a character: JSON can write them, UTF-8 cannot. One for one, so that spans hold."""


def json(dossier: Dossier) -> str:
    """What dossier.schema.json describes, indented by two spaces, in the schema's own order."""
    return _written(dossier.to_dict())


def json_claims(claims: Iterable[Claim]) -> str:
    """A list of `Claim.to_dict`."""
    return _written([claim.to_dict() for claim in claims])


def _written(value: Any) -> str:
    text = dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text) + "\n"
