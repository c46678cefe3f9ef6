"""The tree of a condition: what the author wrote, each part with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias, TypeVar, cast

from attrs import field, fields, frozen

from hocr_engine.text import Source, Span


@frozen
class Literal:
    """A value written out: number, text, true, false, null, or an at-literal."""

    value: object
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Name:
    """A name, looked up among what is in scope; `?` is the value under test."""

    name: str
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Path:
    """A member of something; written `of.member`."""

    of: Expression
    member: str
    member_at: Span = field(eq=False, repr=False, kw_only=True)
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Filter:
    """The elements that meet a condition, or the one at a position; written `of[where]`."""

    of: Expression
    where: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Argument:
    """What is handed to a function, by position or by name."""

    name: str | None
    value: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Call:
    """A function at work on arguments."""

    function: Expression
    arguments: tuple[Argument, ...]
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Negation:
    """The opposite number or duration; written `-x`."""

    operand: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Arithmetic:
    """Two operands joined by `+ - * / **`."""

    operator: str
    left: Expression
    right: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Comparison:
    """Two operands joined by `= != < <= > >=`."""

    operator: str
    left: Expression
    right: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Between:
    """True from the low to the high end, both included."""

    value: Expression
    low: Expression
    high: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class In:
    """True when the value meets one of the tests."""

    value: Expression
    tests: tuple[Expression, ...]
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class AllOf:
    """True when every part is true; written `a and b`."""

    parts: tuple[Expression, ...]
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class AnyOf:
    """True when some part is true; written `a or b`."""

    parts: tuple[Expression, ...]
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class If:
    """One of two branches, by a condition."""

    condition: Expression
    then: Expression
    otherwise: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Iteration:
    """A name that goes through a list, or from one number or date `until` another."""

    name: str
    source: Expression
    until: Expression | None
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class For:
    """The list of results, one for each element or combination of elements."""

    iterations: tuple[Iteration, ...]
    result: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Quantified:
    """Whether `some` or `every` element satisfies a condition."""

    quantifier: str
    iterations: tuple[Iteration, ...]
    condition: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class TypeName:
    """
    A type as written after `instance of`; `members` are those of a context.

    `allows` says which of its values a declared type allows, where it does not allow all.
    """

    name: str
    parts: tuple[TypeName, ...]
    members: tuple[str, ...]
    allows: Callable[[object], object] | None = field(
        default=None, eq=False, repr=False, kw_only=True
    )
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class InstanceOf:
    """Whether a value is of a type."""

    value: Expression
    type: TypeName
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class FunctionLiteral:
    """A function that the author wrote."""

    parameters: tuple[tuple[str, TypeName | None], ...]
    body: Expression
    external: bool
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class ListLiteral:
    """A list written out."""

    items: tuple[Expression, ...]
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Entry:
    """One key of a context and its value."""

    name: str
    value: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class ContextLiteral:
    """A context written out; later entries see the earlier ones."""

    entries: tuple[Entry, ...]
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class RangeLiteral:
    """A range with two ends, each included or not."""

    low: Expression
    high: Expression
    low_included: bool
    high_included: bool
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class HalfOpen:
    """A test with one end, as `< 5`; as a value, the range of what passes it."""

    operator: str
    operand: Expression
    at: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class UnaryTests:
    """Tests of one value, of which one must pass; without tests (`-`) anything passes."""

    tests: tuple[Expression, ...]
    negated: bool
    at: Span = field(eq=False, repr=False, kw_only=True)


Expression: TypeAlias = (
    Literal
    | Name
    | Path
    | Filter
    | Call
    | Negation
    | Arithmetic
    | Comparison
    | Between
    | In
    | AllOf
    | AnyOf
    | If
    | For
    | Quantified
    | InstanceOf
    | FunctionLiteral
    | ListLiteral
    | ContextLiteral
    | RangeLiteral
    | HalfOpen
)
Node: TypeAlias = Expression | Argument | Iteration | Entry | TypeName | UnaryTests

Written = TypeVar("Written", bound=Node)

NODES = (*Expression.__args__, Argument, Iteration, Entry, TypeName, UnaryTests)


# The fields of each construct that may hold nodes, in reading order.
_BELOW: Final[Mapping[type, tuple[str, ...]]] = {
    kind: tuple(one.name for one in fields(kind) if one.type not in ("str", "bool", "Span"))
    for kind in NODES
}
_NODES: Final = frozenset(NODES)


def children(node: Node) -> list[Node]:
    """Give the nodes directly below a node, in reading order."""
    found: list[Node] = []
    for name in _BELOW[type(node)]:
        value = getattr(node, name)
        if type(value) in _NODES:
            found.append(value)
        elif type(value) is tuple:
            found += (part for part in value if type(part) in _NODES)
    return found


def rewritten(node: Written, change: Callable[[Node], Node]) -> Written:
    """Give a tree in which each node, its parts first, is what a function makes of it."""
    found = {one.name: getattr(node, one.name) for one in fields(type(node))}
    made: dict[str, Any] = {name: _rewritten(value, change) for name, value in found.items()}
    same = all(made[name] is value for name, value in found.items())
    return cast("Written", change(node if same else type(node)(**made)))


def _rewritten(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, NODES):
        return rewritten(value, change)
    if not isinstance(value, tuple):
        return value
    made = tuple(_rewritten(part, change) for part in value)
    return value if all(new is old for new, old in zip(made, value, strict=True)) else made


def moved(node: Written, source: Source, by: int) -> Written:
    """Give a tree as it stands in another text, so much further on."""
    made: dict[str, Any] = {
        one.name: _moved(getattr(node, one.name), source, by) for one in fields(type(node))
    }
    return type(node)(**made)


def _moved(value: object, source: Source, by: int) -> object:
    if isinstance(value, Span):
        return Span(source, value.start + by, value.end + by)
    if isinstance(value, NODES):
        return moved(value, source, by)
    return tuple(_moved(part, source, by) for part in value) if type(value) is tuple else value


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Give a node and everything below it, each with its depth."""
    waiting: list[tuple[Node, int]] = [(node, 1)]
    while waiting:
        current, depth = waiting.pop()
        yield current, depth
        waiting += [(child, depth + 1) for child in children(current)]


def mentions_input(test: Expression) -> bool:
    """Say whether a unary test speaks of the value under test, and so is a condition itself."""
    return not isinstance(test, HalfOpen) and any(
        isinstance(node, Name) and node.name == "?" for node, _ in walk(test)
    )


def stands_alone(name: str, tree: Node) -> bool:
    """Say whether a name is read as a value of its own, and not only for its members."""
    read = 0
    for node, _ in walk(tree):
        read += isinstance(node, Name) and node.name == name
        read -= isinstance(node, Path) and isinstance(node.of, Name) and node.of.name == name
    return read > 0
