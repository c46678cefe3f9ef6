"""`hocr decide --out`: the same file by any number of processes, and after a stop."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from hocr_engine import read_incident_files
from hocr_engine.batching.files import Clerk
from hocr_engine.batching.read_unfinished import Unfinished
from hocr_engine.batching.tables import COLUMNS
from hocr_engine.cli import main
from tests.batching.garden_days import GARDEN, garden, incident, write_day

ROOT = Path(__file__).parents[2]
COUNT = 60
# The two lines that cannot be read, and every seventh incident.
BAD = 2 + COUNT // 7
PATIENCE = 60.0


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a file of incidents, in a folder of its own and read in small parts."""
    monkeypatch.setattr(read_incident_files, "CHUNK", 1_000)
    monkeypatch.chdir(tmp_path)
    write_day(tmp_path / "day.jsonl", COUNT)
    return tmp_path / "day.jsonl"


def decide(*words: str) -> int:
    """Run `hocr decide` by the rules for gardens."""
    return main(("decide", "--rules", str(GARDEN), *words))


def table(path: Path) -> list[dict[str, Any]]:
    """Give the rows of a Parquet file."""
    rows = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    assert isinstance(rows, list)
    return rows


def test_decisions_are_those_of_the_incidents_one_by_one_to_the_byte(day: Path) -> None:
    assert decide("day.jsonl", "--jobs", "1", "--out", "found.parquet") == 2

    decided = [row for row in table(Path("found.parquet")) if row["decision"] is not None]
    rulebook = garden()
    numbers = [number for number in range(1, COUNT + 1) if number % 7]
    one_by_one = [rulebook.decide(incident(number)).to_json() for number in numbers]
    assert [row["decision"] for row in decided] == one_by_one
    assert [row["incident"] for row in decided] == [f"G-{number}" for number in numbers]


