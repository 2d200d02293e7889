"""The invented story: its outlets, and what each of their pages says on each day."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "story"
EVE = datetime(2025, 6, 4, 20, tzinfo=UTC)
"""The evening before the first day; a day is looked at in its evening."""
LAST_DAY = 5
TWINS = {"amp": "/amp", "print": "/print"}
"""What stands before the path of a page that is the same article a second time."""
_LINK = re.compile(r"\[(?P<words>[^]]+)\]\((?P<page>[\w-]+)\)")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet; story/outlets.toml says what each key means."""

    id: str
    name: str
    lang: str
    feeds: Mapping[str, str]
    sitemap: str = ""
    robots: str = "open"
    validators: str = "none"
    tls: bool = False
    refuses: bool = False
    fails: str = ""

    @property
    def host(self) -> str:
        return f"{self.id}.localhost"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a live blog."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its outlet first published it; story/pages.toml says what each key means."""

    id: str
    outlet: str
    path: str
    title: str
    published: datetime
    byline: str = ""
    credit: str = ""
    markup: str = "og"
    twin: str = ""
    copy_of: str = ""
    serve: tuple[str, ...] = ()
    text: str = ""
    changes: tuple[Mapping[str, Any], ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the article stands, its twin last."""
        return (self.path, f"{TWINS[self.twin]}{self.path}") if self.twin else (self.path,)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as a reader sees it on a day.

    `modified` is None where the page says of no change, `note` is its correction; `changed` is when
    its server last wrote it; `gone` that it was taken away.
    """

    page: Page
    title: str
    text: str
    entries: tuple[Entry, ...]
    changed: datetime
    modified: datetime | None = None
    note: str = ""
    gone: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(self.text.strip().split("\n\n"))


@dataclass(frozen=True, slots=True)
class Story:
    """All outlets and pages, in the order of their files."""

    outlets: tuple[Outlet, ...]
    pages: tuple[Page, ...]

    def outlet(self, id: str) -> Outlet:
        return next(each for each in self.outlets if each.id == id)

    def page(self, id: str) -> Page:
        return next(each for each in self.pages if each.id == id)

    def out(self, outlet: str, day: int) -> tuple[Seen, ...]:
        """What an outlet has published by the evening of a day, the newest first; gone ones too."""
        until = evening(day)
        pages = [each for each in self.pages if each.outlet == outlet and each.published <= until]
        return tuple(
            seen(each, day) for each in sorted(pages, key=lambda each: each.published, reverse=True)
        )

    def records(self, day: int) -> tuple[dict[str, Any], ...]:
        """The report records of all that can be read on a day, without the article to check.

        As `Report.from_dict` takes them, `id` that of the page: for a story over time without a
        web.
        """
        readable = [
            (outlet, each)
            for outlet in self.outlets
            for each in self.out(outlet.id, day)
            if not (outlet.fails or each.gone or each.page.id == "checked")
        ]
        return tuple(_record(self, outlet, each) for outlet, each in readable)


def evening(day: int) -> datetime:
    """The moment at which a day of the story is looked at."""
    return EVE + timedelta(days=day)


def seen(page: Page, day: int) -> Seen:
    """A page with the changes until a day made to it."""
    entries = tuple(each for each in page.entries if each.at <= evening(day))
    latest = entries[-1].at if entries else page.published
    view = Seen(page, page.title, page.text, entries, latest, latest if entries else None)
    for change in page.changes:
        if change["day"] <= day:
            view = _changed(view, change)
    return view


def _changed(view: Seen, change: Mapping[str, Any]) -> Seen:
    title, text = view.title, view.text
    for old, new in change.get("replace", []):
        if old not in title and old not in text:
            raise ValueError(f"{view.page.id} does not say {old!r} on day {change['day']}")
        title, text = title.replace(old, new), text.replace(old, new)
    modified = change.get("modified")
    return replace(
        view,
        title=title,
        text=text,
        changed=datetime.fromisoformat(modified) if modified else evening(change["day"]),
        modified=datetime.fromisoformat(modified) if modified else view.modified,
        note=change.get("note", view.note),
        gone=change.get("gone", view.gone),
    )


def linked(paragraph: str) -> tuple[tuple[str, str], ...]:
    """The links of a paragraph: the words and the id of the page."""
    return tuple((each["words"], each["page"]) for each in _LINK.finditer(paragraph))


def plain(text: str) -> str:
    """A text without its links."""
    return _LINK.sub(lambda link: link["words"], text)


def _record(story: Story, outlet: Outlet, view: Seen) -> dict[str, Any]:
    page, copied = view.page, view.page.copy_of
    links = [copied] if copied else [id for each in view.paragraphs for _, id in linked(each)]
    text = "\n\n".join([*view.paragraphs, *([view.note] if view.note else [])])
    return {
        "id": page.id,
        "outlet": outlet.name,
        "domain": story.outlet(story.page(copied).outlet).host if copied else outlet.host,
        "url": _address(story, page.id),
        "canonical": _address(story, copied) if copied else None,
        "lang": outlet.lang,
        "published": page.published.isoformat(),
        "modified": view.modified.isoformat() if view.modified else None,
        "byline": page.byline or None,
        "credit": page.credit or None,
        "title": view.title,
        "text": "\n\n".join(each.text for each in view.entries) or plain(text),
        "links": [_address(story, id) for id in links],
        "access": "paywalled" if page.markup == "paywall" else "full",
        "corrections": [view.note] if view.note else [],
        "entries": [{"at": each.at.isoformat(), "text": each.text} for each in view.entries],
    }


def _address(story: Story, page: str) -> str:
    found = story.page(page)
    outlet = story.outlet(found.outlet)
    return f"{'https' if outlet.tls else 'http'}://{outlet.host}{found.path}"


@cache
def load_story() -> Story:
    """Read story/outlets.toml and story/pages.toml; a copy gets the text of what it copies."""
    rows = _toml("outlets.toml")["outlet"]
    pages = {row["id"]: _page(row) for row in _toml("pages.toml")["page"]}
    whole = [
        replace(each, text=pages[each.copy_of].text) if each.copy_of else each
        for each in pages.values()
    ]
    return Story(tuple(Outlet(**{"feeds": {}, **row}) for row in rows), tuple(whole))


def _page(row: Mapping[str, Any]) -> Page:
    entries = (
        Entry(datetime.fromisoformat(each["at"]), each["text"]) for each in row.get("entry", [])
    )
    given = {key: value for key, value in row.items() if key not in ("change", "entry")}
    return Page(
        **{
            **given,
            "published": datetime.fromisoformat(row["published"]),
            "serve": tuple(row.get("serve", ())),
            "changes": tuple(row.get("change", ())),
            "entries": tuple(entries),
        }
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
