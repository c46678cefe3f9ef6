"""Each document shows an incident and what is said about its decision."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hocr_engine import load_rulebook
from hocr_engine.decision import Decision, decide
from hocr_engine.decision.record import decision_record
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import brief
from hocr_engine.explanation.depth import Depth
from hocr_engine.explanation.layout import plain
from hocr_engine.explanation.markdown import as_markdown
from hocr_engine.explanation.more import More
from hocr_engine.explanation.text import as_text, part_lines
from hocr_engine.explanation.why_not_parts import why_not_parts
from hocr_engine.incident.read import read_incident
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_yaml
from tests.explanation.documents import Block, Section, agree, sections

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "rules"
BY_THE_RULES = ("counting", "flags", "outcomes", "why-not")
WHY_NOT = "why not "
DEPTHS = {"tried": Depth.TRIED, "source": Depth.SOURCE}
SECTIONS = sections(HERE)
WIDTH = 90


@pytest.fixture(scope="module")
def garden() -> Book:
    """Give the small rulebook that the documents are decided by, save a few."""
    return load_rulebook(HERE / "garden").book


@pytest.fixture(scope="module")
def rules() -> Book:
    """Give the rules of the project, which some documents are decided by."""
    return load_rulebook(RULES).book


def decided(section: Section, book: Book) -> Decision:
    """Give the decision for the incident of a section."""
    (block,) = section.of("yaml")
    nodes, mistakes = read_yaml(Source(f"format: hocr.incident.v1\n{block.content}"))
    assert mistakes == ()
    incident, mistakes = read_incident(nodes[0], book.vocabulary)
    assert mistakes == ()
    assert incident is not None
    return decide(book, incident, strict=block.about == "strict")


def flags_in_the_record(decision: Decision) -> str:
    """Give the flags of each action as the decision record has them, without their rules."""
    record: Any = decision_record(decision)
    found = [action["flags"] for report in record["reports"] for action in report["actions"]]
    for flag in (flag for flags in filter(None, found) for flag in (*flags["set"], *flags["open"])):
        del flag["rules"]
    return json.dumps(found, indent=1) + "\n"


def why_not(decision: Decision, names: str) -> str:
    """Give the parts of an explanation that say why not some names, action by action."""
    said = outline(decision, more=More(why_not=tuple(names.split(", "))))
    shown = (part for action in said.actions for part in why_not_parts(action))
    return "\n".join(plain(part_lines(part, WIDTH, 0)) + "\n" for part in shown)


def told(decision: Decision, block: Block) -> str:
    """Give a decision in the form that a block shows."""
    if block.about.startswith(WHY_NOT):
        return why_not(decision, block.about.removeprefix(WHY_NOT))
    said = outline(decision)
    if block.language == "json":
        return flags_in_the_record(decision)
    if block.about == "brief":
        return plain(brief(said, WIDTH, "")) + "\n"
    depth = DEPTHS.get(block.about, Depth.APPLYING)
    if block.language == "markdown":
        return as_markdown(said, depth)
    return as_text(said, WIDTH, depth)


@pytest.mark.parametrize("section", SECTIONS, ids=str)
def test_a_decision_is_told_as_the_document_shows(
    section: Section, request: pytest.FixtureRequest, record: bool
) -> None:
    book = request.getfixturevalue("rules" if section.path.stem in BY_THE_RULES else "garden")
    decision = decided(section, book)

    for block in (*section.of("text"), *section.of("markdown"), *section.of("json")):
        agree(section, block, told(decision, block), record=record)
