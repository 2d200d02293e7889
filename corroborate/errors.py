"""Every error that is ours, with its exit status.

    CorroborateError            2
    ├── BadInput                2   what we were given cannot be read or used
    │   ├── UnknownLanguage     2   no table for the language of the text
    │   └── BadDate             2   a date that is not one
    ├── BadTable                2   a reference table breaks its own rules
    └── Unreachable             3   a source that the check needs could not be reached

Anything else that is raised is a bug and keeps its traceback. Each error names the thing, says what
was expected and what to do next.
"""

from collections.abc import Collection


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


class BadTable(CorroborateError):
    """A table in `reference` breaks its own rules."""


class Unreachable(CorroborateError):
    """A source that the check needs could not be reached."""

    exit_status = 3
