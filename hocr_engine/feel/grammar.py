"""The grammar of the condition language, and the only place that knows Lark."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from hocr_engine.feel.build import Builder
from hocr_engine.feel.read_tables import read_tables
from hocr_engine.feel.tables import Makers, Rule, Stop, Tables
from hocr_engine.feel.tokens import Token

if TYPE_CHECKING:
    from lark import Lark

# What Lark has made, which it gives no types for.
Lalr: TypeAlias = Any

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


def parse_tokens(tokens: Sequence[Token], start: str) -> object | Stop:
    """Give the tree that the tokens make, or where they stop making one."""
    tables, make = _parser()
    return tables.parsed(tokens, start, make)


@lru_cache(maxsize=1)
def _parser() -> tuple[Tables, Makers]:
    """Give the tables as they were written, or as Lark makes them of a grammar that was altered."""
    tables = read_tables(GRAMMAR) or lalr_tables()
    return tables, tables.makers(Builder())


def lalr_tables() -> Tables:
    """Give the tables that Lark makes of the grammar, always with the same numbers."""
    # Lark shows its tables nowhere else.
    made: Lalr = _lark().parser.parser._parse_table
    numbers = _numbered(made)
    rules: dict[Any, int] = {}
    states = [_row(made.states[state], numbers, rules) for state in numbers]
    return Tables(
        tuple(map(_rule, rules)),
        tuple(states),
        {start: numbers[state] for start, state in sorted(made.start_states.items())},
        {start: numbers[state] for start, state in sorted(made.end_states.items())},
    )


def _numbered(made: Lalr) -> dict[Any, int]:
    """Give each state its number, in the order in which they are met from the starts on."""
    waiting = deque(state for _, state in sorted(made.start_states.items()))
    found: dict[Any, int] = {}
    while waiting:
        state = waiting.popleft()
        if state in found:
            continue
        found[state] = len(found)
        for _, (_, leads_to) in sorted(made.states[state].items(), key=itemgetter(0)):
            if not hasattr(leads_to, "origin"):
                waiting.append(leads_to)
    return found


def _row(of: Lalr, numbers: Mapping[Any, int], rules: dict[Any, int]) -> dict[str, int]:
    row = {}
    for kind, (_, leads_to) in sorted(of.items(), key=itemgetter(0)):
        is_rule = hasattr(leads_to, "origin")
        row[kind] = ~rules.setdefault(leads_to, len(rules)) if is_rule else numbers[leads_to]
    return row


def _rule(made: Lalr) -> Rule:
    parts = enumerate(made.expansion)
    spread = [at for at, part in parts if not part.is_term and part.name.startswith("_")]
    passes_one = made.options.expand1 and not made.alias
    method = made.alias or made.origin.name
    return Rule(made.origin.name, len(made.expansion), method, passes_one, tuple(spread))


def _lark() -> Lark:
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
        keep_all_tokens=True,
        maybe_placeholders=False,
    )
