"""Whether one rule applies: its dates, its condition, its exceptions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, datetime
from functools import reduce

from attrs import evolve, frozen

from hocr_engine.decision.model import Bound, RuleResult, Truth
from hocr_engine.decision.names import Names
from hocr_engine.decision.parts import Parts
from hocr_engine.feel.steps import Step
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import choices_of, trace, trace_tests, value_of
from hocr_engine.feel.values import NOTHING, awaits_of
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Condition, RowCondition, Rule

Retrace = Callable[[], tuple[Step, ...]]
_WHEN_DONE = "when it was done"
NO_ANSWER = Bound("a condition gave no answer")


@frozen(eq=False)
class Retrial:
    """A condition, and an exception that was looked at, to be gone through again with steps."""

    condition: Condition | None
    exception: Expression | None
    names: Names

    def __call__(self) -> tuple[Step, ...]:
        """Give the steps of both; of a row, those of its cells up to the first that fails."""
        found: list[Step] = []
        if isinstance(self.condition, RowCondition):
            found += self._cells(self.condition)
        elif self.condition is not None:
            found.append(trace(self.condition, self.names))
        if self.exception is not None:
            found.append(trace(self.exception, self.names))
        return tuple(found)

    def _cells(self, condition: RowCondition) -> Iterator[Step]:
        for tested, cell in zip(condition.inputs, condition.cells, strict=True):
            step = trace_tests(cell, self.names.tested(tested), self.names)
            yield step
            if step.value is False:
                return


def retraced(retrace: Retrace, names: Names) -> Retrace:
    """Give what goes through a condition again, for other names."""
    return evolve(retrace, names=names) if isinstance(retrace, Retrial) else retrace


@frozen(eq=False)
class Reach:
    """Whether a rule reaches the day of the act, what that awaits, and whether the day is taken."""

    truth: Truth
    awaits: frozenset[Hashable] = NOTHING
    assumed: bool = False


REACHED = Reach(Truth.YES)


def applies(rule: Rule, names: Names) -> RuleResult:
    """Give whether a rule applies to the names' subject: dates, then `when`, then `unless`."""
    on = names.subject.world.on
    if not rule.in_force(on):
        return RuleResult(rule, Truth.NO)
    reach = _reach(rule, names)
    if reach.truth is Truth.NO:
        return RuleResult(rule, Truth.NO, act_date_assumed=reach.assumed)
    result = _tried(rule, names, reach.assumed)
    if reach.truth is Truth.YES or result.truth is Truth.NO:
        return result
    return evolve(result, truth=Truth.MAYBE, awaits=result.awaits | reach.awaits)


def _tried(rule: Rule, names: Names, assumed: bool) -> RuleResult:
    truth, awaits = _says(rule.when, names)
    if truth is Truth.NO or rule.unless is None:
        retrace = Retrial(rule.when, None, names)
        return RuleResult(rule, truth, awaits, retrace, act_date_assumed=assumed)
    return _with_exception(rule, names, truth, awaits, assumed)


def _with_exception(
    rule: Rule,
    names: Names,
    truth: Truth,
    awaits: frozenset[Hashable],
    assumed: bool,
) -> RuleResult:
    assert rule.unless is not None
    excepted, more = _all([names.says_whole(rule.unless)])
    both = Retrial(rule.when, rule.unless, names)
    if excepted is Truth.YES:
        return RuleResult(rule, Truth.NO, NOTHING, both, excepted=True, act_date_assumed=assumed)
    if excepted is Truth.NO:
        return RuleResult(rule, truth, awaits, both, act_date_assumed=assumed)
    if _presumable(more, names):
        return RuleResult(
            rule, truth, awaits, both, assumed_exception=True, act_date_assumed=assumed
        )
    return RuleResult(rule, Truth.MAYBE, awaits | more, both, act_date_assumed=assumed)


