"""`corroborate verify`, `backup`, `export` and `datasette-metadata`: the store as a file."""

from json import dumps

import click

from corroborate.errors import CorroborateError
from corroborate.faces.configured import configured, settings_option
from corroborate.faces.desk import desk_of
from corroborate.faces.printing import emit, emit_lines
from corroborate.settings.places import store_place

FAULTY = 1
"""Exit status of a store in which something is not as it was written."""


@click.command()
@settings_option
def verify(settings_file: str | None) -> int:
    """Look whether all that was kept is as it was written, and print what is not.

    Pages, texts and quotes are held against their hashes, and the chain over all evidence is
    walked. Exit status: 0 all is, 1 something is not.
    """
    with desk_of(settings_file) as desk:
        faults = desk.store.verify()
    emit_lines(map(str, faults))
    return FAULTY if faults else 0


@click.command()
@click.argument("file")
@settings_option
def backup(file: str, settings_file: str | None) -> None:
    """Write the whole store to FILE, a new one, while others go on working."""
    with desk_of(settings_file) as desk:
        desk.store.backup(file)


@click.command()
@click.option("--warc", "file", required=True, metavar="FILE", help="The file to write, new.")
@settings_option
def export(file: str, settings_file: str | None) -> None:
    """Write all pages that were fetched as a WARC file, for archives and their tools."""
    with desk_of(settings_file) as desk:
        try:
            with open(file, "xb") as stream:
                pages = desk.store.export_warc(stream)
        except OSError as error:
            raise CorroborateError(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"corroborate: {pages} pages are in {file}", err=True)


@click.command(name="datasette-metadata")
@settings_option
def datasette_metadata(settings_file: str | None) -> None:
    """Print the metadata with which Datasette shows the store."""
    from corroborate.store import datasette_metadata as metadata

    name = store_place(configured(settings_file).settings).stem
    emit([dumps(metadata(name), ensure_ascii=False, indent=2), "\n"])
