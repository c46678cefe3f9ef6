"""The page and the workbook of an audit: sound, and saying all that the tables say."""

from __future__ import annotations

import io
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Final

import openpyxl
import pytest

from hocr_engine.auditing.figures.model import Cell, Report, Row, Table
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.figures.withholding import published
from hocr_engine.auditing.forms.charts import EDGE, LINE, SPAN, chart_of
from hocr_engine.auditing.forms.page import as_page
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.forms.workbook import WorkbookLibraryError, as_workbook
from hocr_engine.cli import main
from hocr_engine.estimating.model import Count
from tests.auditing.batches import cells, frame, scheme, tally_of
from tests.pages.browser import Look, axe, browser, faults_of
from tests.pages.structure import faults, text_of

NAME: Final = "lancashire-2019"
WIDTHS: Final = (320, 1280)


@pytest.fixture(scope="module")
def audited() -> Report:
    return report(
        tally_of(f"{NAME}.csv"), Settings(frame=frame(NAME)), ("1,227 incidents audited",)
    )


def test_the_page_is_sound(audited: Report) -> None:
    assert faults(as_page(audited)) == []
    assert faults(as_page(published(audited))) == []
    assert faults(as_page(report(Tally(scheme()), Settings(), ("nothing audited",)))) == []


def test_the_page_says_every_figure_note_and_caveat(audited: Report) -> None:
    text = " ".join(text_of(as_page(audited)).split())

    for cell in cells(audited).values():
        assert shown(cell) in text
    for told in (
        *audited.left_out,
        *audited.caveats,
        *(n for t in audited.tables for n in t.notes),
    ):
        assert " ".join(told.split()) in text


def test_what_is_withheld_is_in_no_page_and_no_chart() -> None:
    few = Row("a few", (Cell("few/by", Count(3, 4)),))
    many = Row("many", (Cell("many/by", Count(30, 40)),))
    found = Report("R", (Table("t", "T", ("", "by"), (few, many), drawn=(0,)),))
    (table,) = published(found).tables
    page = as_page(published(found))

    assert chart_of(table) is None
    assert "3 of 4" not in page
    # The other is withheld as well, so that no sum tells the few.
    assert "30 of 40" not in page


def test_a_chart_has_its_points_where_the_shares_are(audited: Report) -> None:
    chart = chart_of(audited.tables[0])

    assert chart is not None
    last = chart.marks[-1]
    assert last.words == ("weighted", "93.3 % ± 1.48")
    assert last.at == pytest.approx(EDGE + SPAN * 0.933, abs=0.02)
    assert last.high - last.low == pytest.approx(SPAN * 2 * 0.0148, abs=0.02)
    assert all(EDGE <= mark.low <= mark.at <= mark.high <= EDGE + SPAN for mark in chart.marks)


def test_marks_of_a_chart_lie_below_their_words_and_above_the_next() -> None:
    rows = tuple(
        Row("A stream whose title needs more than one line", (Cell("a/by", Count(1, 2)),))
        for _ in range(3)
    )
    chart = chart_of(Table("t", "T", ("", "by"), rows, drawn=(0,)))

    assert chart is not None
    for one, other in pairwise(chart.marks):
        assert len(one.words) == 3
        assert one.top + 3 * LINE < one.track < other.top
    assert chart.marks[-1].track < chart.height


def test_every_drawing_has_words_for_those_who_cannot_see_it(audited: Report) -> None:
    drawings = re.findall(r"<svg .*?</svg>", as_page(audited), re.DOTALL)

    # A table of which nothing can be estimated, as where no victim's age is known, has no drawing.
    empty = {"sex", "age"}
    assert len(drawings) == sum(bool(one.drawn) for one in audited.tables if one.id not in empty)
    for one in drawings:
        assert 'role="img"' in one
        (title,) = re.findall(r'<title id="([^"]+)">[^<]+: a chart of shares in per cent<', one)
        (about,) = re.findall(r'<desc id="([^"]+)">[^<]+</desc>', one)
        assert f' aria-labelledby="{title} {about}"' in one


def test_hostile_words_of_a_scheme_are_text_on_the_page() -> None:
    table = Table("t", "<script>x</script>", ("", "n"), (Row("<b>", (Cell("a/all", 7),)),))
    page = as_page(Report("<i>", (table,)))

    assert "<script>x" not in page
    assert "<b>" not in page


def test_the_workbook_holds_every_table_and_every_figure(audited: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(audited)))
    *sheets, numbers, about = book.worksheets

    assert len(sheets) == len(audited.tables)
    for sheet, table in zip(sheets, audited.tables, strict=True):
        rows = list(sheet.iter_rows(min_row=3, max_row=2 + len(table.rows), values_only=True))
        for found, row in zip(rows, table.rows, strict=True):
            told = [str(one) for one in found if one is not None]
            expected = [row.head, *(str(c.figure) if isinstance(c.figure, int) else shown(c)
                                    for c in row.cells)]  # fmt: skip
            assert told == expected
    assert numbers.title == "Figures"
    assert numbers.max_row == 1 + sum(len(r.cells) for t in audited.tables for r in t.rows)
    assert about.title == "About"


def test_without_its_library_a_workbook_says_what_to_install(
    audited: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(WorkbookLibraryError, match=r"pip install 'hocr_engine\[tables\]'"):
        as_workbook(audited)


def test_a_workbook_is_written_to_a_file_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "run", "nowhere.jsonl", "--format", "xlsx"]) == 2
    assert "add `--out FILE.xlsx`" in capsys.readouterr().err


def test_a_page_is_put_into_the_file_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch, page = tmp_path / "nothing.jsonl", tmp_path / "audit.html"
    batch.write_text("", encoding="utf-8")

    assert main(["audit", str(batch), "--format", "html", "--out", str(page)]) == 0
    assert capsys.readouterr().out == ""
    assert faults(page.read_text(encoding="utf-8")) == []


@pytest.mark.slow
@pytest.mark.skipif(browser() is None or axe() is None, reason="no browser, or no axe")
def test_a_browser_finds_nothing_wrong_with_the_page(audited: Report, tmp_path: Path) -> None:
    looks = [Look(f"{width} wide", as_page(audited), width) for width in WIDTHS]

    assert {name: found for name, found in faults_of(looks, tmp_path).items() if found} == {}
