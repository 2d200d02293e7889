"""`corroborate rule`: what an editor decided of a claim."""

from typing import Literal

import click

from corroborate.faces.configured import settings_option
from corroborate.faces.desk import desk_of

Outcome = Literal["true", "false", "unresolved"]


@click.command()
@click.argument("claim")
@click.argument("outcome", type=click.Choice(["true", "false", "unresolved"]))
@click.option("--by", required=True, metavar="NAME", help="Who decided it.")
@click.option("--note", default="", help="Why, for whoever reads the history.")
@click.option(
    "--document", is_flag=True, help="It was settled by a primary document, not a person."
)
@settings_option
def rule(
    claim: str, outcome: Outcome, by: str, note: str, document: bool, settings_file: str | None
) -> None:
    """Keep what was decided of CLAIM, the key of a kept one, for good.

    Only these decisions move how far an outlet is relied on (`corroborate outlets reliability`);
    the program's own verdicts never do.
    """
    with desk_of(settings_file) as desk:
        desk.store.rule(claim, outcome, by, note, "primary-document" if document else "human")
    click.echo(f"corroborate: ruled {outcome} by {by}: `corroborate history {claim}`", err=True)
