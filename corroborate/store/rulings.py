"""What people decided of claims, and how outlets fared by that."""

import sqlite3
from datetime import datetime

from corroborate.errors import StoreError
from corroborate.store.connection import Database
from corroborate.store.forms import time, utc
from corroborate.store.kept import Reliability, Role, Ruling
from corroborate.store.ledger import seal
from corroborate.store.texts import insert

WEIGHTS: dict[Role, float] = {"own": 1.0, "relay": 0.25}
"""How much an outcome counts for an outlet: one that passed a thing on vouches less for it. Ours,
to be fitted once there are outcomes; docs/method.md, Outlets."""
HALF_LIFE_DAYS = 365.0
"""After how long an outcome counts half as much: newsrooms change. Ours."""

_RULING = """SELECT rulings.*, claim FROM rulings JOIN claims ON claims.id = claim_id"""


def rule(database: Database, ruling: Ruling) -> Ruling:
    """Keep a ruling on a claim, as its last check found it; the `id` given is not used.

    Raises:
        StoreError: no claim has this key.
    """
    with database.writing() as connection:
        number = insert(
            connection,
            "rulings",
            {
                **_ruled_on(connection, ruling.claim),
                "outcome": ruling.outcome,
                "ruled_by": ruling.by,
                "note": ruling.note,
                "decided_by": ruling.decided_by,
                "ruled": utc(ruling.at),
            },
        )
        seal(connection, "ruling", number)
        return _ruling(connection.execute(f"{_RULING} WHERE rulings.id = ?", (number,)).fetchone())


def rulings(database: Database, claim: str) -> tuple[Ruling, ...]:
    """The rulings on a claim in the order made; the last one counts."""
    rows = database.rows(f"{_RULING} WHERE claim = ? ORDER BY rulings.id", claim)
    return tuple(map(_ruling, rows))


def reliability(database: Database, now: datetime) -> tuple[Reliability, ...]:
    """How each outlet fared that took a side on a claim which somebody ruled on, by outlet."""
    outcomes = database.rows("SELECT outlet, role, outcome, ruled FROM outlet_outcomes")
    ruled_on = {row["outlet"] for row in outcomes}
    found = []
    for outlet in database.rows("SELECT * FROM outlets ORDER BY outlet"):
        if outlet["outlet"] not in ruled_on:
            continue
        own = [row for row in outcomes if row["outlet"] == outlet["outlet"]]
        weighed = [(_weight(row, now), row["outcome"]) for row in own]
        found.append(
            Reliability(
                outlet=outlet["outlet"],
                name=outlet["name"],
                right=outlet["prior_right"] + sum(w * outcome for w, outcome in weighed),
                wrong=outlet["prior_wrong"] + sum(w * (1 - outcome) for w, outcome in weighed),
                outcomes=len(own),
            )
        )
    return tuple(found)


def _weight(row: sqlite3.Row, now: datetime) -> float:
    """How much an outcome counts at a moment; one from after that moment counts in full."""
    age_days = max(0.0, (now - time(row["ruled"])).total_seconds() / 86_400)
    fading: float = 0.5 ** (age_days / HALF_LIFE_DAYS)
    return WEIGHTS[row["role"]] * fading


def _ruled_on(connection: sqlite3.Connection, claim: str) -> dict[str, int]:
    sql = """SELECT claim_id, finding_id FROM check_claims JOIN claims ON claims.id = claim_id
        WHERE claim = ? ORDER BY check_id DESC LIMIT 1"""
    row = connection.execute(sql, (claim,)).fetchone()
    if row is None:
        raise StoreError(f"no claim has the key {claim!r}: `corroborate search` finds claims")
    return dict(row)


def _ruling(row: sqlite3.Row) -> Ruling:
    return Ruling(
        id=row["id"],
        claim=row["claim"],
        outcome=row["outcome"],
        by=row["ruled_by"],
        note=row["note"],
        decided_by=row["decided_by"],
        at=time(row["ruled"]),
    )
