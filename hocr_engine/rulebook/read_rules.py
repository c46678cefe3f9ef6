"""Reading rule files: one topic a file, its rules in order."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.nodes import Node
from hocr_engine.rulebook import messages as say
from hocr_engine.rulebook.model import (
    Computed,
    DecisionDeclaration,
    DecisionKind,
    Outputs,
    Refer,
    Rule,
    Template,
    Then,
    Topic,
    Word,
)
from hocr_engine.rulebook.read_table import read_table
from hocr_engine.rulebook.template import read_template
from hocr_engine.text import Span
from hocr_engine.vocabulary.read_fact import expression_of

RULES_FORMAT: Final = "hocr.rules.v1"
REFER: Final = "refer"
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILE_KEYS = ["format", "topic", "decision", "step", "same", "layer", "rules"]
_FILE_KEYS += ["each rule counts"]
_HEAD_KEYS = ["id", "title", "law", "from", "until", "committed from", "committed until"]
_HEAD_KEYS += ["certainty", "inferred from", "because", "mistake", "mistake leads to"]
_HEAD_KEYS += ["overrides", "interpretation"]
_RULE_KEYS = [*_HEAD_KEYS, "when", "unless", "require", "then", "suggests", "between", "note"]


def read_topic(
    nodes: tuple[Node, ...],
    at: Span,
    topic_id: str,
    decisions: dict[str, DecisionDeclaration],
    layers: tuple[str, ...],
    mistakes: list[Diagnostic],
) -> Topic | None:
    """Give the topic of one rule file, or None where it cannot be told what it decides."""
    group = document(nodes, RULES_FORMAT, at, mistakes)
    if group is None:
        return None
    is_table = group.has("table")
    group.only([*_FILE_KEYS, "table", *_HEAD_KEYS] if is_table else _FILE_KEYS)
    layer = group.optional_word("layer", layers) or (layers[0] if layers else "")
    title, name = group.text("topic"), group.text("decision")
    decision = decisions.get(name)
    if decision is None:
        if name:
            place = group.node.get("decision")
            mistakes.append(say.unknown_decision(name, decisions, place.at if place else at))
        return None
    if is_table:
        rules = _table(group, decision)
    else:
        group.required("rules")
        rules = tuple(_rule(rule, decision) for rule in group.groups("rules", "the rule"))
    counts = group.switch("each rule counts")
    needs_step = decision.kind is DecisionKind.STEPS
    step = group.text("step") if needs_step else group.optional("step") or ""
    written = group.node.get("step")
    return Topic(
        id=topic_id,
        title=title,
        decision=name,
        layer=layer,
        rules=rules,
        at=group.at,
        is_table=is_table,
        each_counts=counts,
        step=step,
        step_at=None if written is None else written.at,
        same=expression_of(group, "same"),
    )


def _head(group: Fields) -> Rule:
    """Give what rules and tables say alike: id, title, law, dates, certainty."""
    law, overrides = group.words("law"), group.words("overrides")
    leads_to = group.words("mistake leads to")
    rule = Rule(
        id=group.text("id"),
        title=group.text("title"),
        law=tuple(word.text for word in law),
        at=_id_at(group),
        since=group.day("from"),
        until=group.day("until"),
        committed_from=group.day("committed from"),
        committed_until=group.day("committed until"),
        certainty=group.optional_word("certainty", ("seen", "inferred")) or "seen",
        inferred_from=group.optional("inferred from") or "",
        because=_sentence(group, "because"),
        note=_sentence(group, "note"),
        mistake=group.optional("mistake") or "",
        mistake_leads_to=tuple(word.text for word in leads_to),
        overrides=tuple(word.text for word in overrides),
        interpretation=group.optional("interpretation") or "",
        law_at=tuple(word.at for word in law),
        overrides_at=tuple(word.at for word in overrides),
        mistake_at=tuple(word.at for word in leads_to),
    )
    _check_head(rule, group)
    return rule


def _check_head(rule: Rule, group: Fields) -> None:
    if rule.id and not _ID.fullmatch(rule.id):
        group.mistakes.append(say.bad_rule_id(rule.id, rule.at))
    if not rule.law:
        group.mistakes.append(say.no_law(rule.id, rule.at))
    group.required("from")
    if rule.certainty == "inferred" and not rule.inferred_from:
        group.mistakes.append(say.certainty_unexplained(rule.id, rule.at))
    if rule.mistake_leads_to and not rule.mistake:
        group.mistakes.append(say.mistake_unnamed(rule.id, rule.mistake_at[0]))
    dates = (
        (rule.since, rule.until, "until"),
        (rule.committed_from, rule.committed_until, "committed until"),
    )
    for start, end, key in dates:
        written = group.node.get(key)
        if start and end and end <= start and written is not None:
            group.mistakes.append(say.dates_reversed(written.at))


def _rule(group: Fields, decision: DecisionDeclaration) -> Rule:
    group.only(_RULE_KEYS)
    rule = evolve(
        _head(group),
        when=expression_of(group, "when"),
        unless=expression_of(group, "unless"),
        require=expression_of(group, "require"),
        then=_then(group, decision),
    )
    if not group.has("when") and rule.require is None:
        group.mistakes.append(say.no_condition(rule.id, rule.at))
    _check_answer(rule, group, decision)
    return rule


def _check_answer(rule: Rule, group: Fields, decision: DecisionDeclaration) -> None:
    requires = decision.kind is DecisionKind.REQUIREMENTS
    answers = group.has("then") or group.has("require")
    if not answers and rule.note is None:
        group.mistakes.append(say.no_answer(rule.id, rule.at))
    if answers and rule.because is None:
        group.mistakes.append(say.no_reason(rule.id, rule.at))
    wrong = "then" if requires and not isinstance(rule.then, Refer) else "require"
    node = group.node.get(wrong)
    if node is not None and requires == (wrong == "then"):
        group.mistakes.append(say.kind_mismatch(wrong, decision.kind.value, node.at))


def _then(group: Fields, decision: DecisionDeclaration) -> Then | None:
    scalar = group.node.get("then")
    if scalar is None:
        return None
    nested = group.group("then", "the answer") if decision.outputs else None
    if nested is not None:
        nested.only([output.name for output in decision.outputs])
        words = tuple((output.name, nested.text(output.name)) for output in decision.outputs)
        written = [nested.node.get(output.name) for output in decision.outputs]
        places = tuple(scalar.at if node is None else node.at for node in written)
        return Outputs(words, scalar.at, places)
    text = group.scalar("then")
    if text is None:
        return None
    if text.style == "literal":
        expression = expression_of(group, "then")
        return None if expression is None else Computed(expression, text.at)
    if text.text == REFER:
        between = tuple(word.text for word in group.words("between"))
        return Refer(group.optional("suggests"), text.at, between)
    return Word(text.text, text.at)


def _sentence(group: Fields, name: str) -> Template | None:
    scalar = group.scalar(name)
    return None if scalar is None else read_template(scalar, group.mistakes)


def _table(group: Fields, decision: DecisionDeclaration) -> tuple[Rule, ...]:
    head = _head(group)
    block = group.block("table")
    if head.because is None:
        group.mistakes.append(say.no_reason(head.id, head.at))
    if block is None:
        return ()
    return read_table(block, head, decision, group.mistakes)


def _id_at(group: Fields) -> Span:
    node = group.node.get("id")
    return group.at if node is None else node.at
