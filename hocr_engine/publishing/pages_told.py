"""The rulebook as a set of pages: every rule, fact, list and statement of the edition in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from attrs import evolve, frozen

from hocr_engine.explanation import phrases as say
from hocr_engine.explanation.words import capital, counted, day, listed
from hocr_engine.pages import page
from hocr_engine.publishing import places as at
from hocr_engine.publishing.facts_told import kind_told
from hocr_engine.publishing.mistakes import mistakes_told
from hocr_engine.publishing.places import Link, Places, folder_title, group_title
from hocr_engine.publishing.reference_told import (
    decisions_told,
    law_told,
    lists_told,
    step_cases,
    steps_told,
)
from hocr_engine.publishing.rules_told import Teller
from hocr_engine.publishing.shelf import Shelf
from hocr_engine.rulebook.model import Topic

PACKAGE: Final = "hocr_engine.publishing"
SECTION: Final = "Section "
WAY, FACTS, LISTS, LAW, BESIDE = "The way to an answer", "Facts", "Lists", "Law", "Besides"


@frozen
class Page:
    """One page of the set: its file, its title, under which heading it is listed, its values."""

    file: str
    title: str
    group: str
    template: str
    values: Mapping[str, object]
    lead: str = ""

    @property
    def heading(self) -> str:
        """Give its title with that of what it belongs to, where it does not speak for itself."""
        return f"{self.lead}: {_small(self.title)}" if self.lead else self.title


def _small(title: str) -> str:
    """Give a title as it stands within a sentence; what is no word stays as it is."""
    return title if any(sign.isdigit() for sign in title) else title.lower()


@frozen
class Foot:
    """What stands at the foot of every page: which edition it is, and what it is worth."""

    title: str
    edition: str
    on: str
    fingerprint: str
    supports: str
    covers: str


def rendered(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """
    Give the pages of a rulebook on a day, each as its file and its HTML; NotInstalledError.

    The day is that of the shelf, or the first day of the edition.
    """
    dated = evolve(shelf, on=shelf.on or shelf.book.edition)
    pages = list(pages_of(dated))
    foot = _foot(dated)
    for one in (*pages, _index(dated, pages)):
        said = {"capital": capital, "counted": counted, "pages": say.pages}
        yield (
            one.file,
            page(
                one.template,
                PACKAGE,
                title=one.heading,
                file=one.file,
                foot=foot,
                **said,
                **one.values,
            ),
        )


def pages_of(shelf: Shelf) -> Iterator[Page]:
    """Give all pages but the contents, in reading order."""
    places = Places(shelf)
    yield Page(
        at.DECISIONS, "Decisions", WAY, "decisions.html", {"decisions": decisions_told(places)}
    )
    steps = {"steps": steps_told(places), "cases": step_cases(places)}
    yield Page(at.STEPS, "Steps of counting", WAY, "steps.html", steps)
    yield from _rules(places)
    for kind in shelf.book.vocabulary.kinds.values():
        told = kind_told(places, kind)
        yield Page(told.page, capital(kind.label), FACTS, "facts.html", {"kind": told})
    for one in lists_told(places):
        yield Page(one.page, one.title, LISTS, "list.html", {"told": one}, "List")
    for file, statements in law_told(places).items():
        name = file.removeprefix("law-").removesuffix(".html").replace("-", " ")
        yield Page(file, capital(name), LAW, "law.html", {"statements": statements}, "Index of law")
    left_out = tuple((places.law(name), why) for name, why in sorted(shelf.left_out.items()))
    yield Page(at.LEFT_OUT, "Not encoded", LAW, "not-encoded.html", {"statements": left_out})
    yield _mistakes(places)


def _rules(places: Places) -> Iterator[Page]:
    """Give one page for each folder of the rulebook that has rules."""
    folders: dict[str, list[Topic]] = {}
    for topic in places.shelf.book.topics:
        folders.setdefault(topic.id.rpartition("/")[0], []).append(topic)
    teller = Teller(places)
    for folder in sorted(folders, key=_in_order):
        shown = tuple(map(teller.topic, folders[folder]))
        contents = [(topic.mark, topic.title) for topic in shown]
        values = {"topics": shown, "contents": contents}
        file = places.page_of_topic(folders[folder][0])
        group, title = group_title(folder), folder_title(folder)
        lead = group if "/" in folder and not title.startswith(SECTION) else ""
        yield Page(file, title, group, "rules.html", values, lead)


def _in_order(folder: str) -> tuple[bool, bool, bool, str]:
    """Give the place of a folder: sections first, then what stands beside them."""
    is_section = folder_title(folder).startswith(SECTION)
    return (not is_section, not folder.startswith("general/"), "/" not in folder, folder)


def _mistakes(places: Places) -> Page:
    told = mistakes_told(places.shelf)
    rules = {
        rule.id.split("/")[0]: places.rule(rule)
        for rule in reversed(tuple(places.shelf.book.rule.values()))
    }
    values = {"questions": told, "rules": rules}
    return Page(at.MISTAKES, "Mistakes that the rules correct", BESIDE, "mistakes.html", values)


def _index(shelf: Shelf, pages: list[Page]) -> Page:
    groups: dict[str, list[Link]] = {}
    for one in pages:
        groups.setdefault(one.group, []).append(Link(one.title, one.file))
    values = {
        "groups": tuple(groups.items()),
        "counts": _counts(shelf),
        "layers": listed(shelf.book.layers, "then"),
    }
    return Page(at.INDEX, shelf.book.title, "", "index.html", values)


def _counts(shelf: Shelf) -> str:
    book = shelf.book
    rules = sum(not shelf.is_past(rule.since, rule.until) for rule in book.rule.values())
    facts = sum(len(kind.facts) for kind in book.vocabulary.kinds.values())
    return listed(
        (
            counted(rules, "rule"),
            counted(facts, "fact"),
            counted(len(shelf.law), "statement of the law", "statements of the law"),
            counted(sum(len(file.cases) for file in shelf.files), "worked case"),
        )
    )


def _foot(shelf: Shelf) -> Foot:
    book, on = shelf.book, shelf.on
    assert isinstance(on, date)
    return Foot(
        book.title, day(book.edition), day(on), book.fingerprint, book.supports, book.covers
    )
