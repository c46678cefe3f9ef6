"""The page on what changed when is what the command makes of the rules; `--record` writes it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.explanation.regimes import regimes
from hocr_engine.explanation.words import day
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.regimes import first_day

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "regimes.md"


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the rules of the project."""
    return load(ROOT / "rules")


@pytest.fixture(scope="module")
def made(book: Book) -> str:
    """Give the page as the rules make it."""
    return regimes(book) + "\n"


def test_the_page_is_what_the_rules_make_of_it(made: str, record: bool) -> None:
    if record:
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made, "write it with `hocr regimes`"


def test_every_dated_rule_stands_under_each_of_its_days(book: Book, made: str) -> None:
    parts = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", made, re.MULTILINE))
    for rule in book.rule.values():
        begun = None if rule.since in (first_day(book), rule.committed_from) else rule.since
        for on in filter(None, (begun, rule.until, rule.committed_from, rule.committed_until)):
            part = parts[day(on)]

            assert f"`{rule.id}`" in part or f"`{rule.id.split('/')[0]}`" in part, rule.id
            assert rule.inferred_from == "" or rule.inferred_from[:20] in part, rule.id


def test_the_days_stand_in_order_and_once(made: str) -> None:
    days = [_read(head) for head in re.findall(r"^## (.+)$", made, re.MULTILINE)]

    assert days == sorted(set(days))
    assert len(days) > 20


def _read(head: str) -> date:
    number, month, year = head.split()
    months = [f"{date(2000, one, 1):%B}" for one in range(1, 13)]
    return date(int(year), months.index(month) + 1, int(number))
