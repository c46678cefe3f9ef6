"""One closed incident at a time: agree or disagree with what was recorded, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hocr_engine.auditing.judging.judging import judged
from hocr_engine.auditing.judging.single import Opinion, opinion, remarks
from hocr_engine.cli import main
from hocr_engine.decision import decide
from tests.auditing.batches import table
from tests.decision.library import ROOT, incident, rulebook

LANCASHIRE = ROOT / "examples" / "lancashire"


@pytest.mark.parametrize("row", table("one.csv"), ids=lambda row: row["incident"])
def test_what_inspectors_found_is_disagreed_with(row: dict[str, str]) -> None:
    found = judged(decide(rulebook().book, incident(LANCASHIRE / f"{row['incident']}.yaml")))

    assert opinion(found).value == row["opinion"]
    assert "; ".join(remarks(found)) == row["remarks"]


def test_where_nobody_says_what_was_recorded_nothing_can_be_said() -> None:
    path = ROOT / "examples" / "threat-in-the-kitchen.yaml"
    found = judged(decide(rulebook().book, incident(path)))

    assert opinion(found) is Opinion.CANNOT_SAY
    assert list(remarks(found)) == [
        "allegation-1/threat: what was recorded is not told, due is 105A (105/01)"
    ]


def test_where_nothing_was_judged_there_is_nothing_to_disagree_with() -> None:
    assert opinion(()) is Opinion.AGREE


def test_the_answer_comes_first_and_the_decision_after_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = LANCASHIRE / "rape-recorded-as-sexual-assault-2018.yaml"
    assert main(["audit", "--one", str(path)]) == 0
    first, second, empty, third, *_ = capsys.readouterr().out.splitlines()

    assert first == "disagree with what was recorded"
    assert second.strip().startswith("rape/rape-offence: wrong class")
    assert empty == ""
    assert third.startswith("INC-L27    record crime  19C")


def test_the_answer_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    path = LANCASHIRE / "victim-wants-no-action-2018.yaml"
    assert main(["audit", "one", str(path), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)

    assert (data["format"], data["opinion"]) == ("hocr.audit-one.v1", "disagree")
    assert [one["verdict"] for one in data["findings"]] == ["missing"]


def test_several_incidents_are_not_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "one", str(LANCASHIRE)]) == 2
    assert "audit all with `hocr audit`" in capsys.readouterr().err


BATCH = [
    *("audit", "one", str(ROOT / "audits" / "example" / "incidents.csv")),
    *("--mapping", str(ROOT / "audits" / "example" / "mapping.yaml")),
    *("--crimes", str(ROOT / "audits" / "example" / "crimes.csv")),
]


def test_one_of_a_batch_is_joined_with_what_was_recorded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*BATCH, "--incident", "E-1004", "--format", "json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]

    assert (finding["verdict"], finding["record"]) == ("wrong class", "C/502")


def test_one_of_a_batch_can_be_explained(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([*BATCH, "--incident", "E-1002", "--format", "incident"]) == 0
    written = capsys.readouterr().out
    assert "Pushed outside a shop" not in written
    path = tmp_path / "E-1002.json"
    path.write_text(written, encoding="utf-8")

    assert main(["explain", str(path)]) == 0
    assert "record crime  105A Assault without Injury (105/01)" in capsys.readouterr().out


def test_a_row_that_cannot_be_read_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*BATCH, "--incident", "E-1011"]) == 2
    assert "row 12, column `Received`: date-otherwise-written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--incident", "E-9999"], "has no incident `E-9999`"),
        ([], "name the incident of the batch with `--incident`"),
    ],
)
def test_an_incident_that_is_not_there_is_refused(
    given: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*BATCH, *given]) == 2
    assert told in " ".join(capsys.readouterr().err.split())
