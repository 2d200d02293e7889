"""`corroborate split`: the claims of a text and the single assertions in each."""

import sys

import click

from corroborate.faces.configured import configured, settings_option
from corroborate.faces.desk import Desk
from corroborate.faces.printing import emit, page_form
from corroborate.faces.progress import Progress
from corroborate.faces.render.json import json_claims
from corroborate.faces.render.terminal import terminal_claims


@click.command()
@click.argument("source")
@click.option("--lang", metavar="CODE", help="Language of SOURCE (de, en, fr); else guessed.")
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print the claims as JSON.")
def split(source: str, lang: str | None, settings_file: str | None, as_json: bool) -> None:
    """Print the claims of SOURCE and the single assertions in each."""
    loaded = configured(settings_file)
    with Progress(sys.stderr) as progress, Desk(loaded.settings, progress) as desk:
        document, notices = desk.document(source)
        claims = desk.engine.split(document, lang)
        lacking = desk.engine.notices({each.language for each in claims})
    for notice in (*notices, *lacking):
        click.echo(f"corroborate: {notice}", err=True)
    emit([json_claims(claims) if as_json else terminal_claims(claims, *page_form())])
