"""However the conditions of the rules are damaged, their author is told so, and told in time."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine.diagnostic import Diagnostic, draw
from hocr_engine.feel import types
from hocr_engine.feel.check import check_condition, check_tests
from hocr_engine.feel.reading import read, read_tests
from hocr_engine.feel.types import Scope
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.model import RowCondition
from hocr_engine.rulebook.scopes import scopes
from hocr_engine.text import Source, whole

SECONDS: Final = 5
WRITTEN: Final = """
( ) [ ] { } " ' “x” ‘ `a` , . ; : = == != ! < =< <> >= && || | # /* */ // @ @" @"2026-13-01" % £ –
null None not NOT and AND or is in between if then else elif some every satisfies for return
function external instance of contains today() 1..1000000000 1e999999 - ** [5..2] item this this. victim .x ?
partial matches("a","[")
"""
UNSEEN: Final = ("", " ", "\n", "\x00", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", " is known ")
PIECES: Final = st.sampled_from((*WRITTEN.split(), *UNSEEN))


@lru_cache(maxsize=1)
def _conditions() -> tuple[tuple[str, Scope], ...]:
    """Give the conditions and cells of the rules, each with what it may speak of."""
    book = load()
    known = scopes(book)
    found = []
    for topic in book.topics:
        scope = known.of_role.get(book.decisions[topic.decision].about)
        conditions = (rule.when for rule in topic.rules if scope is not None)
        for condition in conditions:
            if isinstance(condition, RowCondition):
                found += [(cell.at.text, scope) for cell in condition.cells]
            elif condition is not None:
                found.append((condition.at.text, scope))
    return tuple((text, scope) for text, scope in found if scope is not None)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, Scope]:
    """Give a condition of the rules with pieces put in, taken out or doubled."""
    text, scope = draw(st.sampled_from(_conditions()))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = (
            text[:start] + draw(PIECES) + draw(st.sampled_from(["", text[start:end]])) + text[end:]
        )
    return text, scope


def _told(text: str, scope: Scope) -> list[Diagnostic]:
    at = whole(Source(text))
    tree, found = read(at)
    tests, more = read_tests(at)
    mistakes = [*found, *more]
    if tree is not None:
        mistakes += check_condition(tree, scope)
    if tests is not None:
        mistakes += check_tests(tests, scope, types.TEXT)
    assert found or tree is not None
    return mistakes


@settings(max_examples=150, deadline=None)
@given(damage=damaged())
def test_a_damaged_condition_is_told_of_within_its_text(damage: tuple[str, Scope]) -> None:
    text, scope = damage
    before = time.process_time()

    for mistake in _told(text, scope):
        assert 0 <= mistake.at.start <= mistake.at.end <= len(text)
        assert draw(mistake)

    assert time.process_time() - before < SECONDS
