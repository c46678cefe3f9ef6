"""How one rule fell short of giving its answer: the first thing that stood in its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from attrs import evolve, frozen

from hocr_engine.decision.applying import applies
from hocr_engine.decision.model import Finding, RuleResult, TopicResult, Truth
from hocr_engine.decision.names import Names
from hocr_engine.feel.syntax import AllOf
from hocr_engine.feel.trace import trace, trace_tests
from hocr_engine.incident.linked import Linked, facts_awaited
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.unmet import Parts, Unmet, facts_read, nearest, unmet
from hocr_engine.rulebook.model import RowCondition, Rule


class Obstacle(Enum):
    """What stood in the way of a rule."""

    NOTHING = "nothing"
    DATES = "dates"
    ACT_DATES = "act dates"
    CONDITION = "condition"
    EXCEPTION = "exception"
    WAITS = "waits"
    OVERRIDDEN = "overridden"
    EARLIER = "earlier"
    RULED = "ruled"
    REQUIRED_HOLDS = "required holds"
    REQUIRED_FAILS = "required fails"
    OTHER_ANSWER = "other answer"
    NOT_THE_SAME = "not the same"
    NOT_SPOKEN = "not spoken"


# What stands in the way beside the parts of a condition that are not as wanted.
BESIDE_CONDITIONS = frozenset(
    (
        Obstacle.DATES,
        Obstacle.ACT_DATES,
        Obstacle.NOT_SPOKEN,
        Obstacle.OVERRIDDEN,
        Obstacle.RULED,
    )
)


@frozen(eq=False)
class Short:
    """
    How a rule fell short about a thing.

    `parts` are those of its condition that are not as wanted; `awaits` the facts it waits for; `by`
    the rule that answered in its stead; `names` what its conditions read.
    """

    rule: Rule
    names: Names
    obstacle: Obstacle
    found: Finding | None = None
    parts: Parts = ()
    awaits: tuple[FactRef, ...] = ()
    by: Rule | None = None

    @property
    def subject(self) -> Linked:
        """Give the thing that the rule was tried for."""
        return self.names.subject

    @property
    def distance(self) -> tuple[int, int, bool]:
        """Give how far the rule is from applying: what it lacks, what would have to change for it.

        Of rules as far the one is nearer that stands beside those that answered.
        """
        more = int(self.obstacle in BESIDE_CONDITIONS)
        topics = self.names.book.topic_of_rule
        beside = () if self.found is None else (topics[one.id] for one in self.found.deciding)
        apart = topics[self.rule.id] not in beside
        parts = () if self.obstacle is Obstacle.OVERRIDDEN else self.parts
        return len(parts) + more, facts_read(parts) + len(self.awaits), apart


def falling_short(found: Finding, rule: Rule, names: Names) -> Short:
    """Give how a rule of a decision fell short; nothing is in its way where it bears the answer."""
    if found.ruling or not found.topics:
        return Short(rule, names, Obstacle.RULED, found)
    topic = _topic_of(found, rule)
    # Where an earlier answer is open, what was kept is one of several ways that this may turn out.
    result = applies(rule, names)
    short = evolve(of_result(result, names), found=found)
    if result.truth is Truth.NO or topic is None:
        return short
    is_tried = any(one.rule is rule for one in topic.results)
    earlier = next((one.rule for one in topic.results if _settles(one)), None)
    if not is_tried and earlier is not None:
        parts = holding(earlier, rule, names)
        return evolve(short, obstacle=Obstacle.EARLIER, awaits=(), by=earlier, parts=parts)
    return _beside_others(short, topic)


def _topic_of(found: Finding, rule: Rule) -> TopicResult | None:
    return next((one for one in found.topics if rule in one.topic.rules), None)


def _settles(result: RuleResult) -> bool:
    return result.truth is Truth.YES and result.rule.then is not None


def of_result(result: RuleResult, names: Names) -> Short:
    """Give what stood in the way of a rule by itself."""
    rule, world = result.rule, names.subject.world
    if result.truth is Truth.MAYBE:
        return Short(rule, names, Obstacle.WAITS, awaits=facts_awaited(result.awaits))
    if result.truth is Truth.YES:
        return Short(rule, names, Obstacle.NOTHING)
    if not rule.in_force(world.on):
        return Short(rule, names, Obstacle.DATES, parts=lacking(rule, names))
    if result.excepted and rule.unless is not None:
        parts = unmet(world, trace(rule.unless, names), wanted=False)
        return Short(rule, names, Obstacle.EXCEPTION, parts=parts)
    parts = lacking(rule, names)
    obstacle = Obstacle.CONDITION if result.steps else Obstacle.ACT_DATES
    return Short(rule, names, obstacle, parts=parts)


def lacking(rule: Rule, names: Names) -> Parts:
    """Give the parts of a rule's condition that are not as wanted."""
    if rule.when is None:
        return ()
    if isinstance(rule.when, RowCondition):
        return tuple(_cells(rule.when, names))
    return unmet(names.subject.world, trace(rule.when, names), wanted=True)


