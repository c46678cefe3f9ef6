"""Which classes of the official list the cases reach from facts, and which by a code alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from hocr_engine.cases.model import FileResult
from hocr_engine.decision.model import Finding
from hocr_engine.decision.names import Names
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import Element
from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.model import Book, Rule

FAMILIES: Final = "crime-types/"
CLASS: Final = "class"
LINE: Final = "line"
GROUP: Final = "grouping"
RECORDED: Final = {"use": "crime", "recorded_by": "police"}


@frozen
class ClassReach:
    """A class in force: its group, the pages that speak of it, the families that reach it."""

    id: str
    title: str
    group: str
    pages: tuple[str, ...]
    families: tuple[str, ...]


def reach_of_classes(
    book: Book, law: Mapping[str, Statement], files: Iterable[FileResult]
) -> tuple[ClassReach, ...]:
    """
    Give each class in which police record crimes on the day of the edition, in the list's order.

    Its families are those whose rules, in a case that passes, come from the facts to the class
    under the rules of the edition; none where the class is reached by a code that somebody names.
    """
    reached = _reached(book, files)
    pages = _pages(law.values())
    return tuple(
        ClassReach(
            row.id,
            str(row.facts["title"]),
            _group(book, row.id),
            tuple(pages.get(row.id, ())),
            tuple(sorted(reached.get(row.id, ()))),
        )
        for row in book.rows[CLASS].values()
        if _is_in_force(book, row) and all(row.facts[k] == v for k, v in RECORDED.items())
    )


def _is_in_force(book: Book, row: Element) -> bool:
    since, until = book.listed[row.kind][row.id]
    return (since or date.min) <= book.edition < (until or date.max)


def _group(book: Book, name: str) -> str:
    """Give the group of the official list that a class stands in."""
    rows = (row for row in book.rows[GROUP].values() if row.facts[CLASS] == name)
    return next((str(row.facts["group"]) for row in rows if row.facts["scheme"] == "list"), "")


def _pages(statements: Iterable[Statement]) -> Mapping[str, list[str]]:
    """Give the pages of the rules on which each class is spoken of, in their order."""
    found: dict[str, dict[str, None]] = {}
    for statement in statements:
        for name in statement.classes if statement.page.startswith("p") else ():
            found.setdefault(name, {})[statement.page] = None
    return {name: sorted(pages, key=lambda page: int(page[1:])) for name, pages in found.items()}


def _reached(book: Book, files: Iterable[FileResult]) -> Mapping[str, set[str]]:
    """Give the families that reach each class from facts."""
    only = _only_classes(book)
    found: dict[str, set[str]] = {}
    for result in (result for file in files for result in file.results if result.passed):
        findings = [one for one in result.findings if one.subject.world.on >= book.edition]
        told = {pair for finding in findings for pair in _told(book, finding)}
        for code, family in told:
            if code in only:
                found.setdefault(only[code], set()).add(family)
            for name in _classes_of(book, code, findings):
                found.setdefault(name, set()).add(family)
    return found


def _told(book: Book, finding: Finding) -> Iterator[tuple[str, str]]:
    """Give the codes, each with its family, that an answer tells from facts or rests on."""
    making = book.making
    if finding.decision in (making["candidates"].id, making["courses"].id):
        yield from _codes(book, finding)
    elif finding.decision == making[CLASS].id:
        yield from _codes_of_candidate(book, finding.subject)


def _classes_of(book: Book, code: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Give the classes that possible crimes of a code surely have."""
    for finding in findings:
        is_class = finding.decision == book.making[CLASS].id and finding.is_settled
        if is_class and finding.subject.member("code") == code:
            yield str(finding.value)


def _only_classes(book: Book) -> Mapping[str, str]:
    """Give the class of each code whose lines all stand in one class on the day of the edition."""
    classes: dict[str, set[str]] = {}
    for row in book.rows[LINE].values():
        if _is_in_force(book, row):
            classes.setdefault(str(row.facts["code"]), set()).add(str(row.facts[CLASS]))
    return {code: next(iter(found)) for code, found in classes.items() if len(found) == 1}


def _codes_of_candidate(book: Book, candidate: Linked) -> Iterator[tuple[str, str]]:
    """Give the codes of the allegation that a possible crime is about, each with its family."""
    names = candidate.world.names(candidate)
    making = book.making["candidates"]
    if isinstance(names, Names):
        allegation = names.subject_of(making.about)
        if isinstance(allegation, Linked):
            yield from _codes(book, names.ask(making.id, allegation))


def _codes(book: Book, finding: Finding) -> Iterator[tuple[str, str]]:
    """Give the codes that are sure by rules of families, each with its family."""
    for slot in finding.slots:
        if len(slot.options) == 1 and not slot.awaits:
            for rule in slot.rules:
                family = _family(book, rule)
                if family:
                    yield str(slot.options[0]), family


def _family(book: Book, rule: Rule) -> str:
    topic = book.topic_of_rule[rule.id].id
    return topic.removeprefix(FAMILIES).split("/")[0] if topic.startswith(FAMILIES) else ""
