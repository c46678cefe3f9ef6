"""All published worked examples are listed, and those that can run are answered as published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from hocr_engine import Rulebook, load_rulebook
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml

HERE: Final = Path(__file__).parent
INCIDENTS: Final = HERE / "incidents"
HOW_MANY: Final = 255
TOPICS: Final = frozenset(
    {
        "breaches of orders", "concealment of birth", "conduct crimes", "counting",
        "driving", "drugs", "exposure", "female genital mutilation", "fraud", "homicide",
        "indecent images", "location", "N300", "outcomes", "prostitution", "removal", "robbery",
        "vehicle crime", "weapons",
    }
)  # fmt: skip
CRIME: Final = r"[0-9]{1,3}(?:[A-Z]|/[0-9]{1,2})? \d{3}/\d{2}"
LINE: Final = re.compile(
    rf"(record|promote N[13]00/0\d to) (N100/0[123]|N300/0[1-8]|{CRIME})(, refer: [a-z0-9-]+)?"
    rf"|add to {CRIME}: {CRIME}|reclassify {CRIME} to {CRIME}"
    r"|reclassify N300/0\d to N300/0\d"
    rf"|no new crime: {CRIME} is part of {CRIME}"
    r"|no crime: (crime-related incident|incident|intelligence|wait)"
    r"|refer: [a-z0-9-]+(, [a-z0-9-]+| [a-z]+)*"
    r"|valid|invalid: [a-z0-9, -]+"
)

OPEN: Final = "needs facts: "

Example = Mapping[str, Any]


def read(path: Path) -> dict[str, Any]:
    """Give a file's data as text, or fail with what is wrong in it."""
    documents, mistakes = read_yaml(Source(path.read_text(encoding="utf-8"), path.name))
    assert not mistakes, [str(mistake) for mistake in mistakes]
    data = plain(documents[0])
    assert isinstance(data, dict)
    return data


EXAMPLES: Final[tuple[Example, ...]] = tuple(read(HERE / "index.yaml")["examples"])
RUN: Final = tuple(example for example in EXAMPLES if example["status"] == "run")
WAITING: Final = tuple(example for example in EXAMPLES if example["status"] == "waiting")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Give the rulebook as it stands in the tree, read once."""
    return load_rulebook()


def id_of(example: Example) -> str:
    """Name a test after its example."""
    return str(example["id"])


def fits(answer: list[str], ways: list[list[str]]) -> bool:
    """Say whether an answer, or each line that it leaves possible, is one of the right ones."""
    if len(answer) == 1 and answer[0].startswith(OPEN):
        possible = answer[0].removeprefix(OPEN).split(" | ")
        return len(ways) > 1 and all([line] in ways for line in possible)
    return answer in ways


def allowed(expected: Mapping[str, Any]) -> list[list[str]]:
    """Give the answers that count as right for one report, each as sorted lines."""
    alternatives = expected.get("one of", [expected])
    return [sorted(alternative["actions"]) for alternative in alternatives]


def test_every_published_example_is_listed_once() -> None:
    ids = [example["id"] for example in EXAMPLES]

    assert len(ids) == HOW_MANY
    assert len(set(ids)) == HOW_MANY


def test_every_example_runs_or_waits() -> None:
    assert {example["status"] for example in EXAMPLES} <= {"run", "waiting"}
    assert {example["waits for"] for example in WAITING} <= TOPICS


def test_every_example_that_runs_has_its_incident_and_no_other_is_there() -> None:
    assert {path.stem for path in INCIDENTS.glob("*.yaml")} == {example["id"] for example in RUN}


@pytest.mark.parametrize("example", EXAMPLES, ids=id_of)
def test_an_example_says_where_it_comes_from_and_what_the_answer_is(example: Example) -> None:
    assert all(example[key] for key in ("source", "edition", "kind", "scenario"))
    assert ("soft" in example) == ("soft because" in example)
    assert example["answer"] if example["status"] == "waiting" else example["expect"]


@pytest.mark.parametrize("example", RUN, ids=id_of)
def test_an_expected_answer_is_written_as_the_engine_writes_it(example: Example) -> None:
    lines = [line for expected in example["expect"] for way in allowed(expected) for line in way]

    assert lines
    assert [line for line in lines if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize("example", RUN, ids=id_of)
def test_an_example_is_decided_as_published(
    request: pytest.FixtureRequest, rulebook: Rulebook, example: Example
) -> None:
    if "not yet" in example:
        request.applymarker(pytest.mark.xfail(reason=example["not yet"]))
    decision = rulebook.decide(read(INCIDENTS / f"{example['id']}.yaml"))

    answers = {
        report.report: sorted(action.line for action in report.actions)
        for report in decision.reports
    }
    expected = {one["report"]: allowed(one) for one in example["expect"]}
    assert answers.keys() == expected.keys()
    assert {
        report: lines for report, lines in answers.items() if not fits(lines, expected[report])
    } == {}
