"""Reading the declarations of decisions."""

from __future__ import annotations

from typing import Final

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.nodes import Node
from hocr_engine.rulebook.model import DecisionDeclaration, DecisionKind, Output
from hocr_engine.rulebook.template import read_template
from hocr_engine.text import Span
from hocr_engine.vocabulary.messages import declared_twice
from hocr_engine.vocabulary.read_fact import expression_of, read_answer

DECISIONS_FORMAT = "hocr.decisions.v1"
MAKES: Final = (
    *("candidates", "courses", "class", "gate", "entry"),
    *("counting", "deadline", "duties", "removal", "outcome", "flags"),
)
_KEYS = ["id", "label", "question", "about", "kind", "answers", "outputs"]
_KEYS += ["answers of", "answers as", "makes", "acts", "asked when", "told as"]

Decisions = tuple[dict[str, DecisionDeclaration], tuple[str, ...]]


def read_decisions(nodes: tuple[Node, ...], at: Span, mistakes: list[Diagnostic]) -> Decisions:
    """Give the decisions by id, and the layers, each prevailing over those before it."""
    group = document(nodes, DECISIONS_FORMAT, at, mistakes)
    if group is None:
        return {}, ()
    group.only(("format", "layers", "decisions"))
    found: dict[str, DecisionDeclaration] = {}
    for decision in map(_decision, group.groups("decisions", "the decision")):
        if decision.id in found:
            first = found[decision.id].at
            mistakes.append(declared_twice("decision", decision.id, decision.at, first))
        found.setdefault(decision.id, decision)
    return found, tuple(word.text for word in group.words("layers"))


def _decision(group: Fields) -> DecisionDeclaration:
    group.only(_KEYS)
    written, told = group.node.get("id"), group.scalar("told as")
    kind = group.word("kind", [kind.value for kind in DecisionKind])
    return DecisionDeclaration(
        id=group.text("id"),
        label=group.text("label"),
        question=group.text("question"),
        about=group.text("about"),
        kind=DecisionKind(kind) if kind else DecisionKind.ONE,
        at=group.at if written is None else written.at,
        answers=tuple(map(read_answer, group.groups("answers", "the answer"))),
        outputs=tuple(map(_output, group.groups("outputs", "the output"))),
        answers_of=group.optional("answers of"),
        answers_as=group.optional_word("answers as", ("date and time", "number")),
        makes=group.optional_word("makes", MAKES),
        acts=expression_of(group, "acts"),
        asked_when=expression_of(group, "asked when"),
        told_as=None if told is None else read_template(told, group.mistakes),
    )


def _output(group: Fields) -> Output:
    group.only(("name", "label", "answers"))
    answers = tuple(map(read_answer, group.groups("answers", "the answer")))
    return Output(group.text("name"), group.text("label"), answers)
