"""The incidents under `examples/` are decided as the file beside each of them says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from hocr_engine import Rulebook, load_rulebook
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "examples"
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


def statements() -> frozenset[str]:
    """Give the ids of the law index."""
    files = sorted((ROOT / "rules" / "law").glob("*.yaml"))
    indexes = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in files)
    return frozenset(statement["id"] for index in indexes for statement in index["statements"])


LAW: Final = statements()


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


@pytest.mark.parametrize("path", INCIDENTS, ids=name_of)
def test_an_incident_is_decided_as_expected(rulebook: Rulebook, path: Path) -> None:
    expected = read(path.with_suffix(".expected.yaml"))
    if "waiting" in expected:
        pytest.skip(f"waits for {expected['waiting']}")
    decision = rulebook.decide(read(path))

    answers = {
        report.report: sorted(action.line for action in report.actions)
        for report in decision.reports
    }
    assert answers == {one["report"]: sorted(one["actions"]) for one in expected["expect"]}
    times = {
        report.report: {written(action.by) for action in report.actions if action.by}
        for report in decision.reports
    }
    deadlines = {one["report"]: {one["by"]} for one in expected["expect"] if "by" in one}
    assert {report: times[report] for report in deadlines} == deadlines
