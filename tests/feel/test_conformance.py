"""How many cases of the DMN conformance suite's extract are answered as the suite expects."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.feel.extract import DATA, Case, cases, group, outcome

FLOORS = {
    "compliance-level-2 value": 1.0,
    "compliance-level-3 value": 0.98,
    "compliance-level-3 error": 1.0,
}
WRONG = Path(__file__).with_name("wrong-values.md")

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the conformance data is not at {DATA}")


def listed() -> set[str]:
    """Give the cases whose wrong values are known, with their reasons."""
    return set(re.findall(r"^\* `([^`]+)`", WRONG.read_text(encoding="utf-8"), re.MULTILINE))


def report(kind: str) -> tuple[Counter[str], Counter[str], dict[str, str]]:
    """Give how many cases pass, of how many, by group, and the values that are wrong."""
    passed: Counter[str] = Counter()
    of: Counter[str] = Counter()
    wrong = {}
    for case in cases(kind):
        fits, shown = outcome(case)
        of[group(case)] += 1
        passed[group(case)] += fits
        if not fits and shown != "null":
            wrong[short(case)] = shown
    return passed, of, wrong


def short(case: Case) -> str:
    """Give the folder of a case and its name there."""
    return f"{case['folder']}/{case['case']}"


def by_folder(kind: str) -> float:
    """Give the average over folders of the part that passes."""
    fits: dict[str, list[bool]] = defaultdict(list)
    for case in cases(kind):
        fits[case["folder"]].append(outcome(case)[0])
    return sum(sum(each) / len(each) for each in fits.values()) / len(fits)


def tell(
    capsys: pytest.CaptureFixture[str], kind: str, passed: Counter[str], of: Counter[str]
) -> None:
    """Print the figures past pytest, as they are what the suite is run for."""
    with capsys.disabled():
        print()
        for name in sorted(of):
            print(f"{kind}, {name}: {passed[name]} of {of[name]}")
        print(f"{kind}, average over folders: {by_folder(kind):.1%}")


def test_expressions_are_answered_as_the_suite_expects(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Level 2 is answered in full, level 3 to the floors; every wrong value has its reason."""
    passed, of, wrong = report("literal")

    tell(capsys, "literal", passed, of)
    for name, floor in FLOORS.items():
        assert passed[name] >= floor * of[name]
    assert set(wrong) == listed(), wrong


def test_every_decision_table_is_answered_as_the_suite_expects(
    capsys: pytest.CaptureFixture[str],
) -> None:
    passed, of, wrong = report("decision_table")

    tell(capsys, "decision_table", passed, of)
    assert passed == of
    assert wrong == {}
