"""Two auditors of the example, and one of them beside the rules: how far they agree."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result

from hocr_engine.auditing.agreement.read_determinations import read_determinations
from hocr_engine.auditing.agreement.second import Determination, Determinations, second_report
from hocr_engine.auditing.figures.model import Cell, Report
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.judging.ledger import line_of
from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.cli.audit_agree import command
from tests.auditing.batches import cells
from tests.decision.library import ROOT

EXAMPLE: Final = ROOT / "audits" / "example"
AUDITORS: Final = (EXAMPLE / "auditor-a.csv", EXAMPLE / "auditor-b.csv")
ASSAULT: Final = "E-1002/allegation-1/assault"
THEFT: Final = "E-1016/allegation-1/theft"


def read(path: Path, *, of_rules: bool = False) -> Determinations:
    """Give what a file makes of findings; nothing is wrong with it."""
    found = Determinations(path.name)
    assert list(read_determinations(path, found, of_rules=of_rules)) == []
    return found


@pytest.fixture(scope="module")
def two() -> Report:
    return second_report(*map(read, AUDITORS))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Of the seven findings that both judged they differ on E-1002 and E-1005.
        ("agreement/the verdict/agreed", "5 of 7"),
        # On the class due they differ on E-1005 alone.
        ("agreement/the class due/agreed", "6 of 7"),
        ("auditor-a.csv recorded right/missing", "1"),
        ("auditor-a.csv wrong class/recorded right", "1"),
        ("auditor-a.csv missing/recorded right", "0"),
    ],
)
def test_two_auditors_agree_so_far(name: str, expected: str, two: Report) -> None:
    assert shown(cells(two)[name]) == expected


def test_agreement_is_set_against_chance_in_two_ways(two: Report) -> None:
    found = cells(two)

    # A says right 3, missing 2, wrong 2; B says right 3, missing 3, wrong 1: chance is 17/49.
    kappa = (5 / 7 - 17 / 49) / (1 - 17 / 49)
    assert found["agreement/the verdict/kappa"].figure == pytest.approx(kappa)
    # Means of 6/14, 5/14 and 3/14: chance is (48 + 45 + 33) / 196 / 2, or 9/28.
    ac1 = (5 / 7 - 9 / 28) / (1 - 9 / 28)
    assert found["agreement/the verdict/ac1"].figure == pytest.approx(ac1)


def test_what_one_alone_judged_is_counted_and_in_no_figure(two: Report) -> None:
    assert two.left_out == (
        "1 finding in auditor-a.csv alone",
        "1 finding in auditor-b.csv alone",
    )


def test_two_auditors_name_no_rules(two: Report) -> None:
    assert [table.id for table in two.tables] == ["agreement", "confusion"]


def ledger(folder: Path, *judged: Judged) -> Path:
    """Write a file of findings."""
    path = folder / "findings.jsonl"
    path.write_text("".join(f"{line_of(one)}\n" for one in judged), encoding="utf-8")
    return path


def finding(name: str, verdict: Verdict, entry: str, rules: str, ruled_by: str = "") -> Judged:
    """Give a finding of the rules, or of an auditor who found it right."""
    return Judged(
        id=name,
        incident=name.partition("/")[0],
        unit=Unit.CRIME,
        verdict=Verdict.RIGHT if ruled_by else verdict,
        entry=entry,
        rules=tuple(rules.split()),
        ruled_by=ruled_by,
        by_rules=verdict.value if ruled_by else "",
    )


@pytest.fixture
def beside_rules(tmp_path: Path) -> dict[str, Cell]:
    findings = ledger(
        tmp_path,
        finding(ASSAULT, Verdict.MISSING, "105A", "no-injury gate"),
        finding(THEFT, Verdict.MISSING, "45", "gate theft"),
    )
    return cells(second_report(read(findings, of_rules=True), read(AUDITORS[0])))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("agreement/the verdict/agreed", "1 of 2"),
        ("agreement/the class due/agreed", "1 of 2"),
        # The auditor found a record of the assault, and takes the theft for another class.
        ("by rule/no-injury", "0 of 1"),
        ("by rule/theft", "0 of 1"),
        ("by rule/gate", "0 of 2"),
    ],
)
def test_rules_beside_an_auditor_are_told_by_rule(
    name: str, expected: str, beside_rules: dict[str, Cell]
) -> None:
    assert shown(beside_rules[name]) == expected


def test_findings_that_an_auditor_ruled_on_stand_for_the_rules_beside_rulings(
    tmp_path: Path,
) -> None:
    path = ledger(tmp_path, finding(ASSAULT, Verdict.MISSING, "8N", "no-injury", "auditor A"))

    assert read(path, of_rules=True).of[ASSAULT] == Determination("missing", "", ("no-injury",))
    assert read(path).of[ASSAULT].verdict == "recorded right"


def test_a_file_that_says_two_things_of_a_finding_is_not_believed_in_either() -> None:
    one, other = Determinations("A"), Determinations("B")
    one.add("F-1", Determination("missing"))
    one.add("F-1", Determination("recorded right"))
    one.add("F-2", Determination("missing"))
    one.add("F-2", Determination("missing"))
    for name in ("F-1", "F-2"):
        other.add(name, Determination("missing"))
    found = second_report(one, other)

    assert shown(cells(found)["agreement/the verdict/agreed"]) == "1 of 1"
    assert found.left_out == ("1 finding of which A says two things, left out",)


def test_nothing_judged_twice_gives_no_figure() -> None:
    found = second_report(Determinations("A"), Determinations("B"))

    assert cells(found) == {}


def run(*arguments: str | Path) -> Result:
    """Run the command on what it is given."""
    return CliRunner().invoke(command, list(map(str, arguments)), standalone_mode=False)


def test_what_two_judge_otherwise_is_listed() -> None:
    result = run(*AUDITORS, "--list")

    assert result.return_value == 0
    assert result.stdout.splitlines() == [
        "E-1002/allegation-1/assault   recorded right 105A   missing 105A",
        "E-1005/allegation-1/assault   wrong class 8N   recorded right 105A",
        "2 of 7 findings judged otherwise",
    ]


def test_a_bad_row_is_told_and_the_others_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "auditor-c.csv"
    path.write_text(
        "finding,verdict,entry,by,because\n"
        f"{ASSAULT},recorded,105A,auditor C,It was found\n"
        f"{THEFT},missing,49,auditor C,Nothing was recorded\n",
        encoding="utf-8",
    )
    result = run(AUDITORS[0], path)

    assert result.return_value == 2
    assert "row 2, column `verdict`: not-one-of" in result.stderr
    assert "the verdict     1 of 1" in result.stdout


def test_why_an_auditor_ruled_so_is_in_no_output() -> None:
    texts = [run(*AUDITORS, *form).stdout for form in ((), ("--list",), ("--format", "json"))]

    assert [text for text in texts if "bruise" in text or "auditor B" in text] == []
