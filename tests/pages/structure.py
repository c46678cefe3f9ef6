"""What is wrong with the structure of a page, looked at without a browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

from attrs import define, field, frozen

VOID = {"meta", "br", "hr", "img", "input", "link", "wbr", "col"}
HEADING = re.compile(r"h([1-6])\Z")
ADDRESS = re.compile(r"https?:|//[\w.]+/|url\(|@import", re.IGNORECASE)
NAMES_ANOTHER = ("aria-labelledby", "aria-describedby", "for")
FORBIDDEN = {"script", "link", "iframe", "object", "embed", "img", "form", "base"}


@frozen
class Found:
    """An element: its name, its attributes and the names of those around it, outermost first."""

    name: str
    attributes: dict[str, str]
    within: tuple[str, ...]


@define
class Page(HTMLParser):
    """Reads a page into its elements and its text."""

    elements: list[Found] = field(factory=list)
    words: list[str] = field(factory=list)
    open: list[str] = field(factory=list)
    faults: list[str] = field(factory=list)

    def __attrs_pre_init__(self) -> None:
        """Begin as a parser."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that begins."""
        self.elements.append(
            Found(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        )
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note an element that ends; it must be the last that began."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> ends nothing")

    def handle_data(self, data: str) -> None:
        """Note what people read."""
        if not {"style", "title"} & set(self.open):
            self.words.append(data)


def read(html: str) -> Page:
    """Give a page as its elements and its text."""
    page = Page()
    page.feed(html)
    page.close()
    return page


def text_of(html: str) -> str:
    """Give all that people read on a page."""
    return "".join(read(html).words)


def faults(html: str) -> list[str]:
    """Give everything that is wrong with the structure of a page; nothing where it is sound."""
    page = read(html)
    found = [*page.faults, *(f"<{name}> is never ended" for name in page.open)]
    for check in (_ids, _headings, _landmarks, _parts, _self_contained):
        found += check(page)
    if not html.startswith("<!DOCTYPE html>\n"):
        found.append("no document type")
    return found


def _ids(page: Page) -> Iterator[str]:
    ids = Counter(one.attributes["id"] for one in page.elements if "id" in one.attributes)
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for one in page.elements:
        named = [id for name in NAMES_ANOTHER for id in one.attributes.get(name, "").split()]
        if one.name == "a":
            named.append(one.attributes.get("href", "").removeprefix("#"))
        yield from (f"<{one.name}> names {name!r}" for name in named if name not in ids)


def _headings(page: Page) -> Iterator[str]:
    levels = [int(found[1]) for one in page.elements if (found := HEADING.match(one.name))]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"the headings are {levels}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"h{after} follows h{before}"


def _landmarks(page: Page) -> Iterator[str]:
    # A drawing has a title of its own.
    names = Counter(one.name for one in page.elements if "svg" not in one.within)
    for name in ("html", "title", "main", "header", "footer"):
        if names[name] != 1:
            yield f"{names[name]} <{name}>"
    if page.elements[0].attributes.get("lang") != "en-GB":
        yield "the language is not British English"
    for one in page.elements:
        if one.name == "nav" and not one.attributes.get("aria-label"):
            yield "<nav> has no label"


def _parts(page: Page) -> Iterator[str]:
    """Give parts that stand where they may not, and those that miss what they need."""
    names = Counter(one.name for one in page.elements)
    for whole, part in (("details", "summary"), ("table", "caption")):
        if names[whole] != names[part]:
            yield f"{names[whole]} <{whole}>, {names[part]} <{part}>"
    places = {"li": {"ul", "ol"}, "summary": {"details"}, "caption": {"table"}, "dt": {"dl", "div"}}
    for one in page.elements:
        if one.name in places and one.within[-1] not in places[one.name]:
            yield f"<{one.name}> stands in <{one.within[-1]}>"
        if "p" in one.within and one.name in {"p", "ul", "ol", "dl", "div", "details", "table"}:
            yield f"<{one.name}> stands in <p>"
        if one.name == "th" and "scope" not in one.attributes:
            yield "<th> has no scope"


def _self_contained(page: Page) -> Iterator[str]:
    for one in page.elements:
        if one.name in FORBIDDEN:
            yield f"there is a <{one.name}>"
        for name, value in one.attributes.items():
            if name == "style" or name.startswith("on"):
                yield f"<{one.name}> has the attribute {name}"
            if name in ("href", "src", "action") and not value.startswith("#"):
                yield f"<{one.name}> leads to {value}"
            if name != "content" and ADDRESS.search(value):
                yield f"<{one.name}> names an address"
