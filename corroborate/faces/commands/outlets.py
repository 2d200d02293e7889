"""`corroborate outlets`: which outlets are followed; follow one more, or one less; try one."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from corroborate.errors import BadInput
from corroborate.faces.configured import configured, file_of, settings_option
from corroborate.faces.printing import aligned, emit_json, emit_lines
from corroborate.settings import Followed
from corroborate.settings.places import settings_place
from corroborate.settings.reading import read_text, settings_in
from corroborate.settings.writing import follow, unfollow
from corroborate.steps.weighing import beta_quantile

if TYPE_CHECKING:
    from corroborate.faces.outlets import Known
    from corroborate.reference.outlet import Outlets
    from corroborate.store import Reliability

ATTENTION = 1
"""Exit status where something is not as it should be; 0 where all is well."""
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


@click.group(invoke_without_command=True)
@settings_option
@click.option("--all", "every", is_flag=True, help="List every outlet of the tables.")
@click.option("--like", "word", metavar="WORD", default="", help="Only those that WORD is part of.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_context
def outlets(
    context: click.Context, settings_file: str | None, every: bool, word: str, as_json: bool
) -> None:
    """List the outlets that are followed, with owner and feeds.

    WORD is looked for in id, name, country, domain and owner. The subcommands follow an outlet,
    follow it no more, or try whether its feeds can be read.
    """
    context.obj = settings_file
    if context.invoked_subcommand:
        if every or word or as_json:
            raise BadInput("--all, --like and --json are for the list: leave the subcommand out")
        return
    followed = configured(settings_file).settings.followed
    listed = [each for each in _listed(followed, every) if _holds(each, word)]
    if as_json:
        emit_json([_record(each) for each in listed])
    elif every:
        emit_lines(aligned([_row(each) for each in listed]) if listed else ())
    else:
        emit_lines(line for each in listed for line in _lines(each))
    if not listed:
        none = "no outlet is like that" if word or every else "no outlet is followed yet"
        click.echo(f"corroborate: {none}: add one with `corroborate outlets add`", err=True)


def _listed(followed: Iterable[Followed], every: bool) -> Iterator["Known"]:
    """The followed outlets, and behind them, where all are asked for, the others."""
    from corroborate.faces.outlets import Known, all_followed

    tables = _tables()
    known = all_followed(followed, tables)
    yield from known
    if every:
        ours = {each.id for each in known}
        yield from (Known(row) for row in tables.all if row.id not in ours)


def _tables() -> "Outlets":
    from corroborate.reference.outlet import load_outlets

    return load_outlets()


def _holds(known: "Known", word: str) -> bool:
    row = known.row
    texts = [known.id, known.name, known.owner, *known.domains]
    texts += [*row.full_names, row.country] if row else []
    return any(word.lower() in text.lower() for text in texts)


def _row(known: "Known") -> tuple[str, ...]:
    lists = len(known.lists)
    told = f"{lists} feed{'s' * (lists != 1)}" if lists else "no feed known"
    place = f"{known.row.country} {known.row.kind}" if known.row else "your own"
    return known.id, known.name, place, told, "followed" if known.followed else "", known.owner


def _lines(known: "Known") -> Iterator[str]:
    owner = f" (owner: {known.owner})" if known.owner else ""
    yield f"{known.id}  {known.name}{owner}"
    own = known.followed is not None and (known.followed.feeds or known.followed.sitemaps)
    from_where = "" if own else "  (from the tables)"
    yield from (f"    feed     {each}{from_where}" for each in known.feeds)
    yield from (f"    sitemap  {each}{from_where}" for each in known.sitemaps)
    if not known.lists:
        where = f"https://{known.domains[0]}/robots.txt" if known.domains else "nothing: add a feed"
        yield f"    sitemaps that are named in {where}"
    if known.followed and known.followed.cookie:
        yield "    cookie   set"


def _record(known: "Known") -> dict[str, object]:
    row = known.row
    return {
        "id": known.id,
        "name": known.name,
        "followed": known.followed is not None,
        "country": row.country if row else None,
        "kind": row.kind if row else None,
        "owner": known.owner or None,
        "domains": list(known.domains),
        "feeds": list(known.feeds),
        "sitemaps": list(known.sitemaps),
        "cookie": "set" if known.followed and known.followed.cookie else "not set",
    }


@outlets.command()
@click.argument("outlet")
@click.option("--feed", "feeds", multiple=True, metavar="URL", help="A feed of it; repeatable.")
@click.option(
    "--sitemap", "sitemaps", multiple=True, metavar="URL", help="A sitemap of its news; repeatable."
)
@click.option("--name", default="", help="Its name, for one that the tables do not know.")
@click.option("--domain", default="", help="Its domain, for one that the tables do not know.")
@settings_option
@click.pass_context
def add(
    context: click.Context,
    outlet: str,
    feeds: tuple[str, ...],
    sitemaps: tuple[str, ...],
    name: str,
    domain: str,
    settings_file: str | None,
) -> None:
    """Follow OUTLET from now on: an id, name or domain of the tables, or a new one.

    Feeds that the tables have for it need not be given. Of one that is followed already, feeds and
    sitemaps are added to. A cookie is set in the file or in the environment, not here.
    """
    from corroborate.faces.outlets import all_followed

    place = settings_place(file_of(settings_file or context.obj), os.environ)
    domain = domain.strip().lower()
    now = settings_in(read_text(place) or "", place)
    new = _id_for(outlet, domain, now.followed)
    if not name and new != outlet and _tables().by_id(new) is None:
        name = outlet
    (known,) = all_followed(
        [follow(place, Followed(new, name, domain, feeds, sitemaps))], _tables()
    )
    click.echo(f"corroborate: followed from now on, by {place}:", err=True)
    emit_lines(_lines(known))


def _id_for(text: str, domain: str, followed: Iterable[Followed]) -> str:
    """The id of the outlet that is to be followed.

    Raises:
        BadInput: it is in no table and comes without a domain, or its domain is another's.
    """
    from corroborate.faces.outlets import near_hint, row_named

    tables = _tables()
    row = row_named(text, tables)
    owner = tables.by_domain(domain) if domain else None
    if owner is not None and owner != row:
        raise BadInput(
            f"{domain} is {owner.name} in the tables: `corroborate outlets add {owner.id}`"
        )
    new = row.id if row else _NOT_IN_AN_ID.sub("-", text.lower()).strip("-")
    if row is None and not domain and new not in {each.id for each in followed}:
        near = near_hint(text, tables)
        raise BadInput(f"no table has {text!r}{near or '.'} For an outlet of your own add --domain")
    return new


@outlets.command()
@click.argument("outlet")
@settings_option
@click.pass_context
def remove(context: click.Context, outlet: str, settings_file: str | None) -> None:
    """Follow OUTLET no more, and forget its cookie.

    OUTLET is the id of one that is followed, or what `outlets add` takes.
    """
    from corroborate.faces.outlets import named

    place = settings_place(file_of(settings_file or context.obj), os.environ)
    now = settings_in(read_text(place) or "", place)
    known = named(outlet, now.followed, _tables())
    if not unfollow(place, known.id):
        ours = ", ".join(each.id for each in now.followed) or "none"
        raise BadInput(f"{known.id} is not followed; followed: {ours}")
    click.echo(f"corroborate: {known.id} is no longer followed, by {place}", err=True)


@outlets.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@settings_option
@click.pass_context
def test(
    context: click.Context, names: tuple[str, ...], as_json: bool, settings_file: str | None
) -> int:
    """Try whether the feeds of each NAME can be read; of all that are followed without one.

    Says of each list whether it is alive, how many pages it names and of when the newest is, what
    robots.txt allows, and since when it fails. Asks each list once, and one page of an outlet.
    Exit status: 0 all is well, 1 something needs attention, 3 the network cannot be reached.
    """
    from corroborate.faces.desk import wall_clock
    from corroborate.faces.outlets import all_followed, named
    from corroborate.faces.trying import lines, record, try_outlets

    settings = configured(settings_file or context.obj).settings
    chosen = [named(each, settings.followed, _tables()) for each in names]
    wanted = tuple(dict.fromkeys(chosen)) or all_followed(settings.followed, _tables())
    if not wanted:
        raise BadInput("no outlet is followed yet: name one, or add it with `outlets add`")
    at = wall_clock()
    trials = try_outlets(wanted, settings, at)
    if as_json:
        emit_json([record(each, at) for each in trials])
    else:
        emit_lines(line for each in trials for line in lines(each, at))
    return 0 if all(each.is_well(at) for each in trials) else ATTENTION


@outlets.command()
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def reliability(context: click.Context, settings_file: str | None, as_json: bool) -> None:
    """Print how the reports of each outlet held up against what people ruled.

    Only `corroborate rule` counts, never a verdict of the program. The interval holds nine tenths
    of what the outlet's share of right reports may be.
    """
    from corroborate.faces.desk import desk_of

    with desk_of(settings_file or context.obj) as desk:
        found = desk.store.reliability()
    if as_json:
        emit_json([asdict(each) | {"interval": _interval(each)} for each in found])
    else:
        emit_lines(aligned([_fared(each) for each in found]) if found else ())
    if not found:
        click.echo("corroborate: no claim was ruled on yet: `corroborate rule`", err=True)


def _fared(outlet: "Reliability") -> tuple[str, ...]:
    low, high = _interval(outlet)
    ruled = f"{outlet.outcomes} ruled"
    return outlet.name or outlet.outlet, f"{outlet.mean:.2f}", f"{low:.2f} to {high:.2f}", ruled


def _interval(outlet: "Reliability") -> tuple[float, float]:
    low, high = (beta_quantile(each, outlet.right, outlet.wrong) for each in (0.05, 0.95))
    return round(low, 4), round(high, 4)
