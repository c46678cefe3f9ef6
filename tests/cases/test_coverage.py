"""What the cases cover is counted from those that pass, rule by rule and statement by statement."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hocr_engine.cases.coverage import Coverage, cover
from hocr_engine.cases.law_coverage import (
    Count,
    StatementCover,
    by_kind,
    by_pages,
    citations,
    cover_law,
)
from hocr_engine.cases.library import read_cases_at, read_library
from hocr_engine.cases.model import FileResult
from hocr_engine.cases.run import run_file
from hocr_engine.rulebook import Book, load
from hocr_engine.rulebook.draft import read_law_index, read_left_out
from hocr_engine.rulebook.law import ADVICE

HERE: Final = Path(__file__).parent
SMALL: Final = HERE / "small"
STEPS: Final = HERE.parent / "rulebook" / "small"


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the small rulebook, read once."""
    return load(SMALL)


@pytest.fixture(scope="module")
def ran(book: Book) -> list[FileResult]:
    """Give how the cases of the small rulebook come out."""
    return [run_file(book, file) for file in read_library(book, SMALL, [])]


@pytest.fixture(scope="module")
def covered(book: Book, ran: list[FileResult]) -> Coverage:
    """Give what those cases cover."""
    return cover(book, ran)


@pytest.fixture(scope="module")
def law(book: Book, ran: list[FileResult]) -> tuple[StatementCover, ...]:
    """Give what those cases cover of the law."""
    return cover_law(book, read_law_index(SMALL, []), ran, read_left_out(SMALL, []))


NEAR_MISSES = {
    # The exception keeps it from applying, or the account says otherwise.
    "owner-says-so": {
        "The owner says that it did not happen",
        "The owner says so, and the report is in doubt",
        "The rule that refers may be named",
    },
    "owner-in-doubt": {"The owner says that it did not happen"},
    # It always applies, so that it is missed wherever a rule above speaks.
    "nobody-says-so": {
        "The owner says that it happened",
        "The owner says so, and the report is in doubt",
        "The rule that refers may be named",
    },
    # A rule may be decided, and so be missed, in the cases of another topic too.
    "flowers-trampled": {
        "Weeds are trampled",
        "Flowers are picked on the first day on which that is no offence",
    },
    # By its date.
    "flowers-picked": {"Flowers are picked on the first day on which that is no offence"},
    # A requirement is missed where it holds.
    "made-in-error": {"Made in error, and the owner was told"},
    # Nothing stands above it, and no other topic speaks.
    "within-a-day": set(),
}


@pytest.mark.parametrize("rule", NEAR_MISSES)
def test_a_near_miss_tries_the_rule_in_vain_and_comes_out_otherwise(
    covered: Coverage, rule: str
) -> None:
    found = next(one for one in covered.rules if one.rule.id == rule)

    assert found.deciding
    assert set(found.near_misses) == NEAR_MISSES[rule]


def test_a_rule_is_decided_only_by_cases_that_name_it_and_pass(book: Book) -> None:
    failing = [run_file(book, file) for file in read_cases_at(HERE / "failing", book, {}, [])]

    assert [one.rule.id for one in cover(book, failing).rules if one.deciding] == []


def test_every_row_is_counted_as_reached_by_the_cases_that_it_decides(covered: Coverage) -> None:
    assert {one.rule.id for one in covered.rows if one.is_hit} == {
        "class-by-code/trampling",
        "class-by-code/picking",
        "gates/not-confirmed",
        "gates/passed",
    }


def test_a_statement_is_covered_when_a_case_names_a_rule_that_cites_it(
    law: tuple[StatementCover, ...],
) -> None:
    covered = {one.statement.id for one in law if one.is_covered}
    cited = {one.statement.id: one.cited_by for one in law}

    assert covered == {"GARDEN-001-01", "GARDEN-001-02", "GARDEN-002-01", "GARDEN-002-02"}
    assert set(cited) == covered | {"GARDEN-002-04", "GARDEN-002-05"}


def test_what_nothing_cites_is_left_out_with_its_reason_or_open(
    law: tuple[StatementCover, ...],
) -> None:
    assert {one.statement.id: one.left_out for one in law if not one.cited_by} == {
        "GARDEN-002-04": "it is about fences, and no fact of a garden decides it",
        "GARDEN-002-05": "",
    }
    assert [one.statement.id for one in law if one.is_open] == ["GARDEN-002-05"]


def test_a_statement_is_cited_by_rules_definitions_presumptions_and_steps(book: Book) -> None:
    cited = citations(book)

    assert cited["GARDEN-002-03"] == ("allegation.weeds",)
    assert "report.doubted" in cited["GARDEN-001-02"]
    assert "step like-crimes" in citations(load(STEPS))["SMALL-001-01"]


def test_the_law_is_counted_by_kind_and_by_pages(law: tuple[StatementCover, ...]) -> None:
    assert by_kind(law) == (
        Count("authority", 2, 0, 0, left_out=1),
        Count("definition", 2, 2, 2),
        Count("whether", 2, 2, 2),
    )
    assert [(c.all, c.cited, c.covered, c.left_out, c.open) for c in by_pages(law)] == [
        (6, 4, 4, 1, 1)
    ]


def test_advice_is_counted_by_itself(book: Book) -> None:
    advice = cover_law(book, read_law_index(SMALL, []), (), read_left_out(SMALL, []), marked=ADVICE)

    assert {one.statement.id: (one.cited_by, one.left_out) for one in advice} == {
        "GARDEN-002-03": (("allegation.weeds",), ""),
        "GARDEN-002-06": ((), "it says how to dig, and nothing about flowers"),
    }
