"""The types of names, members, filters, lists and what goes through them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from hocr_engine.feel import mistakes, syntax
from hocr_engine.feel.bounds import MAX_LIST
from hocr_engine.feel.check_logic import condition
from hocr_engine.feel.check_never import written
from hocr_engine.feel.checker import Checker, Surroundings, rule_for
from hocr_engine.feel.far import CLOCKS, DAYS, MOMENTS, SPANS, FarMoment
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.syntax import Expression, Iteration
from hocr_engine.feel.tokens import GAP
from hocr_engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAYS_DURATION,
    MONTHS_DURATION,
    NULL,
    NUMBER,
    TEXT,
    TIME,
    ContextType,
    FeelType,
    FunctionType,
    ListOf,
    Nullable,
    Plain,
    RangeOf,
    bare,
    described,
    element_of,
    joined,
    may_be_null,
    nullable,
)
from hocr_engine.near_words import near_word

TYPE_NAMES: Final = (
    *("Any", "Null", "number", "string", "boolean", "date", "time", "date and time", "function"),
    *("days and time duration", "years and months duration", "list", "context", "range"),
)
_LITERALS: Final[tuple[tuple[type | tuple[type, ...], Plain], ...]] = (
    (bool, BOOLEAN),
    (Decimal, NUMBER),
    (str, TEXT),
    (MOMENTS, DATE_AND_TIME),
    (DAYS, DATE),
    (CLOCKS, TIME),
    (SPANS, DAYS_DURATION),
)
_CALENDAR: Final = dict.fromkeys(("year", "month", "day", "weekday"), NUMBER)
_CLOCK: Final[dict[str, FeelType]] = {
    **dict.fromkeys(("hour", "minute", "second"), NUMBER),
    "time offset": Nullable(DAYS_DURATION),
    "timezone": Nullable(TEXT),
}
_PROPERTIES: Final[Mapping[FeelType, Mapping[str, FeelType]]] = {
    DATE: _CALENDAR,
    DATE_AND_TIME: {**_CALENDAR, **_CLOCK},
    TIME: _CLOCK,
    DAYS_DURATION: dict.fromkeys(("days", "hours", "minutes", "seconds"), NUMBER),
    MONTHS_DURATION: dict.fromkeys(("years", "months"), NUMBER),
}


@rule_for(syntax.Literal)
def literal(checker: Checker, node: syntax.Literal, _: Surroundings) -> FeelType:
    """Give the type of a value written out."""
    if node.value is None:
        return NULL
    if checker.house and isinstance(node.value, datetime | FarMoment) and node.value.tzinfo is None:
        checker.note(mistakes.no_zone(node.at))
    found = (of for kind, of in _LITERALS if isinstance(node.value, kind))
    return next(found, MONTHS_DURATION)


@rule_for(syntax.Name)
def name(checker: Checker, node: syntax.Name, around: Surroundings) -> FeelType:
    """Give the type of what a name stands for: a member of the element first."""
    if node.name == GAP:
        checker.gaps = True
        return ANY
    members = checker.members(around.element) if around.element is not None else None
    if members is not None and node.name in members:
        return members[node.name]
    if around.element is not None and node.name == "item":
        return around.element
    if node.name in around.names:
        return around.names[node.name]
    if node.name in BUILT_INS:
        return FunctionType()
    if bare(around.element or NULL) != ANY:
        known = (*around.names, *(members or ()))
        near, label = _meant(checker, node, around)
        checker.note(mistakes.unknown_fact(node.at, near, known, label))
    return ANY


def _meant(checker: Checker, node: syntax.Name, around: Surroundings) -> tuple[str | None, str]:
    """Give the name in scope that is near this one, or a member with this name, and its label."""
    element = around.element or NULL
    members = checker.members(element) or {}
    near = near_word(node.name, (*around.names, *members))
    if near is not None:
        own = around.names.get(near) is checker.scope.names.get(near)
        named = checker.scope.labels.get(near, "") if own else ""
        return near, checker.scope.label(near, element) if near in members else named
    for held, of in around.names.items():
        if node.name in (checker.members(of) or ()):
            return f"{held}.{node.name}", checker.scope.label(node.name, of)
    return None, ""


@rule_for(syntax.Path)
def path(checker: Checker, node: syntax.Path, around: Surroundings) -> FeelType:
    """Give the type of a member, or of the list of the members of all elements."""
    of = checker.type_of(node.of, around)
    inner = bare(of)
    if isinstance(inner, ListOf):
        return ListOf(_member(checker, node, inner.item))
    found = _member(checker, node, inner)
    return nullable(found) if may_be_null(of) else found


def _member(checker: Checker, node: syntax.Path, holder: FeelType) -> FeelType:
    """Give the type of a member of one element; an unknown one is noted."""
    inner = bare(holder)
    if isinstance(inner, RangeOf):
        return ANY if node.member in ("start", "end") else BOOLEAN
    members = checker.members(inner)
    if members is None:
        members = _PROPERTIES.get(inner) if isinstance(inner, Plain) else None
    if inner in (ANY, NULL):
        return ANY
    if members is None:
        checker.note(mistakes.no_members(node.member_at, described(inner)))
        return ANY
    if node.member not in members:
        near = near_word(node.member, members)
        if isinstance(inner, Plain):
            checker.note(mistakes.no_members(node.member_at, described(inner), near))
        else:
            full = f"{node.of.at.text}.{near}" if near else None
            label = checker.scope.label(near, inner) if near else ""
            checker.note(mistakes.unknown_fact(node.at, full, members, label))
        return ANY
    found = members[node.member]
    return nullable(found) if may_be_null(holder) else found


@rule_for(syntax.Filter)
def filtered(checker: Checker, node: syntax.Filter, around: Surroundings) -> FeelType:
    """Give the type of the elements kept, or of the one picked."""
    of = checker.present(node.of, around)
    item = element_of(of)
    inner = Surroundings(around.names, item)
    if _is_position(checker, node.where, inner):
        return Nullable(item) if bare(of) != ANY and not may_be_null(item) else item
    if not checker.is_quiet:
        condition(checker, node.where, inner)
    return ListOf(item) if bare(of) != ANY else ANY


def _is_position(checker: Checker, where: Expression, inner: Surroundings) -> bool:
    return bare(checker.quietly(where, inner)) == NUMBER


@rule_for(syntax.Quantified)
def quantified(checker: Checker, node: syntax.Quantified, around: Surroundings) -> FeelType:
    """Give the type of `some` and `every`."""
    return condition(checker, node.condition, _going_through(checker, node.iterations, around))


@rule_for(syntax.For)
def for_return(checker: Checker, node: syntax.For, around: Surroundings) -> FeelType:
    """Give the type of the list of results."""
    inner = _going_through(checker, node.iterations, around)
    return ListOf(checker.type_of(node.result, inner.binding({"partial": ListOf(ANY)})))


def _going_through(
    checker: Checker, iterations: tuple[Iteration, ...], around: Surroundings
) -> Surroundings:
    for iteration in iterations:
        of = checker.present(iteration.source, around)
        if iteration.until is not None:
            checker.present(iteration.until, around)
            _note_long(checker, iteration.source, iteration.until)
        elif checker.house and not isinstance(bare(of), ListOf | RangeOf) and bare(of) != ANY:
            checker.note(mistakes.wants(iteration.source.at, "a list", described(of)))
        bound = around.binding({iteration.name: element_of(of)})
        kept = frozenset(each for each in around.guarded if not _mentions(each, iteration.name))
        around = bound.guarding(kept)
    return around


def _note_long(checker: Checker, start: Expression, end: Expression) -> None:
    ends = written(start), written(end)
    if all(isinstance(each, Decimal) for each in ends) and abs(ends[1] - ends[0]) >= MAX_LIST:
        checker.note(mistakes.too_many_rounds(start.at.through(end.at), MAX_LIST))


def _mentions(node: Expression, named: str) -> bool:
    return any(
        isinstance(part, syntax.Name) and part.name == named for part, _ in syntax.walk(node)
    )


@rule_for(syntax.ListLiteral)
def list_literal(checker: Checker, node: syntax.ListLiteral, around: Surroundings) -> FeelType:
    """Give the type of a list written out."""
    types = [checker.type_of(item, around) for item in node.items]
    if not types:
        return ListOf(ANY)
    item = types[0]
    for of in types[1:]:
        item = joined(item, of)
    return ListOf(item)


@rule_for(syntax.ContextLiteral)
def context(checker: Checker, node: syntax.ContextLiteral, around: Surroundings) -> FeelType:
    """Give the type of a context written out."""
    members: dict[str, FeelType] = {}
    for entry in node.entries:
        members[entry.name] = checker.type_of(entry.value, around.binding(members))
    return ContextType(members)


@rule_for(syntax.InstanceOf)
def instance_of(checker: Checker, node: syntax.InstanceOf, around: Surroundings) -> FeelType:
    """Give the type of a question for a type."""
    checker.present(node.value, around)
    for part, _ in syntax.walk(node.type):
        if isinstance(part, syntax.TypeName) and part.name not in TYPE_NAMES:
            checker.note(mistakes.unknown_type(part.at, near_word(part.name, TYPE_NAMES)))
    return BOOLEAN
