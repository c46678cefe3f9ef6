"""The incidents under `examples/` are decided as the file beside each of them says."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from hocr_engine import Decision, Rulebook, load_rulebook
from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "examples"
TODAY: Final = date(2026, 4, 1)
INCIDENTS: Final = tuple(
    path for path in sorted(EXAMPLES.rglob("*.yaml")) if not path.name.endswith(".expected.yaml")
)


def read(path: Path) -> dict[str, Any]:
    """Give a file's data as text, or fail with what is wrong in it."""
    documents, mistakes = read_yaml(Source(path.read_text(encoding="utf-8"), path.name))
    assert not mistakes, [str(mistake) for mistake in mistakes]
    data = plain(documents[0])
    assert isinstance(data, dict)
    return data


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Give the rulebook as it stands in the tree, read once."""
    return load_rulebook()


def name_of(path: Path) -> str:
    """Name a test after its incident."""
    return path.stem


def written(at: datetime) -> str:
    """Give a time as the files write it."""
    return f"{at:%Y-%m-%d %H:%M}"


LAW: Final = frozenset(read_law_index(ROOT / "rules", []))


@pytest.mark.parametrize("path", INCIDENTS, ids=name_of)
def test_an_incident_has_its_answer_with_source_law_and_reason(path: Path) -> None:
    expected = read(path.with_suffix(".expected.yaml"))

    assert expected["format"] == "hocr.expected.v1"
    assert expected["source"]
    assert expected["why"]
    assert expected["expect"]
    assert [cited for cited in expected["law"] if cited not in LAW] == []


def test_no_answer_stands_without_its_incident() -> None:
    stems = {path.name.removesuffix(".expected.yaml") for path in EXAMPLES.rglob("*.expected.yaml")}

    assert stems == {path.stem for path in INCIDENTS}


def answers(decision: Decision) -> dict[str, tuple[list[str], set[str]]]:
    """Give what is to be done after each report, and by when."""
    return {
        report.report: (
            sorted(action.line for action in report.actions),
            {written(action.by) for action in report.actions if action.by},
        )
        for report in decision.reports
    }


def agree(decision: Decision, expect: list[dict[str, Any]]) -> None:
    """Assert that a decision is what is expected after each report."""
    found = answers(decision)
    lines = {report: actions for report, (actions, _) in found.items()}
    assert lines == {one["report"]: sorted(one["actions"]) for one in expect}
    deadlines = {one["report"]: {one["by"]} for one in expect if "by" in one}
    assert {report: found[report][1] for report in deadlines} == deadlines


def under(expected: dict[str, Any]) -> dict[date, dict[str, Any]]:
    """Give what a file expects under the rules of other days."""
    return {date.fromisoformat(one["on"]): one for one in expected.get("under", [])}


@pytest.mark.parametrize("path", INCIDENTS, ids=name_of)
def test_an_incident_is_decided_as_expected(rulebook: Rulebook, path: Path) -> None:
    expected = read(path.with_suffix(".expected.yaml"))
    if "waiting" in expected:
        pytest.skip(f"waits for {expected['waiting']}")

    agree(rulebook.decide(read(path)), expected["expect"])


@pytest.mark.parametrize("path", INCIDENTS, ids=name_of)
def test_an_incident_is_decided_as_expected_under_the_rules_of_today(
    rulebook: Rulebook, path: Path
) -> None:
    expected = read(path.with_suffix(".expected.yaml"))
    otherwise = under(expected).get(TODAY)
    own = rulebook.decide(read(path))
    today = rulebook.decide(read(path), on=TODAY)

    if otherwise is None:
        assert answers(today) == answers(own), "a difference stands under `under:`"
        return
    assert otherwise["why"]
    assert [cited for cited in otherwise["law"] if cited not in LAW] == []
    assert answers(today) != answers(own), "where nothing differs, `under:` says nothing"
    agree(today, otherwise["expect"])
