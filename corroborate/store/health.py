"""How an outlet fared when it was last asked, and whether the file itself is whole."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from corroborate.store.connection import Database
from corroborate.store.forms import maybe_time


@dataclass(frozen=True, slots=True)
class Health:
    """How an outlet fared: when a page of it was last read, None for never.

    `failing_since` is when the oldest trouble began that has not ended, None where there is none;
    it was met `times` times, the last for `why`.
    """

    last_read: datetime | None = None
    failing_since: datetime | None = None
    times: int = 0
    why: str = ""


def health(database: Database, outlet: str, addresses: Collection[str]) -> Health:
    """How an outlet fared by its pages, and by the lists at these addresses."""
    read = database.row(_LAST_READ, outlet)
    places = [outlet, *addresses]
    marks = ", ".join("?" * len(places))
    open_ones = f"SELECT * FROM outages WHERE ended IS NULL AND place IN ({marks}) ORDER BY since"
    outage = database.row(open_ones, *places)
    last_read = maybe_time(read["at"] if read else None)
    if outage is None:
        return Health(last_read)
    return Health(last_read, maybe_time(outage["since"]), outage["times"], outage["why"])


_LAST_READ = """SELECT max(coalesce(checked, fetched)) AS at
    FROM snapshots JOIN reports ON reports.id = report_id
    JOIN outlets ON outlets.id = outlet_id
    LEFT JOIN confirmations ON confirmations.snapshot_id = snapshots.id
    WHERE outlets.outlet = ?"""


def quick_fault(database: Database) -> str:
    """What SQLite finds wrong with the pages of the file, "" for nothing; the words in it are not
    looked at."""
    found = str(database.rows("PRAGMA quick_check(1)")[0][0])
    return "" if found == "ok" else found
