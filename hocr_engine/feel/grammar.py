"""The grammar of the condition language, and the only place that knows Lark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from hocr_engine.feel.build import Builder
from hocr_engine.feel.tokens import Token

if TYPE_CHECKING:
    from lark import Lark

GRAMMAR: Final = r"""
?expression: disjunction
if_else: IF expression THEN expression ELSE expression
for_return: FOR iterations RETURN expression
quantified: (SOME | EVERY) iterations SATISFIES expression
iterations: iteration (COMMA iteration)*
iteration: NAME IN expression | NAME IN additive DOTS additive
function: FUNCTION LPAR [parameters] RPAR [EXTERNAL] expression
parameters: parameter (COMMA parameter)*
parameter: NAME [COLON type]

?disjunction: conjunction (OR conjunction)*
?conjunction: comparison (AND comparison)*
?comparison: additive
    | comparison (EQ | NE | LT | LE | GT | GE) additive -> comparison
    | comparison BETWEEN additive AND additive -> between
    | comparison IN (additive | half_open) -> within
    | comparison IN LPAR test COMMA tests RPAR -> within_tests
    | comparison INSTANCE OF type -> instance_of
?additive: multiplicative | additive (PLUS | MINUS) multiplicative -> arithmetic
?multiplicative: power | multiplicative (STAR | SLASH) power -> arithmetic
?power: unary | power POWER unary -> arithmetic
?unary: postfix | MINUS unary -> negation
?postfix: primary
    | postfix DOT NAME -> path
    | postfix LSQB expression RSQB -> filter
    | postfix LPAR [arguments] RPAR -> call
arguments: argument (COMMA argument)*
argument: expression | NAME COLON expression
?primary: NUMBER -> number
    | STRING -> string
    | AT -> at_literal
    | NULL -> null
    | TRUE -> true
    | FALSE -> false
    | NAME -> name
    | LPAR (expression | half_open) RPAR -> bracketed
    | LSQB [tests] RSQB -> list_literal
    | LBRACE [entries] RBRACE -> context
    | (LPAR | LSQB | OUTL) additive DOTS additive (RPAR | RSQB | OUTR) -> range
    | if_else | for_return | quantified | function
entries: entry (COMMA entry)*
entry: (NAME | STRING) COLON expression
half_open: (EQ | NE | LT | LE | GT | GE) additive

tests: test (COMMA test)*
?test: expression | half_open
unary_tests: MINUS | tests | NOT LPAR tests RPAR

type: NAME
    | NAME LANGLE type (COMMA type)* RANGLE -> type_of
    | NAME LANGLE member (COMMA member)* RANGLE -> type_of
    | FUNCTION LANGLE [types] RANGLE ARROW type -> function_type
types: type (COMMA type)*
member: NAME COLON type

%declare NUMBER STRING AT NAME NULL TRUE FALSE IF THEN ELSE FOR IN RETURN SOME EVERY SATISFIES
%declare AND OR BETWEEN INSTANCE OF FUNCTION EXTERNAL NOT LPAR RPAR LSQB RSQB LBRACE RBRACE COMMA
%declare COLON DOT DOTS PLUS MINUS STAR SLASH POWER EQ NE LT LE GT GE LANGLE RANGLE ARROW OUTL OUTR
"""


@frozen
class Stop:
    """Where the tokens left the grammar: at a token (None: at the end), and what could follow."""

    token: Token | None
    expected: frozenset[str]


@lru_cache(maxsize=1)
def _parser() -> Lark:
    from lark import Lark, lexer  # noqa: PLC0415

    class NoLexer(lexer.Lexer):
        """Stands where Lark wants a lexer; tokens are fed by hand."""

        def __init__(self, _: object) -> None: ...

        def lex(self, _: object, __: object) -> Iterator[Any]:
            return iter(())

    return Lark(
        GRAMMAR,
        parser="lalr",
        lexer=NoLexer,
        start=["expression", "unary_tests", "type"],
        transformer=Builder(),
        keep_all_tokens=True,
        maybe_placeholders=False,
    )


def parse_tokens(tokens: Sequence[Token], start: str) -> object | Stop:
    """Give the tree that the tokens make, or where they stop making one."""
    from lark import UnexpectedToken  # noqa: PLC0415

    feed: Any = _parser().parse_interactive(start=start)
    current: Token | None = None
    try:
        for current in tokens:
            feed.feed_token(current)
        current = None
        tree: object = feed.feed_eof()
    except UnexpectedToken:
        return Stop(current, frozenset(feed.accepts()))
    return tree
