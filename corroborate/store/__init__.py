"""What a newsroom keeps: `Store`, and the values that it hands out."""

from corroborate.store.kept import (
    AFTER_PUBLICATION,
    Check,
    CheckedClaim,
    Fault,
    Hit,
    Lease,
    Notification,
    Past,
    Quote,
    Reliability,
    Ruling,
    Schedule,
    Snapshot,
    Watch,
)
from corroborate.store.store import Store
from corroborate.store.views import datasette_metadata

__all__ = [
    "AFTER_PUBLICATION",
    "Check",
    "CheckedClaim",
    "Fault",
    "Hit",
    "Lease",
    "Notification",
    "Past",
    "Quote",
    "Reliability",
    "Ruling",
    "Schedule",
    "Snapshot",
    "Store",
    "Watch",
    "datasette_metadata",
]
