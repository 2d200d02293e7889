"""What a claim says, piece by piece, and which piece of which report answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from corroborate.faces.render.words import language_tag, outlet_of
from corroborate.model.dossier import Assessment
from corroborate.model.report import Report
from corroborate.model.verdict import Match, Stance
from corroborate.text.harmless import plain

STANCES: tuple[Stance, ...] = get_args(Stance)


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the claim and those of the report that answer them, with a score in 0..1."""

    slot: str
    ours: str
    theirs: str
    score: float

    def __str__(self) -> str:
        return f"{self.slot}: {self.ours} ~ {self.theirs} ({self.score:.2f})"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one report says of one assertion: "River Post, contradict 0.90", and why."""

    heading: str
    words: str
    language: str
    pairs: tuple[Pair, ...]

    def __str__(self) -> str:
        return f"{self.heading}: {'; '.join(map(str, self.pairs)) or 'no piece matched'}"


@dataclass(frozen=True, slots=True)
class Piece:
    """One assertion: its words, what is concluded of it, and the reports that speak of it."""

    text: str
    concluded: str
    answers: tuple[Answer, ...]

    @property
    def heading(self) -> str:
        return f"{self.text} ({self.concluded})"


def piece_of(assessment: Assessment, reports: Mapping[str, Report]) -> Piece:
    """One assertion with its answers, those that bear it out first, then by score."""
    matches = sorted(
        assessment.matches, key=lambda each: (STANCES.index(each.stance), -each.score, each.report)
    )
    return Piece(
        text=plain(assessment.assertion.text),
        concluded=_concluded(assessment),
        answers=tuple(_answer(each, reports.get(each.report)) for each in matches),
    )


def _concluded(assessment: Assessment) -> str:
    assertion = assessment.assertion
    said = [f"said by {plain(assertion.speaker)}"] if assertion.speaker else []
    if not assertion.checkable:
        said.append(f"not checkable: {plain(assertion.why_not_checkable or 'no reason given')}")
    elif assessment.confidence is not None:
        said.append(f"{assessment.verdict}, {assessment.confidence:.2f}")
    else:
        said.append(assessment.verdict)
    return "; ".join(said)


def _answer(match: Match, report: Report | None) -> Answer:
    outlet = outlet_of(report) if report else plain(match.report)
    return Answer(
        heading=f"{outlet}, {match.stance} {match.score:.2f}",
        words=plain(match.quote),
        language=language_tag(report.language if report else None),
        pairs=tuple(
            Pair(plain(each.slot), plain(each.claim), plain(each.report), each.score)
            for each in match.matched
        ),
    )
