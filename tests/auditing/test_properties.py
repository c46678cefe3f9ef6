"""What holds of any batch: counts add up, findings are kept whole, nothing small is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hocr_engine.auditing.figures.model import Cell, Report, Row, Table, Withheld
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.figures.withholding import LEAST, published
from hocr_engine.auditing.forms.forms import as_csv, as_markdown, as_text
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.judging.ledger import finding_of, line_of
from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.estimating.model import Count, Estimate, NotEstimable
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_json
from tests.auditing.batches import cells, scheme

words = st.text(max_size=8)
minutes = st.none() | st.integers(-100_000, 100_000)
judged: Final = st.builds(
    Judged,
    id=words,
    incident=words,
    unit=st.sampled_from(Unit),
    verdict=st.sampled_from(Verdict),
    entry=st.sampled_from(["8N", "19C", "49", "N100/01", ""]),
    code=words,
    record=words,
    found=st.sampled_from(["8N", "20A", "N100/01", ""]),
    found_code=words,
    matched=words,
    flags=st.frozensets(st.sampled_from(["domestic abuse", "alcohol"])),
    about=st.dictionaries(words, st.text(min_size=1, max_size=5), max_size=3),
    elapsed=minutes,
    over=minutes,
    later=words,
    rules=st.lists(words, max_size=3).map(tuple),
    mistakes=st.lists(words, max_size=2).map(tuple),
    ruled_by=words,
    ruled_because=words,
    cause=st.sampled_from(["", "knowledge"]),
)


@given(judged)
def test_a_finding_is_kept_whole(one: Judged) -> None:
    node, mistakes = read_json(Source(line_of(one)))

    assert mistakes == ()
    assert node is not None
    assert finding_of(node) == one


@given(st.lists(st.lists(judged, max_size=5), max_size=12), st.randoms())
def test_the_order_of_a_batch_changes_no_figure(batch: list[list[Judged]], random: object) -> None:
    first, second = Tally(scheme()), Tally(scheme())
    for one in batch:
        first.add(one)
    for one in reversed(batch):
        second.add(list(reversed(one)))

    assert as_text(report(first, Settings())) == as_text(report(second, Settings()))


@given(st.lists(st.lists(judged, max_size=5), max_size=12))
def test_the_verdicts_of_a_stream_add_up_to_all_that_is_in_it(batch: list[list[Judged]]) -> None:
    tally = Tally(scheme())
    for one in batch:
        tally.add(one)

    for stream in tally.streams.values():
        assert stream.verdicts.total() == stream.count.total
        assert stream.timed + stream.untimed == stream.count.having
        assert stream.by.total() == stream.timed
        assert stream.causes.total() == stream.count.total - stream.count.having
    assert tally.units.total() == sum(map(len, batch))


numbers = st.integers(0, 40)
figures: Final = st.one_of(
    numbers,
    numbers.flatmap(lambda n: st.builds(Count, having=st.integers(0, n), total=st.just(n))),
)
grids: Final = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(figures, min_size=width, max_size=width), max_size=5)
)


def table_of(grid: Sequence[Sequence[int | Count]]) -> Table:
    """Give a table of figures."""
    rows = tuple(
        Row(f"row {down}", tuple(Cell(f"{down}/{right}", one) for right, one in enumerate(row)))
        for down, row in enumerate(grid)
    )
    width = len(grid[0]) if grid else 0
    return Table("t", "T", ("", *map(str, range(width))), rows)


def parts(figure: int | Count) -> Iterator[int]:
    """Give the numbers that a figure tells."""
    if isinstance(figure, Count):
        yield from (figure.having, figure.total, figure.total - figure.having)
    else:
        yield figure


@given(grids)
def test_nothing_small_is_published_nor_given_away(grid: list[list[int | Count]]) -> None:
    (found,) = published(Report("R", (table_of(grid),))).tables
    hidden = [[cell.figure is Withheld.SMALL for cell in row.cells] for row in found.rows]

    for row, flags in zip(grid, hidden, strict=True):
        for figure, is_hidden in zip(row, flags, strict=True):
            assert is_hidden or not any(0 < part < LEAST for part in parts(figure))
    lines = [*zip(grid, hidden, strict=True), *_columns(grid, hidden)]
    for figures_of, withheld in lines:
        open_ones = [f for f, h in zip(figures_of, withheld, strict=True) if not h]
        alone = sum(withheld) == 1
        assert not alone or all(max(parts(one)) == 0 for one in open_ones)


def _columns(
    grid: list[list[int | Count]], hidden: list[list[bool]]
) -> Iterator[tuple[Sequence[int | Count], Sequence[bool]]]:
    yield from zip(zip(*grid, strict=True), zip(*hidden, strict=True), strict=True)


def test_a_rate_made_of_few_is_withheld_with_all_that_tells_it() -> None:
    few = Cell("violence/rate", Estimate(0.9, NotEstimable("small")), Count(18, 20))
    table = Table("t", "T", ("", "rate"), (Row("violence", (few,)),))
    (found,) = published(Report("R", (table,))).tables
    cell = found.rows[0].cells[0]

    assert (cell.figure, cell.of, shown(cell)) == (Withheld.SMALL, None, "[c]")


def test_what_is_withheld_so_that_no_sum_tells_the_few_is_told_by_no_share() -> None:
    rows = tuple(
        Row(head, (Cell(f"{head}/missing", few), Cell(f"{head}/rate", share, Count(40 - few, 40))))
        for head, few, share in (
            ("violence", 3, Estimate(0.925, NotEstimable("small"))),
            ("sexual", 6, Estimate(0.85, NotEstimable("small"))),
            ("other", 9, Estimate(0.775, NotEstimable("small"))),
        )
    )
    (found,) = published(Report("R", (Table("t", "T", ("", "missing", "rate"), rows),))).tables

    assert [[cell.figure is Withheld.SMALL for cell in row.cells] for row in found.rows] == [
        [True, True],
        [True, True],
        [False, False],
    ]
    assert found.rows[1].cells[1].of is None


def test_every_form_withholds() -> None:
    few = Table("t", "T", ("", "n"), (Row("violence", (Cell("violence/all", Count(3, 4)),)),))
    found = published(Report("R", (few,)))

    for form in (as_text, as_markdown, as_csv):
        assert "3 of 4" not in form(found)
        assert "c]" in form(found).replace("\\", "")


def test_no_cell_of_a_csv_is_taken_for_a_formula() -> None:
    table = Table("t", "=1+1", ("", "n"), (Row("@sum", (Cell("a/all", 7),)),))

    assert "\n'=1+1,'@sum," in as_csv(Report("R", (table,)))


def one(verdict: Verdict) -> Judged:
    """Give a crime of violence with a verdict."""
    return Judged("A/1", "A", Unit.CRIME, verdict, entry="8N", found="8N", elapsed=60, over=-60)


@pytest.mark.parametrize(
    ("verdicts", "recorded", "rate"),
    [
        ([], "0 of 0", "not estimable"),
        ([Verdict.RIGHT], "1 of 1", "100.0 % (2.5 to 100.0)"),
        ([Verdict.MISSING], "0 of 1", "0.0 % (0.0 to 97.5)"),
        ([Verdict.RIGHT] * 200, "200 of 200", "100.0 % (98.2 to 100.0)"),
        ([Verdict.MISSING] * 200, "0 of 200", "0.0 % (0.0 to 1.8)"),
    ],
    ids=["empty", "one right", "one missing", "all right", "all missing"],
)
def test_the_plainest_batches_have_these_figures(
    verdicts: list[Verdict], recorded: str, rate: str
) -> None:
    tally = Tally(scheme())
    for number, verdict in enumerate(verdicts):
        tally.add([evolve(one(verdict), id=f"{number}", incident=f"{number}")])
    found = cells(report(tally, Settings()))

    assert shown(found["violence/recorded"]) == recorded
    assert shown(found["violence/rate"]) == rate
    assert isinstance(found["overall/weighted/rate"].figure, NotEstimable)
