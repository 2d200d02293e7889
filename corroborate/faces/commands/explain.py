"""`corroborate explain`: how a claim of a kept dossier came to its confidence."""

import sys

import click

from corroborate.errors import BadInput
from corroborate.faces.printing import emit, page_form
from corroborate.faces.render.outline import EVERYTHING, row_of
from corroborate.faces.render.terminal import terminal_explained
from corroborate.faces.saved import read_dossier
from corroborate.model.dossier import Dossier


@click.command()
@click.argument("dossier")
@click.argument("claim", nargs=-1, required=True)
def explain(dossier: str, claim: tuple[str, ...]) -> None:
    """Explain how a CLAIM of DOSSIER came to its confidence.

    DOSSIER is a file that `corroborate check --json` made, or - for standard input; CLAIM is a
    number of its table or an id ("3" or "c3"). Prints the sum line by line, who leans on whom and
    why, and which words of which report answered which words of the claim.
    """
    kept = read_dossier(dossier, sys.stdin.buffer)
    reports = {report.id: report for report in kept.reports}
    rows = [
        row_of(number, kept.findings[number - 1], reports, EVERYTHING)
        for number in (_number(kept, each) for each in claim)
    ]
    emit([terminal_explained(rows, *page_form())])


def _number(dossier: Dossier, claim: str) -> int:
    """The place of a claim, from 1, by its id, else by that number."""
    ids = [finding.id for finding in dossier.findings]
    if claim in ids:
        return ids.index(claim) + 1
    numbers = list(map(str, range(1, len(ids) + 1)))
    if claim in numbers:
        return numbers.index(claim) + 1
    known = f"it has {ids[0]} to {ids[-1]}" if ids else "it has none"
    raise BadInput(f"no claim {claim!r} in this dossier: {known}")
