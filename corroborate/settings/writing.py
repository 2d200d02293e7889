"""Outlets put into the settings file and taken out, one writer at a time, whole or not at all."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import mkstemp

from corroborate.errors import BadSettings, SettingsBusy
from corroborate.settings.given import refuse_unfit
from corroborate.settings.reading import read_text, settings_in
from corroborate.settings.rules import ID
from corroborate.settings.sections import Value, with_section, without_section
from corroborate.settings.values import Followed, Settings

PATIENCE_S = 10.0
"""How long another writer is waited for; each needs milliseconds."""
PRIVATE = 0o600
"""The mode of a new file, which may come to hold secrets."""
FIRST_LINES = "# Settings of corroborate; `corroborate settings` prints them all.\n"


def follow(path: Path, outlet: Followed) -> Followed:
    """Put an outlet into the settings file, which is made where it is missing.

    What the file says of it stays: a name and domain are replaced where given, feeds and sitemaps
    added to. A cookie is never written.

    Returns:
        The outlet as the file has it now, without its cookie.

    Raises:
        BadSettings: the file cannot be read or written, or the result would not be valid.
    """
    if not ID.takes(outlet.id):
        raise BadSettings(f"outlet {outlet.id!r}", f"an id is {ID.says}")
    for name, value in _values(outlet).items():
        refuse_unfit(f"outlets.{name}", value, f"{name} of {outlet.id}")
    result = outlet

    def change(text: str, settings: Settings) -> tuple[str, Settings]:
        nonlocal result
        old = next((each for each in settings.followed if each.id == outlet.id), None)
        merged = result = _merged(old, outlet)
        others = tuple(merged if each is old else each for each in settings.followed)
        text = with_section(text or FIRST_LINES, outlet.id, _changes(old, merged))
        return text, replace(settings, followed=others if old else (*others, merged))

    _rewrite(path, f"[outlets.{outlet.id}]", change)
    return replace(result, cookie="")


def unfollow(path: Path, outlet: str) -> bool:
    """Take an outlet, with its cookie, out of the settings file; False where it is not in it.

    Raises:
        BadSettings: as `follow`.
    """
    there = False

    def change(text: str, settings: Settings) -> tuple[str, Settings]:
        nonlocal there
        kept = tuple(each for each in settings.followed if each.id != outlet)
        there = kept != settings.followed
        text = without_section(text, outlet) if there else text
        return text, replace(settings, followed=kept)

    if read_text(path) is not None:
        _rewrite(path, f"[outlets.{outlet}]", change)
    return there


def _merged(old: Followed | None, new: Followed) -> Followed:
    if old is None:
        return replace(new, cookie="")
    return replace(
        old,
        name=new.name or old.name,
        domain=new.domain or old.domain,
        feeds=tuple(dict.fromkeys((*old.feeds, *new.feeds))),
        sitemaps=tuple(dict.fromkeys((*old.sitemaps, *new.sitemaps))),
    )


def _changes(old: Followed | None, new: Followed) -> dict[str, Value]:
    """What must be written of an outlet, by name."""
    before = _values(old or Followed(new.id))
    return {name: value for name, value in _values(new).items() if value != before[name]}


def _values(outlet: Followed) -> dict[str, Value]:
    return {name: getattr(outlet, name) for name in ("name", "domain", "feeds", "sitemaps")}


def _rewrite(
    path: Path, section: str, change: Callable[[str, Settings], tuple[str, Settings]]
) -> None:
    """Replace the file by what `change` makes of it, if that reads as `change` says."""
    target = Path(os.path.realpath(path))
    with _alone(target):
        text = read_text(target) or ""
        now = settings_in(text, target)
        new, wanted = change(text, now)
        if wanted == now:
            return
        if _read(new, target) != wanted:
            what = "is written in a form that is not changed from here: edit the file itself"
            raise BadSettings(f"{path}, {section}", what)
        with _as_bad_settings(target):
            _replace(target, _ended_alike(new, text).encode())


def _read(text: str, path: Path) -> Settings | None:
    with suppress(BadSettings):
        return settings_in(text, path)
    return None


def _ended_alike(new: str, old: str) -> str:
    """The new text with the line ends of the old one."""
    return new.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in old else new


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock beside a settings file, whose folder is made where it is missing."""
    from filelock import FileLock, Timeout

    lock = FileLock(f"{path}.lock", timeout=PATIENCE_S)
    with _as_bad_settings(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout:
            what = f"another program has been writing it for {PATIENCE_S:g} s: try again later"
            raise SettingsBusy(str(path), what) from None
    try:
        yield
    finally:
        lock.release()


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside and put it in the old one's place, with the old one's mode."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else PRIVATE
    descriptor, beside = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


@contextmanager
def _as_bad_settings(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadSettings(str(path), f"cannot be written: {error.strerror}") from error
