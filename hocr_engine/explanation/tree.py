"""The full tree: every rule that was tried, each part of its condition with how it came out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from hocr_engine.decision.model import Finding, RuleResult, Truth
from hocr_engine.explanation import messages as say
from hocr_engine.explanation.asked import asked
from hocr_engine.explanation.outline import Condition, Tried
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.feel import syntax
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.trace import trace
from hocr_engine.feel.values import is_undecided
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import RowCondition
from hocr_engine.vocabulary.model import FactType

YES, NO, OPEN, UNNEEDED = "yes", "no", "not known", "not needed"
ANYTHING = "-"
ALL_OF, ANY_OF, NOT = "all of these", "one of these", "not so"

Place = tuple[str, str, str]

_MARK = {Truth.YES: YES, Truth.NO: NO, Truth.MAYBE: OPEN}


@frozen
class Opened:
    """The definitions told so far: those under rules that apply, and those under rules that do not.

    They are kept apart, because the rules that do not apply may be left out.
    """

    applying: set[Place] = field(factory=set)
    failing: set[Place] = field(factory=set)


@frozen(slots=False, eq=False)
class Trees:
    """The rules that were tried for some findings of one action, each list told when asked for."""

    told: Sequence[tuple[Speaker, Finding]]

    @cached_property
    def applying(self) -> tuple[tuple[Tried, ...], ...]:
        """Give for each finding the rules that apply, in the order tried."""
        opened = Opened()
        return tuple(_told(speaker, opened, _applying(found)) for speaker, found in self.told)

    @cached_property
    def every(self) -> tuple[tuple[Tried, ...], ...]:
        """Give for each finding every rule that was tried, in the order tried."""
        opened = Opened()
        return tuple(
            _told(speaker, opened, (one for topic in found.topics for one in topic.results))
            for speaker, found in self.told
        )


def _applying(found: Finding) -> Iterator[RuleResult]:
    for topic in found.heard:
        yield from (result for result in topic.live if result.truth is Truth.YES)


def _told(speaker: Speaker, opened: Opened, results: Iterable[RuleResult]) -> tuple[Tried, ...]:
    applying = evolve(speaker, opened=opened.applying)
    failing = evolve(speaker, opened=opened.failing)
    return tuple(
        _rule(failing if result.truth is Truth.NO else applying, result) for result in results
    )


def _rule(speaker: Speaker, result: RuleResult) -> Tried:
    conditions = _conditions(speaker, result)
    return Tried(
        result.rule.id,
        result.rule.title,
        _MARK[result.truth],
        _why(speaker, result) if not conditions or result.excepted else "",
        conditions,
    )


def _why(speaker: Speaker, result: RuleResult) -> str:
    rule = result.rule
    if result.excepted:
        return say.EXCEPTED
    if not rule.in_force(speaker.subject.world.on):
        return say.DATES
    return say.ACT_DATES if result.truth is Truth.NO else say.ALWAYS


def _conditions(speaker: Speaker, result: RuleResult) -> tuple[Condition, ...]:
    rule, steps = result.rule, result.steps
    if isinstance(rule.when, RowCondition):
        cells = [step for step in steps if isinstance(step.expression, syntax.UnaryTests)]
        row = tuple(_cells(speaker, rule.when, cells))
        return (*row, *(_condition(speaker, step) for step in steps[len(cells) :]))
    found = [one for step in steps if not _is_always(step) for one in _joined(speaker, step)]
    if steps and rule.require is not None and result.truth is not Truth.NO:
        found.append(_condition(speaker, trace(rule.require, speaker.names)))
    return tuple(found)


def _joined(speaker: Speaker, step: Step) -> tuple[Condition, ...]:
    """Give the parts of a condition all of which must hold, or the condition as one part."""
    one = _condition(speaker, step)
    return one.parts if one.joined == ALL_OF else (one,)


def _is_always(step: Step) -> bool:
    return isinstance(step.expression, syntax.Literal)


def _cells(speaker: Speaker, row: RowCondition, steps: list[Step]) -> Iterator[Condition]:
    """Give how each cell of a row came out; those after the first that fails are not needed."""
    for number, (tested, cell) in enumerate(zip(row.inputs, row.cells, strict=True)):
        if cell.at.text != ANYTHING:
            source = f"{_source(tested)}: {cell.at.text}"
            readings = what_was_read(speaker, trace(tested, speaker.names))
            mark = _mark(steps[number].value) if number < len(steps) else UNNEEDED
            yield Condition(mark, source, readings)


def _mark(value: object) -> str:
    if is_undecided(value) or not isinstance(value, bool):
        return OPEN
    return YES if value else NO


def _source(node: syntax.Expression | syntax.UnaryTests) -> str:
    # Where the author broke a line within brackets, no space is left beside them.
    return re.sub(r"(?<=[(\[]) | (?=[)\]])", "", " ".join(node.at.text.split()))


def _condition(speaker: Speaker, step: Step, *, is_needed: bool = True, of: str = "") -> Condition:
    node = step.expression
    mark = _mark(step.value) if is_needed else UNNEEDED
    source = _source(node)
    match node:
        case _ if step.is_choice:
            return Condition(mark, source, _choices(speaker, step), of=of)
        case syntax.AllOf() | syntax.AnyOf():
            settled = isinstance(step.value, bool)
            parts = tuple(
                _condition(speaker, part, is_needed=is_needed and _bears(part, settled))
                for part in step.parts
            )
            joined = ALL_OF if isinstance(node, syntax.AllOf) else ANY_OF
            return Condition(mark, source, (), parts, of, joined=joined)
        case syntax.Quantified(condition=condition):
            turns = tuple(_turns(speaker, step, condition, is_needed))
            readings = () if turns else what_was_read(speaker, step)
            return Condition(mark, source, readings, turns, of)
        case syntax.Call(function=syntax.Name(name="not")) if step.parts:
            return _negated(_condition(speaker, step.parts[-1], is_needed=is_needed), mark, source)
    opened = _definition(speaker, step)
    if opened is not None:
        part = _condition(speaker, opened, is_needed=is_needed)
        return Condition(mark, source, what_was_read(speaker, step), (part,), of)
    return Condition(mark, source, what_was_read(speaker, step), (), of, asked(speaker, step))


def _negated(inner: Condition, mark: str, source: str) -> Condition:
    """Give the opposite of a part: read the same, come out otherwise."""
    if inner.parts and not inner.readings:
        return Condition(mark, source, (), (inner,), joined=NOT)
    return evolve(inner, mark=mark, source=source, asked="")


def _bears(part: Step, settled: bool) -> bool:
    return not (settled and is_undecided(part.value))


def _turns(
    speaker: Speaker, step: Step, condition: syntax.Expression, is_needed: bool
) -> Iterator[Condition]:
    """Give how each element that was gone through came out, each named."""
    for turn in step.parts:
        if turn.expression is condition:
            of = ", ".join(speaker.value(element) for _, element in turn.bound)
            yield _condition(speaker, turn, is_needed=is_needed, of=of)


def _definition(speaker: Speaker, step: Step) -> Step | None:
    """Give how a definition came out, where a step is nothing but its name; each is opened once."""
    read = step.read
    if read is None or not isinstance(read.thing, Linked):
        return None
    place = (read.thing.kind, read.thing.id, read.name)
    if place in speaker.opened:
        return None
    speaker.opened.add(place)
    return speaker.subject.world.definition_step(read.thing, read.name)


def _choices(speaker: Speaker, step: Step) -> tuple[str, ...]:
    """Give what was read for any of the possible answers that a step was gone through for."""
    readings = (said for part in step.parts for said in what_was_read(speaker, part))
    return tuple(dict.fromkeys(readings))


def what_was_read(speaker: Speaker, step: Step) -> tuple[str, ...]:
    """Give the facts and answers that a step read, each with its value, in words."""
    found: dict[str, None] = {}
    waiting = [step]
    while waiting:
        one = waiting.pop(0)
        if one.read is not None:
            said = _reading(speaker, one.read, one.value)
            found |= {said: None} if said else {}
        waiting = [*one.parts, *waiting]
    return tuple(found)


def _reading(speaker: Speaker, read: Read, value: object) -> str:
    if not isinstance(read.thing, Linked):
        return _answer_read(speaker, read.name, value)
    kind = speaker.book.vocabulary.kinds[read.thing.kind]
    fact = kind.facts.get(read.name)
    links = (FactType.LINK, FactType.PART)
    if fact is not None and fact.type in links and isinstance(value, Linked):
        return ""
    label = speaker.fact(FactRef(kind.name, read.thing.id, read.name))
    return f"{label.removeprefix('that ')}: {speaker.value(value, fact)}"


def _answer_read(speaker: Speaker, name: str, value: object) -> str:
    decision = speaker.book.decisions.get(name)
    if decision is not None:
        return f"{decision.label}: {speaker.answer(decision, value)}"
    if isinstance(value, Linked):
        return ""
    label = speaker.label_of(name)
    return f"{label}: {speaker.value(value)}" if label else ""
