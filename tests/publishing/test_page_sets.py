"""Pages are put into a folder when all of them are there, and over nothing that is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hocr_engine.cli.page_sets import LIST, OccupiedError, Written, check_room, write_pages

PAGES = (("index.html", "contents"), ("rules.html", "£"))


def names(folder: Path) -> list[str]:
    """Give the names of all that a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def test_pages_are_written_with_their_number_and_size(tmp_path: Path) -> None:
    assert write_pages(tmp_path / "a" / "book", PAGES) == Written(
        2, len("contents") + len("£".encode())
    )
    assert names(tmp_path / "a" / "book") == ["index.html", LIST, "rules.html"]
    assert names(tmp_path / "a") == ["book"]


def test_where_a_page_cannot_be_made_nothing_is_written(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, str]]:
        yield PAGES[0]
        raise ValueError

    with pytest.raises(ValueError):
        write_pages(tmp_path / "book", broken())
    assert names(tmp_path) == []


def test_where_a_page_cannot_be_made_the_earlier_set_stays(tmp_path: Path) -> None:
    write_pages(tmp_path / "book", PAGES)

    def broken() -> Iterator[tuple[str, str]]:
        yield "index.html", "new"
        raise ValueError

    with pytest.raises(ValueError):
        write_pages(tmp_path / "book", broken())
    assert (tmp_path / "book" / "index.html").read_text(encoding="utf-8") == "contents"
    assert names(tmp_path) == ["book"]


def test_a_new_set_takes_the_place_of_the_earlier_one_and_of_nothing_else(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "own.html").write_text("mine", encoding="utf-8")
    write_pages(tmp_path, PAGES[:1])

    assert names(tmp_path) == ["index.html", "notes.txt", "own.html", LIST]


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(OccupiedError, match="holds something else"):
        check_room(tmp_path, force=False)
    with pytest.raises(OccupiedError, match="holds something else"):
        check_room(tmp_path / "notes.txt", force=False)
    check_room(tmp_path, force=True)


def test_an_empty_folder_an_earlier_set_and_no_folder_at_all_have_room(tmp_path: Path) -> None:
    check_room(tmp_path, force=False)
    check_room(tmp_path / "book", force=False)
    write_pages(tmp_path / "book", PAGES)
    check_room(tmp_path / "book", force=False)


def test_a_list_cannot_have_anything_taken_away_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("mine", encoding="utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / LIST).write_text("../other.html\n", encoding="utf-8")
    write_pages(tmp_path / "book", PAGES)

    assert (tmp_path / "other.html").exists()
