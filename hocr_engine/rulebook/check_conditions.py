"""The checks of every condition of a rulebook, each against the names that it may use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import types
from hocr_engine.feel.check import check, check_condition, check_tests
from hocr_engine.feel.types import Period, Scope
from hocr_engine.rulebook import messages as say
from hocr_engine.rulebook.model import (
    Book,
    Computed,
    DecisionDeclaration,
    RowCondition,
    Rule,
    Topic,
)
from hocr_engine.rulebook.scopes import CANDIDATE, RECORD, Scopes
from hocr_engine.rulebook.steps import CountingStep
from hocr_engine.vocabulary.model import Presumption

_COMPUTED = {"date and time": types.DATE_AND_TIME, "number": types.NUMBER}


def check_rule(rule: Rule, decision: DecisionDeclaration, scope: Scope) -> Iterator[Diagnostic]:
    """Give what is wrong in the conditions of a rule, and in an answer that it works out."""
    period = period_of(rule)
    for condition in (rule.when, rule.unless, rule.require):
        if isinstance(condition, RowCondition):
            yield from _row(condition, scope, period)
        elif condition is not None:
            yield from check_condition(condition, scope, period)
    if isinstance(rule.then, Computed):
        yield from _computed(rule.then, decision, scope, period)


def period_of(rule: Rule) -> Period:
    """Give when a rule can apply to a report: no sooner than the acts that it reaches."""
    starts = [start for start in (rule.since, rule.committed_from) if start is not None]
    return max(starts, default=None), rule.until


def check_vocabulary_conditions(book: Book, known: Scopes) -> Iterator[Diagnostic]:
    """Give what is wrong in the conditions of presumptions, roles and decisions."""
    for kind in book.vocabulary.kinds.values():
        presumed = (kind.presume_none, *(fact.presume for fact in kind.facts.values()))
        for presumption in presumed:
            yield from _where(presumption, known.of_kind[kind.name])
    for role in book.vocabulary.roles.values():
        for moment in (role.happened, role.ended):
            if moment is not None:
                yield from check(moment, known.of_role[role.name], house=True)[1]
    for decision in book.decisions.values():
        scope = known.of_role.get(decision.about)
        if decision.acts is not None and scope is not None:
            yield from check(decision.acts, scope, house=True)[1]
        if decision.asked_when is not None and scope is not None:
            yield from check_condition(decision.asked_when, scope)


def _where(presumption: Presumption | None, scope: Scope) -> Iterator[Diagnostic]:
    if presumption is not None and presumption.where is not None:
        yield from check_condition(presumption.where, scope)


def check_step(step: CountingStep, topics: Iterable[Topic], known: Scopes) -> Iterator[Diagnostic]:
    """Give what is wrong in who takes part in a step, and in what makes crimes the same."""
    kinds = (CANDIDATE, RECORD) if step.against_register else (CANDIDATE,)
    period = step.since, step.until
    for scope in (known.of_kind[kind] for kind in kinds if kind in known.of_kind):
        for same in (step.same, *(topic.same for topic in topics if topic.step == step.id)):
            if same is not None:
                yield from check(same, scope, house=True, period=period)[1]
        if step.takes_part is not None:
            yield from check_condition(step.takes_part, scope, period)


def _row(condition: RowCondition, scope: Scope, period: Period) -> Iterator[Diagnostic]:
    for tested, cell in zip(condition.inputs, condition.cells, strict=True):
        kind, mistakes = check(tested, scope, house=True, period=period)
        yield from mistakes
        yield from check_tests(cell, scope, kind, tested, period)


def _computed(
    then: Computed, decision: DecisionDeclaration, scope: Scope, period: Period
) -> Iterator[Diagnostic]:
    found, mistakes = check(then.expression, scope, house=True, period=period)
    yield from mistakes
    wanted = _COMPUTED.get(decision.answers_as or "")
    if wanted is not None and found not in (wanted, types.ANY, types.NULL):
        yield say.not_computed(decision.id, decision.answers_as or "", then.expression.at)
