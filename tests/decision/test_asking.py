"""What is missing is asked for in the order in which it settles most."""

from __future__ import annotations

import csv
from pathlib import Path

from attrs import evolve

from hocr_engine.decision.asking import most_decisive_first
from tests.decision.generated import read
from tests.decision.library import rulebook
from tests.decision.test_bounds import record


def test_what_parts_the_classes_is_asked_first() -> None:
    with (Path(__file__).parent / "first-questions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    asked = {}
    for row in rows:
        decision = rulebook().decide(read(record([{"act": row["act"]}])))
        missing = [ref.name for action in decision.actions for ref in action.missing]
        assert len(missing) == len(set(missing))
        asked[row["act"]] = missing[:1]

    assert asked == {row["act"]: [row["asked first"]] for row in rows}


def test_the_order_of_asking_leaves_nothing_out_and_is_always_the_same() -> None:
    decision = rulebook().decide(read(record([{"act": "theft"}, {"act": "burglary"}])))
    turned = [evolve(action, missing=action.missing[::-1]) for action in decision.actions]

    assert all(len(action.missing) > 1 for action in turned)
    assert [action.missing for action in most_decisive_first(turned)] == [
        action.missing for action in decision.actions
    ]
