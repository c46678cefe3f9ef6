"""What a condition read, and what it would have needed to read, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import frozen

from hocr_engine.explanation.asked import LONGEST
from hocr_engine.explanation.speaker import NOT_ESTABLISHED, Speaker
from hocr_engine.explanation.tree import what_was_read
from hocr_engine.explanation.words import listed
from hocr_engine.feel import syntax
from hocr_engine.feel.steps import Step
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.unmet import Unmet
from hocr_engine.rulebook.model import DecisionDeclaration
from hocr_engine.vocabulary.model import Fact

OTHERWISE: Final = "otherwise"
NOTHING: Final = "nothing"
ANOTHER: Final = "another answer"
AT_LEAST_ONE: Final = "at least one"
MOST_WORDS: Final = 3
_OPPOSITE: Final = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NUMBERS: Final = {"<": "under {}", "<=": "{} or under", ">": "over {}", ">=": "at least {}"}
_COUNTS: Final = {
    "<": "fewer than {}",
    "<=": "at most {}",
    ">": "more than {}",
    ">=": "at least {}",
}
_TIMES: Final = {
    "<": "before {}",
    "<=": "not after {}",
    ">": "after {}",
    ">=": "not before {}",
}
_TEXTS: Final = {
    "contains": "with {} in it",
    "starts with": "beginning with {}",
    "ends with": "ending with {}",
    "matches": "written like {}",
    "list contains": "with {} among them",
}
# Functions that give a value in another form, and so are not named beside what they are given.
_MOMENTS: Final = ("date", "date and time", "time", "number", "string")
_TYPES: Final = {
    "number": "a number",
    "string": "a text",
    "boolean": "a yes or no",
    "date": "a date",
    "date and time": "a date with its time",
    "time": "a time of day",
    "list": "several things",
}


@frozen
class Side:
    """One side of a comparison: what it is called, its value, and what gives its words."""

    label: str
    value: object
    fact: Fact | None = None
    decision: DecisionDeclaration | None = None
    is_count: bool = False

    def says(self, speaker: Speaker, value: object) -> str:
        """Give a value in the words of this side."""
        if self.decision is not None:
            return speaker.answer(self.decision, value)
        return speaker.value(value, self.fact)


def read_and_needed(speaker: Speaker, part: Unmet) -> tuple[str, str]:
    """Give what a part of a condition read, and what it would have needed to read."""
    if part.tests is not None:
        return _cell(speaker, part.step, part.tests, part.wanted)
    step, wanted = part.step, part.wanted
    match step.expression:
        case syntax.Comparison(operator=operator):
            return _comparison(speaker, step, operator if wanted else _OPPOSITE[operator])
        case syntax.In(tests=tests):
            side = _side(speaker, step.parts[0])
            return _told(speaker, side), _one_of(speaker, side, tests, step.parts[1:], wanted)
        case syntax.Between():
            value, low, high = (_side(speaker, one) for one in step.parts)
            ends = f"from {value.says(speaker, low.value)} to {value.says(speaker, high.value)}"
            return _told(speaker, value), ends if wanted else f"not {ends}"
        case syntax.InstanceOf(type=named):
            needed = _TYPES.get(named.name, "of another kind")
            side = _side(speaker, step.parts[0])
            return _told(speaker, side), needed if wanted else f"not {needed}"
        case syntax.Quantified():
            return _elements(speaker, step), AT_LEAST_ONE
        case syntax.Call(function=syntax.Name(name=name)) if name in _TEXTS:
            return _text(speaker, step, name, wanted)
    return _plain(speaker, step, wanted)


def _plain(speaker: Speaker, step: Step, wanted: bool) -> tuple[str, str]:
    """Give a yes or no that was read; of anything else the facts that it read."""
    side = _side(speaker, step)
    if side.label and isinstance(step.value, bool | None):
        return _told(speaker, side), "yes" if wanted else "no"
    return _all_read(speaker, step), OTHERWISE


def _all_read(speaker: Speaker, step: Step) -> str:
    return "; ".join(what_was_read(speaker, step)) or NOTHING


def _told(speaker: Speaker, side: Side) -> str:
    value = side.says(speaker, side.value)
    return f"{side.label}: {value}" if side.label else value


def _comparison(speaker: Speaker, step: Step, operator: str) -> tuple[str, str]:
    left, right = (_side(speaker, part) for part in step.parts)
    if not left.label and right.label:
        left, right, operator = right, left, _MIRRORED.get(operator, operator)
    if not left.label:
        return _plain(speaker, step, step.value is not True)
    return _told(speaker, left), _needed(speaker, left, right, operator)


def _needed(speaker: Speaker, left: Side, right: Side, operator: str) -> str:
    if right.label:
        value = left.says(speaker, right.value)
        if operator in ("=", "!="):
            same = "the same as" if operator == "=" else "another than"
            return f"{same} {right.label} ({value})"
        return f"{_order(left, right.value)[operator].format(value)} ({right.label})"
    if right.value is None:
        return _present(left.fact) if operator == "!=" else _absent(left.fact)
    word = left.says(speaker, right.value)
    if operator == "=":
        return word
    if operator == "!=" and left.decision is not None:
        return ANOTHER
    return f"not {word}" if operator == "!=" else _order(left, right.value)[operator].format(word)


def _order(side: Side, value: object) -> dict[str, str]:
    if side.is_count:
        return _COUNTS
    return _TIMES if isinstance(value, date) or isinstance(side.value, date) else _NUMBERS


def _present(fact: Fact | None) -> str:
    return "established" if fact is not None and fact.not_established else "any"


def _absent(fact: Fact | None) -> str:
    return NOT_ESTABLISHED if fact is not None and fact.not_established else "none"


def _one_of(
    speaker: Speaker,
    side: Side,
    tests: Sequence[syntax.Expression],
    steps: Sequence[Step],
    wanted: bool,
) -> str:
    """Give the tests of which one must pass, or none of which may."""
    words = [_test(speaker, side, test, step) for test, step in zip(tests, steps, strict=True)]
    if not wanted and side.decision is not None:
        return ANOTHER
    if not wanted:
        return f"not {listed(words, 'or')}" if len(words) == 1 else f"none of {listed(words)}"
    named = listed(words, "or")
    is_short = len(named) <= LONGEST or len(words) <= MOST_WORDS
    return named if is_short else f"one of {len(words)} answers"


def _test(speaker: Speaker, side: Side, test: syntax.Expression, step: Step) -> str:
    match test:
        case syntax.HalfOpen(operator=operator):
            return _order(side, step.value)[operator].format(side.says(speaker, step.value))
        case syntax.RangeLiteral() if len(step.parts) > 1:
            low, high = (side.says(speaker, part.value) for part in step.parts)
            return f"from {low} to {high}"
        case _ if step.value is None:
            return _absent(side.fact)
        case syntax.Literal() | syntax.ListLiteral():
            return side.says(speaker, step.value)
    return "; ".join(what_was_read(speaker, step)) or side.says(speaker, step.value)


def _cell(speaker: Speaker, step: Step, tests: syntax.UnaryTests, wanted: bool) -> tuple[str, str]:
    """Give what the head of a table read, and which values its cell takes."""
    side = _side(speaker, step)
    read = _told(speaker, side) if side.label else _all_read(speaker, step)
    steps = [_of_test(test) for test in tests.tests]
    return read, _one_of(speaker, side, tests.tests, steps, wanted is not tests.negated)


def _of_test(test: syntax.Expression) -> Step:
    """Give the step of a test that reads nothing."""
    match test:
        case syntax.HalfOpen(operand=operand):
            return _of_test(operand)
        case syntax.RangeLiteral(low=low, high=high):
            return Step(test, None, (_of_test(low), _of_test(high)))
        case syntax.Literal(value=value):
            return Step(test, value)
    return Step(test, test.at.text.strip().strip('"'))


def _elements(speaker: Speaker, step: Step) -> str:
    """Give what was to be gone through, where there was no element to settle it."""
    side = _side(speaker, step.parts[0])
    return _told(speaker, side) if side.label else _all_read(speaker, step)


def _text(speaker: Speaker, step: Step, name: str, wanted: bool) -> tuple[str, str]:
    side, other = (_side(speaker, part) for part in step.parts[-2:])
    is_element = name == "list contains"
    word = side.says(speaker, other.value) if is_element else speaker.value(other.value)
    needed = _TEXTS[name].format(word)
    return _told(speaker, side), needed if wanted else f"not {needed}"


def _side(speaker: Speaker, step: Step) -> Side:
    """Give what a step read is called, with its value; without a label where it has no words."""
    read = step.read
    if read is None:
        return _made(speaker, step)
    if isinstance(read.thing, Linked):
        fact = speaker.book.vocabulary.kinds[read.thing.kind].facts.get(read.name)
        label = speaker.fact(FactRef(read.thing.kind, read.thing.id, read.name))
        return Side(label.removeprefix("that "), step.value, fact)
    decision = speaker.book.decisions.get(read.name)
    label = speaker.label_of(read.name) if decision is None else decision.label
    return Side(label, step.value, decision=decision)


def _made(speaker: Speaker, step: Step) -> Side:
    """Give what a value is called that was made of others."""
    match step.expression:
        case syntax.Arithmetic(operator=operator):
            left, right = (_side(speaker, part) for part in step.parts)
            return Side(_sum(speaker, left, right, operator), step.value)
        case syntax.Call(function=syntax.Name(name=name)) if step.parts:
            inner = _side(speaker, step.parts[-1])
            label = _of_function(name, inner.label) if inner.label else ""
            return Side(label, step.value, inner.fact, is_count=name == "count")
        case syntax.Path(member=member) if step.parts and _things(step.parts[0].value):
            kind = _things(step.parts[0].value)[0].kind
            fact = speaker.book.vocabulary.kinds[kind].facts.get(member)
            return Side(speaker.fact(FactRef(kind, "", member)), step.value, fact)
        case syntax.Path() | syntax.Filter() if step.parts:
            inner = _side(speaker, step.parts[0])
            return Side(inner.label, step.value, inner.fact, inner.decision)
    return Side("", step.value)


def _of_function(name: str, label: str) -> str:
    """Give what is called what a function makes of something."""
    if name == "count":
        return f"how many there are of {label}"
    return label if name in _MOMENTS else f"{name} of {label}"


def _things(value: object) -> list[Linked]:
    """Give the things of a list."""
    return [one for one in value if isinstance(one, Linked)] if isinstance(value, list) else []


def _sum(speaker: Speaker, left: Side, right: Side, operator: str) -> str:
    one, other = (side.label or side.says(speaker, side.value) for side in (left, right))
    words = {"+": "and", "-": "less", "*": "times", "/": "divided by"}
    return f"{one} {words.get(operator, operator)} {other}"
