"""The sheet that auditors fill in: what it asks for, and the records that come back from it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from click.testing import CliRunner, Result

from hocr_engine.auditing.coding.read_coded import read_coded
from hocr_engine.auditing.coding.read_coding import bundled_coding, read_coding
from hocr_engine.auditing.coding.sheet import Coded, Sheet, codable, guide
from hocr_engine.auditing.judging.judging import judged
from hocr_engine.auditing.sheets.drafting import Known
from hocr_engine.cli.audit_sheet import command
from hocr_engine.decision import decide
from hocr_engine.incident.read import incident_of
from hocr_engine.vocabulary.model import FactType
from tests.auditing.batches import HERE
from tests.decision.library import rulebook

SHORT: Final = HERE / "coding.yaml"
FILLED: Final = HERE / "coded.csv"
# A value for each type of fact whose words are not listed.
VALUES: Final = {
    FactType.NUMBER: "3",
    FactType.DATE: "2026-06-02",
    FactType.DATE_AND_TIME: "2026-06-02 10:00",
}


@cache
def known() -> Mapping[str, Known]:
    """Give the facts that a sheet can ask for."""
    return codable(rulebook().book.vocabulary)


def sheet_of(path: Path) -> Sheet:
    """Give the sheet that a file asks for; nothing is wrong with it."""
    found, mistakes = read_coding(path, known())
    assert mistakes == ()
    assert found is not None
    return found


def read(path: Path) -> tuple[dict[str, dict[str, object]], list[str]]:
    """Give the incidents that come back from a sheet, by their ids, and what is wrong."""
    records, told = dict[str, dict[str, object]](), []
    for one in read_coded(path, sheet_of(SHORT), rulebook().book.vocabulary):
        if isinstance(one, str):
            told.append(one.replace(f"{path.parent}/", ""))
        else:
            records[str(one["id"])] = one
    return records, told


def test_each_row_comes_back_as_an_allegation_of_its_incident() -> None:
    records, _ = read(FILLED)
    place = {"kind": "private dwelling", "force": "own force"}
    shared = {
        "act": "assault",
        "account": {"says": "happened"},
        "event": {"from": "2026-06-02", "place": place},
        "offenders": {"members": "not established"},
    }

    assert list(records) == ["E-1", "E-2"]
    assert records["E-1"] == {
        "format": "hocr.incident.v1",
        "id": "E-1",
        "report": {"received_at": "2026-06-03 09:10", "by": {"capacity": "victim"}},
        "allegations": [
            {**shared, "injury": "some", "victim": {"age": "34"}},
            {**shared, "injury": "none", "victim": {"age": "12"}},
        ],
    }


def test_what_comes_back_is_decided() -> None:
    book = rulebook().book
    incident, mistakes = incident_of(read(FILLED)[0]["E-1"], book.vocabulary)
    assert incident is not None, mistakes
    due = sorted(one.entry for one in judged(decide(book, incident), (), {}))

    # A bruise is an assault with injury; the other, on another victim, one without.
    assert due == ["105A", "8N"]


def test_an_incident_with_a_bad_row_is_left_out_whole_and_each_row_is_told() -> None:
    _, told = read(FILLED)
    places = [line.partition(": ")[2].split(": ")[:2] for line in told]

    assert [(place.split(": ")[0], code) for place, code in places] == [
        ("row 7, column `allegation.act`", "row-without-key"),
        ("row 10, column `incident`", "row-without-key"),
        ("row 5, column `allegation.injury`", "not-an-answer"),
        ("row 6, column `incident`", "incident-left-out"),
        ("row 9, column `report.received_at`", "rows-differ"),
    ]


@pytest.mark.parametrize("column", ["Notes", "allegation.victim.family", "allegation.injuries"])
def test_a_column_that_no_sheet_has_is_refused(column: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    head, *rows = FILLED.read_text(encoding="utf-8").splitlines()
    lines = [f"{head},{column}", *(f"{row}," for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    records, told = read(path)

    assert records == {}
    assert [f"not-codable: a coding sheet cannot ask for `{column}`" in line for line in told] == [
        True
    ]


def test_a_sheet_without_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("incident,allegation.act\nE-1,assault\n", encoding="utf-8")
    records, told = read(path)

    assert records == {}
    assert all("no-such-column" in line for line in told)
    assert len(told) == len(sheet_of(SHORT).columns) - 1


def test_no_free_text_can_be_asked_for() -> None:
    assert [path for path, one in known().items() if one.fact.type is FactType.TEXT] == []


def is_told_by_type(path: str) -> bool:
    """Say whether any value of its type will do for a fact, and not only a code of a list."""
    return known()[path].fact.type is not FactType.CODE


@pytest.mark.parametrize("path", sorted(filter(is_told_by_type, known())))
def test_whatever_a_sheet_can_ask_for_comes_back(path: str, tmp_path: Path) -> None:
    fact = known()[path].fact
    head = ("report.received_at", "report.by.capacity", "allegation.act")
    columns = tuple(Coded(name, known()[name].fact) for name in dict.fromkeys((*head, path)))
    value = next(iter(Coded(path, fact).choices), VALUES.get(fact.type, ""))
    cells = {
        "incident": "E-1",
        **dict(zip(head, ("2026-06-03 09:10", "victim", "assault"), strict=True)),
        path: value,
    }
    file = tmp_path / "sheet.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows((cells.keys(), cells.values()))
    sheet = Sheet("One", columns)
    (found,) = read_coded(file, sheet, rulebook().book.vocabulary)

    assert not isinstance(found, str), found
    assert json.dumps(Coded(path, fact).values.get(value, value)) in json.dumps(found)


@pytest.fixture(scope="module")
def shipped() -> Sheet:
    return sheet_of(bundled_coding())


def test_the_guide_tells_of_each_column_what_it_takes(shipped: Sheet) -> None:
    lines = {line[0]: line[1:] for line in guide(shipped)}

    assert tuple(lines)[1:] == shipped.head
    assert lines["allegation.victim.age"] == (
        "How old was the victim when it happened?",
        "number (years), or: not established",
        "no",
    )
    assert lines["allegation.injury"][1] == "one of: serious; some; none"
    assert lines["allegation.act"][2] == "yes"


def run(*arguments: str | Path) -> Result:
    """Run the command on what it is given."""
    return CliRunner().invoke(command, list(map(str, arguments)), standalone_mode=False)


def test_a_workbook_offers_the_words_and_comes_back_as_the_table_does(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sheet.xlsx"
    assert run("--facts", SHORT, "--out", path).return_value == 0
    book = openpyxl.load_workbook(path)
    coding, words = book["Coding"], book["Choices"]
    offers = {str(one.sqref): one.formula1 for one in coding.data_validations.dataValidation}
    head, *rows = csv.reader(io.StringIO(FILLED.read_text(encoding="utf-8")))

    assert [cell.value for cell in coding[1]] == head
    # The act is the fourth column, and the third fact.
    last = len(sheet_of(SHORT).columns[2].choices) + 1
    assert offers["D2:D2000"] == f"Choices!$C$2:$C${last}"
    assert words.cell(row=1, column=3).value == "allegation.act"
    for row in rows:
        coding.append(row)
    book.save(path)
    assert read(path)[0] == read(FILLED)[0]


def test_the_command_reads_a_sheet_back_as_incidents_one_a_line() -> None:
    result = run("--facts", SHORT, "--read", FILLED)

    assert result.return_value == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["E-1", "E-2"]
    assert len(result.stderr.splitlines()) == 5


def test_a_sheet_that_is_neither_table_nor_workbook_is_refused(tmp_path: Path) -> None:
    assert "name a file that ends in .csv or .xlsx" in str(
        run("--out", tmp_path / "sheet.pdf").exception
    )
