"""Answers of the web as they were recorded, in our own words, whole or spoilt as a case asks."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from corroborate.model.web import Ask, Candidate, Fetched
from corroborate.net.found import Found, Inquiry, Listing, Window

FOLDER = Path(__file__).parent / "recorded"
NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
WINDOW = Window(date(2025, 6, 1), date(2025, 6, 8), date(2025, 6, 5))


def recorded(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def fetched(content: bytes, url: str, kind: str = "") -> Fetched:
    headers = (("content-type", kind),) if kind else ()
    return Fetched(url, url, 200, NOW, content, headers)


def answer(case: Mapping[str, Any], url: str) -> Fetched:
    """The answer of a case: `recorded` (a file) or `content`; each of `swap` is replaced by the
    text after it; then `repeat` times over, in `encoding`, `cut` to so many characters."""
    text = recorded(case["recorded"]).decode() if "recorded" in case else case.get("content", "")
    for old, new in case.get("swap", []):
        assert old in text, f"{case['id']}: no {old!r} to replace"
        text = text.replace(old, new)
    content = text[: case.get("cut", len(text))].encode(case.get("encoding", "utf-8"))
    return fetched(content, case.get("url", url), case.get("type", ""))


def inquiry(listing: Listing, url: str, outlet: str | None = "herald", depth: int = 0) -> Inquiry:
    return Inquiry(Ask(url), listing, outlet, depth)


def told(candidates: tuple[Candidate, ...]) -> list[list[str]]:
    """What a case expects of candidates: address, title, date; "" for what is not there."""
    return [
        [each.url, each.title, each.published.isoformat() if each.published else ""]
        for each in candidates
    ]


def check_failure(case: Mapping[str, Any], found: Found) -> None:
    """A case that expects `why` has one failure that holds these words, another has none."""
    if "why" in case:
        (failure,) = found.failures
        assert case["why"] in failure.why, failure.why
        assert "\n" not in failure.why
    else:
        assert not found.failures
    assert bool(found.notices) == ("notice" in case), found.notices
    assert case.get("notice", "") in " ".join(found.notices)


@st.composite
def spoilt(draw: st.DrawFn, *names: str) -> bytes:
    """A recorded answer with bytes changed, dropped, repeated or cut off."""
    content = bytearray(recorded(draw(st.sampled_from(names))))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        end = at + draw(st.integers(0, 40))
        piece = draw(st.binary(max_size=12) | st.just(bytes(content[at:end]) * 3))
        content[at:end] = piece
    return bytes(content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content)
