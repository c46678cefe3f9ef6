"""
A record is like a mistake only where a rule at work says that it leads to just that.

lancashire-mistakes.csv names for every example that tells what was recorded the rules that by the
law bear what should have been, and whose mistake leads to what was recorded instead. It was worked
out a second time, from the pages, the inspection and the mistakes that rules name, by somebody who
had not seen what comes out; `law` has the statements from which each row follows. An empty row is a
record that is right, or one that no mistake named leads to.
"""

from __future__ import annotations

import csv

import pytest

from hocr_engine.comparison import Compared, compare
from hocr_engine.rulebook.draft import read_law_index
from tests.comparison.scenes import HERE, document, incident
from tests.decision.library import ROOT, rulebook
from tests.decision.library import incident as example

with (HERE / "lancashire-mistakes.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = {row["incident"]: row for row in csv.DictReader(lines)}

RIGHT = (Compared.RIGHT, Compared.CONSISTENT, Compared.CANNOT_SAY, Compared.NOTHING_DUE)


@pytest.mark.parametrize("name", ROWS)
def test_lancashire_shows_the_mistakes_that_the_inspectors_named(name: str) -> None:
    read = example(ROOT / "examples" / "lancashire" / f"{name}.yaml")
    found = [r.id.split("/")[0] for c in compare(rulebook().decide(read)) for r in c.mistakes]

    assert "; ".join(sorted(found)) == ROWS[name]["mistakes"]


def test_every_example_that_tells_what_was_recorded_is_gone_through_by_the_law() -> None:
    folder = ROOT / "examples" / "lancashire"
    compared = {
        path.stem for path in folder.glob("*.yaml") if "\nrecorded:" in path.read_text("utf-8")
    }

    assert compared == set(ROWS)
    assert {id for row in ROWS.values() for id in row["law"].split()} <= set(
        read_law_index(ROOT / "rules", [])
    )


def test_no_mistake_is_seen_in_what_is_right_and_in_time_or_still_open() -> None:
    rows = document("comparisons.yaml")["comparisons"]
    found = [
        one
        for row in rows
        if "on" not in row
        for one in compare(rulebook().decide(incident(row["scene"], row["recorded"])))
    ]

    right = [one for one in found if one.kind in RIGHT and not one.is_late]
    assert len(right) >= 10
    assert [one.mistakes for one in right if one.mistakes] == []
    for one in found:
        for rule in one.mistakes:
            assert rule.mistake
            assert rule.mistake_leads_to
