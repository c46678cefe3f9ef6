"""The page set holds the whole edition in force, counted from the book, and every link leads on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import define, evolve, field

from hocr_engine.publishing.pages_told import rendered
from hocr_engine.publishing.places import list_page, mark
from tests.pages.structure import faults, text_of
from tests.publishing.shelves import bundled_shelf, shelf_of

HERE = Path(__file__).parent
GARDENS = (HERE / "garden", HERE.parent / "rulebook" / "small")
BOUND = 20_000_000
ELSEWHERE = ("<a> names", "<a> leads to")


@define
class Anchors(HTMLParser):
    """Reads the marks of a page and the addresses that it leads to."""

    ids: list[str] = field(factory=list)
    hrefs: list[str] = field(factory=list)

    def __attrs_pre_init__(self) -> None:
        """Begin as a parser."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a mark, and where a link leads."""
        found = dict(attrs)
        self.ids.extend(filter(None, [found.get("id")]))
        if tag == "a":
            self.hrefs.append(found["href"] or "")


@cache
def pages() -> dict[str, str]:
    """Give the pages of the bundled rulebook on the first day of its edition."""
    return dict(rendered(bundled_shelf()))


@cache
def anchors() -> dict[str, Anchors]:
    """Give the marks and links of each page."""
    found = {}
    for file, html in pages().items():
        found[file] = Anchors()
        found[file].feed(html)
    return found


def marks(what: str) -> Counter[str]:
    """Give the marks of one sort on all pages, each as often as it stands there."""
    ids = (one for page in anchors().values() for one in page.ids)
    return Counter(one for one in ids if one.startswith(f"{what}-"))


def once(what: str, names: Iterator[str]) -> Counter[str]:
    """Give the marks that things of one sort must have, each once for each thing."""
    return Counter(mark(what, name) for name in names)


def test_every_rule_and_every_row_in_force_stands_in_the_pages_once() -> None:
    shelf = bundled_shelf()
    rules = [r for r in shelf.book.rule.values() if not shelf.is_past(r.since, r.until)]

    assert len(rules) > 1500
    assert marks("rule") == once("rule", (rule.id for rule in rules))


def test_every_topic_stands_in_the_pages_once() -> None:
    expected = once("topic", (topic.id for topic in bundled_shelf().book.topics))
    found = Counter({k: n for k, n in marks("topic").items() if not k.endswith("-rows")})

    assert found == expected


def test_every_decision_and_every_step_in_force_stands_in_the_pages_once() -> None:
    shelf = bundled_shelf()
    steps = (one.id for one in shelf.book.steps if not shelf.is_past(one.since, one.until))

    assert marks("decision") == once("decision", iter(shelf.book.decisions))
    assert marks("step") == once("step", steps)


def test_every_fact_and_every_definition_in_force_stands_in_the_pages() -> None:
    shelf = bundled_shelf()
    vocabulary = shelf.book.vocabulary
    facts = once("fact", (name for kind in vocabulary.kinds.values() for name in kind.facts))
    defined = sum(not shelf.is_past(d.since, d.until) for d in vocabulary.definitions)

    assert marks("fact") == facts
    assert sum(marks("definition").values()) == defined


def test_every_statement_of_the_law_stands_in_the_pages_once() -> None:
    assert marks("law") == once("law", iter(bundled_shelf().law))


def test_every_case_stands_in_the_pages_once() -> None:
    found = marks("case")

    assert sum(found.values()) == sum(len(file.cases) for file in bundled_shelf().files)
    assert sum(found.values()) > 3000


def test_every_answer_and_every_reading_of_the_law_is_told() -> None:
    book = bundled_shelf().book
    told = {file: text_of(html) for file, html in pages().items()}
    for decision in book.decisions.values():
        for answer in decision.answers:
            assert _flat(answer.label) in told["decisions.html"]
    for kind in book.vocabulary.kinds.values():
        page = told[f"facts-{kind.name.replace('_', '-')}.html"]
        for fact in kind.facts.values():
            assert all(_flat(answer.label) in page for answer in fact.answers), fact.name
    rules = " ".join(text for file, text in told.items() if file.startswith("rules-"))
    for rule in book.rule.values():
        if rule.in_force(book.edition):
            assert all(number in rules for number in rule.readings)
            assert _flat(rule.mistake).lower() in rules.lower()


def test_every_line_of_a_list_in_force_stands_on_its_page() -> None:
    shelf = bundled_shelf()
    for kind, rows in shelf.book.rows.items():
        held = [
            key
            for key, (start, end) in shelf.book.listed[kind].items()
            if shelf.book.vocabulary.kinds[kind].listed_from and not shelf.is_past(start, end)
        ]
        page = pages()[list_page(kind)]
        assert all(f'<th scope="row">{key}</th>' in page for key in held)
        assert 0 < page.count('<th scope="row">') <= len(rows)


def test_every_link_leads_to_something_and_no_page_wants_anything_else() -> None:
    dead = [
        (file, href)
        for file, found in anchors().items()
        for href in found.hrefs
        if not _leads_on(file, href)
    ]

    assert sum(len(found.hrefs) for found in anchors().values()) > 10_000
    assert dead == []


def _leads_on(file: str, href: str) -> bool:
    page, _, place = href.partition("#")
    found = anchors().get(page or file)
    return found is not None and (not place or place in found.ids)


def test_the_structure_of_every_page_is_sound() -> None:
    for file, html in pages().items():
        assert [one for one in faults(html) if not one.startswith(ELSEWHERE)] == [], file


def test_every_page_says_which_edition_it_is_and_all_together_are_not_too_large() -> None:
    book = bundled_shelf().book
    for html in pages().values():
        assert book.fingerprint in html
    assert sum(len(html.encode()) for html in pages().values()) < BOUND


def test_an_older_day_has_the_rules_of_that_day() -> None:
    day = bundled_shelf().book.edition.replace(year=2019)
    shelf = evolve(bundled_shelf(), on=day)
    then = [rule for rule in shelf.book.rule.values() if rule.in_force(day)]
    found = " ".join(html for file, html in rendered(shelf) if file.startswith("rules-"))

    assert len(re.findall(r'id="rule-', found)) == len(then)
    assert "as in force on 1 April 2019" in found


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("root", GARDENS, ids=lambda root: root.name)
def test_any_rulebook_has_its_pages(root: Path) -> None:
    pages = dict(rendered(shelf_of(root)))

    assert "index.html" in pages
    for file, html in pages.items():
        assert [one for one in faults(html) if not one.startswith(ELSEWHERE)] == [], file


def test_whatever_a_rulebook_says_is_shown_as_text() -> None:
    shelf = shelf_of(GARDENS[0])
    hostile = "<script>alert('x')</script> \u202e" + "x" * 10_000
    topics = tuple(
        evolve(one, title=hostile, rules=tuple(evolve(r, title=hostile) for r in one.rules))
        for one in shelf.book.topics
    )
    pages = dict(rendered(evolve(shelf, book=evolve(shelf.book, topics=topics, title=hostile))))

    for file, html in pages.items():
        assert "<script" not in html
        assert "\u202e" not in html
        assert [one for one in faults(html) if not one.startswith(ELSEWHERE)] == [], file
