"""Every error that is ours, with its exit status.

    CorroborateError            2
    ├── BadInput                2   what we were given cannot be read or used
    │   ├── UnknownLanguage     2   no table for the language of the text
    │   ├── BadDate             2   a date that is not one
    │   ├── NoArticle           2   a page that stands where an article should be
    │   └── BadSettings         2   the settings file, or a variable, is not as it must be
    │       └── SettingsBusy   75   another program writes the settings: try later
    ├── BadTable                2   a reference table breaks its own rules
    ├── BadModel                2   a model that we rest on is missing, or is another one
    ├── StoreError              2   what we keep cannot be read or written
    │   ├── StoreBusy          75   another program writes it: try later
    │   └── StoreDamaged        2   it is not as it was written
    ├── RunHeld                75   another run of the same kind is at work: try later
    ├── NotInstalled            2   a part that this needs was not installed
    └── Unreachable             3   a source that the check needs could not be reached
        └── FetchFailed         3   one address did not give its page

Anything else that is raised is a bug and keeps its traceback. Each error names the thing, says what
was expected and what to do next.
"""

from collections.abc import Collection
from typing import Literal

Why = Literal[
    "refused", "robots", "status", "timeout", "too-large", "network", "circuit", "redirects"
]
"""Why a fetch failed: our own rules refused the address, the outlet's robots.txt did, the server
answered with an error, it was too slow or sent too much, it could not be reached, it failed too
often just now, or it redirected without end."""

Instead = Literal["nothing", "robot check", "consent", "script", "error", "home page"]
"""What a page without an article is: empty, a check that we are no robot, a wall that asks for
consent to cookies, a page that a script would fill, an error, or the front page of the site."""
_INSTEAD: dict[Instead, str] = {
    "nothing": "an empty page; save it once it has loaded",
    "robot check": "the site asks for proof that a person reads it; open it in a browser, save it",
    "consent": "the site asks for consent to cookies; open it in a browser and save it",
    "script": "the page asks for JavaScript; open it in a browser and save it",
    "error": "an error page; look whether the article has moved",
    "home page": "the front page of the site; look whether the article has moved",
}


class CorroborateError(Exception):
    """Anything that we tell the user in one line; `exit_status` is the command line's."""

    exit_status = 2


class BadInput(CorroborateError):
    """What we were given cannot be read or used."""


class UnknownLanguage(BadInput):
    """There is no table for the language of the text; `code` is "" where nothing tells which."""

    def __init__(self, code: str, known: Collection[str]) -> None:
        super().__init__(code, known)
        self.code, self.known = code, sorted(known)

    def __str__(self) -> str:
        if not self.code:
            return (
                "the text is too short or too mixed to tell its language: "
                f"pass --lang {' or '.join(self.known)}"
            )
        return (
            f"no table for language {self.code!r}: we know {', '.join(self.known)}. "
            f"Pass --lang with one of them, or add reference/languages/{self.code}/"
        )


class BadDate(BadInput):
    """A text given as a date or time is not one."""

    def __init__(self, text: str, where: str) -> None:
        super().__init__(text, where)
        self.text, self.where = text, where

    def __str__(self) -> str:
        example = "2025-06-29 or 2025-06-29T14:30:00+02:00"
        return f"{self.where}: {self.text!r} is not a date; write it as {example}"


class NoArticle(BadInput):
    """A page that stands where an article should be: neither evidence nor the outlet's silence."""

    def __init__(self, where: str, instead: Instead) -> None:
        super().__init__(where, instead)
        self.where, self.instead = where, instead

    def __str__(self) -> str:
        return f"{self.where}: {_INSTEAD[self.instead]}; no article was read"


class BadSettings(BadInput):
    """The settings file cannot be read or written, or what it or a variable says is not allowed.

    `where` is the file, with the setting, or the variable; `what` never holds a secret.
    """

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where, what)
        self.where, self.what = where, what

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class SettingsBusy(BadSettings):
    """Another program has been writing the settings file for longer than we wait."""

    exit_status = 75


class BadTable(CorroborateError):
    """A table in `reference` breaks its own rules."""


class BadModel(CorroborateError):
    """The file of a model that we rest on is missing, or is another than ours was fitted to."""

    def __init__(self, package: str, file: str, what: str) -> None:
        super().__init__(package, file, what)
        self.package, self.file, self.what = package, file, what

    def __str__(self) -> str:
        return f"{self.file} of package {self.package} {self.what}: install {self.package} anew"


class StoreError(CorroborateError):
    """What we keep cannot be read or written."""


class StoreBusy(StoreError):
    """Another program writes the store for longer than we wait."""

    exit_status = 75


class StoreDamaged(StoreError):
    """What the store holds is not as it was written."""


class RunHeld(CorroborateError):
    """Another run of the same kind is at work on this store."""

    exit_status = 75

    def __init__(self, store: str) -> None:
        super().__init__(store)
        self.store = store

    def __str__(self) -> str:
        return f"another re-check is at work on {self.store}: try later"


class NotInstalled(CorroborateError):
    """A part that this needs was not installed; `extra` is what to install it with."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(what, extra)
        self.what, self.extra = what, extra

    def __str__(self) -> str:
        return (
            f"{self.what} needs a part that is not installed: "
            f"install corroborate-news[{self.extra}]"
        )


class Unreachable(CorroborateError):
    """A source that the check needs could not be reached."""

    exit_status = 3


class FetchFailed(Unreachable):
    """One address did not give its page; `status` is the server's, None where it gave none."""

    def __init__(self, url: str, kind: Why, detail: str, status: int | None = None) -> None:
        super().__init__(url, kind, detail, status)
        self.url, self.kind, self.detail, self.status = url, kind, detail, status

    def __str__(self) -> str:
        return f"{self.url}: {self.detail}"
