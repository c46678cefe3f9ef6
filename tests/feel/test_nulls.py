"""Why a null came out: the table of sentences, and that no error of the suite goes untold."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.feel import FeelError, diagnose
from tests.feel.extract import DATA, Case, cases, inputs
from tests.feel.facts import read_facts

TABLE = Path(__file__).with_name("nulls.csv")

# The types of decisions are not applied: see wrong-values.md.
UNTYPED = "0082-feel-coercion"


def rows() -> list[tuple[str, str, str]]:
    """Give condition, facts and what is told of each row."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = [line.split(" ;") for line in lines if line.strip() and not line.startswith("#")]
    return [(row[0].strip(), row[1].strip(), row[2].strip()) for row in found]


@pytest.mark.parametrize("row", rows(), ids=" ; ".join)
def test_the_cause_of_a_null_is_told_at_its_place(row: tuple[str, str, str]) -> None:
    condition, facts, told = row
    _, diagnostics = diagnose(condition, read_facts(facts))

    assert " | ".join(f"{each.at.text}: {each.message}" for each in diagnostics) == told
    assert {each.severity for each in diagnostics} <= {Severity.WARNING}


def told_of(case: Case) -> tuple[Diagnostic, ...]:
    """Give what is told of the decisions of a case."""
    names = inputs(case)
    told: list[Diagnostic] = []
    for declared in case["decls"]:
        names[declared["name"]], found = diagnose(declared["expr"], names)
        told += found
    return tuple(told)


@pytest.mark.skipif(not DATA.exists(), reason=f"the conformance data is not at {DATA}")
def test_every_error_of_the_conformance_suite_is_told() -> None:
    """The suite expects null together with a report: the one without the other is half a pass."""
    untold = []
    for case in cases("literal"):
        if not case["error"] or case["folder"] == UNTYPED:
            continue
        try:
            told = told_of(case)
        except FeelError as refused:
            told = refused.diagnostics
        if not told:
            untold.append(case["id"])

    assert untold == []
