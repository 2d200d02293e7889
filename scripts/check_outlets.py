"""Check the tables of outlets, and say what they hold.

    python scripts/check_outlets.py

Reading the tables already refuses a row that breaks a rule of its own, and two rows that claim one
id, domain or name. Here is checked what only all rows together show. Exit status 1 where something
is wrong, with one line for each fault.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

import click

from corroborate.errors import BadTable
from corroborate.reference.outlet import Outlet, Outlets, load_outlets

COUNTRIES = ("US", "GB", "FR", "CA", "BE", "CH")
"""The countries whose press the tables are to cover, agencies of all countries besides."""
AT_LEAST = 250
"""Outlets of those countries, agencies included."""
AS_OF = re.compile(r"\d{4}(-\d{2})?")
RECALLED = "recalled"
"""In a source: written down from memory, and not looked up since."""


@click.command()
def main() -> None:
    """Check all tables of outlets."""
    try:
        outlets = load_outlets()
    except BadTable as error:
        click.echo(str(error))
        sys.exit(1)
    found = list(faults(outlets))
    for line in (*found, *summary(outlets.all)):
        click.echo(line)
    sys.exit(1 if found else 0)


def faults(outlets: Outlets) -> Iterator[str]:
    """What is wrong with the rows taken together, a line each."""
    covered = [each for each in outlets.all if each.country in COUNTRIES or each.kind == "agency"]
    if len(covered) < AT_LEAST:
        yield f"{len(covered)} outlets of {', '.join(COUNTRIES)} and agencies; {AT_LEAST} wanted"
    rooms: dict[str, set[str]] = {}
    for each in outlets.all:
        if each.newsroom:
            rooms.setdefault(each.newsroom, set()).add(each.owner)
        if each.owner and not AS_OF.fullmatch(each.as_of):
            yield f"{each.id}: as_of is a year or a month, not {each.as_of!r}"
        if each.owner != each.owner.strip():
            yield f"{each.id}: blanks around the owner {each.owner!r}"
    yield from (
        f"newsroom {room!r} has several owners: {', '.join(sorted(owners))}"
        for room, owners in sorted(rooms.items())
        if len(owners) > 1
    )
    yield from _spellings(outlets.all)


def _spellings(rows: Sequence[Outlet]) -> Iterator[str]:
    """Owners that differ in nothing but case, accents or punctuation: they would count as two."""
    forms: dict[str, set[str]] = {}
    for each in rows:
        if each.owner:
            forms.setdefault(re.sub(r"\W", "", each.owner.casefold()), set()).add(each.owner)
    for several in forms.values():
        if len(several) > 1:
            yield f"one owner in several spellings: {', '.join(sorted(several))}"


def summary(rows: Sequence[Outlet]) -> Iterator[str]:
    """What the tables hold, in numbers."""
    owned = [each for each in rows if each.owner]
    yield f"{len(rows)} outlets, {sum(each.kind == 'agency' for each in rows)} of them agencies"
    by_country = Counter(each.country for each in rows)
    yield "  " + ", ".join(f"{code} {by_country[code]}" for code in COUNTRIES)
    kinds = Counter(each.kind for each in rows).most_common()
    yield "  " + ", ".join(f"{count} {kind}" for kind, count in kinds)
    recalled = sum(RECALLED in each.source for each in owned)
    yield f"{len(owned)} with an owner, of which {recalled} are recalled and not looked up"


if __name__ == "__main__":
    main()
