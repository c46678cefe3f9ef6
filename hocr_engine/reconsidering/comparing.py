"""How a rule that sets two crimes against each other fell short of speaking of them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from hocr_engine.decision.applying import applies
from hocr_engine.decision.names import Names
from hocr_engine.decision.relating import StepNames
from hocr_engine.feel.syntax import Expression, ListLiteral
from hocr_engine.feel.trace import trace, value_of
from hocr_engine.incident.linked import Linked
from hocr_engine.reconsidering.falling_short import Obstacle, Short, of_result
from hocr_engine.reconsidering.unmet import Unmet, unmet
from hocr_engine.rulebook.model import Rule, Word
from hocr_engine.rulebook.steps import BESIDE, CountingStep


def compared(names: Names, rule: Rule) -> Iterator[Short]:
    """Give how a rule of counting fell short of each two crimes, or crime and record, there are."""
    topic = names.book.topic_of_rule[rule.id]
    step = next(one for one in names.book.steps if one.id == topic.step)
    this = names.subject
    if not step.in_force(this.world.on):
        yield Short(rule, names, Obstacle.DATES)
        return
    for other in _others(names, rule, step):
        yield _of_two(_names(names, step, this, other), rule, step, topic.same or step.same)
        if not step.against_register and other != this:
            yield _of_two(_names(names, step, other, this), rule, step, topic.same or step.same)


def _of_two(names: StepNames, rule: Rule, step: CountingStep, same: Expression | None) -> Short:
    """Give the first that stood in the way: not taking part, not the same, or the rule itself."""
    world, this = names.subject.world, {"this": names.subject, "as_at": names.subject.world.on}
    taking = step.takes_part
    parts = () if taking is None else unmet(world, trace(taking, this), wanted=True)
    if parts:
        return Short(rule, names, Obstacle.CONDITION, parts=parts)
    short = of_result(applies(rule, names), names)
    differ = tuple(_differing(names, same))
    if short.obstacle is not Obstacle.NOTHING:
        return short
    if differ:
        return evolve(short, obstacle=Obstacle.NOT_THE_SAME, parts=differ)
    return evolve(short, obstacle=Obstacle.NOT_SPOKEN)


def _differing(names: StepNames, same: Expression | None) -> Iterator[Unmet]:
    """Give what is not the same of two crimes, of all that a step compares."""
    items = same.items if isinstance(same, ListLiteral) else () if same is None else (same,)
    for item in items:
        one = trace(item, {"this": names.subject, "as_at": names.subject.world.on})
        other = value_of(item, {"this": names.against, "as_at": names.subject.world.on})
        if one.value is None or one.value != other:
            yield Unmet(one, wanted=True)


def _others(names: Names, rule: Rule, step: CountingStep) -> Iterator[Linked]:
    """Give what a rule sets a crime against: the other possible crimes, or what is recorded."""
    this, world = names.subject, names.subject.world
    if isinstance(rule.then, Word) and rule.then.word == BESIDE:
        yield this
        return
    kind = "record" if step.against_register else this.kind
    made = (world.thing(*key) for key in world.extra if key[0] == kind)
    held = (world.thing(kind, one.id) for one in world.incident.of_kind(kind))
    yield from dict.fromkeys(one for one in (*made, *held) if one != this)


def _names(names: Names, step: CountingStep, this: Linked, that: Linked) -> StepNames:
    role = names.book.vocabulary.role_of_kind[this.kind]
    known_as = "record" if step.against_register else "other"
    return StepNames(names.book, role, this, names.ask, against=that, as_name=known_as)
