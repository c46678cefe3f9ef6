"""What is asked of two rulebooks, what each answers, and how the answers differ."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import field, frozen

from hocr_engine.cases.model import Case
from hocr_engine.differing.book_changes import Change
from hocr_engine.rulebook.model import Book

OLD = "old"
NEW = "new"


@frozen(eq=False)
class Question:
    """
    One record put to both rulebooks, by the name of its case or incident.

    `old` and `new` are the record as each reads it, None where it cannot, and then `why` says for
    which mistake. `only` names the side whose folder has it, where the other has not.
    """

    name: str
    old: Case | None
    new: Case | None
    why: str = ""
    only: str = ""


@frozen
class Told:
    """
    One answer: as files write it, which is what is compared, and in words with its reasons.

    `because` are the sentences that give it, each under a label.
    """

    exact: str
    words: str
    because: tuple[tuple[str, str], ...] = ()


@frozen
class Difference:
    """
    One thing that is answered otherwise, and by which rules, or else by what, it came to that.

    `about` says which decision, or after which report; `is_reason` that the answer is the same and
    other rules give it.
    """

    question: str
    about: str
    causes: tuple[str, ...]
    before: tuple[Told, ...]
    after: tuple[Told, ...]
    is_reason: bool = False


class Ending(Enum):
    """What became of a question."""

    SAME = "same"
    PROVED = "the same, as nothing that bears on it differs"
    DIFFERS = "differs"
    OLD_ONLY = "decided by the old rules only"
    NEW_ONLY = "decided by the new rules only"
    NEITHER = "decided by neither"


@frozen
class Outcome:
    """What became of one question; `why` is the mistake for which a side cannot decide it."""

    question: str
    ending: Ending
    differences: tuple[Difference, ...] = ()
    why: str = ""
    only: str = ""


@frozen(eq=False)
class Comparison:
    """Two rulebooks, what they say otherwise, and what became of every question."""

    old: Book = field(repr=False)
    new: Book = field(repr=False)
    rules: tuple[Change, ...]
    others: tuple[Change, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Give the decisions that change, without those that have other reasons only."""
        return tuple(d for one in self.outcomes for d in one.differences if not d.is_reason)

    @property
    def reasons(self) -> tuple[Difference, ...]:
        """Give the answers that are the same and are given by other rules."""
        return tuple(d for one in self.outcomes for d in one.differences if d.is_reason)

    def ending(self, *endings: Ending) -> tuple[Outcome, ...]:
        """Give the questions that ended in one of some ways."""
        return tuple(one for one in self.outcomes if one.ending in endings)

    def by_cause(self) -> Mapping[tuple[str, ...], tuple[Difference, ...]]:
        """Give the decisions that change by what made the difference, the most first."""
        found: dict[tuple[str, ...], list[Difference]] = {}
        for one in self.differences:
            found.setdefault(one.causes, []).append(one)
        ordered = sorted(found, key=lambda causes: (-len(found[causes]), causes))
        return {causes: tuple(found[causes]) for causes in ordered}
