"""The parser follows the tables that Lark makes of the grammar, and does what Lark does by them."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from lark import Lark, UnexpectedToken, lexer

from hocr_engine.feel.build import Builder
from hocr_engine.feel.grammar import GRAMMAR, lalr_tables, parse_tokens
from hocr_engine.feel.lexer import tokens
from hocr_engine.feel.read_tables import read_tables
from hocr_engine.feel.tables import Stop
from hocr_engine.feel.tokens import Token, UnreadableError
from hocr_engine.text import Source, whole

MEANING: Final = Path(__file__).with_name("meaning.csv")
STARTS: Final = ("expression", "unary_tests", "type")


def test_the_tables_in_their_file_are_those_of_the_grammar() -> None:
    assert read_tables(GRAMMAR) == lalr_tables()


def test_the_tables_have_the_same_numbers_in_every_process() -> None:
    command = [sys.executable, "-m", "hocr_engine.feel.write_tables", "--check"]
    subprocess.run(command, env={"PYTHONHASHSEED": "7", "PATH": ""}, check=True)


def test_tables_of_another_grammar_are_not_used() -> None:
    assert read_tables(f"{GRAMMAR}\n") is None


@cache
def lark() -> Lark:
    """Give Lark's own parser of the grammar, which takes tokens one by one."""

    class NoLexer(lexer.Lexer):
        def __init__(self, _: object) -> None: ...

        def lex(self, _: object, __: object) -> Iterator[Any]:
            return iter(())

    return Lark(
        GRAMMAR, parser="lalr", lexer=NoLexer, start=list(STARTS), transformer=Builder(),
        keep_all_tokens=True, maybe_placeholders=False,
    )  # fmt: skip


def by_lark(given: list[Token], start: str) -> object:
    """Give what Lark makes of some tokens, or where it stops and what it would take there."""
    feed: Any = lark().parse_interactive(start=start)
    current: Token | None = None
    try:
        for current in given:
            feed.feed_token(current)
        current = None
        tree: object = feed.feed_eof()
    except UnexpectedToken:
        return Stop(current, frozenset(feed.accepts()))
    return tree


@pytest.mark.parametrize("start", STARTS)
def test_the_machine_does_what_lark_does(start: str) -> None:
    order, stops, trees = random.Random(1), 0, 0
    lines = MEANING.read_text(encoding="utf-8").splitlines()
    texts = sorted({line.split(" ; ")[0].strip() for line in lines if line[:1] not in ("", "#")})
    for text in texts:
        for given in variants(text, start, order):
            found = outcome(parse_tokens, given, start)
            assert found == outcome(by_lark, given, start), text
            stops += isinstance(found, Stop)
            trees += not isinstance(found, Stop)
    assert stops > 500
    assert trees > (10 if start == "type" else 500)


def outcome(parse: Callable[[list[Token], str], object], given: list[Token], start: str) -> object:
    """Give what a parser makes of tokens, written out; a builder may stumble over odd ones."""
    try:
        found = parse(given, start)
    except (AttributeError, IndexError, TypeError) as error:
        return type(error)
    return found if isinstance(found, Stop) else repr(found)


def variants(text: str, start: str, order: random.Random) -> list[list[Token]]:
    """Give the tokens of a text, and the same with one cut off, left out or doubled."""
    try:
        sound = list(tokens(whole(Source(text)), (), (), tests=start == "unary_tests"))
    except UnreadableError:
        return []
    if not sound:
        return [sound]
    at = order.randrange(len(sound))
    return [sound, sound[:at], sound[:at] + sound[at + 1 :], [*sound[:at], sound[-1], *sound[at:]]]
