"""`corroborate watch`: articles that are checked again by themselves."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corroborate.errors import BadInput
from corroborate.faces.configured import configured, settings_option
from corroborate.faces.desk import Asked, Desk, desk_of, name_of
from corroborate.faces.inputs import STDIN
from corroborate.faces.printing import aligned, emit_json, emit_lines
from corroborate.faces.progress import Progress
from corroborate.faces.times import length_of
from corroborate.text.harmless import count, plain

if TYPE_CHECKING:
    from corroborate.model.dossier import Dossier
    from corroborate.store import Schedule, Store, Watch


@click.group()
def watch() -> None:
    """Name articles that `corroborate recheck` checks again by itself."""


@watch.command()
@click.argument("source")
@click.option(
    "--every", metavar="TIME", help="Check it again in even steps, such as 6h, and never stop."
)
@click.option(
    "--after",
    metavar="TIME,TIME",
    help="Check it again so long after its publication. Default: 1h,6h,24h,72h,7d,30d.",
)
@click.option("--against", multiple=True, metavar="PATH|URL", help="As of `corroborate check`.")
@click.option("--lang", metavar="CODE", help="Language of SOURCE (de, en, fr); else guessed.")
@settings_option
def add(
    source: str,
    every: str | None,
    after: str | None,
    against: tuple[str, ...],
    lang: str | None,
    settings_file: str | None,
) -> None:
    """Check SOURCE now, keep the dossier, and check it again later.

    SOURCE is the address of an article, or a text, which is kept as it is now. One that is watched
    already gets the times that are given.
    """
    if source == STDIN:
        raise BadInput("a text from standard input has no name to watch it by: pass a file")
    planned = _schedule(every, after)
    loaded = configured(settings_file)
    with Progress(sys.stderr) as progress, Desk(loaded.settings, progress) as desk:
        dossier = desk.check(Asked(source, against, lang=lang))
        desk.keep(dossier, source)
        out = dossier.document.published
        known = desk.store.watch(name_of(source), planned, out.end if out else None)
    emit_lines([f"watched from now on: {plain(known.source)}", f"  {_standing(dossier)}"])
    emit_lines([f"  next check: {_due(known)}"])


@watch.command(name="list")
@settings_option
@click.option("--all", "every", is_flag=True, help="Those too that are no longer watched.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_(settings_file: str | None, every: bool, as_json: bool) -> None:
    """List what is watched, with the time of the next check."""
    with desk_of(settings_file) as desk:
        watches = desk.store.watches(removed=every)
    if as_json:
        emit_json([_record(each) for each in watches])
    else:
        emit_lines(aligned([_row(each) for each in watches]) if watches else ())
    if not watches:
        click.echo("corroborate: nothing is watched: `corroborate watch add SOURCE`", err=True)


@watch.command()
@click.argument("source")
@settings_option
def show(source: str, settings_file: str | None) -> None:
    """Print how SOURCE stands: its checks, and each claim as it was last found."""
    with desk_of(settings_file) as desk:
        emit_lines(_shown(desk.store, _named(desk.store, source)))


@watch.command()
@click.argument("source")
@settings_option
def remove(source: str, settings_file: str | None) -> None:
    """Watch SOURCE no more; all that was kept of it stays."""
    with desk_of(settings_file) as desk:
        desk.store.remove(_named(desk.store, source).source)


@watch.command()
@click.argument("source")
@settings_option
@click.option("--off", is_flag=True, help="Take it in again.")
def pause(source: str, settings_file: str | None, off: bool) -> None:
    """Leave SOURCE out of what is due, until --off."""
    with desk_of(settings_file) as desk:
        desk.store.pause(_named(desk.store, source).source, not off)


def _schedule(every: str | None, after: str | None) -> "Schedule":
    """The plan that the options give, the usual one where none is given.

    Raises:
        BadInput: both are given, or one is no length of time.
    """
    from corroborate.store import Schedule

    if every and after:
        raise BadInput("--every and --after are two ways to plan: give one of them")
    if every:
        return Schedule(every=length_of(every, "--every"))
    if after:
        return Schedule(after=tuple(length_of(each, "--after") for each in after.split(",")))
    return Schedule()


def _named(store: "Store", source: str) -> "Watch":
    """The watch of an address or file, or the one that has these words in it.

    Raises:
        BadInput: none has, or several.
    """
    watches = store.watches()
    exact = [each for each in watches if each.source in (source, name_of(source))]
    found = exact or [each for each in watches if source.casefold() in each.source.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(f"{source!r} is in {count(len(found), 'watched source')}: give more of it")
    raise BadInput(f"{source!r} is not watched: `corroborate watch list` shows what is")


def _shown(store: "Store", known: "Watch") -> Iterator[str]:
    yield plain(known.source)
    yield f"next check: {_due(known)}"
    if known.failures:
        yield f"{count(known.failures, 'check')} failed in a row, the last: {plain(known.why)}"
    checks = store.checks(known.source)
    for check in checks:
        flagged = f", {check.flagged} flagged" if check.flagged else ""
        yield f"check {check.id}  {check.saved:%Y-%m-%d %H:%M}  {check.claims} claims{flagged}"
    if checks:
        keys = {each.finding: each.key for each in store.claims(checks[-1].id)}
        yield ""
        for finding in store.dossier(checks[-1].id).findings:
            yield f"{keys.get(finding.id, ''):<16}  {finding.verdict:<14}  {plain(finding.text)}"


def _row(known: "Watch") -> tuple[str, ...]:
    failing = f"failing: {plain(known.why)}" if known.failures else ""
    return plain(known.source), _due(known), failing


def _due(known: "Watch") -> str:
    if known.removed:
        return "no longer watched"
    if known.paused:
        return "paused"
    return f"{known.due:%Y-%m-%d %H:%M} UTC" if known.due else "over: all times have passed"


def _standing(dossier: "Dossier") -> str:
    flagged = sum(each.flagged for each in dossier.findings)
    return f"{count(len(dossier.findings), 'claim')}, {flagged or 'none'} flagged"


def _record(known: "Watch") -> dict[str, object]:
    return {
        "source": known.source,
        "due": known.due.isoformat() if known.due else None,
        "paused": known.paused,
        "removed": known.removed.isoformat() if known.removed else None,
        "failures": known.failures,
        "why": known.why,
    }
