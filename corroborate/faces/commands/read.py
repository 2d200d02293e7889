"""`corroborate read`: one page as a report record."""

import sys
from collections.abc import Iterator

import click

from corroborate.faces.configured import configured, settings_option
from corroborate.faces.desk import Desk
from corroborate.faces.printing import emit_json, emit_lines
from corroborate.faces.progress import Progress
from corroborate.model.report import Report
from corroborate.text.harmless import plain


@click.command()
@click.argument("page")
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print the report record as JSON.")
def read(page: str, settings_file: str | None, as_json: bool) -> None:
    """Print what is read in PAGE, a saved page or the address of one: a report record.

    The record is what --against takes. A page that is fetched is kept in the store.
    """
    loaded = configured(settings_file)
    with Progress(sys.stderr) as progress, Desk(loaded.settings, progress) as desk:
        report = desk.page(page)
    for notice in report.notices:
        click.echo(f"corroborate: {page}: {notice}", err=True)
    if as_json:
        emit_json(report.to_dict())
    else:
        emit_lines(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    dated = report.published.isoformat() if report.published else None
    by = f" (by its {report.published_from})" if report.published_from else ""
    told = {
        "title": report.title,
        "outlet": report.outlet,
        "address": report.url,
        "belongs at": report.canonical,
        "by": report.byline,
        "credit": report.credit,
        "published": dated and f"{dated}{by}",
        "modified": report.modified.isoformat() if report.modified else None,
        "language": report.language,
        "access": report.access,
        "links": str(len(report.links)) if report.links else None,
    }
    yield from (f"{key:<10}  {plain(value)}" for key, value in told.items() if value)
    yield from (f"correction  {plain(each)}" for each in report.corrections)
    for entry in report.entries:
        at = entry.at.isoformat() if entry.at else "undated"
        yield f"entry       {at}  {plain(entry.headline or entry.text)}"
    yield ""
    yield from (plain(line) for line in report.text.splitlines())
