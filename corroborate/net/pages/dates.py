"""When an article was published and when it was changed, and what of the page tells it.

Trust order: JSON-LD, Open Graph, other metadata, microdata, `time` elements, words beside them, the
address. Among sources that agree on the day the most precise one is taken: a time with its offset
tells who was first, a bare day does not. A date of change is never taken for one of publication.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from corroborate.errors import BadDate
from corroborate.model.report import DateSource
from corroborate.model.text import Moment
from corroborate.net.markup import tidy
from corroborate.net.pages.page import Block, Page, behind_opening, is_marked, plain
from corroborate.net.written import day_of_address
from corroborate.reference.language import known_languages, load_language
from corroborate.reference.page_words import load_page_words
from corroborate.text.dates import find_whens
from corroborate.text.normalise import phrase_pattern

EARLIEST = date(1995, 1, 1)
"""No outlet had pages before: an earlier date is the zero of some program."""
MOST_AHEAD = timedelta(days=1)
"""A page cannot be published later than it was fetched; a bare day may be of another time zone."""
ONE_DAY = timedelta(days=1)
NEAR_BLOCKS = 12
"""Blocks around the headline among which a page shows its date."""
MOST_LETTERS = 120
"""Of a block that shows a date and no more than that."""

_LOOSE_TIME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T| at |[ ]){1,2}(?P<time>\d\d:\d\d(:\d\d)?)(\.\d+)? ?"
    r"(?P<offset>Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.I,
)
_SLASHED = re.compile(r"(\d{4})/(\d\d)/(\d\d)(?!\d)")
_OF_MAIL = re.compile(r"([A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(:\d\d)?( |$)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](?:\d{4})(?!\d)")

_OPEN_GRAPH = ("article:published_time", "og:published_time", "og:article:published_time")
_PUBLISHED = (
    "datepublished",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "pubdate",
    "dc.date",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
)


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, and what told it; None and "" where nothing did."""

    at: Moment | None
    source: DateSource | None
    notices: tuple[str, ...] = ()


def published_of(page: Page, retrieved: Moment | None) -> Published:
    """The date of publication; `retrieved`, where known, is the latest that it may be."""
    notices: list[str] = []
    found = list(_read(_published(page), retrieved, notices))
    if not found:
        return Published(None, None, tuple(notices[:1]))
    first = found[0]
    same_day = [each for each in found if abs(each[0].day - first[0].day) <= ONE_DAY]
    at, source, _ = max(same_day, key=lambda each: each[2])
    return Published(at, source)


def modified_of(page: Page, retrieved: Moment | None) -> Moment | None:
    found = _read(_modified(page), retrieved, [])
    return next((at for at, _, _ in found), None)


def moment_of(text: str) -> Moment | None:
    """A date as pages write it for machines, None for another text."""
    try:
        return Moment.parse(_iso(text), "a date of the page")
    except BadDate:
        return None


def _read(
    given: Iterable[tuple[DateSource, str]], retrieved: Moment | None, notices: list[str]
) -> Iterator[tuple[Moment, DateSource, int]]:
    """Each date that can be, with how precise it is; what is none is said in `notices`."""
    for source, text in given:
        at = moment_of(text) or _in_words(text)
        if at is None:
            notices.append(str(BadDate(text[:MOST_LETTERS], "a date of the page")) + "; not used")
        elif at.day < EARLIEST or (retrieved and at.day > retrieved.day + MOST_AHEAD):
            notices.append(f"a date of the page cannot be: {at.isoformat()}; not used")
        else:
            yield at, source, 0 if at.at is None else 2 if _has_offset(text) else 1


