"""A file that cannot be read as text says why, and where its first bad byte stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine.diagnostic import draw
from hocr_engine.read_text import read_file

CASES = [
    (b"", "file-empty", 1, 1),
    (b" \n\t\n", "file-empty", 1, 1),
    (b"\xef\xbb\xbf", "file-empty", 1, 1),
    (b"a: b\nc: caf\xe9\n", "file-not-utf-8", 2, 7),
    (b"\xef\xbb\xbfa: \xf0\x9f\x98\x80\xff", "file-not-utf-8", 1, 5),
    (b"\xff\xfea\x00:\x00", "file-not-utf-8", 1, 1),
    (b"a: b\nc\x00d", "file-binary", 2, 2),
]


@pytest.mark.parametrize(("content", "code", "line", "column"), CASES)
def test_a_bad_file_is_refused_at_its_place(
    tmp_path: Path, content: bytes, code: str, line: int, column: int
) -> None:
    path = tmp_path / "incident.yaml"
    path.write_bytes(content)
    source, mistakes = read_file(path)

    assert source is None
    assert [(m.code, m.at.line, m.at.column) for m in mistakes] == [(code, line, column)]
    assert all(draw(mistake) for mistake in mistakes)


def test_a_file_is_read_as_it_is_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xc3\xa9\r\n")
    source, mistakes = read_file(path, name="rules/rule.yaml")

    assert mistakes == ()
    assert source is not None
    assert source.text == "a: é\r\n"
    assert source.name == "rules/rule.yaml"


def test_a_missing_file_a_folder_and_an_impossible_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a")
    paths = [tmp_path / "absent", tmp_path, tmp_path / "file" / "below", Path("a\0b")]
    codes = [mistake.code for path in paths for mistake in read_file(path)[1]]

    assert codes == ["file-not-found", "file-is-a-folder", "file-not-found", "file-not-readable"]


def test_a_file_past_the_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"a" * 11)

    assert [mistake.code for mistake in read_file(path, most=10)[1]] == ["file-too-large"]
    assert read_file(path, most=11)[1] == ()
