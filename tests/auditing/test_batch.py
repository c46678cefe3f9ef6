"""A force's own tables audited: joined, decided, each row used or listed, in every format alike."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve

from hocr_engine.auditing.batch.account import Account
from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.batch.desk import Desk, Outcome
from hocr_engine.auditing.batch.met import Met
from hocr_engine.auditing.batch.read_crimes import read_crimes
from hocr_engine.auditing.batch.read_parts import read_parts
from hocr_engine.auditing.batch.running import run
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.forms.forms import as_csv, as_markdown, as_text, report_data
from hocr_engine.auditing.judging.ledger import line_of
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.sheets.mapping import Mappings, crimes_as_they_stand
from hocr_engine.auditing.sheets.read_mapping import read_mapping
from tests.auditing.batches import HERE, scheme, table
from tests.decision.library import ROOT, rulebook

EXAMPLE: Final = ROOT / "audits" / "example"
EXPECTED: Final = table("example.expected.csv")
TOLD: Final = (HERE / "example.told.txt").read_text(encoding="utf-8").splitlines()
Rows = list[list[str]]


def mappings() -> Mappings:
    """Give the mapping of the example."""
    found, mistakes = read_mapping(EXAMPLE / "mapping.yaml")
    assert mistakes == ()
    assert found is not None
    return found


def rows_of(name: str) -> Rows:
    """Give the rows of a table of the example, its head first."""
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def audited(
    incidents: Path, crimes: Path, folder: Path, jobs: int = 1
) -> tuple[list[Outcome], list[str], Account]:
    """Give what became of each incident, what is wrong with crimes, and the account of both."""
    kept, maps = Crimes(folder / "kept.sqlite"), mappings()
    lines = list(read_crimes(crimes, maps.crimes, kept))
    desk = Desk(rulebook().book, scheme().facts, maps, kept)
    outcomes = list(run(desk, read_parts([(incidents, "")]), jobs))
    account = Account(Tally(scheme()), Met(folder / "met.sqlite"), kept, bad_crimes=len(lines))
    for one in outcomes:
        account.take(one)
    return outcomes, lines, account


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Outcome], list[str], Account]:
    folder = tmp_path_factory.mktemp("example")
    return audited(EXAMPLE / "incidents.csv", EXAMPLE / "crimes.csv", folder)


def findings(outcomes: Iterable[Outcome]) -> dict[str, Judged]:
    """Give every finding by its name; no two have one name."""
    found: dict[str, Judged] = {}
    for one in (judged for outcome in outcomes for judged in outcome.judged):
        assert found.setdefault(one.id, one) is one
    return found


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["finding"])
def test_a_finding_of_the_example_is_as_the_law_has_it(
    row: dict[str, str], example: tuple[list[Outcome], list[str], Account]
) -> None:
    found = findings(example[0])[row["finding"]]

    assert (found.unit.value, found.verdict.value) == (row["unit"], row["verdict"])
    assert f"{found.entry} {found.code}".strip() == row["due"]
    assert f"{found.found} {found.found_code}".strip() == row["found"]
    assert found.is_late is (row["late"] == "yes")


@pytest.mark.parametrize(
    ("finding", "matched"),
    [
        ("E-1001/allegation-1/assault", "same entry; same allegation"),
        ("E-1002/allegation-1/assault", ""),
        ("E-1004/allegation-1/rape-offence", "another class; same allegation"),
        ("E-1014/allegation-1/rape-offence", "another register; same allegation"),
        # A second record of one crime answers nothing that was due.
        ("E-1009/recorded/C/508", ""),
    ],
)
def test_every_match_says_what_it_rests_on(
    finding: str, matched: str, example: tuple[list[Outcome], list[str], Account]
) -> None:
    assert findings(example[0])[finding].matched == matched


def test_nothing_else_is_found(example: tuple[list[Outcome], list[str], Account]) -> None:
    assert set(findings(example[0])) == {row["finding"] for row in EXPECTED}


@pytest.mark.parametrize(
    ("stream", "known"),
    [("sex", 14), ("age", 14), ("ethnicity", 0), ("disability", 0), ("religion", 0)],
)
def test_what_is_known_of_victims_is_counted(
    stream: str, known: int, example: tuple[list[Outcome], list[str], Account]
) -> None:
    found = _tally(example[0]).streams[stream].count

    assert (found.having, found.total) == (known, 14)


def test_each_bad_row_is_told_with_its_file_row_column_and_fix(
    example: tuple[list[Outcome], list[str], Account],
) -> None:
    outcomes, lines, _ = example
    told = [*lines, *(line for one in outcomes for line in one.told)]

    assert [line.replace(f"{EXAMPLE}/", "") for line in told] == TOLD


def test_every_row_is_used_or_listed(example: tuple[list[Outcome], list[str], Account]) -> None:
    outcomes, _, account = example
    columns = mappings().crimes
    assert columns is not None
    left_over = [line.replace(f"{EXAMPLE}/", "") for line in account.left_over(columns)]
    used = {one.record for one in findings(outcomes).values()} - {""}

    assert left_over == [
        "crimes.csv: row 13, column `Incident`: crime-without-incident: the recorded crime `C/512`"
        " is of incident `E-1099`, which is not in the batch; add the incident, or leave the"
        " crime out"
    ]
    assert (len(rows_of("incidents.csv")) - 1, len(rows_of("crimes.csv")) - 1) == (16, 13)
    assert list(account.told())[:3] == [
        "16 incidents read: 14 audited, 2 left out, each listed with what is wrong",
        "13 recorded crimes read: 11 joined, 0 of an incident left out, 1 of no incident in the"
        " batch, 1 left out, each listed with what is wrong",
        "15 findings",
    ]
    assert len(used) == 11


def as_workbook(path: Path, rows: Rows) -> Path:
    """Write a table as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def as_parquet(path: Path, rows: Rows) -> Path:
    """Write a table as Parquet."""
    head, *body = rows
    columns = {name: [row[number] for row in body] for number, name in enumerate(head)}
    pq.write_table(pa.table(columns), path.with_suffix(".parquet"))
    return path.with_suffix(".parquet")


