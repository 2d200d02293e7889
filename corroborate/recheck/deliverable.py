"""A message as it waits in the outbox, the same for all channels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from json import JSONDecodeError, dumps, loads
from typing import Any

from corroborate.errors import BadInput

_KEYS = {"subject": str, "text": str, "record": dict}


@dataclass(frozen=True, slots=True)
class Message:
    """What to tell: a subject on one line and a text for people, a record in JSON for programs."""

    subject: str
    text: str
    record: Mapping[str, object] = field(default_factory=dict)

    def written(self) -> str:
        """The message as the outbox keeps it; the same message is the same text."""
        return dumps({"subject": self.subject, "text": self.text, "record": self.record})

    @staticmethod
    def read(body: str) -> "Message":
        """The message that was written so.

        Raises:
            BadInput: it is none.
        """
        try:
            told: Any = loads(body)
        except (JSONDecodeError, RecursionError):
            told = None
        if not isinstance(told, dict) or any(
            not isinstance(told.get(key), kind) for key, kind in _KEYS.items()
        ):
            raise BadInput("is no message: expected JSON with a subject, a text and a record")
        return Message(told["subject"], told["text"], told["record"])

    @property
    def posted(self) -> bytes:
        """The record as a webhook gets it: JSON in ASCII, always the same bytes."""
        return dumps(self.record).encode("ascii")
