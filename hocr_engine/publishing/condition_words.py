"""Conditions in plain words, built from the labels of the vocabulary; no author's text is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from attrs import evolve, frozen

from hocr_engine.explanation.words import listed
from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Expression, Literal
from hocr_engine.publishing.meaning import CLAIM, Meaning, Surroundings
from hocr_engine.publishing.values_in_words import alternatives, value

ALL_OF, NOT_ALL_OF = "all of these", "not all of these"
ANY_OF, NONE_OF = "at least one of these", "none of these"
ALWAYS, NEVER = "in every case", "in no case"
ANYTHING: Final = "anything"
IT: Final = "?"

_OPPOSITE: Final = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_OF_NUMBERS: Final = {"<": "under {}", ">=": "{} or more", ">": "more than {}", "<=": "{} or less"}
_OF_TIMES: Final = {"<": "before {}", ">=": "not before {}", ">": "after {}", "<=": "not after {}"}
_SIGNS: Final = {
    "+": "{} and {} more", "-": "{} less {}", "*": "{} times {}", "/": "{} divided by {}",
    "**": "{} to the power of {}",
}  # fmt: skip
_FUNCTIONS: Final = {
    "count": "the number of {}",
    "date": "the day of {}",
    "time": "the time of day of {}",
    "distinct values": "the different values of {}",
}


@frozen
class Worded:
    """A condition in words: one sentence, or what joins its parts."""

    text: str
    parts: tuple[Worded, ...] = ()

    def flat(self) -> str:
        """Give it on one line, its parts in brackets."""
        inner = "; ".join(part.flat() for part in self.parts)
        return f"{self.text} ({inner})" if inner else self.text


def condition(node: Expression, around: Surroundings, *, so: bool = True) -> Worded:
    """Give a condition in words; without `so`, that it does not hold."""
    match node:
        case Literal(value=bool() as holds):
            return Worded(ALWAYS if holds is so else NEVER)
        case syntax.AllOf(parts=parts):
            return Worded(ALL_OF if so else NOT_ALL_OF, _each(parts, around))
        case syntax.AnyOf(parts=parts):
            return Worded(ANY_OF if so else NONE_OF, _each(parts, around))
        case syntax.Call(function=syntax.Name(name="not"), arguments=(argument,)):
            return condition(argument.value, around, so=not so)
        case syntax.Comparison():
            return _comparison(node, around, so)
        case syntax.In(value=of, tests=tests):
            return _tested(of, tests, around, so)
        case syntax.Between(value=of, low=low, high=high):
            held_by = around.shape(of)
            span = f"from {said(low, around, held_by)} to {said(high, around, held_by)}"
            return Worded(_stating(around, of, span if so else f"not {span}"))
        case syntax.Quantified():
            return _quantified(node, around, so)
        case syntax.If():
            return _choice(node, around, so)
        case syntax.InstanceOf(value=of, type=kind):
            return Worded(_stating(around, of, f"{'' if so else 'not '}a {kind.name}"))
    return Worded(_claimed(said(node, around), so))


def _each(parts: Sequence[Expression], around: Surroundings) -> tuple[Worded, ...]:
    return tuple(condition(part, around) for part in parts)


def _claimed(claim: str, so: bool) -> str:
    """Give that something is so or not, as a claim of its own or as the answer to a question."""
    if claim.startswith(CLAIM):
        return claim.removeprefix(CLAIM) if so else f"it is not so {claim}"
    return f"{claim}: {'yes' if so else 'no'}"


def _stating(around: Surroundings, of: Expression, what: str) -> str:
    return f"{said(of, around)}: {what}"


def _comparison(node: syntax.Comparison, around: Surroundings, so: bool) -> Worded:
    left, right = node.left, node.right
    operator = node.operator if so else _OPPOSITE[node.operator]
    if isinstance(right, Literal) and isinstance(right.value, bool):
        return condition(left, around, so=right.value is (operator == "="))
    what = _compared(operator, right, around.shape(left), around)
    return Worded(_stating(around, left, what))


def _compared(operator: str, right: Expression, held_by: Meaning, around: Surroundings) -> str:
    """Give how something stands to a value or to something else."""
    if operator in ("=", "!="):
        if isinstance(right, Literal):
            found = value(around.book, right.value, held_by)
            if right.value is None and operator == "!=":
                return "known" if held_by.absent == "not established" else "there is one"
            return found if operator == "=" else f"anything but {found}"
        same = said(right, around)
        return f"the same as {same}" if operator == "=" else f"not the same as {same}"
    forms = _OF_TIMES if held_by.is_time or around.shape(right).is_time else _OF_NUMBERS
    return forms[operator].format(said(right, around, held_by))


def _tested(of: Expression, tests: Sequence[Expression], around: Surroundings, so: bool) -> Worded:
    return Worded(_stating(around, of, tested(tests, around.shape(of), around, so=so)))


def tested(tests: Sequence[Expression], held_by: Meaning, around: Surroundings, *, so: bool) -> str:
    """Give the tests of which a value is to pass one, in words."""
    if not tests:
        return ANYTHING if so else "nothing"
    if all(isinstance(one, Literal) for one in tests):
        found = alternatives(around.book, tests, held_by)
        if so:
            return found
        lead = "anything but" if len(tests) == 1 else "none of"
        return f"{lead} {alternatives(around.book, tests, held_by, 'and')}"
    found = listed((_test(one, held_by, around) for one in tests), "or")
    return found if so else f"not {found}"


def _test(one: Expression, held_by: Meaning, around: Surroundings) -> str:
    match one:
        case syntax.HalfOpen(operator=operator, operand=operand):
            return _compared(operator, operand, held_by, around)
        case syntax.RangeLiteral(low=low, high=high):
            return f"from {said(low, around, held_by)} to {said(high, around, held_by)}" + _ends(
                one
            )
        case Literal(value=written):
            return value(around.book, written, held_by)
    if syntax.mentions_input(one):
        return condition(one, around.beside(IT, evolve(held_by, words="it"))).flat()
    return f"among {said(one, around)}" if around.shape(one).many else said(one, around)


def _ends(span: syntax.RangeLiteral) -> str:
    left_out = [
        end
        for end, is_in in (("first", span.low_included), ("last", span.high_included))
        if not is_in
    ]
    return f", without the {listed(left_out)}" if left_out else ""


def _quantified(node: syntax.Quantified, around: Surroundings, so: bool) -> Worded:
    inner, sources = around, []
    for one in node.iterations:
        sources.append(said(one.source, inner))
        inner = _going_through(one, inner)
    some = node.quantifier == "some"
    lead = {(True, True): "at least one of", (True, False): "none of",
            (False, True): "each of", (False, False): "not each of"}[some, so]  # fmt: skip
    return Worded(f"for {lead} {listed(sources)}", (condition(node.condition, inner),))


def _going_through(one: syntax.Iteration, around: Surroundings) -> Surroundings:
    """Give the surroundings with the name that goes through a list."""
    return around.beside(one.name, _one_of(around.shape(one.source), around))


def _one_of(several: Meaning, around: Surroundings) -> Meaning:
    kind = around.book.vocabulary.kinds.get(several.kind)
    bare = "one" if kind is None else kind.label.removeprefix("the ")
    taken = {meaning.words for meaning in around.names.values()}
    words = f"that {bare}" if f"that {bare}" not in taken else f"that other {bare}"
    words = words.replace("that the two of them", "those two")
    return evolve(
        several, words=f"the {bare} in question" if kind is None else words, many=False, of=words
    )


def _choice(node: syntax.If, around: Surroundings, so: bool) -> Worded:
    """Give what decides by what else holds; an end that never comes is left out."""
    asked, then, other = node.condition, node.then, node.otherwise
    one, rest = condition(then, around, so=so), condition(other, around, so=so)
    if rest.text == NEVER:
        return Worded(ALL_OF, (condition(asked, around), one))
    if one.text == NEVER:
        return Worded(ALL_OF, (condition(asked, around, so=False), rest))
    where = Worded("where this holds", (condition(asked, around),))
    return Worded(
        "depending on what holds",
        (where, Worded("this is needed", (one,)), Worded("and otherwise this", (rest,))),
    )


def said(node: Expression, around: Surroundings, held_by: Meaning | None = None) -> str:
    """Give what an expression stands for in words; `held_by` is what would hold it as a value."""
    match node:
        case Literal(value=written):
            return value(around.book, written, held_by or Meaning(""))
        case syntax.Name() | syntax.Path():
            return _named(node, around)
        case syntax.Filter(of=of, where=Literal(value=place)):
            return f"number {place} of {said(of, around)}"
        case syntax.Filter(of=of, where=where):
            inner = around.beside("item", _one_of(around.shape(of), around))
            return f"those of {said(of, around)} for which: {condition(where, inner).flat()}"
        case syntax.Call(
            function=syntax.Name(name="date"),
            arguments=(syntax.Argument(value=Literal(value=str() as written)),),
        ):
            return value(around.book, date.fromisoformat(written), Meaning(""))
        case syntax.Call(function=function, arguments=arguments):
            given = listed(said(one.value, around) for one in arguments)
            name = function.name if isinstance(function, syntax.Name) else said(function, around)
            return _FUNCTIONS.get(name, f"the {name} of {{}}").format(given)
        case syntax.Arithmetic(operator=operator, left=left, right=right):
            return _sum(operator, left, right, around)
        case syntax.Negation(operand=operand):
            return f"minus {said(operand, around)}"
        case syntax.If(condition=asked, then=then, otherwise=otherwise):
            found = condition(asked, around).flat()
            one, other = said(then, around, held_by), said(otherwise, around, held_by)
            return f"{one}, where {found}; otherwise {other}"
    return _made(node, around)


def _named(node: syntax.Name | syntax.Path, around: Surroundings) -> str:
    if isinstance(node, syntax.Path) and around.shape(node.of).many:
        one = _one_of(around.shape(node.of), around)
        return f"{around.member(one, node.member).words}, for each of {said(node.of, around)}"
    return around.shape(node).words


def _sum(operator: str, left: Expression, right: Expression, around: Surroundings) -> str:
    is_length = isinstance(right, Literal) and not isinstance(right.value, (str, bool))
    if operator == "+" and is_length and around.shape(left).is_time:
        return f"{said(right, around)} after {said(left, around)}"
    return _SIGNS[operator].format(said(left, around), said(right, around))


def _made(node: Expression, around: Surroundings) -> str:
    """Give in words what is made of other things: lists, contexts, loops, functions."""
    match node:
        case syntax.ListLiteral(items=items):
            return listed(said(one, around) for one in items) or "an empty list"
        case syntax.ContextLiteral(entries=entries):
            return listed(f"{one.name}: {said(one.value, around)}" for one in entries)
        case syntax.RangeLiteral(low=low, high=high):
            return f"from {said(low, around)} to {said(high, around)}{_ends(node)}"
        case syntax.HalfOpen(operator=operator, operand=operand):
            return _compared(operator, operand, Meaning(""), around)
        case syntax.For(iterations=iterations, result=result):
            sources = []
            for one in iterations:
                sources.append(said(one.source, around))
                around = _going_through(one, around)
            return f"for each of {listed(sources)}: {said(result, around)}"
        case syntax.FunctionLiteral(body=body):
            return f"a way of working out {said(body, around)}"
    return f"whether this holds: {condition(node, around).flat()}"


def parts_of(worded: Worded) -> Iterator[Worded]:
    """Give a condition and all its parts."""
    yield worded
    for part in worded.parts:
        yield from parts_of(part)
