"""`corroborate history`, `diff` and `search`: what was kept, and how it changed."""

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corroborate.errors import BadInput
from corroborate.faces.configured import settings_option
from corroborate.faces.desk import Desk, desk_of, name_of
from corroborate.faces.printing import emit_json, emit_lines
from corroborate.faces.saved import read_dossier
from corroborate.text.harmless import plain

if TYPE_CHECKING:
    from corroborate.model.dossier import Dossier
    from corroborate.store import Hit, Past, Ruling, Store

KEY = re.compile(r"[0-9a-f]{8,64}")
"""What a key of a claim looks like; no address and no path does."""
CHANGED = 4
"""Exit status of a diff in which a verdict is another, as of a re-check."""


@click.command()
@click.argument("claim")
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def history(claim: str, settings_file: str | None, as_json: bool) -> None:
    """Print what each kept check found of CLAIM, and what people ruled.

    CLAIM is the key of a claim (`corroborate watch show` and `search` print them), or an article,
    for all of its claims.
    """
    with desk_of(settings_file) as desk:
        keys = _keys(desk.store, claim)
        told = [(key, desk.store.history(key), desk.store.rulings(key)) for key in keys]
    if as_json:
        emit_json([_record(*each) for each in told])
    else:
        emit_lines(line for each in told for line in _lines(*each))


@click.command()
@click.argument("before")
@click.argument("after")
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print every claim with its outcome.")
def diff(before: str, after: str, settings_file: str | None, as_json: bool) -> int:
    """Print which claims changed between the checks BEFORE and AFTER, and what caused it.

    Each is the number of a kept check or a file that `corroborate check --json` made. Exit status:
    0 no verdict changed, 4 one did.
    """
    from corroborate.recheck.comparing import compare
    from corroborate.recheck.wording import changes_told

    with desk_of(settings_file) as desk:
        changes = compare(_dossier(desk, before), _dossier(desk, after))
    if as_json:
        emit_json([each.to_dict() for each in changes])
    else:
        emit_lines(changes_told(changes))
    return CHANGED if any(each.moved for each in changes) else 0


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, help="Show at most so many.")
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print the hits as JSON.")
def search(words: tuple[str, ...], limit: int, settings_file: str | None, as_json: bool) -> None:
    """Print kept claims, passages and reports that hold all WORDS; "…" makes a phrase."""
    with desk_of(settings_file) as desk:
        hits = desk.store.search(" ".join(words), limit)
    if as_json:
        emit_json([_hit(each) for each in hits])
    else:
        emit_lines(line for each in hits for line in _found(each))


def _keys(store: "Store", claim: str) -> tuple[str, ...]:
    """The keys of the claims that are meant: the one given, or all of an article.

    Raises:
        BadInput: no claim has this key and no article of this name was checked.
    """
    if KEY.fullmatch(claim) and store.history(claim):
        return (claim,)
    last = store.last_check(claim) or store.last_check(name_of(claim))
    if last is None:
        raise BadInput(
            f"{claim!r} is no key of a claim and no article that was kept: "
            "`corroborate search WORDS` finds keys"
        )
    return tuple(dict.fromkeys(each.key for each in store.claims(last.id)))


def _lines(key: str, past: "tuple[Past, ...]", rulings: "tuple[Ruling, ...]") -> Iterator[str]:
    text = ""
    yield f"claim {key}"
    for each in past:
        if each.text != text:
            yield f"  “{plain(each.text)}”"
            text = each.text
        confidence = "" if each.confidence is None else f"  {each.confidence:.2f}"
        sides = [f"for: {', '.join(map(plain, each.origins))}"] if each.origins else []
        sides += [f"against: {', '.join(map(plain, each.contrary))}"] if each.contrary else []
        found = f"{each.verdict}{confidence}  {'; '.join(sides)}".rstrip()
        yield f"  {each.saved:%Y-%m-%d %H:%M}  check {each.check}  {found}"
    for ruling in rulings:
        note = f": {plain(ruling.note)}" if ruling.note else ""
        yield f"  {ruling.at:%Y-%m-%d %H:%M}  ruled {ruling.outcome} by {plain(ruling.by)}{note}"


def _record(key: str, past: "tuple[Past, ...]", rulings: "tuple[Ruling, ...]") -> dict[str, object]:
    return {
        "claim": key,
        "checks": [
            {
                "check": each.check,
                "saved": each.saved.isoformat(),
                "as_of": each.as_of.isoformat(),
                "text": each.text,
                "verdict": each.verdict,
                "confidence": each.confidence,
                "origins": list(each.origins),
                "contrary": list(each.contrary),
            }
            for each in past
        ],
        "rulings": [
            {
                "outcome": each.outcome,
                "by": each.by,
                "note": each.note,
                "decided_by": each.decided_by,
                "at": each.at.isoformat(),
            }
            for each in rulings
        ],
    }


def _dossier(desk: Desk, place: str) -> "Dossier":
    if place.isascii() and place.isdigit():
        return desk.store.dossier(int(place))
    return read_dossier(place, sys.stdin.buffer)


def _found(hit: "Hit") -> Iterator[str]:
    about = "  ".join(filter(None, (hit.found, plain(hit.outlet), plain(hit.title))))
    yield about
    yield f"    “{plain(hit.snippet)}”"
    yield f"    {plain(hit.link)}"


def _hit(hit: "Hit") -> dict[str, object]:
    return {
        "found": hit.found,
        "snippet": hit.snippet,
        "marks": [mark.to_list() for mark in hit.marks],
        "link": hit.link,
        "title": hit.title,
        "outlet": hit.outlet,
    }
