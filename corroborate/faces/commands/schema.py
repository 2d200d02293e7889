"""`corroborate schema`: the JSON Schema of a dossier."""

from importlib.resources import files

import click

from corroborate.faces.printing import emit


@click.command()
def schema() -> None:
    """Print the JSON Schema that every dossier of --json is valid against."""
    emit([(files("corroborate.faces") / "dossier.schema.json").read_text(encoding="utf-8")])
