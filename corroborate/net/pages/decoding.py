"""Bytes of a page -> text, by what they are and by what server and page say that they are."""

import re
import sys

from corroborate.errors import BadInput

SNIFFED = 100_000
"""Characters from the start within which a page must show that it is HTML."""
LARGEST_CHARACTERS = 10_000_000
"""Of one page. The longest of 80 pages of 40 outlets has 1.7 million, most of them scripts."""

_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of pairs and what is no character: XML, and so the parser, has none of
them (XML 1.0, "Char")."""
_REFERENCE = re.compile(r"&#(?:(\d{1,9})|x([0-9a-f]{1,8}));?", re.I)
_HTML = re.compile(r"<(!doctype html|html|head|body|main|article|div|p|h1)[\s>]", re.I)
_OTHER_XML = re.compile(
    r"(?:<\?xml[^>]*>|<!--(?>.*?-->)|\s)*+<(rss|feed|urlset|sitemapindex|rdf:rdf|svg)\b",
    re.I | re.S,
)


def decoded(html: bytes | str, where: str, content_type: str | None = None) -> str:
    """The characters of a page, without those that no text may hold.

    Bytes that are UTF-8 are read so, whatever is declared; else what a byte order mark, the header
    or the page declares, as browsers read it (ISO-8859-1 is Windows-1252); where that is UTF-8 and
    wrong, or nothing is declared, Windows-1252. `where` names the page in errors.

    Raises:
        BadInput: empty, binary, too large, or not HTML.
    """
    if len(html) > 4 * LARGEST_CHARACTERS:
        raise BadInput(_too_large(where))
    text = _text(html, where, content_type) if isinstance(html, bytes) else html
    text = _REFERENCE.sub(_if_text, _NO_TEXT.sub(" ", text)).strip().removeprefix("\ufeff")
    if len(text) > LARGEST_CHARACTERS:
        raise BadInput(_too_large(where))
    if not text:
        raise BadInput(f"{where}: empty; expected a saved page of HTML")
    if not _HTML.search(text, 0, SNIFFED) or _OTHER_XML.match(text):
        raise BadInput(f"{where}: not HTML; expected a saved page of HTML")
    return text


def _if_text(reference: re.Match[str]) -> str:
    """A numeric reference, or a space where it stands for what no text may hold."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return " " if code > sys.maxunicode or _NO_TEXT.match(chr(code)) else reference.group()


def _too_large(where: str) -> str:
    return (
        f"{where}: more than {LARGEST_CHARACTERS // 1_000_000} million characters; expected one "
        "article, save its page alone"
    )


def _text(html: bytes, where: str, content_type: str | None) -> str:
    from w3lib.encoding import html_to_unicode, http_content_type_encoding

    declared = http_content_type_encoding(content_type) or ""
    is_wide = html.startswith(_WIDE_BOMS) or declared.startswith(("utf-16", "utf-32"))
    if b"\0" in html[:SNIFFED] and not is_wide:
        raise BadInput(f"{where}: binary; expected a saved page of HTML")
    if not is_wide and (plain := _as_utf8(html)) is not None:
        return plain
    encoding, text = html_to_unicode(content_type, html, auto_detect_fun=lambda _: "cp1252")
    if encoding == "utf-8" and _is_mostly_broken(text):
        return html.decode("cp1252", "replace")
    return str(text)


def _as_utf8(html: bytes) -> str | None:
    """Bytes as UTF-8 where they can be no other encoding; None too for ASCII, which may be any.

    Runs of bytes of another encoding that are valid UTF-8 by chance do not fill a page.
    """
    if html.isascii():
        return None
    try:
        return html.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _is_mostly_broken(text: str) -> bool:
    """Whether of the letters beyond ASCII more are broken than are not."""
    broken = text.count("\ufffd")
    return broken > sum(character > "\x7f" for character in text) - broken
