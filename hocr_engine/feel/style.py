"""The house style of conditions: what can be said more plainly, each with how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final, TypeAlias, TypeGuard

from attrs import evolve

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import remarks, syntax
from hocr_engine.feel.syntax import Expression, Node, UnaryTests
from hocr_engine.feel.tokens import raw_tokens
from hocr_engine.feel.tree_text import in_brackets, write_tree
from hocr_engine.text import Span

# Readers hold about seven things together, and two more where they are alike.
MAX_PARTS: Final = 9
MANY: Final = 2

_OPPOSITE: Final = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED: Final = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_HOUSE_FUNCTIONS: Final = frozenset(
    (
        *("not", "count", "distinct values", "min", "max", "sum", "all", "any", "abs", "is"),
        *("date", "time", "date and time", "duration", "years and months duration"),
        *("before", "after", "meets", "met by", "overlaps", "during", "includes", "coincides"),
        *("contains", "starts with", "ends with", "string", "number"),
    )
)
_INSTEAD: Final = {"list contains": "write `x in list`", "get value": "write `thing.member`"}
_DEFINE: Final = "say it with comparisons, `in`, `between`, `some`, `every`, filters and `count`"

Remarks: TypeAlias = Iterator[Diagnostic]


def style(tree: Expression | UnaryTests) -> Remarks:
    """Give what in a condition is said less plainly than the house says it."""
    yield from _brackets(tree)
    parts = _parts(tree)
    if parts > MAX_PARTS:
        yield remarks.many_parts(tree.at, parts, MAX_PARTS)
    for node, _ in syntax.walk(tree):
        for look in _LOOKS:
            yield from look(node)


def _brackets(tree: Node) -> Remarks:
    needed = in_brackets(tree)
    for node, _ in syntax.walk(tree):
        if isinstance(node, syntax.In) and len(node.tests) == 1:
            needed |= {id(node.tests[0])}
        if isinstance(node, syntax.Expression) and _brackets_round(node) > (id(node) in needed):
            yield remarks.needless_brackets(node.at, write_tree(node))


def _brackets_round(node: Expression) -> int:
    """Give how many pairs of brackets the author put round an expression."""
    first = next(iter(syntax.children(node)), None)
    signs = "".join(token.text for token in raw_tokens(node.at))
    if first is None or isinstance(node, syntax.FunctionLiteral):
        return len(signs) - len(signs.lstrip("("))
    before = [
        token.type for token in raw_tokens(Span(node.at.source, node.at.start, first.at.start))
    ]
    own = isinstance(node, syntax.RangeLiteral) and before[-1] == "LPAR"
    return before.count("LPAR") - own


def _parts(node: Node) -> int:
    """Give how many operands `and` and `or` join; a guard is read with what it guards."""
    joined = [n for n, _ in syntax.walk(node) if isinstance(n, syntax.AllOf | syntax.AnyOf)]
    guards = sum(_is_guard(part) for one in joined for part in one.parts)
    return 1 + sum(len(one.parts) - 1 for one in joined) - guards


def _is_guard(part: Expression) -> bool:
    return isinstance(part, syntax.Comparison) and part.right == syntax.Literal(None, at=part.at)


def _denied(node: Node) -> Expression | None:
    """Give what `not(…)` denies."""
    match node:
        case syntax.Call(function=syntax.Name(name="not"), arguments=(one,)):
            return one.value
        case _:
            return None


def _negations(node: Node) -> Remarks:
    denied = _denied(node)
    if isinstance(denied, syntax.Comparison):
        opposite = evolve(denied, operator=_OPPOSITE[denied.operator])
        yield remarks.negated_comparison(node.at, write_tree(opposite))
    inner = None if denied is None else _denied(denied)
    if inner is not None:
        yield remarks.double_negation(node.at, write_tree(inner))


def _comparisons(node: Node) -> Remarks:
    match node:
        case syntax.Comparison(operator="=", left=left, right=syntax.Literal(value=True)):
            yield remarks.compared_with_true(node.at, write_tree(left))
        case syntax.Comparison(left=syntax.Literal() as first, right=right) if not isinstance(
            right, syntax.Literal
        ):
            turned = evolve(node, operator=_MIRRORED[node.operator], left=right, right=first)
            yield remarks.value_first(node.at, write_tree(turned))
        case syntax.In(value=value, tests=(syntax.Literal() as only,)):
            equal = syntax.Comparison("=", value, only, at=node.at)
            yield remarks.one_value_list(node.at, write_tree(equal))
        case _:
            pass


def _words(node: Node) -> Remarks:
    match node:
        case syntax.AnyOf():
            operator = "="
        case syntax.AllOf():
            operator = "!="
        case _:
            return
    compared: dict[str, list[syntax.Comparison]] = {}
    for part in node.parts:
        if _is_word(part, operator):
            compared.setdefault(write_tree(part.left), []).append(part)
    for said in compared.values():
        if len(said) >= MANY:
            at = said[0].at.through(said[-1].at)
            within = syntax.In(said[0].left, tuple(one.right for one in said), at=at)
            text = write_tree(within)
            yield remarks.words_one_by_one(at, text if operator == "=" else f"not({text})")


def _is_word(part: Expression, operator: str) -> TypeGuard[syntax.Comparison]:
    """Say whether something is compared with a value written out; null is a guard, no word."""
    return (
        isinstance(part, syntax.Comparison)
        and part.operator == operator
        and isinstance(part.right, syntax.Literal)
        and part.right.value is not None
    )


def _bounds(node: Node) -> Remarks:
    if not isinstance(node, syntax.AllOf):
        return
    for one, other in pairwise(node.parts):
        for low, high in ((one, other), (other, one)):
            match low, high:
                case (
                    syntax.Comparison(operator=">=", left=value),
                    syntax.Comparison(operator="<=", left=same),
                ) if value == same:
                    at = one.at.through(other.at)
                    between = syntax.Between(value, low.right, high.right, at=at)
                    yield remarks.two_bounds(at, write_tree(between))
                case _:
                    pass


def _counted(node: Node) -> Remarks:
    match node:
        case syntax.Comparison(
            operator=operator,
            left=syntax.Call(
                function=syntax.Name(name="count"),
                arguments=(syntax.Argument(value=syntax.Filter(of=of)),),
            ),
            right=syntax.Literal(value=value),
        ) if (operator, value) in ((">", 0), ("!=", 0), (">=", 1), ("=", 0), ("<", 1)):
            some = f"some x in {write_tree(of)} satisfies …"
            none = (operator, value) in (("=", 0), ("<", 1))
            yield remarks.counted_to_find_one(node.at, f"not({some})" if none else some)
        case _:
            pass


def _outside(node: Node) -> Remarks:
    match node:
        case syntax.For():
            yield remarks.outside_house_style(node.at, "`for … return`", _DEFINE)
        case syntax.InstanceOf():
            yield remarks.outside_house_style(node.at, "`instance of`", "the vocabulary says types")
        case syntax.ContextLiteral():
            yield remarks.outside_house_style(node.at, "groups written out in `{}`", _DEFINE)
        case syntax.Arithmetic(operator="**"):
            yield remarks.outside_house_style(node.at, "powers", _DEFINE)
        case syntax.Call(function=syntax.Name(name=name)) if name not in _HOUSE_FUNCTIONS:
            yield remarks.outside_house_style(node.at, f"`{name}`", _INSTEAD.get(name, _DEFINE))
        case _:
            pass


_LOOKS: Final[Iterable[Callable[[Node], Remarks]]] = (
    _negations,
    _comparisons,
    _words,
    _bounds,
    _counted,
    _outside,
)
