"""Whether what is said to have failed really fails: looked at again, and by other means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hocr_engine.decision.applying import act_day, applies
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Truth
from hocr_engine.feel import syntax
from hocr_engine.feel.trace import passes_tests, value_of
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.falling_short import Obstacle, Short
from hocr_engine.reconsidering.unmet import Unmet
from hocr_engine.rulebook.model import RowCondition
from hocr_engine.vocabulary.model import FactType

HELD: Final = (Obstacle.EARLIER, Obstacle.OVERRIDDEN, Obstacle.NOT_SPOKEN, Obstacle.NOT_THE_SAME)


def faults(short: Short) -> Iterator[str]:
    """Give what is not so of how a rule is said to have fallen short."""
    yield from _of_the_rule(short)
    by_date = short.obstacle in (Obstacle.DATES, Obstacle.ACT_DATES)
    for part in () if by_date else short.parts[:1]:
        for one in (part, *part.or_else):
            yield from _of_the_part(short, one)


def _of_the_rule(short: Short) -> Iterator[str]:
    """Give what is not so of the rule as a whole."""
    rule, names = short.rule, short.names
    on = names.subject.world.on
    match short.obstacle:
        case Obstacle.DATES if rule.in_force(on):
            yield f"{rule.id} is in force"
        case Obstacle.ACT_DATES if rule.reaches(act_day(names) or on):
            yield f"{rule.id} reaches the act"
        case Obstacle.CONDITION:
            if not short.parts:
                yield f"{rule.id} names no condition"
            if _holds(short) is not False:
                yield f"the condition of {rule.id} does not fail"
        case Obstacle.EXCEPTION if value_of(rule.unless or _never(), names) is not True:
            yield f"the exception of {rule.id} does not hold"
        case Obstacle.EARLIER:
            topic = names.book.topic_of_rule[rule.id].rules
            assert short.by is not None
            if topic.index(short.by) > topic.index(rule):
                yield f"{short.by.id} does not stand before {rule.id}"
            if applies(short.by, names).truth is not Truth.YES:
                yield f"{short.by.id} does not apply"
    if short.obstacle in HELD and _holds(short) is False:
        yield f"the condition of {rule.id} fails by itself"


def _never() -> syntax.Expression:
    raise AssertionError


def _holds(short: Short) -> object:
    """Give what the condition of a rule comes to, by its compiled form."""
    when, names = short.rule.when, short.names
    if when is None:
        return True
    if not isinstance(when, RowCondition):
        return value_of(when, names)
    pairs = zip(when.inputs, when.cells, strict=True)
    says = [passes_tests(cell, value_of(head, names), names) for head, cell in pairs]
    return False if False in says else True if set(says) <= {True} else None


def _of_the_part(short: Short, part: Unmet) -> Iterator[str]:
    """Give what is not so of the part of a condition that is named."""
    names = _scope(short, part)
    expression = part.step.expression
    assert not isinstance(expression, syntax.UnaryTests)
    if part.tests is not None:
        passes = passes_tests(part.tests, value_of(expression, names), names)
        if passes is part.wanted:
            yield f"the cell {part.tests.at.text} of {short.rule.id} is passed"
    elif value_of(expression, names) is part.wanted:
        yield f"{expression.at.text} of {short.rule.id} is as wanted"


def _scope(short: Short, part: Unmet) -> Mapping[str, object]:
    """Give the names that a part of a condition reads, from the things gone into to find it."""
    names: Mapping[str, object] = short.names
    bound: dict[str, object] = {}
    world = short.subject.world
    for step in part.within:
        if step.bound:
            bound |= dict(step.bound)
        elif step.read is not None and isinstance(step.read.thing, Linked):
            names, bound = world.names(step.read.thing), {}
    return {**{name: names[name] for name in _read(part, names)}, **bound}


def _read(part: Unmet, names: Mapping[str, object]) -> Iterator[str]:
    for node, _ in syntax.walk(part.step.expression):
        if isinstance(node, syntax.Name) and node.name in names:
            yield node.name


def altered(short: Short, part: Unmet) -> bool | None:
    """
    Say whether a part comes out as wanted once the fact it reads has the value that it asks for.

    None where it is no single fact of the record with one listed value.
    """
    fact, value = _asked_for(part)
    world = short.subject.world
    if fact is None or part.tests is not None or (part.within and part.within[-1].bound):
        return None
    if any((one.kind, one.id) in world.extra for one in (short.subject, *_things(part))):
        return None
    supposed = Deliberation(short.names.book, world).supposing(fact, value)
    if not part.within:
        names = supposed.names_of(supposed.world.thing(short.subject.kind, short.subject.id))
    else:
        read = part.within[-1].read
        assert read is not None
        assert isinstance(read.thing, Linked)
        names = supposed.names_of(supposed.world.thing(read.thing.kind, read.thing.id))
    assert not isinstance(part.step.expression, syntax.UnaryTests)
    return value_of(part.step.expression, names) is part.wanted


def _things(part: Unmet) -> Iterator[Linked]:
    for step in (*part.within, part.step):
        if step.read is not None and isinstance(step.read.thing, Linked):
            yield step.read.thing


def _asked_for(part: Unmet) -> tuple[FactRef | None, object]:
    """Give the fact that a part reads and the value it asks for, where there is one of each."""
    match part.step.expression:
        case syntax.Comparison(operator="=", right=syntax.Literal(value=value)) if part.wanted:
            return _fact(part.step.parts[0].read, part), value
        case syntax.Path():
            return _fact(part.step.read, part), part.wanted
    return None, None


def _fact(read: object, part: Unmet) -> FactRef | None:
    thing, name = getattr(read, "thing", None), getattr(read, "name", "")
    if not isinstance(thing, Linked) or thing.element is None:
        return None
    kind = thing.world.vocabulary.kinds[thing.kind]
    # What the official list says is no fact of the record.
    fact = kind.facts.get(name) if kind.data is None else None
    listed = fact is not None and fact.type in (FactType.YES_OR_NO, FactType.ONE_OF)
    return thing.ref(name) if listed and fact is not None and fact.is_given else None
