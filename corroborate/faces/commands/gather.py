"""`corroborate gather`: what other outlets published on a text, fetched into the store."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corroborate.faces.configured import configured, settings_option
from corroborate.faces.desk import Asked, Desk, named
from corroborate.faces.printing import emit_json, emit_lines
from corroborate.faces.progress import Progress
from corroborate.faces.render.words import outlet_of, published
from corroborate.faces.times import days_of
from corroborate.text.harmless import count, plain

if TYPE_CHECKING:
    from corroborate.gatherer.collected import Collected


@click.command()
@click.argument("source")
@click.option("--outlets", metavar="ID,ID", default="", help="Ask only these followed outlets.")
@click.option(
    "--since",
    metavar="TIME",
    help="How far back before the text to look, such as 7d or 48h. Default: as the settings say.",
)
@click.option("--as-of", metavar="DATE", help="The moment after which nothing is looked for.")
@click.option("--lang", metavar="CODE", help="Language of SOURCE (de, en, fr); else guessed.")
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print the report records, one a line.")
def gather(
    source: str,
    outlets: str,
    since: str | None,
    as_of: str | None,
    lang: str | None,
    settings_file: str | None,
    as_json: bool,
) -> None:
    """Fetch what other outlets published on SOURCE into the store, and list it.

    SOURCE is what `corroborate check` takes. With --json each line is a record for --against.
    """
    loaded = configured(settings_file)
    asked = Asked(source, (), named(outlets), as_of, lang, days_of(since, "--since"))
    with Progress(sys.stderr) as progress, Desk(loaded.settings, progress) as desk:
        document, _ = desk.document(source)
        found = desk.evidence(document, asked)
    for line in _left_out(found):
        click.echo(f"corroborate: {line}", err=True)
    if as_json:
        for report in found.reports:
            emit_json(report.to_dict(), indent=None)
    else:
        emit_lines(_lines(found))


def _lines(found: "Collected") -> Iterator[str]:
    for report in found.reports:
        part = "" if report.access in ("full", "unknown") else f"  ({report.access})"
        title = plain(report.title or "")
        yield f"{published(report.published)}  {outlet_of(report)}  {title}{part}"
        yield f"    {plain(report.url or '')}"
    yield f"{count(len(found.reports), 'report')} on it"
    for check in found.fact_checks:
        yield f"earlier fact check by {plain(check.publisher)}: {plain(check.rating)}"
        yield f"    “{plain(check.claim)}”  {plain(check.url)}"


def _left_out(found: "Collected") -> Iterator[str]:
    yield from map(plain, found.notices)
    yield from (f"left out: {plain(each.where)}: {plain(each.why)}" for each in found.failures)
