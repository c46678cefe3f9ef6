"""One slip in a condition of the rules is one mistake to its author, and brings no other along."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import pytest

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.check import check_condition
from hocr_engine.feel.reading import read
from hocr_engine.feel.types import Scope
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.model import RowCondition
from hocr_engine.rulebook.scopes import scopes
from hocr_engine.text import Source, whole

# What is looked for, what is written in its place, and the code of the one mistake.
SLIPS: Final = (
    (r"\band\b", "&&", "unexpected-text"),
    (r"\band\b", "AND", "unexpected-text"),
    (r" and ", " , ", "unexpected-text"),
    (r"\bor\b", "||", "unexpected-text"),
    (r"(?<![!<>])=", "==", "unexpected-text"),
    (r"(?<![!<>])=", "is", "unexpected-text"),
    (r"!=", "<>", "unexpected-text"),
    (r"<=", "=<", "unexpected-text"),
    (r" in ", " not in ", "unexpected-text"),
    (r"\bnull\b", "None", "unexpected-text"),
    (r"$", ";", "unexpected-text"),
    (r'"([^"\n]*)"', r"“\1”", "wrong-quotes"),
    (r'"([^"\'\n]*)"', r"'\1'", "wrong-quotes"),
    (r'"([^"\n]*)"', r'"\1', "unclosed-text"),
    (r"\)", "", "unclosed-bracket"),
    (r"\(", "", "unopened-bracket"),
    (r"$", ")", "unopened-bracket"),
    (r"(\.[a-z_]{5,})", r"\1qz", "unknown-fact"),
)


@lru_cache(maxsize=1)
def conditions() -> tuple[tuple[str, Scope], ...]:
    """Give the conditions of rules that stand in no table, with what they may speak of."""
    book = load()
    known = scopes(book)
    found = []
    for topic in book.topics:
        scope = known.of_role.get(book.decisions[topic.decision].about)
        for rule in topic.rules if scope is not None and not topic.step else ():
            if scope is not None and rule.when and not isinstance(rule.when, RowCondition):
                found.append((rule.when.at.text, scope))
    return tuple(found)


def _is_in_text(text: str, place: re.Match[str]) -> bool:
    """Say whether a place lies within a quoted text, where every sign is right."""
    return any(
        quoted.start() < place.start() and place.end() < quoted.end()
        for quoted in re.finditer(r'"[^"\n]*"', text)
    )


def mistakes_in(text: str, scope: Scope) -> tuple[Diagnostic, ...]:
    """Give what is wrong with a condition, in its text or in its meaning."""
    tree, mistakes = read(whole(Source(text)))
    return mistakes if tree is None else (*mistakes, *check_condition(tree, scope))


@pytest.mark.parametrize(("wanted", "written", "code"), SLIPS)
def test_one_slip_is_one_mistake(wanted: str, written: str, code: str) -> None:
    made = 0
    for text, scope in conditions():
        places = [at for at in re.finditer(wanted, text) if not _is_in_text(text, at)]
        if places:
            place = places[len(places) // 2]
            slipped = text[: place.start()] + place.expand(written) + text[place.end() :]
            told = mistakes_in(slipped, scope)
            assert len(told) == 1, slipped
            made += told[0].code == code

    assert made
