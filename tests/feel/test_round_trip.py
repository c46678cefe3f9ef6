"""Values as literals: each line of the document is written as it says and reads back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine.feel import Unknown, evaluate, write

LINES = [
    line.split(" => ")
    for line in Path(__file__).with_name("round_trip.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("literal", "written"), LINES, ids=[line[0] for line in LINES])
def test_a_literal_is_written_in_one_way_and_reads_back(literal: str, written: str) -> None:
    value = evaluate(literal)

    assert write(value) == written
    assert write(evaluate(written)) == written


def test_what_is_not_known_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        write([Unknown(frozenset())])
