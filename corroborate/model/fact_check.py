"""What a fact checker found earlier: evidence of a class of its own, never counted as a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corroborate.model.text import Moment


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One review of one claim, as its publisher worded it.

    `claim` is what was checked and `rating` the verdict, both in the publisher's words and
    language; `reviewed` is when, None where that is not said.
    """

    claim: str
    rating: str
    publisher: str
    url: str
    reviewed: Moment | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "claim": self.claim,
            "rating": self.rating,
            "publisher": self.publisher,
            "url": self.url,
            "reviewed": self.reviewed.isoformat() if self.reviewed else None,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "FactCheck":
        reviewed = record["reviewed"]
        return cls(
            claim=record["claim"],
            rating=record["rating"],
            publisher=record["publisher"],
            url=record["url"],
            reviewed=Moment.parse(reviewed, "reviewed") if reviewed else None,
        )
