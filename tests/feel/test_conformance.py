"""How many cases of the DMN conformance suite's extract are answered as the suite expects."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.feel.conformance import PAGE, Answered, answered, page, with_reasons
from tests.feel.extract import DATA, group

FLOORS = {
    "compliance-level-2 value": 1.0,
    "compliance-level-3 value": 0.98,
    "compliance-level-3 error": 1.0,
}

pytestmark = [
    pytest.mark.skipif(not DATA.exists(), reason=f"the conformance data is not at {DATA}"),
    # The cases are answered once, for all that is asked of them.
    pytest.mark.xdist_group("conformance"),
]


@pytest.fixture(scope="module")
def ran() -> list[Answered]:
    return list(answered())


def by_group(ran: list[Answered], kind: str) -> tuple[Counter[str], Counter[str]]:
    """Give how many cases of a kind pass, of how many, by level and by what they expect."""
    of = Counter(group(one.case) for one in ran if one.kind == kind)
    return Counter(group(one.case) for one in ran if one.kind == kind and one.fits), of


def test_expressions_are_answered_as_the_suite_expects(ran: list[Answered]) -> None:
    passed, of = by_group(ran, "literal")

    for name, floor in FLOORS.items():
        assert passed[name] >= floor * of[name]


def test_every_decision_table_is_answered_as_the_suite_expects(ran: list[Answered]) -> None:
    passed, of = by_group(ran, "decision_table")

    assert passed == of


def test_every_wrong_value_has_its_reason(ran: list[Answered]) -> None:
    assert {one.name: one.shown for one in ran if one.is_wrong}.keys() == with_reasons()


def test_the_page_tells_the_figures_as_they_are(
    ran: list[Answered], capsys: pytest.CaptureFixture[str]
) -> None:
    told = page(ran)

    with capsys.disabled():
        print("", *(line for line in told.splitlines() if "all" in line), sep="\n")
    assert PAGE.read_text(encoding="utf-8") == told


def test_the_readme_tells_the_same_figures(ran: list[Answered]) -> None:
    readme = (PAGE.parents[1] / "README.md").read_text(encoding="utf-8")
    passed, of = by_group(ran, "literal")
    values, errors = "compliance-level-3 value", "compliance-level-3 error"

    assert f"{sum(one.fits for one in ran):,} of {len(ran):,} FEEL cases" in readme
    assert f"{passed[values]} of {of[values]} that expect a value" in readme
    assert f"all {of[errors]} that expect an error" in readme
    assert passed[errors] == of[errors]
