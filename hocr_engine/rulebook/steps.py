"""The steps of counting: in which order crimes are set against one another, and which ones."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import field, frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.syntax import Expression
from hocr_engine.fields import Fields, document
from hocr_engine.nodes import Node
from hocr_engine.text import Span
from hocr_engine.vocabulary.messages import declared_twice
from hocr_engine.vocabulary.read_fact import expression_of

STEPS_FORMAT: Final = "hocr.steps.v1"
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
_KEYS = ["id", "label", "law", "from", "until", "same", "takes part", "against", "keeps one"]


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


def read_steps(
    nodes: tuple[Node, ...], at: Span, mistakes: list[Diagnostic]
) -> tuple[CountingStep, ...]:
    """Give the steps of a file in their order."""
    group = document(nodes, STEPS_FORMAT, at, mistakes)
    if group is None:
        return ()
    group.only(("format", "steps"))
    found: dict[str, CountingStep] = {}
    for step in map(_step, group.groups("steps", "the step")):
        if step.id in found:
            mistakes.append(declared_twice("step", step.id, step.at, found[step.id].at))
        found.setdefault(step.id, step)
    return tuple(found.values())


def _step(group: Fields) -> CountingStep:
    group.only(_KEYS)
    written = group.node.get("id")
    law = group.words("law")
    against = group.optional_word("against", ("one another", "the register"))
    return CountingStep(
        id=group.text("id"),
        label=group.text("label"),
        law=tuple(word.text for word in law),
        law_at=tuple(word.at for word in law),
        against_register=against == "the register",
        at=group.at if written is None else written.at,
        same=expression_of(group, "same"),
        takes_part=expression_of(group, "takes part"),
        since=group.day("from"),
        until=group.day("until"),
        ranks=group.switch("keeps one"),
    )
