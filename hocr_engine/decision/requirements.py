"""Decisions about requests: valid when every requirement holds, and every failure is listed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from attrs import frozen

from hocr_engine.decision.applying import applies
from hocr_engine.decision.model import (
    NOT_COVERED,
    Finding,
    Referral,
    RuleResult,
    TopicResult,
    Truth,
)
from hocr_engine.decision.names import Names
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import NOTHING, awaits_of
from hocr_engine.rulebook.model import DecisionDeclaration, Refer, Rule

VALID = "valid"
INVALID = "invalid"


@frozen(eq=False)
class Requirement:
    """How one requirement came out: whether it applies, and then whether it holds."""

    result: RuleResult
    holds: Truth
    awaits: frozenset[Hashable]


def find_requirements(decision: DecisionDeclaration, names: Names) -> Finding:
    """Give whether a request is valid, with all the rules that it fails."""
    topics = names.book.topics_of.get(decision.id, ())
    checked = [(topic, [_requirement(rule, names) for rule in topic.rules]) for topic in topics]
    all_of = [requirement for _, found in checked for requirement in found]
    results = tuple(
        TopicResult(topic, (), NOTHING, partial(tuple, results), _live(results))
        for topic, results in ((topic, [one.result for one in found]) for topic, found in checked)
    )
    options, awaits, deciding = _outcome(decision, all_of, names)
    return Finding(
        decision.id,
        names.subject,
        options,
        awaits,
        deciding,
        said=results,
        hear=lambda heard: heard,
        failures=tuple(one.result.rule for one in all_of if _fails(one)),
    )


def _requirement(rule: Rule, names: Names) -> Requirement:
    result = applies(rule, names)
    if isinstance(rule.then, Refer):
        referral = Referral(
            names.book.topic_of_rule[rule.id].decision, names.subject.id, "rule", (rule.id,)
        )
        return Requirement(result, Truth.MAYBE, result.awaits | {referral})
    if rule.require is None or result.truth is Truth.NO:
        return Requirement(result, Truth.YES, NOTHING)
    holds = value_of(rule.require, names)
    if holds is True:
        return Requirement(result, Truth.YES, NOTHING)
    if holds is False:
        return Requirement(result, Truth.NO, result.awaits)
    return Requirement(result, Truth.MAYBE, result.awaits | awaits_of(holds))


def _live(results: Sequence[RuleResult]) -> tuple[RuleResult, ...]:
    return tuple(result for result in results if result.truth is not Truth.NO)


def _fails(one: Requirement) -> bool:
    return one.result.truth is Truth.YES and one.holds is Truth.NO


def _is_open(one: Requirement) -> bool:
    return one.result.truth is not Truth.NO and one.holds is not Truth.YES


def _outcome(
    decision: DecisionDeclaration, requirements: Sequence[Requirement], names: Names
) -> tuple[tuple[object, ...], frozenset[Hashable], tuple[Rule, ...]]:
    failed = tuple(one.result.rule for one in requirements if _fails(one))
    if failed:
        return (INVALID,), NOTHING, failed
    waiting = [one for one in requirements if _is_open(one)]
    if waiting:
        awaits = frozenset[Hashable]().union(*(one.awaits | one.result.awaits for one in waiting))
        return (VALID, INVALID), awaits, tuple(one.result.rule for one in waiting)
    held = tuple(
        one.result.rule
        for one in requirements
        if one.result.truth is Truth.YES and one.result.rule.require is not None
    )
    if not held:
        uncovered = Referral(decision.id, names.subject.id, NOT_COVERED)
        return (VALID, INVALID), frozenset({uncovered}), ()
    return (VALID,), NOTHING, held
