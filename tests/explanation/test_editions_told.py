"""The editions of the rules, told of one record, as reviewed documents."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.decision import decide
from hocr_engine.explanation.editions import editions
from hocr_engine.explanation.editions_part import editions_part
from hocr_engine.explanation.layout import plain
from hocr_engine.explanation.text import part_lines
from tests.decision import library
from tests.explanation.documents import Section, agree, sections

ROOT: Final = Path(__file__).parents[2]
SECTIONS: Final = sections(Path(__file__).parent / "by_edition")
WIDTH: Final = 90


@pytest.mark.parametrize("section", SECTIONS, ids=str)
def test_editions_are_told_as_the_document_shows(section: Section, record: bool) -> None:
    (block,), (expected,) = section.of("text"), section.of("csv")
    decision = decide(library.rulebook().book, library.incident(ROOT / block.about))
    found = editions(decision)

    for one, row in zip(found, csv.DictReader(StringIO(expected.content)), strict=True):
        assert one.since.isoformat() == row["since"]
        for answer in row["answers"].split():
            assert f": {answer} " in " ".join(one.answers)
        assert {sentence.rule for sentence in one.differs_by} == set(row["by"].split())
    text = plain(part_lines(editions_part(found), WIDTH, 0)) + "\n"
    agree(section, block, text, record=record)
