"""`corroborate settings`: what is set, to what, and by whom."""

from collections.abc import Iterator
from json import dumps

import click

from corroborate.faces.configured import configured, settings_option
from corroborate.faces.printing import aligned, emit_json, emit_lines
from corroborate.settings.reading import Loaded, Setting


@click.command()
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def settings(settings_file: str | None, as_json: bool) -> None:
    """Print the settings: where their file is, each value, its default and where it comes from.

    Secrets (keys, cookies, the password of a proxy) are never printed. What each setting does is
    told in docs/settings.md.
    """
    loaded = configured(settings_file)
    if as_json:
        emit_json(_record(loaded))
    else:
        emit_lines(_lines(loaded))


def _record(loaded: Loaded) -> dict[str, object]:
    return {
        "file": str(loaded.path),
        "found": loaded.found,
        "settings": [
            {
                "name": each.name,
                "value": each.value,
                "default": each.default,
                "source": each.source,
                "variable": each.variable or None,
            }
            for each in loaded.listed
        ],
        "notices": list(loaded.notices),
    }


def _lines(loaded: Loaded) -> Iterator[str]:
    there = "" if loaded.found else " (not there: nothing is set in a file)"
    yield f"file  {loaded.path}{there}"
    yield ""
    heads = ("setting", "value", "from", "default")
    yield from aligned([heads, *(_cells(each) for each in loaded.listed)])


def _cells(setting: Setting) -> tuple[str, str, str, str]:
    """A row of the table; a default is told where it does not hold."""
    value, default = _written(setting.value), _written(setting.default)
    source = setting.variable if setting.source == "environment" else setting.source
    return setting.name, value, source, "" if default == value else default


def _written(value: object) -> str:
    """A value as the file has it; secrets come as the words that stand for them."""
    if value in ("set", "not set"):
        return str(value)
    return dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