def as_tabs(path: Path, rows: Rows) -> Path:
    """Write a table with tabs between cells."""
    with path.with_suffix(".tsv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    return path.with_suffix(".tsv")


@pytest.mark.parametrize("write", [as_workbook, as_parquet, as_tabs])
def test_the_same_table_in_another_format_gives_the_same(
    write: Callable[[Path, Rows], Path],
    example: tuple[list[Outcome], list[str], Account],
    tmp_path: Path,
) -> None:
    incidents = write(tmp_path / "incidents", rows_of("incidents.csv"))
    crimes = write(tmp_path / "crimes", rows_of("crimes.csv"))
    outcomes, _, _ = audited(incidents, crimes, tmp_path)

    assert findings(outcomes) == findings(example[0])
    assert [one.is_bad for one in outcomes] == [one.is_bad for one in example[0]]


def test_any_number_of_jobs_gives_the_same(
    example: tuple[list[Outcome], list[str], Account], tmp_path: Path
) -> None:
    outcomes, _, _ = audited(EXAMPLE / "incidents.csv", EXAMPLE / "crimes.csv", tmp_path, jobs=2)

    assert outcomes == example[0]


def test_no_free_text_reaches_any_output(
    example: tuple[list[Outcome], list[str], Account],
) -> None:
    head, *body = rows_of("incidents.csv")
    notes = [row[head.index("Log")] for row in body]
    found = report(_tally(example[0]), Settings())
    outputs = "\n".join(
        (
            *(line_of(one) for one in findings(example[0]).values()),
            *(line for one in example[0] for line in one.told),
            *(form(found) for form in (as_text, as_markdown, as_csv)),
            json.dumps(report_data(found)),
        )
    )

    assert [note for note in notes if note and note in outputs] == []
    assert "Example says" not in outputs


def _tally(outcomes: Iterable[Outcome]) -> Tally:
    tally = Tally(scheme())
    for one in outcomes:
        if not one.is_bad:
            tally.add(one.judged)
    return tally


INCIDENT: Final = {
    "format": "hocr.incident.v1",
    "report": {"received_at": "2026-06-03 09:10", "by": {"capacity": "victim"}},
    "allegation": {
        "act": "assault",
        "injury": "some",
        "victim": {"age": 30},
        "offenders": {"members": "not established"},
        "event": {"from": "2026-06-02", "place": {"kind": "public", "force": "own force"}},
        "account": {"says": "happened"},
    },
}


def joined(folder: Path, incidents: Iterable[object], crimes: Iterable[object]) -> list[Outcome]:
    """Give what became of incidents and crimes in JSON Lines, without any mapping."""
    paths = folder / "incidents.jsonl", folder / "crimes.jsonl"
    for path, lines in zip(paths, (incidents, crimes), strict=True):
        path.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
    book, kept = rulebook().book, Crimes(folder / "kept.sqlite")
    columns = crimes_as_they_stand(book.vocabulary)
    assert list(read_crimes(paths[1], columns, kept)) == []
    desk = Desk(book, scheme().facts, evolve(Mappings(), crimes=columns), kept)
    return list(run(desk, read_parts([(paths[0], "")])))


def verdicts(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str, str]]:
    """Give incident, verdict and record of each finding."""
    for one in findings(outcomes).values():
        yield one.incident, one.verdict.value, one.record


