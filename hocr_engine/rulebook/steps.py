"""The steps of counting: in which order crimes are set against one another, and which ones."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import field, frozen

from hocr_engine.feel.syntax import Expression
from hocr_engine.text import Span

ONE_WITH: Final = "this is one with other"
PART_OF: Final = "this is part of other"
TAKES_IN: Final = "other is part of this"
OUTRANKS: Final = "this outranks other"
BESIDE: Final = "this stands beside all"
PART_OF_RECORD: Final = "this is part of record"
CONTINUES: Final = "this continues record"
RECLASSIFIES: Final = "this reclassifies record"
REPLACES: Final = "this replaces record"
APART: Final = "this stands apart from record"

AMONG_CANDIDATES: Final = (ONE_WITH, PART_OF, TAKES_IN, OUTRANKS, BESIDE)
TAKES_OVER: Final = (RECLASSIFIES, REPLACES)
AGAINST_REGISTER: Final = (PART_OF_RECORD, CONTINUES, RECLASSIFIES, REPLACES, APART)


@frozen
class CountingStep:
    """One step: what makes two crimes comparable in it, which take part, and from when to when."""

    id: str
    label: str
    law: tuple[str, ...]
    against_register: bool
    at: Span = field(eq=False, repr=False)
    same: Expression | None = field(default=None, eq=False, repr=False)
    takes_part: Expression | None = field(default=None, eq=False, repr=False)
    since: date | None = None
    until: date | None = None
    ranks: bool = False
    law_at: tuple[Span, ...] = field(default=(), eq=False, repr=False)

    @property
    def relations(self) -> tuple[str, ...]:
        """Give the relations that rules of this step may conclude."""
        return AGAINST_REGISTER if self.against_register else AMONG_CANDIDATES

    def in_force(self, on: date) -> bool:
        """Say whether the step is taken in the edition of a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)
