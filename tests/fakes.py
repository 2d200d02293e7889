"""Stand-ins for what comes in from outside: the time, and models that would take long to load."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from corroborate.learned.syntax import Syntax
from corroborate.model.facts import Parse


@dataclass(frozen=True, slots=True)
class FakeClock:
    """Always the same moment."""

    moment: datetime = datetime(2024, 6, 20, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@dataclass(slots=True)
class WatchedSyntax:
    """Remembers every language that was parsed; parses with `real`, else as one without a model."""

    real: Syntax | None = None
    languages: list[str] = field(default_factory=list)

    def parse(self, text: str, language: str) -> Parse | None:
        self.languages.append(language)
        return self.real.parse(text, language) if self.real else None

    def parse_all(self, texts: Sequence[str], language: str) -> tuple[Parse | None, ...]:
        return tuple(self.parse(text, language) for text in texts)
