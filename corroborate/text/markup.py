"""Tags of HTML that were left in a text, blanked so that every place stays."""

import re

_BLOCKS = (
    "address|article|aside|blockquote|br|caption|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|"
    "header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements that begin and end a line of their own; HTML Living Standard, 15.3 and 4.5.27 (br)."""
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|button|cite|code|data|del|dfn|em|font|i|iframe|img|input|ins|"
    "kbd|label|link|mark|meta|picture|q|rp|rt|ruby|s|samp|small|source|span|strike|strong|sub|sup|"
    "svg|time|tt|u|var|video|wbr"
)
_TAG = re.compile(rf"<(?:(?P<block>/?(?:{_BLOCKS}))|/?(?:{_INLINE}))\b[^<>]*>|<!--.*?-->", re.I)


def without_tags(text: str) -> str:
    """The text with spaces for its tags, and a line break for one that begins or ends a line."""
    if "<" not in text:
        return text
    return _TAG.sub(_blank, text)


def _blank(tag: re.Match[str]) -> str:
    spaces = " " * (len(tag.group()) - 1)
    return ("\n" if tag["block"] else " ") + spaces
