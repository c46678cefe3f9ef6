"""The order of the counting steps matters: each swap of neighbours breaks a case that says why."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from hocr_engine.cases.library import read_library
from hocr_engine.cases.model import CaseFile
from hocr_engine.cases.run import run_file
from hocr_engine.rulebook import Book
from tests.decision.library import rulebook

RULES: Final = Path(__file__).parents[2] / "rules"
COUNTING: Final = "rules/counting/"

# Neighbours whose order the law leaves open: what one takes in, the other never looks at.
COMMUTE: Final = {
    ("one-event", "same-event"): "one takes homes and undefined offenders, the other affrays and "
    "weapons; neither takes away what the other looks at",
    ("same-event", "grooming"): "one takes affrays and weapons, the other grooming before sexual "
    "activity; no crime is absorbed by both",
    ("grooming", "conduct-against-the-register"): "one takes grooming, the other courses of "
    "conduct; no crime takes part in both",
    ("always-beside", "gravest-conduct-crime"): "no conduct crime stands beside all by the first, "
    "and the second looks at conduct crimes only",
    ("conduct-beside-the-gravest-other", "conduct-tiers"): "they are never in force together",
}


def counting_files(book: Book) -> list[CaseFile]:
    """Give the case files that stand beside the counting rules."""
    files = read_library(book, RULES, [])
    return [file for file in files if COUNTING in file.name.replace("\\", "/")]


def breaks(book: Book, files: list[CaseFile]) -> bool:
    """Say whether any case comes out otherwise than expected; the first that does is enough."""
    return any(
        not result.passed
        for file in files
        for case in file.cases
        for result in run_file(book, evolve(file, cases=(case,))).results
    )


@pytest.mark.slow
def test_each_swap_of_neighbouring_steps_breaks_a_case() -> None:
    """A case beside the counting rules fails as soon as two neighbouring steps change places."""
    book = rulebook().book
    files = counting_files(book)
    neighbours = list(zip(book.steps, book.steps[1:], strict=False))
    names = {(first.id, second.id) for first, second in neighbours}
    assert names > set(COMMUTE)
    for first, second in neighbours:
        if (first.id, second.id) in COMMUTE:
            continue
        order = [step for step in book.steps if step is not first]
        order.insert(order.index(second) + 1, first)

        assert breaks(evolve(book, steps=tuple(order)), files), (first.id, second.id)
