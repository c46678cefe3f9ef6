"""Every boundary that the law sets, an age, a sum, a place or a day, has a case on both sides."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.rulebook.read import CASES_SUFFIX

RULES: Final = Path(__file__).parent.parent.parent / "rules"
TABLE: Final = Path(__file__).parent / "boundaries.csv"
BEGINS: Final = ("from", "until", "committed from", "committed until")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
AGE: Final = re.compile(r"\bage(?:d)? (\d+)$")
BOOK_BEGINS: Final = "2015-04-01"

Row = Mapping[str, str]
Case = Mapping[str, Any]


def rows() -> tuple[Row, ...]:
    """Give the rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table))


ROWS: Final = rows()
SHOWN: Final = tuple(row for row in ROWS if not row["because"])


@cache
def document(path: Path) -> Case:
    """Give a file of the rules with every scalar as the text that stands there."""
    read: Case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return read


def named(row: Row, side: str) -> Case:
    """Give the one case that a row names on a side."""
    cases = [
        case
        for file in row["file"].split()
        for case in document(RULES / file)["cases"]
        if case["name"] == row[side]
    ]
    assert len(cases) == 1, f"{len(cases)} cases of {row['file']} are called {row[side]}"
    case: Case = cases[0]
    return case


def scalars(value: object) -> Iterator[str]:
    """Give every scalar of a case, however deep it stands."""
    if isinstance(value, dict):
        for held in value.values():
            yield from scalars(held)
    elif isinstance(value, list):
        for held in value:
            yield from scalars(held)
    else:
        yield str(value)


def days(case: Case) -> list[str]:
    """Give the days that a case tells of, in order: that of the report and those of the facts."""
    told = [*scalars(case["facts"]), str(case.get("on", ""))]
    return sorted(found.group() for text in told if (found := DAY.match(text)))


def dated() -> set[tuple[str, str]]:
    """Give each day on which a rule begins or ends, by the folder of the rule."""
    edition = document(RULES / "rulebook.yaml")["edition"]
    found = set()
    for path in RULES.rglob("*.yaml"):
        if path.name.endswith(CASES_SUFFIX) or path.parent.name in ("law", "vocabulary"):
            continue
        family = path.parent.relative_to(RULES).as_posix()
        for rule in ruled(document(path)):
            days_of = {key: rule.get(key) for key in BEGINS}
            if days_of["from"] == edition:
                days_of["from"] = None
            found |= {(family, day) for day in days_of.values() if day and day != BOOK_BEGINS}
    return found


def ruled(topic: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give what a file of the rules dates: its rules, definitions or steps, or its table."""
    for key in ("rules", "definitions", "steps"):
        if key in topic:
            return [one for one in topic[key] if isinstance(one, dict)]
    return [topic]


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: f"{row['family']}: {row['boundary']}")
def test_the_two_sides_of_a_boundary_reach_different_answers(row: Row) -> None:
    below, above = named(row, "below"), named(row, "at or above")

    assert below["expect"] != above["expect"]
    if DAY.fullmatch(row["boundary"]):
        assert days(below)[0] < row["boundary"] <= days(above)[-1]
    elif age := AGE.search(row["boundary"]):
        lower, higher = (Counter(scalars(case["facts"])) for case in (below, above))
        reached = age.group(1)
        assert higher[reached] > lower[reached]
        assert reached == "1" or lower[str(int(reached) - 1)] > higher[str(int(reached) - 1)]


def test_a_boundary_stands_in_the_law() -> None:
    law = read_law_index(RULES, [])

    assert [row["law"] for row in ROWS if row["law"] not in law] == []


def test_a_row_without_cases_says_why() -> None:
    assert [row for row in ROWS if bool(row["because"]) == bool(row["below"])] == []


def test_every_family_has_a_boundary() -> None:
    families = {
        path.parent.relative_to(RULES).as_posix()
        for group in ("counting", "crime-types")
        for path in (RULES / group).rglob(f"*{CASES_SUFFIX}")
    }

    assert families - {row["family"] for row in ROWS} == set()


def test_every_day_on_which_a_rule_begins_or_ends_has_a_row() -> None:
    assert dated() - {(row["family"], row["boundary"]) for row in ROWS} == set()
