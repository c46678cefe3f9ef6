"""However the conditions of the rules are damaged, their author is told so, and told in time."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine.diagnostic import Diagnostic, draw
from hocr_engine.feel import types
from hocr_engine.feel.check import check_condition, check_tests
from hocr_engine.feel.reading import read, read_tests
from hocr_engine.feel.types import Scope
from hocr_engine.rulebook.check import check_book
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.model import Book, RowCondition
from hocr_engine.rulebook.read_rules import read_topic
from hocr_engine.rulebook.scopes import scopes
from hocr_engine.text import Source, whole
from hocr_engine.yaml_nodes import read_yaml
from tests.effort import MILLION, at_most

WRITTEN: Final = """
( ) [ ] { } " ' “x” ‘ `a` , . ; : = == != ! < =< <> >= && || | # /* */ // @ @" @"2026-13-01" % £ –
null None not NOT and AND or is in between if then else elif some every satisfies for return
function external instance of contains today() 1..1000000000 1e999999 - ** [5..2] item this this.
victim .x ? partial matches("a","[")
"""
UNSEEN: Final = ("", " ", "\n", "\x00", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", " is known ")
PIECES: Final = st.sampled_from((*WRITTEN.split(), *UNSEEN))


@lru_cache(maxsize=1)
def _book() -> Book:
    """Give the rules that come with the engine."""
    return load()


@lru_cache(maxsize=1)
def _conditions() -> tuple[tuple[str, Scope], ...]:
    """Give the conditions and cells of the rules, each with what it may speak of."""
    book = _book()
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


@lru_cache(maxsize=1)
def _files() -> tuple[tuple[str, str], ...]:
    """Give the rule files with their texts, as they stood when the rules were read."""
    sources = (topic.at.source for topic in _book().topics)
    return tuple((source.name, source.text) for source in sources)


@st.composite
def damaged_files(draw: st.DrawFn) -> tuple[str, str]:
    """Give a rule file with some of its lines taken out, doubled, moved in, cut, or spoilt."""
    name, text = draw(st.sampled_from(_files()))
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        half = len(line) // 2
        changed: tuple[list[str], ...] = ([], [line, line], [f"  {line}"], [line[:half]])
        spoilt = [f"{line[:half]}{draw(PIECES)}{line[half:]}"]
        lines[number : number + 1] = draw(st.sampled_from((*changed, spoilt)))
        lines = lines or [""]
    return name, "\n".join(lines) + "\n"


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

    with at_most(MILLION):
        told = _told(text, scope)

    for mistake in told:
        assert 0 <= mistake.at.start <= mistake.at.end <= len(text)
        assert draw(mistake)


@settings(max_examples=60, deadline=None)
@given(damage=damaged_files())
def test_a_damaged_rule_file_is_told_of_within_its_text(damage: tuple[str, str]) -> None:
    name, text = damage
    book = _book()
    source = Source(text, name)

    with at_most(20 * MILLION):
        nodes, found = read_yaml(source)
        mistakes = list(found)
        topic = read_topic(nodes, whole(source), name, dict(book.decisions), book.layers, mistakes)
        if topic is not None:
            mistakes += check_book(evolve(book, topics=(topic,)))

    for mistake in mistakes:
        assert 0 <= mistake.at.start <= mistake.at.end <= len(mistake.at.source.text)
        assert draw(mistake)