def _presumable(awaits: frozenset[Hashable], names: Names) -> bool:
    """Say whether all that an exception awaits is such that the law itself presumes it away."""
    world = names.subject.world
    if world.strict or not awaits:
        return False
    if world.only is not None and not awaits <= world.only:
        return False
    facts = [
        world.vocabulary.kinds[ref.kind].facts.get(ref.name)
        for ref in awaits
        if isinstance(ref, FactRef)
    ]
    return len(facts) == len(awaits) and all(
        fact is not None and fact.presume is not None for fact in facts
    )


def _says(condition: Condition | None, names: Names) -> tuple[Truth, frozenset[Hashable]]:
    """Give what a condition says, of a row each cell up to the first that fails."""
    if condition is None:
        return Truth.YES, NOTHING
    parts = names.parts(condition)
    if names.rule_out(parts):
        return Truth.NO, NOTHING
    says = [names.says(part) for part in parts.all_of]
    if parts.in_turn or len(says) == 1 or _turn_out_apart(parts, says, names):
        return _all(says)
    # Undecided answers that several parts read are gone through for all of these together.
    assert not isinstance(condition, RowCondition)
    return _all([names.says_whole(condition)])


def _turn_out_apart(parts: Parts, says: Sequence[object], names: Names) -> bool:
    """
    Say whether each part may turn out either way, however the others do.

    So it is where no two of those that are undecided rest on one undecided answer.
    """
    rest_on: set[Hashable] = set()
    for part, said in zip(parts.all_of, says, strict=True):
        if said is True:
            continue
        own = choices_of(said)
        if own is None or not rest_on.isdisjoint(own):
            return False
        if not own and names.facts_of(part) is None:
            return False
        rest_on |= own
    return True


def _all(values: Sequence[object]) -> tuple[Truth, frozenset[Hashable]]:
    """Give whether all of some values are true, and what is awaited where that is open."""
    if any(value is False for value in values):
        return Truth.NO, NOTHING
    if all(value is True for value in values):
        return Truth.YES, NOTHING
    waiting = [awaits_of(value) or frozenset({NO_ANSWER}) for value in values if value is not True]
    return Truth.MAYBE, reduce(frozenset.union, waiting, NOTHING)


def _reach(rule: Rule, names: Names) -> Reach:
    """
    Give whether a rule reaches the day of the act, that of the report standing in for an unknown.

    Nothing stands in for a day that the record gives and that is forgotten: it may be any up to
    the report.
    """
    if rule.committed_from is None and rule.committed_until is None:
        return REACHED
    value, on = names.once(_WHEN_DONE, lambda: _act(names)), names.subject.world.on
    day = _day(value)
    if day is not None:
        return REACHED if rule.reaches(day) else Reach(Truth.NO)
    forgotten = frozenset(ref for ref in awaits_of(value) if _is_forgotten(ref, names))
    if not forgotten:
        return Reach(Truth.YES if rule.reaches(on) else Truth.NO, assumed=True)
    if rule.committed_from is not None:
        return Reach(Truth.NO) if on < rule.committed_from else Reach(Truth.MAYBE, forgotten)
    return REACHED if rule.reaches(on) else Reach(Truth.MAYBE, forgotten)


def _is_forgotten(ref: Hashable, names: Names) -> bool:
    if names.subject.world.only is None or not isinstance(ref, FactRef):
        return False
    element = names.subject.world.incident.find(ref.kind, ref.id)
    return element is not None and ref.name in element.facts


def act_day(names: Names) -> date | None:
    """Give the day on which what the names are about was done, or None where not established."""
    return _day(_act(names))


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _act(names: Names) -> object:
    """Give when what the names are about was done, as far as that is known."""
    written = when_done(names)
    return None if written is None else value_of(written[0], {"this": written[1]})


def when_done(names: Names) -> tuple[Expression, Linked] | None:
    """Give what is written of when an act was done, with the act; None where nothing is."""
    role = names.role
    while role.happened is None:
        outer = names.book.vocabulary.roles.get(role.within or "")
        if outer is None:
            return None
        role = outer
    subject = names.subject_of(role.name)
    return (role.happened, subject) if isinstance(subject, Linked) else None
