"""Names across a text: an acronym that it explains, a surname that is also a place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.model.facts import Name, Reading
from corroborate.reference.language import load_language
from corroborate.text.names.acronyms import find_acronyms
from corroborate.text.names.keys import PLACE, name_key
from corroborate.text.normalise import fold


def settle_names(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings in which a name that the text explains elsewhere means what is said there.

    An acronym and the long name that it stands behind once have one key, with the words of both. A
    surname that is also a place's name is the person's where the text gives it with a given name
    and does not say where something is.
    """
    keys = _explained(readings)
    surnames = _surnames(readings)
    if not keys and not surnames:
        return tuple(readings)
    return tuple(
        replace(
            reading,
            facts=replace(
                reading.facts,
                names=tuple(
                    _settled(each, reading, keys, surnames) for each in reading.facts.names
                ),
            ),
        )
        for reading in readings
    )


def _explained(readings: Sequence[Reading]) -> Mapping[str, str]:
    """The keys of acronyms and of their long names, each with the key of both together."""
    found: dict[str, str] = {}
    for reading in readings:
        for each in find_acronyms(reading.text):
            long, short = (
                name_key(each.long.of(reading.text)),
                name_key(each.short.of(reading.text)),
            )
            both = " ".join(sorted({*long.split(), *short.split()}))
            found[long] = found[short] = both
    return found


def _surnames(readings: Sequence[Reading]) -> Mapping[str, str]:
    """The last words of people's full names, folded, each with the key that it has as a name."""
    people = [name for reading in readings for name in reading.facts.names if name.kind == "person"]
    last = [name.text.split()[-1] for name in people if len(name.text.split()) > 1]
    return {fold(word): name_key(word) for word in last}


def _settled(
    name: Name, reading: Reading, keys: Mapping[str, str], surnames: Mapping[str, str]
) -> Name:
    if name.key in keys:
        return replace(name, key=keys[name.key], kind="organisation")
    surname = surnames.get(fold(name.text)) if name.key.startswith(PLACE) else None
    if surname is None or not name.text[0].isupper() or _is_told_as_place(name, reading):
        return name
    return replace(name, key=surname, kind="person")


def _is_told_as_place(name: Name, reading: Reading) -> bool:
    grammar = load_language(reading.language).grammar
    return reading.text[: name.span.start].lower().endswith(grammar.locating)
