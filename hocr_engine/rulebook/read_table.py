"""Reading decision tables: lines of cells parted by bars, conditions left of `||`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve, field, frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.reading import read, read_tests
from hocr_engine.feel.syntax import Expression, UnaryTests
from hocr_engine.rulebook import messages as say
from hocr_engine.rulebook.model import (
    DecisionDeclaration,
    Outputs,
    Refer,
    RowCondition,
    Rule,
    Then,
    Word,
)
from hocr_engine.rulebook.template import template
from hocr_engine.text import Span

ANY = "-"
EXTRAS = ("because", "law", "tell", "name", "suggests", "between", "interpretation")


HEAD_AND_ROW: Final = 2
SIDES: Final = 2
QUOTES: Final = 2
_OTHER_QUOTES: Final = "'`\"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"


@frozen
class Line:
    """The cells of one line of a table, left and right of its `||`."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    at: Span = field(eq=False)


@frozen
class Head:
    """The head of a table: what is tested, and what each answer column holds."""

    inputs: tuple[Expression | None, ...]
    columns: tuple[str, ...]


def read_table(
    block: Span, head: Rule, decision: DecisionDeclaration, mistakes: list[Diagnostic]
) -> tuple[Rule, ...]:
    """Give a table's rows as rules; what they say alike comes from `head`."""
    lines = lines_of(block)
    for line in lines:
        if not line.right:
            mistakes.append(say.table_no_split(line.at))
    if len(lines) < HEAD_AND_ROW or not all(line.right for line in lines):
        if not lines or all(line.right for line in lines):
            mistakes.append(say.table_empty(block))
        return ()
    read = _head(lines[0], decision, mistakes)
    rows = enumerate(lines[1:], 1)
    return tuple(_row(line, number, read, head, decision, mistakes) for number, line in rows)


def lines_of(block: Span) -> list[Line]:
    """Give the lines of a table with their cells; nothing is right of a line without `||`."""
    return [_line(span) for span in _lines(block)]


def _lines(block: Span) -> Iterator[Span]:
    start = block.start
    for text in block.text.splitlines(keepends=True):
        bare = text.strip()
        if bare:
            first = start + len(text) - len(text.lstrip())
            yield Span(block.source, first, first + len(bare))
        start += len(text)


def _line(at: Span) -> Line:
    sides: list[list[Span]] = [[]]
    for cell, closes in _cells(at):
        sides[-1].append(cell)
        if closes:
            sides.append([])
    if len(sides) != SIDES:
        return Line(tuple(cell for side in sides for cell in side), (), at)
    return Line(tuple(sides[0]), tuple(sides[1]), at)


def _cells(at: Span) -> Iterator[tuple[Span, bool]]:
    """Give each cell of a line, and whether a double bar ends it."""
    start, index, quoted = at.start, at.start, False
    text = at.source.text
    while index < at.end:
        char = text[index]
        if char == '"' and text[index - 1] != "\\":
            quoted = not quoted
        if char == "|" and not quoted:
            double = text.startswith("||", index) and index + 1 < at.end
            yield _trimmed(Span(at.source, start, index)), double
            index += 1 if double else 0
            start = index + 1
        index += 1
    yield _trimmed(Span(at.source, start, at.end)), False


def _trimmed(cell: Span) -> Span:
    text = cell.text
    start = cell.start + len(text) - len(text.lstrip())
    return Span(cell.source, min(start, cell.end), max(start, cell.start + len(text.rstrip())))


def _head(line: Line, decision: DecisionDeclaration, mistakes: list[Diagnostic]) -> Head:
    inputs: list[Expression | None] = []
    for cell in line.left:
        expression, more = read(cell)
        mistakes.extend(more)
        inputs.append(expression)
    answers = [output.name for output in decision.outputs] or [decision.id]
    known = (*answers, *EXTRAS)
    for cell in line.right:
        if cell.text not in known:
            mistakes.append(say.table_column(cell.text, known, cell))
    columns = [cell.text for cell in line.right]
    lacking = (answer for answer in answers if answer not in columns)
    mistakes.extend(say.table_lacks(answer, line.at) for answer in lacking)
    return Head(tuple(inputs), tuple(cell.text for cell in line.right))


def _row(
    line: Line,
    number: int,
    columns: Head,
    head: Rule,
    decision: DecisionDeclaration,
    mistakes: list[Diagnostic],
) -> Rule:
    width = len(columns.inputs) + len(columns.columns)
    if len(line.left) + len(line.right) != width:
        mistakes.append(say.table_row_width(len(line.left) + len(line.right), width, line.at))
    answers = dict(zip(columns.columns, line.right, strict=False))
    said = {name: _text(cell, mistakes) for name, cell in answers.items() if cell.text != ANY}
    law = tuple(part.strip() for part in said.get("law", "").split(",") if part.strip())
    return evolve(
        head,
        id=f"{head.id}/{said.get('name') or number}",
        law=law or head.law,
        law_at=(answers["law"],) * len(law) if law else head.law_at,
        at=line.at,
        when=_when(line, columns, mistakes),
        then=_answer(said, answers, decision, line.at),
        because=template(said["because"], answers["because"], mistakes)
        if "because" in said
        else head.because,
        interpretation=said.get("interpretation") or head.interpretation,
        tell=said.get("tell", ""),
    )


def _when(line: Line, columns: Head, mistakes: list[Diagnostic]) -> RowCondition:
    """Give the condition of a row, without the columns that cannot be read in head or row."""
    tested: list[tuple[Expression, UnaryTests]] = []
    for place, cell in enumerate(line.left):
        tests, more = read_tests(cell)
        mistakes.extend(more)
        expression = columns.inputs[place] if place < len(columns.inputs) else None
        if tests is not None and expression is not None:
            tested.append((expression, tests))
    inputs, cells = zip(*tested, strict=True) if tested else ((), ())
    return RowCondition(tuple(inputs), tuple(cells), line.at)


def _answer(
    said: dict[str, str], cells: dict[str, Span], decision: DecisionDeclaration, row: Span
) -> Then:
    at = cells.get(decision.id, row)
    if decision.outputs:
        names = [output.name for output in decision.outputs]
        if said.get(names[0]) == "refer":
            return _refer(said, cells[names[0]])
        places = tuple(cells.get(name, row) for name in names)
        return Outputs(tuple((name, _said(name, said, cells)) for name in names), row, places)
    word, at = _said(decision.id, said, cells), cells.get(decision.id, row)
    return _refer(said, at) if word == "refer" else Word(word, at)


def _said(name: str, said: dict[str, str], cells: dict[str, Span]) -> str:
    """Give what a row answers; nothing where its table has no such column."""
    return said.get(name, ANY if name in cells else "")


def _refer(said: dict[str, str], at: Span) -> Refer:
    between = tuple(word.strip() for word in said.get("between", "").split(",") if word.strip())
    return Refer(said.get("suggests"), at, between)


def _text(cell: Span, mistakes: list[Diagnostic]) -> str:
    text = cell.text
    if len(text) < QUOTES or text[0] != '"' or text[-1] != '"':
        mistakes.append(say.table_cell(cell))
        return text.strip(_OTHER_QUOTES)
    return text[1:-1].replace('\\"', '"')
