"""What stands under a claim: its inconsistencies, the quotes of each origin, and the sum."""

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.faces.render.clashes import Clash, clashes
from corroborate.faces.render.forest import Tree, forest_of
from corroborate.faces.render.pieces import Piece, piece_of
from corroborate.faces.render.sums import Sum, sum_of
from corroborate.faces.render.voices import Voice, voices_of
from corroborate.model.dossier import Finding
from corroborate.model.report import Report


@dataclass(frozen=True, slots=True)
class Details:
    clashes: tuple[Clash, ...]
    more_clashes: str
    voices: tuple[Voice, ...]
    forest: tuple[Tree, ...] = ()
    pieces: tuple[Piece, ...] = ()
    sum: Sum | None = None


def details_of(finding: Finding, reports: Mapping[str, Report], detail: int) -> Details:
    """What to show under `finding` at this `detail` (see `outline.outline`)."""
    voices = voices_of(finding, reports, detail)
    quoted = {words for voice in voices for quote in voice.quotes for words in quote.words}
    shown, more = clashes(finding.inconsistencies, reports, quoted, detail)
    if detail < 2:
        return Details(shown, more, voices)
    return Details(
        clashes=shown,
        more_clashes=more,
        voices=voices,
        forest=forest_of(finding, reports),
        pieces=tuple(piece_of(each, reports) for each in finding.assessments),
        sum=sum_of(finding, reports),
    )
