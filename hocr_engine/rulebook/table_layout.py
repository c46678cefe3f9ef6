"""Tables with their columns in line."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.repair import straight_quotes
from hocr_engine.feel.tree_text import write_tree
from hocr_engine.feel.writing import quoted
from hocr_engine.rulebook.conditions import has_comment
from hocr_engine.rulebook.read_table import ANY, Line, lines_of
from hocr_engine.text import Source, Span, whole

Row = tuple[list[str], list[str]]


def aligned(text: str) -> str | None:
    """Give a table with its columns in line; None where its lines do not fit one another."""
    source = Source(straight_quotes(text))
    lines = lines_of(whole(source))
    shapes = {(len(line.left), len(line.right)) for line in lines}
    if len(shapes) != 1 or not all(line.right for line in lines):
        return None
    rows = [_row(line, is_head=number == 0) for number, line in enumerate(lines)]
    written = iter(_in_line(rows))
    return "\n".join(next(written) if line.strip() else "" for line in source.text.splitlines())


def _row(line: Line, *, is_head: bool) -> Row:
    left = [_head(cell) if is_head else _tests(cell) for cell in line.left]
    return left, [cell.text if is_head else _answer(cell.text) for cell in line.right]


def _head(cell: Span) -> str:
    tree, _ = parse(cell)
    return cell.text if tree is None or has_comment(cell) else write_tree(tree)


def _tests(cell: Span) -> str:
    tree, _ = parse_tests(cell)
    return cell.text if tree is None or has_comment(cell) else write_tree(tree)


def _answer(cell: str) -> str:
    return cell if not cell or cell == ANY or '"' in cell else quoted(cell)


def _in_line(rows: list[Row]) -> Iterator[str]:
    columns = zip(*(left + right for left, right in rows), strict=True)
    widths = [max(map(len, column)) for column in columns]
    for left, right in rows:
        padded = [cell.ljust(width) for cell, width in zip(left + right, widths, strict=True)]
        sides = padded[: len(left)], padded[len(left) :]
        yield " || ".join(" | ".join(side) for side in sides).rstrip()
