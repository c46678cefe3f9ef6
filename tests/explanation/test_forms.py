"""All forms are made from one outline, say the same, and can be shown anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hocr_engine import Decision, Rulebook, load_rulebook
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import brief
from hocr_engine.explanation.depth import Depth
from hocr_engine.explanation.layout import plain
from hocr_engine.explanation.markdown import as_markdown
from hocr_engine.explanation.more import EVERYTHING, Part, last_parts, parts
from hocr_engine.explanation.outline import ActionTold, Condition, Outline
from hocr_engine.explanation.page import as_html
from hocr_engine.explanation.text import as_text
from hocr_engine.explanation.timeline_part import told_at
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain as data
from hocr_engine.yaml_nodes import read_yaml
from tests.pages.structure import faults, text_of

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(
    path for path in (ROOT / "examples").glob("*.yaml") if ".expected" not in path.name
)
GARDEN = {
    "format": "hocr.incident.v1",
    "report": {"received_at": "2026-05-04 11:00"},
    "allegation": {
        "done": "trampled",
        "victim": {"age": "40"},
        "event": {"place": {"kind": "park"}},
        "account": {"says": "did not happen"},
    },
}
ENGINE_WORDS = re.compile(r"\b(None|null|Unknown|False|True|node|frozenset|tuple)\b")
FACT_NAME = re.compile(r"(?<![\w`/.-])[a-z]+_[a-z_]+\b")
RIGHT_TO_LEFT = "\u202e"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Give the rules of the project."""
    return load_rulebook(ROOT / "rules")


@pytest.fixture(scope="module")
def garden() -> Rulebook:
    """Give the small rulebook of these tests."""
    return load_rulebook(Path(__file__).parent / "garden")


def decided(path: Path, rulebook: Rulebook) -> Decision:
    """Give the decision for an example."""
    nodes, _ = read_yaml(Source(path.read_text(encoding="utf-8"), path.name))
    facts = data(nodes[0])
    assert isinstance(facts, dict)
    return rulebook.decide(facts)


def said(outline: Outline) -> Iterator[str]:
    """Give every sentence of an outline that each form must hold."""
    for action in outline.actions:
        yield from said_of(action)
    yield outline.supports
    yield outline.covers


def said_of(action: ActionTold) -> Iterator[str]:
    """Give every sentence about an action."""
    yield from (action.what, action.offence, action.gate, *action.mistakes, *action.recorded)
    groups = (
        action.because,
        action.notes,
        action.remarks,
        action.assumed,
        action.duties,
        action.counted,
    )
    yield from (
        text for group in groups for one in group for text in (one.text, one.interpretation)
    )
    for question in action.questions:
        yield from (question.ask, *question.answers)
    for referral in action.referrals:
        yield from (referral.why, referral.suggests, *(rule.text for rule in referral.rules))
    for reason in action.reasons:
        yield from (reason.question, reason.answer)
        for rule in reason.rules:
            yield from (rule.id, rule.title, rule.because, *(law.id for law in rule.law))
            yield rule.interpretation
        for over in reason.overridden:
            yield from (over.id, over.title, over.because, over.why)
        for tried in reason.tried:
            yield from (tried.id, tried.title, tried.why)
            yield from (text for part in tried.conditions for text in said_of_part(part))


def said_of_part(part: Condition) -> Iterator[str]:
    """Give what is said about a part of a condition when its author's words are shown."""
    yield part.source
    yield from part.readings
    for inner in part.parts:
        yield from said_of_part(inner)


def bare(text: str) -> str:
    """Give a text without what forms may add: white space, marks of markup, a capital."""
    return re.sub(r"[\s\\]", "", text).lower()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_form_says_all_that_the_outline_holds(path: Path, rulebook: Rulebook) -> None:
    told = outline(decided(path, rulebook))
    expected = sorted({bare(text) for text in said(told)})
    forms = {
        "text": bare(as_text(told, 100, Depth.SOURCE)),
        "markdown": bare(as_markdown(told, Depth.SOURCE)),
        "html": bare(text_of(as_html(told, source=True))),
    }

    for form, text in forms.items():
        assert [one for one in expected if one not in text] == [], form


def test_every_form_says_what_is_told_besides_the_reasons(garden: Rulebook) -> None:
    told = outline(garden.decide({**GARDEN, "id": "G"}), more=EVERYTHING)
    found = [*last_parts(told), *(part for action in told.actions for part in parts(action))]
    expected = {bare(text) for part in found for text in said_of_other(part)}
    expected |= {
        bare(text) for one in told.moments for text in (told_at(one), one.what, one.remark)
    }

    assert {part.title for part in found} >= {"Timeline", "What came nearest"}
    for form in (as_text(told), as_markdown(told), text_of(as_html(told))):
        assert [one for one in expected if one not in bare(form)] == []


def said_of_other(part: Part) -> Iterator[str]:
    """Give what a part says; of the timeline only its title, since a page draws it by itself."""
    yield from (part.title, part.note)
    for group in part.groups if part.title != "Timeline" else ():
        yield from (group.lead, *group.items)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_data_is_the_outline(path: Path, rulebook: Rulebook) -> None:
    decision = decided(path, rulebook)
    found = json.loads(decision.explain().to_json())
    texts = set(leaves(found))

    assert found["format"] == "hocr.explanation.v1"
    assert {text for text in said(outline(decision)) if text} <= texts


def leaves(value: object) -> Iterator[str]:
    """Give every text in some data."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for element in value:
            yield from leaves(element)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_word_of_the_engine_is_shown(path: Path, rulebook: Rulebook) -> None:
    decision = decided(path, rulebook)
    text = decision.explain().text() + plain(brief(outline(decision, whole=False), 100, ""))

    assert ENGINE_WORDS.findall(text) == []
    assert FACT_NAME.findall(text) == []


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int, rulebook: Rulebook) -> None:
    decision = decided(ROOT / "examples" / "threat-in-the-kitchen.yaml", rulebook)
    lines = plain(brief(outline(decision), max(width, 60), "")).splitlines()

    assert max(map(len, lines)) <= max(width, 60)


HOSTILE = {
    "a command to the screen": "\x1b[31mred\x07",
    "a turn of direction": f"a{RIGHT_TO_LEFT}b",
    "markup": "<script>alert(1)</script>*bold*",
    "many lines": "one\ntwo\r\nthree",
    "a long text": "x" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_is_shown_harmlessly(text: str, garden: Rulebook) -> None:
    decision = garden.decide({**GARDEN, "id": "G", "force": text})
    explanation = decision.explain()
    shown = explanation.text() + explanation.markdown() + explanation.html()

    assert faults(explanation.html()) == []
    assert all(sign.isprintable() or sign == "\n" for sign in shown)
    assert "<script>" not in explanation.markdown().replace("\\<", "")
    assert max(map(len, shown.splitlines())) < 1000
    assert decision.to_json().isascii()
    assert explanation.to_json().isascii()


def test_an_explanation_reads_as_its_text(garden: Rulebook) -> None:
    explanation = garden.decide({**GARDEN, "id": "G"}).explain()

    assert str(explanation) == explanation.text()
    assert explanation.text().startswith("G  own force\n")