def test_records_are_those_that_are_printed(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide("day.jsonl", "--format", "jsonl") == 2
    printed = capsys.readouterr().out
    assert decide("day.jsonl", "--out", "found.jsonl") == 2

    assert Path("found.jsonl").read_text("utf-8") == printed


def test_a_bad_record_is_a_row_with_its_place_and_the_fix(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decide("day.jsonl", "--out", "found.parquet")

    assert capsys.readouterr().out == (
        f"{COUNT + 2} incidents in found.parquet, {BAD} of them not decided\n"
    )
    bad = [row for row in table(Path("found.parquet")) if row["decision"] is None]
    assert len(bad) == BAD
    assert [(row["line"], row["number"], row["mistake"]) for row in bad[:2]] == [
        (5, 4, "json-value"),
        (9, 8, "not-an-answer"),
    ]
    assert bad[-1]["mistake"] == "file-not-utf-8"
    assert (bad[-1]["line"], bad[-1]["number"]) == (COUNT + 3, COUNT + 2)
    assert {row["file"] for row in bad} == {"day.jsonl"}
    assert bad[1]["message"] == "`plucked` is no answer for `done`"
    assert bad[1]["fix"] == "it is one of `trampled`, `picked`, `looked at`, `sniffed`"


def test_short_rows_have_the_same_actions_and_no_record(day: Path) -> None:
    decide("day.jsonl", "--jobs", "1", "--out", "whole.parquet")
    for out in ("short.parquet", "short.jsonl"):
        assert decide("day.jsonl", "--jobs", "3", "--short", "--out", out) == 2

    short = [{**row, "decision": None} for row in table(Path("whole.parquet"))]
    assert table(Path("short.parquet")) == short
    assert list(map(json.loads, Path("short.jsonl").read_text("utf-8").splitlines())) == short


@pytest.mark.parametrize("option", [("--short",), ("--jobs", "2")])
def test_what_is_about_a_file_needs_one(
    day: Path, option: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide(day.name, *option) == 2

    assert f"{option[0]} needs --out, the file to keep the" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["found.jsonl", "found.csv", "found.parquet"])
def test_any_number_of_processes_writes_the_same_file(day: Path, out: str) -> None:
    decide("day.jsonl", "--jobs", "1", "--out", out)
    alone = Path(out).read_bytes()
    decide("day.jsonl", "--jobs", "3", "--out", out)

    assert Path(out).read_bytes() == alone
    assert sorted(path.name for path in day.parent.iterdir()) == ["day.jsonl", out]


def test_a_table_says_the_same_as_csv(day: Path) -> None:
    for out in ("found.csv", "found.parquet"):
        decide("day.jsonl", "--out", out)
    with Path("found.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def as_text(row: dict[str, Any]) -> dict[str, str]:
        cells = {**row, "actions": "; ".join(row["actions"] or ())}
        return {name: "" if cell is None else str(cell) for name, cell in cells.items()}

    assert list(rows[0]) == list(COLUMNS)
    assert rows == [as_text(row) for row in table(Path("found.parquet"))]


@pytest.mark.parametrize("out", ["found.jsonl", "found.parquet"])
def test_a_run_that_was_stopped_goes_on_where_it_was(
    day: Path, out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    decide("day.jsonl", "--jobs", "1", "--out", out)
    whole = Path(out).read_bytes()
    Path(out).unlink()
    noting = Unfinished.add

    def stopped(self: Unfinished, found: Any) -> None:  # noqa: ANN401 -- whatever a part came to
        noting(self, found)
        if self.parts == 3:
            # What a part writes before it is noted down.
            self.file.write(b'{"half": ')
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Unfinished, "add", stopped)
        assert decide("day.jsonl", "--jobs", "1", "--out", out) not in (0, 2)
    assert not Path(out).exists()
    capsys.readouterr()
    decide("day.jsonl", "--jobs", "1", "--out", out)

    assert capsys.readouterr().err.startswith("going on after ")
    assert Path(out).read_bytes() == whole


def test_a_run_that_would_decide_otherwise_starts_anew(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = '{"run":{"strict":true},"bytes":9,"parts":2,"lines":20,"bad":0}'
    Path("found.jsonl.state").write_text(state, "utf-8")
    Path("found.jsonl.part").write_text("something of another run", "utf-8")
    decide("day.jsonl", "--out", "found.jsonl")

    assert capsys.readouterr().err == ""
    assert len(Path("found.jsonl").read_text("utf-8").splitlines()) == COUNT + 2


def test_a_run_that_is_killed_goes_on_and_leaves_no_process(tmp_path: Path) -> None:
    write_day(tmp_path / "year.jsonl", 3_000)
    words = ("-m", "hocr_engine.cli", "decide", "year.jsonl", "--jobs", "2")
    command = [sys.executable, *words, "--rules", str(GARDEN), "--out", "found.jsonl"]
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(command, cwd=tmp_path, env=here, process_group=0)
    state, ends = tmp_path / "found.jsonl.state", time.monotonic() + PATIENCE
    while not state.exists() and time.monotonic() < ends:
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    done = json.loads(state.read_text("utf-8"))["lines"]
    again = subprocess.run(
        command, cwd=tmp_path, env=here, capture_output=True, text=True, check=False
    )

    assert 0 < done < 3_002
    assert again.stderr == f"going on after {done:,} incidents decided before\n"
    found = (tmp_path / "found.jsonl").read_text("utf-8").splitlines()
    good = [json.loads(line)["incident"] for line in found if '"hocr.decision.v1"' in line]
    assert good == [f"G-{number}" for number in range(1, 3_001) if number % 7]
    while is_left(run.pid) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not is_left(run.pid)


def test_a_process_that_is_ended_from_outside_is_told(
    day: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Clerk, "__call__", lambda *_: os.kill(os.getpid(), signal.SIGKILL))

    assert decide("day.jsonl", "--jobs", "2", "--out", "found.jsonl") == 2
    assert capsys.readouterr().err == (
        "a process was ended from outside, most often for want of memory;"
        " the same command goes on from there, also with fewer --jobs\n"
    )


def is_left(group: int) -> bool:
    """Say whether a process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--out", "found.txt"), "`found.txt` ends in none of .jsonl, .csv, .parquet"),
        (("--jobs", "2"), "--jobs needs --out"),
        (("--out", "nowhere/found.csv"), "`nowhere/found.csv` cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(
    day: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert decide("day.jsonl", *words) == 2
    assert told in capsys.readouterr().err
