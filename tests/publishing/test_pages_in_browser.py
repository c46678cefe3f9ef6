"""In a real browser the pages of the rulebook fit a telephone and a screen, and axe is content."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine.publishing.pages_told import rendered
from tests.pages.browser import Look, axe, browser, faults_of, opened
from tests.publishing.shelves import bundled_shelf

WIDTHS = (320, 1280)
# One page of each template, those that are not the largest.
FILES = (
    *("index.html", "decisions.html", "steps.html", "not-encoded.html", "mistakes.html"),
    *("rules-crime-types-blackmail.html", "rules-crime-types-n100.html", "rules-protocols.html"),
    *("facts-event.html", "facts-pair.html", "list-drug.html", "law-inspection.html"),
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(browser() is None, reason="no browser: `chromium` is not installed"),
    pytest.mark.skipif(axe() is None, reason="no axe: the extra `test` is not installed"),
]


def test_a_browser_finds_nothing_wrong_with_the_pages_of_the_rulebook(tmp_path: Path) -> None:
    pages = {file: html for file, html in rendered(bundled_shelf()) if file in FILES}
    assert set(pages) == set(FILES)
    looks = [
        Look(f"{file} at {width}", opened(html), width)
        for file, html in pages.items()
        for width in WIDTHS
    ]

    found = faults_of(looks, tmp_path)
    assert {name: faults for name, faults in found.items() if faults} == {}
