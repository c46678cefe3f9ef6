"""Reading the steps of counting."""

from __future__ import annotations

from typing import Final

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.nodes import Node
from hocr_engine.rulebook.steps import CountingStep
from hocr_engine.text import Span
from hocr_engine.vocabulary.messages import declared_twice
from hocr_engine.vocabulary.read_fact import expression_of

STEPS_FORMAT: Final = "hocr.steps.v1"
_KEYS = ["id", "label", "law", "from", "until", "same", "takes part", "against", "keeps one"]


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
