"""Two audits compared: the two inspections as printed, and whatever else is given as an audit."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from attrs import evolve

from hocr_engine.auditing.comparing.comparing import compared, published
from hocr_engine.auditing.comparing.read_shares import read_shares
from hocr_engine.auditing.comparing.shares import Share, Shares, ShareTable, shares_of
from hocr_engine.auditing.figures.model import Cell, Report, Withheld
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.forms.charts import chart_of
from hocr_engine.auditing.forms.forms import as_csv, as_markdown, as_text, report_data
from hocr_engine.auditing.forms.page import as_page
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.forms.workbook import as_workbook
from hocr_engine.auditing.judging.ledger import line_of
from hocr_engine.auditing.scheme.model import Frame
from hocr_engine.cli import main
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.estimating.intervals import printed
from hocr_engine.estimating.model import Count, Estimate, Interval, NotEstimable
from hocr_engine.estimating.strata import Mode
from tests.auditing.batches import HERE, batch, cells, frame, scheme, table, tally_of
from tests.pages.browser import Look, axe, browser, faults_of
from tests.pages.structure import faults, text_of

LATER: Final = "lancashire-2019"
EARLIER: Final = HERE / "lancashire-2017.json"
DOCUMENT: Final = HERE / "compared.md"
SECTION: Final = re.compile(
    r"^## ([^\n]+)\n\n```\w+\n(.*?)^```\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL
)
SECTIONS: Final = SECTION.findall(DOCUMENT.read_text(encoding="utf-8"))


def tables_of_2019(mode: Mode = Mode.HMICFRS) -> Report:
    """Give the tables of the later audit."""
    return report(tally_of(f"{LATER}.csv"), Settings(mode, frame=frame(LATER)), ("all looked at",))


def read(path: Path, settings: Settings | None = None) -> Shares:
    """Give an audit whose file is sound."""
    found, mistakes = read_shares(path, scheme(), settings or Settings())
    assert mistakes == ()
    assert found is not None
    return found


def findings_of_2019(folder: Path) -> Path:
    """Give the findings of the later audit as a file."""
    path = folder / "2019.jsonl"
    lines = (f"{line_of(one)}\n" for incident in batch(f"{LATER}.csv") for one in incident)
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def inspections() -> Report:
    return compared(read(EARLIER), shares_of(tables_of_2019()), frame(LATER))


@pytest.mark.parametrize(
    "row", table("lancashire-compared.csv"), ids=lambda row: f"{row['cell']} {row['shown']}"
)
def test_the_two_inspections_differ_as_printed(row: dict[str, str], inspections: Report) -> None:
    assert shown(cells(inspections)[row["cell"]]) == row["shown"]


def test_what_the_earlier_audit_alone_has_is_named(tmp_path: Path) -> None:
    path = tmp_path / "2017.json"
    told = EARLIER.read_text(encoding="utf-8")
    told = told.replace("cancelled robbery/", "slavery/").replace("Robbery cancelled", "Slavery")
    path.write_text(told, encoding="utf-8")
    found = compared(read(path), shares_of(tables_of_2019()), frame(LATER))

    assert "the earlier audit alone has Slavery" in found.caveats


def test_what_was_not_looked_at_again_has_no_difference(inspections: Report) -> None:
    assert shown(cells(inspections)["cancelled robbery/share/difference"]) == "not estimable"


def test_a_comparison_says_how_both_are_to_be_read(inspections: Report) -> None:
    assert "The rate of all crime is as printed" in " ".join(inspections.caveats)
    assert inspections.left_out == ("before: 1,438 crimes looked at", "after: all looked at")


def test_tables_as_json_and_findings_give_the_same_shares(tmp_path: Path) -> None:
    path = tmp_path / "2019.json"
    path.write_text(json.dumps(report_data(tables_of_2019())), encoding="utf-8")
    counted = read(findings_of_2019(tmp_path), Settings(frame=frame(LATER)))

    assert read(path).tables == shares_of(tables_of_2019()).tables
    assert counted.tables == shares_of(tables_of_2019()).tables
    assert counted.left_out == ("1,227 incidents audited, 1,227 findings",)


def test_an_audit_does_not_differ_from_itself() -> None:
    same = shares_of(tables_of_2019())
    found = cells(compared(same, same, frame(LATER)))
    figures = [cell.figure for cell in found.values() if cell.is_difference]
    rises = [one for one in figures if isinstance(one, Estimate)]

    assert len(rises) > 10
    assert {one for one in figures if one not in rises} == {NotEstimable("nothing was counted")}
    for rise in rises:
        assert rise.value == 0
        assert isinstance(rise.interval, Interval)
        assert rise.interval.low <= 0 <= rise.interval.high
    added = found["violence/rate/recorded in addition a year"].figure
    assert isinstance(added, Estimate)
    assert added.value == 0


def test_the_two_modes_are_never_mixed_in_one_interval() -> None:
    before, after = shares_of(tables_of_2019(Mode.DESIGN)), shares_of(tables_of_2019())
    found = cells(compared(before, after, Frame()))["violence/rate/difference"].figure

    assert isinstance(found, Estimate)
    assert isinstance(found.interval, NotEstimable)
    assert found.interval.why.startswith("one rate has its interval as inspectors print it")


def test_nothing_is_recorded_in_addition_where_a_year_is_not_known() -> None:
    same = shares_of(tables_of_2019())
    found = cells(compared(same, same, Frame()))

    for name in ("violence/rate", "overall/weighted/rate"):
        assert isinstance(found[f"{name}/recorded in addition a year"].figure, NotEstimable)


def _audit(**counts: Count) -> Shares:
    """Give an audit with some counts by name."""
    shares = tuple(
        Share(f"{name}/rate", name, count, printed(count)) for name, count in counts.items()
    )
    return Shares("An audit", (ShareTable("t", "T", shares),))


def test_nothing_that_tells_of_few_is_published_nor_made_of_it() -> None:
    before = _audit(few=Count(3, 40), much=Count(30, 80), more=Count(35, 90))
    after = _audit(few=Count(20, 40), much=Count(40, 80), more=Count(45, 90))
    report = published(compared(before, after, Frame(recorded_a_year=100)))
    found = cells(report)

    for cell in ("before counted", "before", "difference", "recorded in addition a year"):
        assert found[f"few/rate/{cell}"].figure is Withheld.SMALL
    # What is withheld beside it, so that no sum tells it, takes its share and its difference along.
    assert found["much/rate/before counted"].figure is Withheld.SMALL
    assert found["much/rate/before"].figure is Withheld.SMALL
    assert found["much/rate/difference"].figure is Withheld.SMALL
    for written in (as_text(report), as_csv(report), json.dumps(report_data(report))):
        assert not re.search(r"3 of 40|\b3,40\b|7\.5 %|0\.075|30 of 80|37\.5 %", written)
    assert _is_shown(found["more/rate/difference"])


def _is_shown(cell: Cell) -> bool:
    return isinstance(cell.figure, Estimate)


def test_what_an_audit_withholds_stays_withheld() -> None:
    before = _audit(few=Count(30, 40))
    hidden = evolve(before.tables[0].shares[0], count=None, figure=Withheld.SMALL)
    before = evolve(before, tables=(evolve(before.tables[0], shares=(hidden,)),))
    found = cells(compared(before, _audit(few=Count(20, 40)), Frame()))

    for cell in ("before counted", "before", "difference", "recorded in addition a year"):
        assert found[f"few/rate/{cell}"].figure is Withheld.SMALL
    assert shown(found["few/rate/after counted"]) == "20 of 40"


def test_every_form_tells_a_comparison(inspections: Report) -> None:
    page = as_page(inspections)
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(inspections)))
    numbers = {row[3]: row for row in book["Figures"].iter_rows(values_only=True)}
    lines = {row[3]: row for row in csv.reader(io.StringIO(as_csv(inspections))) if len(row) > 3}
    rise = "+9.0 points (+6.6 to +11.4)"

    assert faults(page) == []
    for written in (as_text(inspections), as_markdown(inspections), text_of(page)):
        assert rise in written
    # A spreadsheet takes what begins with a plus for a formula.
    assert lines["overall/weighted/rate/difference"][4] == f"'{rise}"
    assert numbers["overall/weighted/rate/difference"][4] == f"'{rise}"


def test_a_chart_of_a_comparison_tells_before_from_after_in_words_and_shape(
    inspections: Report,
) -> None:
    chart = chart_of(inspections.tables[0])

    assert chart is not None
    marks = [mark for mark in chart.marks if mark.words[0] == "weighted"]
    assert [mark.words[1] for mark in marks] == ["before: 84.3 % ± 1.86", "after: 93.3 % ± 1.48"]
    assert [mark.is_hollow for mark in marks] == [True, False]


@pytest.mark.slow
@pytest.mark.skipif(browser() is None or axe() is None, reason="no browser, or no axe")
def test_a_browser_finds_nothing_wrong_with_a_comparison(
    inspections: Report, tmp_path: Path
) -> None:
    looks = [Look(f"{width} wide", as_page(inspections), width) for width in (320, 1280)]

    assert {name: found for name, found in faults_of(looks, tmp_path).items() if found} == {}


def told(one: Diagnostic) -> str:
    """Give what is said of a file, on one line."""
    return f"{one.at.line}:{one.at.column} {one.code}: {one.message}; {one.help}"


@pytest.mark.parametrize(("name", "text", "expected"), SECTIONS, ids=[one[0] for one in SECTIONS])
def test_it_is_told_what_is_wrong_with_an_audit(
    name: str, text: str, expected: str, tmp_path: Path, record: bool
) -> None:
    path = tmp_path / "audit"
    path.write_text(text, encoding="utf-8")
    found, mistakes = read_shares(path, scheme(), Settings())
    left = "nothing is left" if found is None else "; ".join(found.left_out)
    lines = "".join(f"{line}\n" for line in (*map(told, mistakes), left))
    if record and lines != expected:
        document = DOCUMENT.read_text(encoding="utf-8")
        old, new = (f"## {name}\n\n{_blocks(document, name)}{one}```" for one in (expected, lines))
        DOCUMENT.write_text(document.replace(old, new), encoding="utf-8")
        return

    assert lines == expected


def _blocks(document: str, name: str) -> str:
    """Give what stands in a document between the heading of a section and what is told."""
    _, _, rest = document.partition(f"## {name}\n\n")
    block, _, _ = rest.partition("```\n\n```text\n")
    return f"{block}```\n\n```text\n"


def test_a_file_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    found, (mistake,) = read_shares(tmp_path / "gone.json", scheme(), Settings())

    assert found is None
    assert mistake.code == "file-not-found"


def test_the_command_compares_findings_and_tells_of_incidents_in_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, page = findings_of_2019(tmp_path), tmp_path / "compared.html"
    weights = str(HERE / f"{LATER}.frame.yaml")
    same = ["audit", "compare", str(path), str(path), "--frame", weights, "--frame-before", weights]

    assert main([*same, "--format", "html", "--out", str(page)]) == 0
    assert capsys.readouterr().out == ""
    assert "1,227 incidents in both audits" in text_of(page.read_text(encoding="utf-8"))


def test_the_command_goes_on_without_bad_lines_and_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, bad = findings_of_2019(tmp_path), tmp_path / "bad.jsonl"
    bad.write_text(path.read_text(encoding="utf-8") + '{"format":"x"}\n', encoding="utf-8")

    assert main(["audit", "compare", str(EARLIER), str(bad)]) == 2
    told = capsys.readouterr()
    assert "not-a-finding" in told.err
    assert "after: 1 row left out" in told.out


def test_the_command_gives_up_where_a_file_is_no_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")

    assert main(["audit", "compare", str(EARLIER), str(bad)]) == 2
    assert capsys.readouterr().out == ""