def test_crimes_and_incidents_are_joined_many_to_many(tmp_path: Path) -> None:
    crime = {"id": "C1", "entry": "8N", "code": "008/06", "recorded_at": "2026-06-03 12:00"}
    found = joined(
        tmp_path,
        [{**INCIDENT, "id": name} for name in ("A", "B", "C")],
        [
            {**crime, "incident": "A"},
            {**crime, "incident": "B"},
            {**crime, "incident": "B", "id": "C2", "recorded_at": "2026-06-03 14:00"},
        ],
    )

    assert list(verdicts(found)) == [
        ("A", "recorded right", "C1"),
        ("B", "recorded right", "C1"),
        ("B", "duplicate", "C2"),
        ("C", "missing", ""),
    ]


def test_an_incident_without_crimes_in_a_batch_with_crimes_had_none_recorded(
    tmp_path: Path,
) -> None:
    found = joined(tmp_path, [{**INCIDENT, "id": "A"}], [])

    assert list(verdicts(found)) == [("A", "missing", "")]


def test_an_incident_that_tells_nothing_of_records_is_in_no_figure(tmp_path: Path) -> None:
    path = tmp_path / "incidents.jsonl"
    path.write_text(json.dumps({**INCIDENT, "id": "A"}), encoding="utf-8")
    outcomes = list(run(Desk(rulebook().book), read_parts([(path, "")])))
    tally = _tally(outcomes)

    assert [one.verdict.value for one in outcomes[0].judged] == ["what was recorded is not told"]
    assert tally.streams["all crime"].count.total == 0
    assert tally.left_open.total() == 1


def test_a_bad_line_is_listed_and_the_others_are_audited(tmp_path: Path) -> None:
    path = tmp_path / "incidents.jsonl"
    good = json.dumps({**INCIDENT, "id": "A", "recorded": []}).encode()
    path.write_bytes(b"\n".join((good, b'{"id": ', b"\xff\xfe", good.replace(b'"A"', b'"B"'))))
    outcomes = list(run(Desk(rulebook().book), read_parts([(path, "")])))

    assert [one.is_bad for one in outcomes] == [False, True, True, False]
    assert [one.incident for one in outcomes if not one.is_bad] == ["A", "B"]
    assert outcomes[1].told[0].startswith(f"{path}:2:")
    assert outcomes[2].told[0].startswith(f"{path}:3:")


def test_the_sample_of_a_file_is_told_of_all_its_incidents(tmp_path: Path) -> None:
    path = tmp_path / "incidents.jsonl"
    path.write_text(json.dumps({**INCIDENT, "id": "A", "recorded": []}), encoding="utf-8")
    outcomes = list(run(Desk(rulebook().book), read_parts([(path, "vulnerable people")])))
    tally = _tally(outcomes)

    assert tally.streams["vulnerable victims"].count.total == 1
    assert tally.streams["violence"].count.total == 0
