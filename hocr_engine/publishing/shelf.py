"""What there is to tell about a rulebook: the book, its law, its cases, and the day asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from hocr_engine.cases.model import Case, CaseFile
from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.model import Book, Rule


@frozen(eq=False, slots=False)
class Shelf:
    """
    What an entry may draw on: the book, the law index, the cases, and the day asked about.

    `left_out` holds the reason for each statement of the law that nothing carries; `root` is the
    folder of the rulebook as the names of its files begin.
    """

    book: Book = field(repr=False)
    law: Mapping[str, Statement] = field(repr=False)
    left_out: Mapping[str, str] = field(repr=False)
    files: tuple[CaseFile, ...] = field(repr=False)
    on: date | None
    root: str = ""

    def is_past(self, since: date | None, until: date | None) -> bool:
        """Say whether something does not hold on the day asked about."""
        if self.on is None:
            return False
        begun = since is None or since <= self.on
        return not begun or (until is not None and until <= self.on)

    def cases_of(self, rule: Rule) -> tuple[tuple[CaseFile, Case], ...]:
        """Give the cases that name a rule as deciding them, each with its file."""
        return self._deciding.get(rule.id, ())

    @cached_property
    def _deciding(self) -> Mapping[str, tuple[tuple[CaseFile, Case], ...]]:
        found: dict[str, tuple[tuple[CaseFile, Case], ...]] = {}
        for file in self.files:
            for case in file.cases:
                for name in dict.fromkeys(name.text for name in case.decided_by):
                    found[name] = (*found.get(name, ()), (file, case))
        return found


def place(file: CaseFile, case: Case) -> str:
    """Give where a case stands, as a file with a line."""
    return f"{file.name}:{case.at.line}"