def holding(earlier: Rule, rule: Rule, names: Names) -> Parts:
    """
    Give what would have to be otherwise for an earlier rule not to apply, and leave the later one.

    Of a row that is its last cell; of a condition a part that the later rule does not have as well.
    """
    world, when = names.subject.world, earlier.when
    if when is None:
        return ()
    if isinstance(when, RowCondition):
        cells = [pair for pair in zip(when.inputs, when.cells, strict=True) if pair[1].tests]
        last = cells[-1:]
        return tuple(Unmet(trace(head, names), wanted=False, tests=cell) for head, cell in last)
    shared = rule.when.parts if isinstance(rule.when, AllOf) else (rule.when,)
    step = trace(when, names)
    steps = step.parts if isinstance(when, AllOf) and not step.is_choice else (step,)
    own = [part for part in steps if part.expression not in shared] or steps
    return nearest([parts for part in own if (parts := unmet(world, part, wanted=False))])


def _cells(row: RowCondition, names: Names) -> Iterator[Unmet]:
    """Give the cells of a row that are not passed; a head that is yes or no is gone into."""
    for head, cell in zip(row.inputs, row.cells, strict=True):
        if trace_tests(cell, names.tested(head), names).value is not False:
            continue
        step = trace(head, names)
        inner: Parts = ()
        if isinstance(step.value, bool):
            inner = unmet(names.subject.world, step, not step.value)
        yield from inner or (Unmet(step, wanted=True, tests=cell),)


def _beside_others(short: Short, topic: TopicResult) -> Short:
    """Give what became of a rule that applies among the other rules of its decision."""
    found, rule = short.found, short.rule
    assert found is not None
    if rule.require is not None:
        return _requirement(short, found)
    if rule.then is None or rule in found.deciding or rule in _slotted(found):
        return short
    if short.obstacle is Obstacle.WAITS and not found.is_settled:
        return short
    deciding = found.deciding if found.deciding and not found.slots else ()
    over = deciding or tuple(one for one in found.deciding if _overrides(one, rule, topic))
    if not over:
        return evolve(short, obstacle=Obstacle.OVERRIDDEN)
    parts = holding(over[0], rule, short.names)
    return evolve(short, obstacle=Obstacle.OVERRIDDEN, by=over[0], parts=parts)


def _slotted(found: Finding) -> Mapping[Rule, None]:
    return dict.fromkeys(rule for slot in found.slots for rule in slot.rules)


def _overrides(other: Rule, rule: Rule, topic: TopicResult) -> bool:
    return bool({rule.id, topic.topic.id, rule.id.split("/")[0]} & set(other.overrides))


def _requirement(short: Short, found: Finding) -> Short:
    """Give that what a rule requires holds, so that it does not speak against the request."""
    if short.rule in found.failures or short.rule.require is None:
        return short
    step = trace(short.rule.require, short.names)
    parts = unmet(short.subject.world, step, wanted=False)
    if parts:
        return evolve(short, obstacle=Obstacle.REQUIRED_HOLDS, parts=parts)
    waits = facts_awaited(found.awaits)
    return evolve(short, obstacle=Obstacle.WAITS, awaits=waits)
