"""In a real browser pages fit a telephone and a screen, and axe finds nothing wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine import Rulebook, load_rulebook
from hocr_engine.explanation import outline
from hocr_engine.explanation.more import EVERYTHING, More
from hocr_engine.explanation.page import as_html
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml
from tests.pages.browser import Look, axe, browser, faults_of, opened

ROOT = Path(__file__).parents[2]
WIDTHS = (320, 1280)
LONG = "x" * 10_000
EXAMPLES = {
    "several reports": "two-reports-months-apart.yaml",
    "an invalid request": "only-the-damage-can-be-charged.yaml",
    "what the force recorded": "lancashire/threat-without-contact-2017.yaml",
}
GARDEN: dict[str, object] = {
    "format": "hocr.incident.v1",
    "id": "G",
    "report": {"received_at": "2026-05-04 11:00"},
    "allegation": {"done": "picked", "account": {"says": "happened"}},
}
IN_THE_GARDEN: dict[str, dict[str, object]] = {
    "a simple one": GARDEN,
    "facts missing": {**GARDEN, "allegation": {"done": "trampled"}},
    "for the registrar": {**GARDEN, "allegation": {"done": "sniffed"}},
    "hostile words": {**GARDEN, "id": f"<b>{LONG[:90]}", "force": f"\u202e<script>{LONG}"},
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(browser() is None, reason="no browser: `chromium` is not installed"),
    pytest.mark.skipif(axe() is None, reason="no axe: the extra `test` is not installed"),
]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Give a page of each kind, by what it is about."""
    rules = load_rulebook(ROOT / "rules")
    garden = load_rulebook(Path(__file__).parent / "garden")
    found = {name: told(garden, one, EVERYTHING) for name, one in IN_THE_GARDEN.items()}
    # What is decided again takes long by the rules of the project, and looks as in the garden.
    return found | {
        name: told(rules, read(ROOT / "examples" / place), More(timeline=True))
        for name, place in EXAMPLES.items()
    }


def told(rulebook: Rulebook, incident: dict[str, object], more: More) -> str:
    """Give the page about an incident, without the rules tried."""
    return as_html(outline(rulebook.decide(incident), whole=False, more=more))


def read(path: Path) -> dict[str, object]:
    """Give the incident of a file."""
    nodes, _ = read_yaml(Source(path.read_text(encoding="utf-8"), path.name))
    facts = plain(nodes[0])
    assert isinstance(facts, dict)
    return facts


def test_a_browser_finds_nothing_wrong_with_a_page(pages: dict[str, str], tmp_path: Path) -> None:
    looks = [
        Look(f"{name}, {width} wide", opened(page), width)
        for name, page in pages.items()
        for width in WIDTHS
    ]

    assert {name: faults for name, faults in faults_of(looks, tmp_path).items() if faults} == {}


def test_a_browser_finds_nothing_wrong_with_every_rule_tried(tmp_path: Path) -> None:
    garden = load_rulebook(Path(__file__).parent / "garden")
    page = as_html(outline(garden.decide(IN_THE_GARDEN["facts missing"])), source=True)
    looks = [Look(f"{width} wide", opened(page), width) for width in WIDTHS]

    assert {name: faults for name, faults in faults_of(looks, tmp_path).items() if faults} == {}


def test_a_browser_says_what_is_wrong_with_a_bad_page(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html><html><head><title>Bad</title></head><body><p style="color:#eee">'
        'pale</p><p style="width:400px">wide</p></body></html>'
    )
    (faults,) = faults_of([Look("bad", page, 320)], tmp_path).values()
    found = {fault.split(":")[0] for fault in faults}

    assert found >= {"wider than 320", "color-contrast", "html-has-lang", "page-has-heading-one"}
