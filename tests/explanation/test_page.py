"""The page is sound in its structure, has the answer first, and needs nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine import Rulebook, load_rulebook
from hocr_engine.explanation import outline
from hocr_engine.explanation.more import More
from hocr_engine.explanation.page import as_html
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml
from tests.pages.structure import faults, text_of

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(
    path for path in (ROOT / "examples").rglob("*.yaml") if ".expected" not in path.name
)

NOBODY_ASKED = {
    "format": "hocr.incident.v1",
    "id": "INC-0102",
    "report": {"received_at": "2026-06-10 09:40", "by": {"capacity": "other third party"}},
    "allegation": {
        "act": "assault",
        "injury": "some",
        "victim": {"sex": "female", "age": 34},
        "offenders": {"members": [{"sex": "male", "age": 36}]},
        "event": {"from": "2026-06-09 21:15", "place": {"kind": "public"}},
    },
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Give the rules of the project."""
    return load_rulebook(ROOT / "rules")


def page_of(path: Path, rulebook: Rulebook) -> str:
    """Give the page about an example, without what is decided again, which takes long."""
    nodes, _ = read_yaml(Source(path.read_text(encoding="utf-8"), path.name))
    facts = plain(nodes[0])
    assert isinstance(facts, dict)
    return as_html(outline(rulebook.decide(facts), more=More(timeline=True)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_structure_of_every_page_is_sound(path: Path, rulebook: Rulebook) -> None:
    assert faults(page_of(path, rulebook)) == []


def test_the_answer_comes_first(rulebook: Rulebook) -> None:
    page = page_of(ROOT / "examples" / "threat-in-the-kitchen.yaml", rulebook)
    text = " ".join(text_of(page).split())

    assert text.startswith(
        "Skip to main content Crime Recording Rules, working rulebook INC-0001 Lancashire "
        "Reported on 10 June 2026 09:40 Report report-1, by the rules of 10 June 2026 "
        "Record crime 105A Assault without Injury (105/01) by 11 June 2026 09:40 "
        "Because the victim was put in fear of violence inside a dwelling"
    )


def test_several_answers_are_listed_with_the_way_to_each(rulebook: Rulebook) -> None:
    page = page_of(ROOT / "examples" / "two-reports-months-apart.yaml", rulebook)

    assert '<nav class="contents" aria-label="Contents">' in page
    assert '<a href="#report-1-1">No crime: a crime-related incident</a>' in page
    assert '<a href="#report-2-1">Record crime: 8N Assault with injury (008/06)</a>' in page


def test_what_is_missing_stands_in_the_answer_and_is_a_list_of_tasks(rulebook: Rulebook) -> None:
    page = as_html(outline(rulebook.decide(NOBODY_ASKED)))
    text = " ".join(text_of(page).split())

    question = "What does the victim, or somebody speaking for the victim, say about it?"
    assert f"Needs facts Ask first: {question} What is missing {question} that it happened" in text
    assert '<strong class="tag tag--yellow">Not known</strong>' in page
