"""Who and where: names in a text, and which two spellings are one."""

from corroborate.text.names.across import settle_names
from corroborate.text.names.keys import (
    PLACE,
    body_keys,
    is_variant,
    name_key,
    same_name,
    spelled_alike,
)
from corroborate.text.names.line import is_word
from corroborate.text.names.stretches import find_names, find_place_words

__all__ = [
    "PLACE",
    "body_keys",
    "find_names",
    "find_place_words",
    "is_variant",
    "is_word",
    "name_key",
    "same_name",
    "settle_names",
    "spelled_alike",
]
