"""What a page says of itself beside its article: notes of correction, entries of a live blog."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from corroborate.model.report import Entry
from corroborate.net.markup import Update, tidy
from corroborate.net.pages.dates import moment_of
from corroborate.net.pages.page import Page, behind_opening, is_marked, opening_of, says
from corroborate.reference.page_words import load_page_marks, load_page_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOTE_WORDS = (6, 200)
"""Fewest and most words of a note of correction: fewer tell of none, more are an article."""
LABEL_LETTERS = 40
"""Characters behind the label of a note ("Correction, 3 May") in which its colon stands."""
FEWEST_ENTRIES = 2
"""Elements alike with a time and a text each, that make a page marked as live a live blog."""
MOST_AROUND = 4
"""Elements around a time, from within, of which one may be its entry."""
ENTRY_WORDS = 5
"""Fewest words of an entry: fewer are a line of a list."""


def corrections_of(page: Page) -> tuple[str, ...]:
    """The notes on what was changed in the article, word for word, in the order of the page."""
    shown = [each.text for each in page.blocks if not each.within(("nav", "form"))]
    found = [*page.markup.corrections, *filter(_is_correction, shown)]
    fewest, most = NOTE_WORDS
    fitting = [note for note in found if fewest <= len(note.split()) <= most]
    return tuple(dict.fromkeys(fitting))


def _is_correction(text: str) -> bool:
    words = load_page_words()
    behind = behind_opening(text, words.correction_labels)
    if behind is not None and _ends_as_label(behind[:LABEL_LETTERS]):
        return True
    return bool(opening_of(text, words.correction_openings)) or says(text, words.correction_sayings)


def _ends_as_label(behind: str) -> bool:
    """Whether what follows a label is a colon or a dash, behind a date at most."""
    first = behind.lstrip(" )]")[:1]
    return first in (":", "—", "–") or (first in ("(", ",") and ":" in behind)


def entries_of(page: Page) -> tuple[Entry, ...]:
    """The entries of a live blog, as its JSON-LD has them, else as the page shows them.

    Of a live blog behind a paywall only what it shows: that is no way around it.
    """
    declared = page.markup.updates if page.markup.free is not False else ()
    return tuple(map(_declared, declared)) or tuple(_shown(page))


def _declared(update: Update) -> Entry:
    if not update.body:
        return Entry(update.headline, "", moment_of(update.published))
    return Entry(update.body, update.headline, moment_of(update.published))


def _shown(page: Page) -> Iterator[Entry]:
    """The elements alike that hold a time and a text each, in what is marked as live."""
    alike: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    for stamp in page.tree.iter("time"):
        for element in islice(stamp.iterancestors("article", "li", "div", "section"), MOST_AROUND):
            if len(list(islice(element.iter("time"), 2))) > 1:
                break
            alike[element.tag, element.get("class") or ""].append(element)
    groups = [each for each in alike.values() if len(each) >= FEWEST_ENTRIES and _is_live(each[0])]
    told = [[entry for each in group if (entry := _entry(each))] for group in groups]
    best = max(told, key=lambda each: (len(each), sum(len(one.text) for one in each)), default=[])
    yield from best if len(best) >= FEWEST_ENTRIES else []


def _is_live(element: "HtmlElement") -> bool:
    marks = load_page_marks().live
    return any(is_marked(each, marks) for each in (element, *element.iterancestors()))


def _entry(element: "HtmlElement") -> Entry | None:
    stamp = next(element.iter("time"))
    headline = next(
        (tidy(each.text_content()) for each in element.iter("h2", "h3", "h4", "h5")), ""
    )
    inner = (each for each in element.iterdescendants("p", "li") if each.find(".//p") is None)
    text = "\n".join(filter(None, (tidy(each.text_content()) for each in inner)))
    if len(text.split()) < ENTRY_WORDS:
        return None
    return Entry(text, headline, moment_of(stamp.get("datetime") or ""))
