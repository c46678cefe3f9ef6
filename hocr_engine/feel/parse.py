"""From the text of a condition to its tree, or to what is wrong with the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import InvalidOperation, Overflow
from typing import cast

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import messages
from hocr_engine.feel.bounds import MAX_NESTING, MAX_TEXT
from hocr_engine.feel.grammar import parse_tokens
from hocr_engine.feel.lexer import tokens, type_tokens
from hocr_engine.feel.literals import at_value
from hocr_engine.feel.syntax import Expression, Node, TypeName, UnaryTests, walk
from hocr_engine.feel.tables import Stop
from hocr_engine.feel.tokens import Token, UnreadableError, unquoted
from hocr_engine.feel.values import as_number
from hocr_engine.text import Span

Mistakes = tuple[Diagnostic, ...]

_CLOSING = {"LPAR": ")", "LSQB": "]", "LBRACE": "}", "OUTL": "["}
_CLOSERS = frozenset(("RPAR", "RSQB", "RBRACE", "OUTR"))
_EXPECTED = (
    ("NUMBER", "a value"),
    ("THEN", "`then`"),
    ("ELSE", "`else`"),
    ("SATISFIES", "`satisfies`"),
    ("RETURN", "`return`"),
    ("NAME", "a name"),
)


def parse(
    at: Span, names: Iterable[str] = (), members: Iterable[str] = ()
) -> tuple[Expression | None, Mistakes]:
    """Give the expression that a slice of a source writes, and what is wrong with it.

    `names` are in scope; `members` may follow a dot. Only those of more than a word need be given.
    """
    tree, mistakes = _parse(at, names, members, "expression")
    return cast("Expression | None", tree), mistakes


def parse_tests(
    at: Span, names: Iterable[str] = (), members: Iterable[str] = ()
) -> tuple[UnaryTests | None, Mistakes]:
    """Give the unary tests that a slice of a source writes, and what is wrong with them."""
    tree, mistakes = _parse(at, names, members, "unary_tests")
    if tree is None:
        return None, mistakes
    tests, negated = cast("tuple[tuple[Expression, ...], bool]", tree)
    return UnaryTests(tests, negated, at=trimmed(at)), mistakes


def parse_type(at: Span, names: Iterable[str] = ()) -> tuple[TypeName | None, Mistakes]:
    """Give the type that a slice of a source writes, and what is wrong with it."""
    tree, mistakes = _parse(at, names, (), "type")
    return cast("TypeName | None", tree), mistakes


def _parse(
    at: Span, names: Iterable[str], members: Iterable[str], start: str
) -> tuple[object, Mistakes]:
    if at.end - at.start > MAX_TEXT:
        return None, (messages.text_too_long(at, MAX_TEXT),)
    try:
        if start == "type":
            found = type_tokens(at, names)
        else:
            found = tokens(at, names, members, tests=start == "unary_tests")
    except UnreadableError as unreadable:
        return None, (unreadable.diagnostic,)
    if not found:
        return None, (messages.nothing_written(Span(at.source, at.end, at.end)),)
    mistakes = wrong_values(found)
    if mistakes:
        return None, mistakes
    tree = parse_tokens(found, start)
    if isinstance(tree, Stop):
        return None, (stopped(tree, found, at),)
    return shallow(tree)


def shallow(tree: object) -> tuple[object, Mistakes]:
    """Give the tree back unless it is nested too deep."""
    roots = cast("tuple[tuple[Node, ...], bool]", tree)[0] if isinstance(tree, tuple) else (tree,)
    for root in cast("tuple[Node, ...]", roots):
        for node, depth in walk(root):
            if depth > MAX_NESTING:
                return None, (messages.nested_too_deep(node.at, MAX_NESTING),)
    return tree, ()


def wrong_values(found: Sequence[Token]) -> Mistakes:
    """Give the numbers and at-literals that stand for no value."""
    mistakes = []
    for token in found:
        if token.type == "AT" and at_value(unquoted(token.text[1:])) is None:
            mistakes.append(messages.unreadable_literal(token.at))
        elif token.type == "NUMBER" and not _is_number(token.text):
            mistakes.append(messages.number_too_large(token.at))
    return tuple(mistakes)


def _is_number(text: str) -> bool:
    try:
        as_number(text)
    except (Overflow, InvalidOperation):
        return False
    return True


def stopped(stop: Stop, found: Sequence[Token], at: Span) -> Diagnostic:
    """Say in our own words where and why the text stops being a condition."""
    before = found if stop.token is None else found[: found.index(stop.token)]
    opened = _unclosed(before)
    wanted = _wanted(stop, before, opened)
    if stop.token is None:
        if found[-1].type == "DOT":
            return messages.sign_to_take_out(found[-1].at)
        if opened is not None and not stop.expected & {"NUMBER"}:
            return messages.unclosed_bracket(opened.at, _CLOSING[opened.type])
        return messages.stops_early(Span(at.source, at.end, at.end), wanted)
    if stop.token.type in _CLOSERS and opened is None:
        return messages.unopened_bracket(stop.token.at)
    if stop.token.type == "COMMA" and opened is None:
        return messages.comma_between(stop.token.at, in_number=_parts_a_number(found, stop.token))
    return messages.unexpected_text(stop.token.at, wanted)


def _wanted(stop: Stop, before: Sequence[Token], opened: Token | None) -> str:
    for kind, words in _EXPECTED:
        if kind in stop.expected:
            return words
    if waits_for_and(before):
        return "`and`"
    if opened is not None:
        return f"an operator such as `and`, or `{_CLOSING[opened.type]}`,"
    return "an operator such as `and`, or the end of the condition,"


def _unclosed(found: Sequence[Token]) -> Token | None:
    opened = _open_brackets(found)
    return opened[-1] if opened else None


def _open_brackets(found: Sequence[Token]) -> list[Token]:
    opened: list[Token] = []
    for token in found:
        if token.type in _CLOSING:
            opened.append(token)
        elif token.type in _CLOSERS and opened:
            opened.pop()
    return opened


def waits_for_and(found: Sequence[Token]) -> bool:
    """Say whether the last `between` has no `and` yet."""
    kinds = [token.type for token in found]
    after = kinds[len(kinds) - kinds[::-1].index("BETWEEN") :] if "BETWEEN" in kinds else ["AND"]
    return not {"AND", "OR"} & set(after)


def _parts_a_number(found: Sequence[Token], comma: Token) -> bool:
    """Say whether a comma stands between two numbers, as in 5,000."""
    index = found.index(comma)
    return [token.type for token in found[index - 1 : index + 2]] == ["NUMBER", "COMMA", "NUMBER"]


def trimmed(at: Span) -> Span:
    text = at.text
    start = at.start + len(text) - len(text.lstrip())
    return Span(at.source, start, max(start, at.start + len(text.rstrip())))
