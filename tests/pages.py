"""What a page of HTML holds, read strictly: an element that does not end is an error."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """This element and all within it, in order."""
        ahead: list[Element] = [self]
        while ahead:
            each = ahead.pop()
            yield each
            ahead.extend(child for child in reversed(each.children) if isinstance(child, Element))

    def all(self, name: str, class_: str = "") -> list["Element"]:
        return [
            each
            for each in self.walk()
            if each.name == name and (not class_ or class_ in each.classes)
        ]

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice: {names}"
        each = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(each)
        if tag not in VOID:
            self.open.append(each)

    def handle_endtag(self, tag: str) -> None:
        ended = self.open.pop()
        assert ended.name == tag, f"</{tag}> ends <{ended.name}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")


def read(page: str) -> Element:
    """The elements of a page.

    Raises:
        AssertionError: one is not ended, or ended where it did not begin.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root], f"not ended: {[each.name for each in reader.open[1:]]}"
    return reader.root
