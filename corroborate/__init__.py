"""Who else reports this, independently, and does it agree?

    import corroborate

    engine = corroborate.Engine()
    reports = [corroborate.Report.from_dict(record) for record in records]
    dossier = engine.check(text, against=reports, as_of="2025-06-29")
    dossier.to_dict()

The names in `__all__` are what callers may rely on; everything behind them is free to change. Each
is imported when first asked for, so that the command line answers `--help` at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corroborate.engine import Engine, check
    from corroborate.errors import CorroborateError
    from corroborate.gatherer import Gatherer
    from corroborate.model.dossier import Dossier
    from corroborate.model.facts import Claim
    from corroborate.model.report import Report
    from corroborate.model.text import Document
    from corroborate.model.verdict import Match
    from corroborate.net.pages import read_page
    from corroborate.settings import Settings
    from corroborate.settings.reading import load_settings
    from corroborate.store import Store

__all__ = [
    "Claim",
    "CorroborateError",
    "Document",
    "Dossier",
    "Engine",
    "Gatherer",
    "Match",
    "Report",
    "Settings",
    "Store",
    "check",
    "load_settings",
    "read_page",
]

_HOME = {
    "Claim": "corroborate.model.facts",
    "CorroborateError": "corroborate.errors",
    "Document": "corroborate.model.text",
    "Dossier": "corroborate.model.dossier",
    "Engine": "corroborate.engine",
    "Gatherer": "corroborate.gatherer",
    "Match": "corroborate.model.verdict",
    "Report": "corroborate.model.report",
    "Settings": "corroborate.settings",
    "Store": "corroborate.store",
    "check": "corroborate.engine",
    "load_settings": "corroborate.settings.reading",
    "read_page": "corroborate.net.pages",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
