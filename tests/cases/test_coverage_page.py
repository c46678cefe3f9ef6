"""The page on coverage says which classes facts reach, and what is open, page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from attrs import evolve

from hocr_engine.cases.class_coverage import ClassReach
from hocr_engine.cases.coverage_page import coverage_page
from hocr_engine.cases.law_coverage import cover_law
from hocr_engine.rulebook import load
from hocr_engine.rulebook.draft import read_law_index, read_left_out

SMALL: Final = Path(__file__).parent / "small"
CLASSES: Final = (
    ClassReach("F1", "Trampling", "Flowers", ("p3", "p12"), ("beds", "lawns")),
    ClassReach("F2", "Picking", "Flowers", ("p12",), ()),
    ClassReach("H1", "Clipping", "Hedges", (), ("hedges",)),
)


def page() -> str:
    """Give the page for the small rulebook and three classes."""
    book = load(SMALL)
    law = read_law_index(SMALL, [])
    covers = cover_law(book, law, (), read_left_out(SMALL, []))
    moved = [
        evolve(cover, statement=evolve(cover.statement, id="CRR26-012-01"))
        if cover.is_open
        else cover
        for cover in covers
    ]
    return coverage_page(book, CLASSES, moved, command="write it")


def test_the_classes_stand_by_their_groups_with_the_families_that_reach_them() -> None:
    lines = page().splitlines()

    assert "3 classes in which police record crimes are in force: 2 are reached from facts, " in (
        next(line for line in lines if line.startswith("3 classes"))
    )
    assert lines.index("### Flowers") < lines.index("### Hedges")
    assert "| F1 | Trampling | p3, p12 | beds, lawns |" in lines
    assert "| F2 | Picking | p12 | *by its code only* |" in lines
    assert "| H1 | Clipping | – | hedges |" in lines


def test_what_is_not_covered_stands_by_page() -> None:
    lines = page().splitlines()
    table = lines[lines.index("| page | classes by their code only | open statements |") + 2 :]

    assert [line for line in table if line] == ["| p12 | F2 | Weeds: CRR26-012-01 |"]
    assert "Statements to encode: 6; carried: 4; left out with a reason: 1; open: 1." in lines