def _published(page: Page) -> Iterator[tuple[DateSource, str]]:
    metas = page.metas
    if page.markup.published:
        yield "json-ld", page.markup.published
    yield from (("open-graph", metas[name]) for name in _OPEN_GRAPH if name in metas)
    yield from (("meta", metas[name]) for name in _PUBLISHED if name in metas)
    for attribute in ("datetime", "content"):
        if written := page.first(f"//*[@itemprop='datePublished']/@{attribute}"):
            yield "microdata", written
    yield from (("time", written) for written in _times(page))
    yield from (("text", written) for written in _told(page))
    if page.url and (day := day_of_address(page.url)):
        yield "url", day.isoformat()


def _modified(page: Page) -> Iterator[tuple[DateSource, str]]:
    if page.markup.modified:
        yield "json-ld", page.markup.modified
    yield from (("meta", page.metas[name]) for name in _MODIFIED if name in page.metas)
    for attribute in ("datetime", "content"):
        if written := page.first(f"//*[@itemprop='dateModified']/@{attribute}"):
            yield "microdata", written


def _times(page: Page) -> Iterator[str]:
    """The first `time` near the headline that is not said to be one of a change."""
    for block in _near_headline(page):
        for element in block.element.iter("time"):
            written = element.get("datetime") or tidy(element.text_content())
            if written and not _is_of_change(block, element.get("itemprop") or ""):
                yield written
                return


def _is_of_change(block: Block, name: str) -> bool:
    """Whether a block tells when the article was changed: of two dates it may be the other one."""
    words = load_page_words()
    if "modified" in name.lower() or is_marked(block.element, ("updated", "modified")):
        return True
    text = plain(block.text)
    changed = phrase_pattern(words.modified).search(text)
    return bool(changed) and not phrase_pattern(words.published).search(text)


def _told(page: Page) -> Iterator[str]:
    """What stands near the headline behind a word for publishing, up to one for a change."""
    words = load_page_words()
    for block in _near_headline(page):
        rest = behind_opening(block.text, words.published)
        if rest and len(block.text) <= MOST_LETTERS:
            change = phrase_pattern(words.modified).search(plain(rest))
            yield rest[: change.start() if change else None].strip(" :·|-–")


def _near_headline(page: Page) -> list[Block]:
    """The blocks around the first heading of the page, itself included."""
    places = [place for place, each in enumerate(page.blocks) if each.element.tag == "h1"]
    if not places:
        return []
    start, end = max(0, places[0] - NEAR_BLOCKS // 2), places[0] + NEAR_BLOCKS
    return [each for each in page.blocks[start:end] if not each.within(("nav", "aside"))]


def _in_words(text: str) -> Moment | None:
    """The day that a date in the words of some language tells, None where it may be two days."""
    if len(text) > MOST_LETTERS:
        return None
    numeric = _NUMERIC.search(text)
    if numeric and "." not in numeric.group() and max(map(int, numeric.groups()[:2])) <= 12:
        return None  # 3/4/2025 is March in one country and April in another
    for code in known_languages():
        found = find_whens(text, load_language(code).dates, None, day_first=_day_first(numeric))
        days = {each.start for each in found if each.start == each.end}
        if len(days) == 1:
            return Moment(days.pop())
    return None


def _day_first(numeric: re.Match[str] | None) -> bool:
    return numeric is None or int(numeric[1]) > 12 or "." in numeric.group()


def _has_offset(text: str) -> bool:
    return bool(re.search(r"(Z|UTC|GMT|[+-]\d\d:?\d\d)$", text.strip())) or text.strip().isdigit()


def _iso(text: str) -> str:
    """A date as pages write it (as mail does, in milliseconds since 1970, with spaces), in ISO."""
    text = _SLASHED.sub(r"\1-\2-\3", text.strip())
    if loose := _LOOSE_TIME.match(text):
        offset = "Z" if (loose["offset"] or "").upper() in ("Z", "UTC", "GMT") else loose["offset"]
        return f"{loose['day']}T{loose['time']}{offset or ''}"
    if re.fullmatch(r"1\d{9}(\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    if _OF_MAIL.match(text):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return parsedate_to_datetime(text).isoformat()
    return text
