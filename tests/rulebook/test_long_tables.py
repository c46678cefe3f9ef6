"""A data table is read up to so many lines; a longer one is refused with a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

from hocr_engine.bounds import MAX_LIST
from hocr_engine.rulebook.load import read_book
from tests.rulebook.bad_files import SMALL


def mistakes_of(folder: Path, lines: int) -> list[str]:
    """Give what is said of the small rulebook with an offence list of so many lines."""
    shutil.copytree(SMALL, folder)
    rows = [f"X{number},An offence," for number in range(lines - 3)]
    table = folder / "data" / "offences.csv"
    table.write_text("\n".join([table.read_text().rstrip(), *rows, ""]), encoding="utf-8")
    return [f"{mistake.code}: {mistake.message}" for mistake in read_book(folder)[1]]


def test_a_table_of_as_many_lines_as_the_bound_allows_is_read(tmp_path: Path) -> None:
    assert mistakes_of(tmp_path / "rules", MAX_LIST) == []


def test_a_longer_table_is_refused(tmp_path: Path) -> None:
    assert mistakes_of(tmp_path / "rules", MAX_LIST + 1) == ["bad-row: more than 10,000 lines"]
