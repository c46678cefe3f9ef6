"""Trees as text, with as few brackets as readers need: what is written reads back as the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, Final, TypeAlias, TypeVar

from hocr_engine.feel import syntax
from hocr_engine.feel.layout import (
    Group,
    Layout,
    Line,
    Nest,
    enclosed,
    filled,
    group,
    marked,
    rendered,
)
from hocr_engine.feel.lexer import KEYWORDS
from hocr_engine.feel.syntax import Expression, Node
from hocr_engine.feel.tokens import UnreadableError, raw_tokens
from hocr_engine.feel.writing import quoted, write


class Binding(IntEnum):
    """How closely an expression holds together; one that binds less is put in brackets."""

    LOOSE = 0
    TEST = 1
    CHOICE = 2
    JOINED = 3
    COMPARED = 4
    ADDED = 5
    MULTIPLIED = 6
    RAISED = 7
    SIGNED = 8
    TAKEN = 9
    WHOLE = 10


_SUMS: Final = {
    "+": Binding.ADDED,
    "-": Binding.ADDED,
    "*": Binding.MULTIPLIED,
    "/": Binding.MULTIPLIED,
    "**": Binding.RAISED,
}
_PLAIN_KEY: Final = re.compile(r"[^\W\d]\w*(?: [^\W\d]\w*)*")
_BRACKETS: Final = ("LPAR", "RPAR")
_RESERVED: Final = KEYWORDS | {"external", "not", "of"}

Writer: TypeAlias = Callable[[Any], Layout]
AnyWriter = TypeVar("AnyWriter", bound=Writer)
WRITERS: dict[type, Writer] = {}


def write_tree(node: Node, width: int | None = None) -> str:
    """
    Give the text of a tree, which reads back as the same tree; values stay as they are spelled.

    With a width, what is wider is written on several lines: `and` and `or` before each operand.
    """
    layout = _bracketed(node) if isinstance(node, syntax.HalfOpen) else _text(node)
    return rendered(layout, width)


def in_brackets(node: Node) -> frozenset[int]:
    """Give the identities of the nodes below that stand in brackets when they are written."""
    return frozenset(id(marked_node) for marked_node in marked(_text(node)))


def binding(node: Expression) -> Binding:
    """Give how closely an expression holds together."""
    match node:
        case syntax.If() | syntax.For() | syntax.Quantified() | syntax.FunctionLiteral():
            return Binding.LOOSE
        case syntax.HalfOpen():
            return Binding.TEST
        case syntax.AnyOf():
            return Binding.CHOICE
        case syntax.AllOf():
            return Binding.JOINED
        case syntax.Comparison() | syntax.Between() | syntax.In() | syntax.InstanceOf():
            return Binding.COMPARED
        case syntax.Arithmetic():
            return _SUMS[node.operator]
        case syntax.Negation():
            return Binding.SIGNED
        case syntax.Path() | syntax.Filter() | syntax.Call():
            return Binding.TAKEN
        case _:
            return Binding.WHOLE


def _writer(*kinds: type) -> Callable[[AnyWriter], AnyWriter]:
    """Give a decorator that makes a function the writer of these nodes."""

    def enter(writer: AnyWriter) -> AnyWriter:
        WRITERS.update(dict.fromkeys(kinds, writer))
        return writer

    return enter


def _text(node: Node) -> Layout:
    return WRITERS[type(node)](node)


def _at_least(needed: Binding, node: Expression) -> Layout:
    """Give an operand, in brackets where it binds less than its place needs."""
    return _bracketed(node) if binding(node) < needed else _text(node)


def _anything(node: Expression) -> Layout:
    """Give a part that may be whatever it likes, save a test on its own."""
    return _bracketed(node) if isinstance(node, syntax.HalfOpen) else _text(node)


def _scope(node: Expression) -> Layout:
    """Give what a quantifier says of each element; brackets show how far it reaches."""
    joined = isinstance(node, syntax.AllOf | syntax.AnyOf | syntax.HalfOpen)
    return group(" ", _bracketed(node)) if joined else Nest((Line(), _text(node)))


def _bracketed(node: Expression) -> Group:
    return _between_brackets(node, _text(node))


def _between_brackets(node: Expression, written: Layout) -> Group:
    if isinstance(node, syntax.Quantified):
        return Group(("(", written, ")"), marks=node)
    inner = written.parts if isinstance(written, Group) else (written,)
    return enclosed("(", inner, ")", marks=node)


def _listed(opening: str, items: Iterable[Layout], closing: str) -> Group:
    return enclosed(opening, filled(items), closing)


@_writer(syntax.Literal)
def _literal(node: syntax.Literal) -> Layout:
    # As its author spelled it: to lawyers `PT24H` is not `P1D`.
    try:
        spelled = [token.text for token in raw_tokens(node.at) if token.type not in _BRACKETS]
    except UnreadableError:
        spelled = []
    return spelled[0] if len(spelled) == 1 else write(node.value)


@_writer(syntax.Name)
def _name(node: syntax.Name) -> Layout:
    return node.name


@_writer(syntax.Path)
def _path(node: syntax.Path) -> Layout:
    return group(_at_least(Binding.TAKEN, node.of), f".{node.member}")


@_writer(syntax.Filter)
def _filter(node: syntax.Filter) -> Layout:
    where = enclosed("[", (_anything(node.where),), "]")
    return group(_at_least(Binding.TAKEN, node.of), where)


@_writer(syntax.Call)
def _call(node: syntax.Call) -> Layout:
    arguments = _listed("(", map(_text, node.arguments), ")") if node.arguments else "()"
    return group(_at_least(Binding.TAKEN, node.function), arguments)


@_writer(syntax.Argument)
def _argument(node: syntax.Argument) -> Layout:
    value = _anything(node.value)
    return value if node.name is None else group(f"{node.name}: ", value)


@_writer(syntax.Negation)
def _negation(node: syntax.Negation) -> Layout:
    return group("-", _at_least(Binding.SIGNED, node.operand))


@_writer(syntax.Arithmetic)
def _arithmetic(node: syntax.Arithmetic) -> Layout:
    own = _SUMS[node.operator]
    right = _at_least(Binding(own + 1), node.right)
    return group(_at_least(own, node.left), f" {node.operator} ", right)


@_writer(syntax.Comparison)
def _comparison(node: syntax.Comparison) -> Layout:
    sides = (_at_least(Binding.ADDED, side) for side in (node.left, node.right))
    return group(next(sides), f" {node.operator} ", next(sides))


@_writer(syntax.Between)
def _between(node: syntax.Between) -> Layout:
    value, low, high = (_at_least(Binding.ADDED, p) for p in (node.value, node.low, node.high))
    return group(value, " between ", low, " and ", high)


@_writer(syntax.In)
def _in(node: syntax.In) -> Layout:
    value = _at_least(Binding.ADDED, node.value)
    if len(node.tests) == 1:
        return group(value, " in ", _at_least(Binding.ADDED, node.tests[0]))
    return group(value, " in ", _listed("(", map(_text, node.tests), ")"))


@_writer(syntax.AllOf)
def _all_of(node: syntax.AllOf) -> Layout:
    return _joined("and ", node.parts)


@_writer(syntax.AnyOf)
def _any_of(node: syntax.AnyOf) -> Layout:
    return _joined("or ", node.parts)


def _joined(word: str, parts: tuple[Expression, ...]) -> Group:
    """Give operands with a word between; `and` beside `or` stands in brackets, as rules need it."""
    first, *rest = (_at_least(Binding.COMPARED, part) for part in parts)
    return group(first, *(piece for part in rest for piece in (Line(), word, part)))


@_writer(syntax.If)
def _if(node: syntax.If) -> Layout:
    parts = (_anything(part) for part in (node.condition, node.then, node.otherwise))
    return group("if ", next(parts), Line(), "then ", next(parts), Line(), "else ", next(parts))


@_writer(syntax.Iteration)
def _iteration(node: syntax.Iteration) -> Layout:
    if node.until is None:
        return group(f"{node.name} in ", _anything(node.source))
    ends = (_at_least(Binding.ADDED, end) for end in (node.source, node.until))
    return group(f"{node.name} in ", next(ends), "..", next(ends))


@_writer(syntax.For)
def _for(node: syntax.For) -> Layout:
    iterations = filled(map(_text, node.iterations))
    result = Nest((Line(), _anything(node.result)))
    return group("for ", Nest(tuple(iterations)), " return", result)


@_writer(syntax.Quantified)
def _quantified(node: syntax.Quantified) -> Layout:
    iterations = filled(map(_text, node.iterations))
    condition = _scope(node.condition)
    return group(f"{node.quantifier} ", Nest(tuple(iterations)), " satisfies", condition)


@_writer(syntax.TypeName)
def _type_name(node: syntax.TypeName) -> Layout:
    if not node.parts:
        return node.name
    parts = [write_tree(part) for part in node.parts]
    if node.name == "function":
        return f"function<{', '.join(parts[:-1])}> -> {parts[-1]}"
    if node.members:
        parts = [f"{name}: {part}" for name, part in zip(node.members, parts, strict=True)]
    return f"{node.name}<{', '.join(parts)}>"


@_writer(syntax.InstanceOf)
def _instance_of(node: syntax.InstanceOf) -> Layout:
    return group(_at_least(Binding.ADDED, node.value), " instance of ", _text(node.type))


@_writer(syntax.FunctionLiteral)
def _function(node: syntax.FunctionLiteral) -> Layout:
    parameters = (
        name if of is None else f"{name}: {write_tree(of)}" for name, of in node.parameters
    )
    external = " external" if node.external else ""
    # The body is written once: functions stand in functions, and twice each time is without end.
    body, bound = _text(node.body), binding(node.body)
    # A word of the language right after the bracket would not be taken for a name.
    taken = bound is not Binding.LOOSE and rendered(body).split(" ", 1)[0] in _RESERVED
    if taken or bound is Binding.TEST:
        body = _between_brackets(node.body, body)
    return group(f"function({', '.join(parameters)}){external} ", body)


@_writer(syntax.ListLiteral)
def _list(node: syntax.ListLiteral) -> Layout:
    return _listed("[", map(_text, node.items), "]") if node.items else "[]"


@_writer(syntax.ContextLiteral)
def _context(node: syntax.ContextLiteral) -> Layout:
    return _listed("{", map(_text, node.entries), "}") if node.entries else "{}"


@_writer(syntax.Entry)
def _entry(node: syntax.Entry) -> Layout:
    return group(f"{_key(node)}: ", _anything(node.value))


def _key(entry: syntax.Entry) -> str:
    spelled = next(raw_tokens(entry.at), None)
    if spelled is not None:
        return spelled.text if spelled.type == "STRING" else entry.name
    plain = _PLAIN_KEY.fullmatch(entry.name) and not _RESERVED & set(entry.name.split())
    return entry.name if plain else quoted(entry.name)


@_writer(syntax.RangeLiteral)
def _range(node: syntax.RangeLiteral) -> Layout:
    opening, closing = "[" if node.low_included else "(", "]" if node.high_included else ")"
    ends = (_at_least(Binding.ADDED, end) for end in (node.low, node.high))
    return group(opening, next(ends), "..", next(ends), closing)


@_writer(syntax.HalfOpen)
def _half_open(node: syntax.HalfOpen) -> Layout:
    return group(f"{node.operator} ", _at_least(Binding.ADDED, node.operand))


@_writer(syntax.UnaryTests)
def _unary_tests(node: syntax.UnaryTests) -> Layout:
    if not node.tests:
        return "-"
    if node.negated:
        return _listed("not(", map(_text, node.tests), ")")
    if len(node.tests) == 1 and _is_negation(node.tests[0]):
        # Bare, `not(…)` around all of a cell denies its tests; this one is a value.
        return _bracketed(node.tests[0])
    return group(*filled(map(_text, node.tests)))


def _is_negation(test: Expression) -> bool:
    return isinstance(test, syntax.Call) and test.function == syntax.Name("not", at=test.at)
