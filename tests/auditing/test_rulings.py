"""Auditors rule on findings of the example: what stands, what is undecided, how far all agree."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from hocr_engine.auditing.agreement.agreeing import Agreeing
from hocr_engine.auditing.figures.model import Cell, Report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.judging.read_rulings import read_rulings
from hocr_engine.auditing.judging.rulings import Rulings
from hocr_engine.auditing.model import Judged, Unit, Verdict
from tests.auditing.batches import HERE, cells, scheme, table

EXAMPLE: Final = {row["finding"]: row for row in table("example.expected.csv")}
FILE: Final = HERE / "example.rulings.csv"


def finding(name: str) -> Judged:
    """Give a finding of the example, as the rules have it."""
    row = EXAMPLE[name]
    return Judged(
        id=name,
        incident=name.partition("/")[0],
        unit=Unit(row["unit"]),
        verdict=Verdict(row["verdict"]),
        entry=row["due"].partition(" ")[0],
        found=row["found"].partition(" ")[0],
        rules=("assault-without-injury",) if "105A" in row["due"] else ("other",),
    )


@pytest.fixture
def rulings() -> Rulings:
    found = Rulings()
    told = list(read_rulings(FILE, found))
    assert [line.replace(f"{FILE.parent}/", "") for line in told] == [
        "example.rulings.csv: row 3, column `because`:"
        " row-without-key: the row does not say the reason; fill in the cell",
        "example.rulings.csv: row 9, column `verdict`: not-one-of: `verdict` cannot be `recorded`;"
        " did you mean `recorded right`?",
    ]
    return found


@pytest.fixture
def judged(rulings: Rulings) -> dict[str, Judged]:
    return {one.id: one for one in rulings.applied(map(finding, EXAMPLE))}


def test_the_verdict_of_an_auditor_stands_and_that_of_the_rules_is_kept(
    judged: dict[str, Judged],
) -> None:
    found = judged["E-1002/allegation-1/assault"]

    assert (found.verdict, found.by_rules) == (Verdict.RIGHT, "missing")
    assert (found.ruled_by, found.ruled_because) == (
        "auditor A",
        "A record under another number was found",
    )


def test_two_auditors_who_agree_are_both_named(judged: dict[str, Judged]) -> None:
    found = judged["E-1004/allegation-1/rape-offence"]

    assert (found.verdict, found.ruled_by) == (Verdict.WRONG_CLASS, "auditor A, auditor B")


def test_where_auditors_differ_neither_stands_and_no_figure_counts_it(
    judged: dict[str, Judged],
) -> None:
    found = judged["E-1005/allegation-1/assault"]
    tally = Tally(scheme())
    tally.add([found])

    assert (found.unit, found.verdict) == (Unit.OPEN, Verdict.OPEN)
    assert found.ruled_because == "the auditors differ"
    assert tally.streams["all crime"].count.total == 0
    assert tally.left_open.total() == 1


def test_what_nobody_ruled_on_is_as_the_rules_have_it(judged: dict[str, Judged]) -> None:
    ruled = {one.id for one in judged.values() if one.ruled_by}

    assert len(ruled) == 4
    assert all(one == finding(name) for name, one in judged.items() if name not in ruled)


def test_a_ruling_on_what_there_is_not_is_left_over(
    rulings: Rulings, judged: dict[str, Judged]
) -> None:
    assert [one.finding for one in rulings.unmet()] == ["E-2000/allegation-1/theft"]


@pytest.fixture
def figures(rulings: Rulings, judged: dict[str, Judged]) -> dict[str, Cell]:
    agreeing = Agreeing()
    for one in judged.values():
        agreeing.add(one, rulings.of(one.id))
    return cells(Report("R", tuple(agreeing.tables())))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Of four findings the rules and auditor A agree on two: E-1004 and E-1010.
        ("agreement/the rules and an auditor/agreed", "2 of 4"),
        ("agreement/the rules and an auditor/share", "0.500"),
        # A and B ruled on two, and agree on E-1004.
        ("agreement/an auditor and a second one/agreed", "1 of 2"),
        ("by the rules missing/recorded right", "1"),
        ("by the rules wrong class/recorded right", "1"),
        ("by the rules missing/missing", "1"),
        ("by rule/assault-without-injury", "1 of 2"),
    ],
)
def test_agreement_is_counted(name: str, expected: str, figures: dict[str, Cell]) -> None:
    assert shown(figures[name]) == expected


def test_without_rulings_there_is_no_table() -> None:
    assert list(Agreeing().tables()) == []


def test_the_same_ruling_again_changes_nothing(tmp_path: Path) -> None:
    rulings = Rulings()
    for _ in range(2):
        assert len(list(read_rulings(FILE, rulings))) == 2
    found = rulings.applied([finding("E-1010/allegation-1/assault")])

    assert found == (
        evolve(
            finding("E-1010/allegation-1/assault"),
            ruled_by="auditor A",
            ruled_because="As the rules have it",
            by_rules="missing",
        ),
    )
