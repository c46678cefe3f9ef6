"""Auditors rule on findings of the example: what stands, what is undecided, how far all agree."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from hocr_engine.auditing.agreement.agreeing import Agreeing
from hocr_engine.auditing.figures.model import Cell, Report
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.judging.read_rulings import read_rulings
from hocr_engine.auditing.judging.rulings import Ruling, Rulings
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


MATCHED: Final = (
    # Two of one kind in one incident: C/1 was matched with the first, and C/2 was left over.
    Judged("I/a", "I", Unit.CRIME, Verdict.WRONG_CLASS, "8N", record="C/1", found="49", elapsed=9),
    Judged("I/b", "I", Unit.CRIME, Verdict.MISSING, "49"),
    Judged("I/recorded/C/2", "I", Unit.RECORD, Verdict.DUPLICATE, record="C/2", found="8N"),
)


def matched(finding: str, record: str, verdict: Verdict) -> dict[str, tuple[str, str, str]]:
    """Give verdict, record and class found of each, where an auditor matches one otherwise."""
    rulings = Rulings()
    rulings.add(Ruling(finding, verdict, "auditor A", "The log names it", record=record))
    found = rulings.applied(MATCHED)
    return {one.id: (one.verdict.value, one.record, one.found) for one in found}


def test_a_record_that_was_left_over_answers_what_the_auditor_says() -> None:
    assert matched("I/b", "C/2", Verdict.WRONG_CLASS) == {
        "I/a": ("wrong class", "C/1", "49"),
        "I/b": ("wrong class", "C/2", "8N"),
    }


def test_two_records_change_places() -> None:
    assert matched("I/a", "C/2", Verdict.RIGHT) == {
        "I/a": ("recorded right", "C/2", "8N"),
        "I/b": ("missing", "", ""),
        # It is what is left over now; nobody has said yet what it is.
        "I/recorded/C/1": ("cannot say yet", "C/1", "49"),
    }


def test_the_record_of_another_finding_is_taken_from_it() -> None:
    assert matched("I/b", "C/1", Verdict.RIGHT) == {
        "I/a": ("cannot say yet", "", ""),
        "I/b": ("recorded right", "C/1", "49"),
        "I/recorded/C/2": ("duplicate", "C/2", "8N"),
    }


def test_an_auditor_rules_on_both_that_are_matched_otherwise() -> None:
    rulings = Rulings()
    rulings.add(Ruling("I/b", Verdict.RIGHT, "auditor A", "It is this one's", record="C/1"))
    rulings.add(Ruling("I/a", Verdict.MISSING, "auditor A", "Nothing was recorded"))
    first, *_ = rulings.applied(MATCHED)

    assert (first.unit, first.verdict, first.record) == (Unit.CRIME, Verdict.MISSING, "")
    assert first.by_rules == "wrong class"


def test_a_record_that_nobody_knew_of_is_named_and_its_time_is_not_known() -> None:
    rulings = Rulings()
    rulings.add(Ruling("I/a", Verdict.RIGHT, "auditor A", "Under another number", record="C/9"))
    first, *rest = rulings.applied(MATCHED)

    assert (first.record, first.found, first.elapsed) == ("C/9", "", None)
    assert first.matched == "by an auditor"
    assert tuple(rest) == MATCHED[1:]


def causes_of(tmp_path: Path, *named: str) -> tuple[Judged, list[str]]:
    """Give a finding of which auditors name causes, and what is told of their rulings."""
    path = tmp_path / "rulings.csv"
    lines = (f"I/b,missing,auditor {n},Nothing was recorded,{c}\n" for n, c in enumerate(named))
    path.write_text(f"finding,verdict,by,because,cause\n{''.join(lines)}", encoding="utf-8")
    rulings = Rulings()
    told = list(read_rulings(path, rulings, scheme().causes))
    return rulings.applied(MATCHED)[1], [line.removeprefix(f"{tmp_path}/") for line in told]


@pytest.mark.parametrize(
    ("named", "cause"),
    [
        (("knowledge",), "knowledge"),
        (("knowledge", "knowledge"), "knowledge"),
        (("", "knowledge"), "knowledge"),
        # Which of two causes it was nobody has settled; the verdict stands all the same.
        (("knowledge", "process"), ""),
    ],
)
def test_a_cause_stands_where_no_auditor_names_another(
    named: tuple[str, ...], cause: str, tmp_path: Path
) -> None:
    found, told = causes_of(tmp_path, *named)

    assert (found.verdict, found.cause, told) == (Verdict.MISSING, cause, [])


def test_a_cause_that_the_scheme_does_not_have_is_told(tmp_path: Path) -> None:
    found, told = causes_of(tmp_path, "ignorance")

    assert found.ruled_by == ""
    assert told == [
        "rulings.csv: row 2, column `cause`: not-one-of: `cause` cannot be `ignorance`; known here:"
        " `knowledge`, `other`, `process`, `several crimes`, `supervision`, `third party`,"
        " `wish of the victim`"
    ]


def test_causes_are_counted_of_what_is_not_as_it_should_be() -> None:
    tally = Tally(scheme())
    missing = Judged("I/a", "I", Unit.CRIME, Verdict.MISSING, "8N", cause="knowledge")
    tally.add([missing, evolve(missing, id="I/b", cause="")])
    # Recorded in the wrong class it counts as recorded, so a cause named for it is not counted.
    tally.add([evolve(missing, id="I/c", verdict=Verdict.WRONG_CLASS, cause="process")])
    found = cells(report(tally, Settings()))

    assert shown(found["all crime/cause knowledge"]) == "1"
    assert shown(found["all crime/cause process"]) == "0"
    assert shown(found["all crime/cause not given"]) == "1"
