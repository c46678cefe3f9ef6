"""What forces recorded turns out as the documents say, which say it from the law."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import Any

import pytest

from hocr_engine.comparison import Compared, Comparison, compare
from hocr_engine.comparison.data import comparisons_data
from hocr_engine.decision.record import decision_record
from hocr_engine.rulebook.draft import read_law_index
from tests.comparison.scenes import HERE, document, incident
from tests.decision.library import ROOT, rulebook
from tests.decision.library import incident as example
from tests.schemas.schema_files import faults

COMPARISONS = document("comparisons.yaml")["comparisons"]
with (HERE / "lancashire.csv").open(encoding="utf-8", newline="") as lines:
    LANCASHIRE = {row["incident"]: row["found"].split("; ") for row in csv.DictReader(lines)}


def told(one: Comparison) -> str:
    """Give a finding as the document writes it."""
    action = "-" if one.action is None else one.action.line
    return f"{one.kind.value}: {action} = {'-' if one.record is None else one.record.id}"


@pytest.mark.parametrize("row", COMPARISONS, ids=lambda row: row["name"])
def test_a_comparison_comes_out_as_the_law_says(row: dict[str, Any]) -> None:
    on = date.fromisoformat(row["on"]) if "on" in row else None
    decision = rulebook().decide(incident(row["scene"], row["recorded"]), on=on)
    found = compare(decision)

    assert [told(one) for one in found] == row["expect"]
    record = {**decision_record(decision), "recorded": list(comparisons_data(found))}
    assert faults("decision.schema.json", json.loads(json.dumps(record))) == []
    if "late" in row:
        assert [one.record.id for one in found if one.is_late and one.record] == row["late"]
    for one in found:
        if "listed" in row:
            assert one.why_not is not None
            assert one.why_not.listed is (row["listed"] == "yes")
    if "counts" in row:
        assert any(one.why_not is not None and one.why_not.merged is not None for one in found)


def test_every_kind_of_finding_is_decided_by_an_example_that_cites_the_law() -> None:
    kinds = {line.split(":")[0] for row in COMPARISONS for line in row["expect"]}

    assert len(COMPARISONS) >= 25
    assert kinds == {kind.value for kind in Compared}
    cited = {one for row in COMPARISONS for one in row["law"]}
    assert cited <= set(read_law_index(rulebook().book.root, []))


@pytest.mark.parametrize("name", LANCASHIRE)
def test_lancashire_is_found_as_the_inspectors_found_it(name: str) -> None:
    read = example(ROOT / "examples" / "lancashire" / f"{name}.yaml")
    found = compare(rulebook().decide(read))

    assert [f"{one.kind.value}{' late' * one.is_late}" for one in found] == LANCASHIRE[name]


def test_every_lancashire_incident_that_tells_what_was_recorded_is_compared() -> None:
    folder = ROOT / "examples" / "lancashire"
    paths = [path for path in folder.glob("*.yaml") if not path.name.endswith(".expected.yaml")]

    assert {path.stem for path in paths if "recorded" in example(path).sections} == set(LANCASHIRE)
