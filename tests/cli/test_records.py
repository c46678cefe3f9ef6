"""What programs read: decision records, valid against their schema and the same on every run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hocr_engine import load_rulebook
from hocr_engine.cli import main
from tests.schemas.schema_files import faults

ROOT = Path(__file__).parents[2]
KITCHEN = str(ROOT / "examples" / "threat-in-the-kitchen.yaml")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Give what a command prints on standard output; it must end well."""
    assert main(words) == 0
    return capsys.readouterr().out


def valid(record: dict[str, Any]) -> bool:
    """Say whether a record is valid against the decision schema."""
    return faults("decision.schema.json", record) == []


def test_the_records_of_all_examples_are_valid(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "decide", "--format", "jsonl", str(ROOT / "examples")).splitlines()
    records = [json.loads(line) for line in lines]

    assert len(records) == len(list(ROOT.glob("examples/**/*.expected.yaml")))
    assert [record["incident"] for record in records if not valid(record)] == []


def test_one_incident_gives_one_record(capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(printed(capsys, "decide", "--format", "json", KITCHEN))

    assert valid(record)
    assert record["reports"][0]["actions"][0]["line"] == "record 105A 105/01"


def test_a_folder_gives_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(ROOT / "examples" / "lancashire")
    records = json.loads(printed(capsys, "decide", "--format", "json", folder))

    assert isinstance(records, list)
    assert all(valid(record) for record in records)


def test_the_same_input_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (printed(capsys, "decide", "--format", "jsonl", KITCHEN) for _ in range(2))

    assert first == second


def test_a_bad_incident_gives_a_valid_record_of_its_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("format: hocr.incident.v1\nid: B\n", encoding="utf-8")

    assert main(["decide", "--format", "jsonl", str(path), KITCHEN]) == 2

    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["format"] for record in records] == ["hocr.rejected.v1", "hocr.decision.v1"]
    assert all(valid(record) for record in records)


def test_a_record_that_says_too_much_or_too_little_is_not_valid() -> None:
    facts = {
        "format": "hocr.incident.v1",
        "id": "A",
        "report": {"received_at": "2026-05-04 11:00"},
        "allegation": {"act": "assault"},
    }
    record = json.loads(load_rulebook(ROOT / "rules").decide(facts).to_json())

    assert valid(record)
    assert not valid({**record, "more": 1})
    assert not valid({**record, "format": "hocr.decision.v2"})
    assert not valid({name: value for name, value in record.items() if name != "engine"})
    assert not valid({**record, "rulebook": {**record["rulebook"], "fingerprint": "x"}})


def test_the_explanation_as_json_names_its_format(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "explain", "--format", "json", KITCHEN))

    assert found["format"] == "hocr.explanation.v1"
    assert found["reports"][0]["actions"][0]["verb"] == "record crime"


def test_what_was_recorded_changes_no_action() -> None:
    rulebook = load_rulebook(Path(__file__).parents[1] / "explanation" / "garden")
    facts = {
        "format": "hocr.incident.v1",
        "id": "A",
        "report": {"received_at": "2026-05-04 11:00"},
        "allegation": {"id": "a", "done": "picked", "account": {"says": "happened"}},
    }
    recorded = [{"allegation": "a", "entry": "T", "recorded_at": "2027-01-01 00:00"}]

    without, beside = (
        json.loads(rulebook.decide(one).to_json())
        for one in (facts, {**facts, "recorded": recorded})
    )

    assert without["reports"] == beside["reports"]
    assert without["register"] == beside["register"]
    assert "recorded" not in without
    assert beside["recorded"]
