"""The tables of 2019 from full records: what should have been recorded comes from the rules."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from benchmarks.made_up_batch import MAIN, TABLE, Made, batch, write
from hocr_engine.auditing.batch.desk import Desk, Lines
from hocr_engine.auditing.figures.model import Cell
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.model import Judged
from hocr_engine.cli import main
from tests.auditing.batches import HERE, cells, frame, scheme, table
from tests.decision.library import rulebook

NAME: Final = "lancashire-2019"
EXPECTED: Final = table(f"{NAME}.expected.csv")
SAMPLES: Final = 7


def one_of_each() -> Iterator[tuple[int, Made]]:
    """Give the first incident of each line of the table, with how many there are of it."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        numbers = [int(row["number"]) for row in csv.DictReader(lines)]
    made = list(batch())
    for place, number in enumerate(numbers):
        yield number, made[sum(numbers[:place])]


def judged(one: Made) -> tuple[Judged, ...]:
    """Give what is judged in a made-up incident."""
    desk = Desk(rulebook().book, scheme().facts)
    (outcome,) = desk.outcomes(Lines("made-up", 0, one.line, one.sample))
    assert outcome.told == ()
    return outcome.judged


@cache
def figures() -> dict[str, Cell]:
    """Give the figures of the batch, each kind of incident decided once."""
    tally = Tally(scheme())
    for number, made in one_of_each():
        found = judged(made)
        for _ in range(number):
            tally.add(found)
    return cells(report(tally, Settings(frame=frame(NAME))))


def test_no_record_holds_an_answer() -> None:
    told = {key for _, made in one_of_each() for key in json.loads(made.line)}

    assert told & {"verdict", "expected", "entry", "class", "register", "actions"} == set()
    assert {made.sample for _, made in one_of_each()} >= {MAIN, "rape", "N100 reviewed"}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["cell"])
def test_a_figure_of_the_made_up_batch_is_as_printed(row: dict[str, str]) -> None:
    assert shown(figures()[row["cell"]]) == row["shown"]


@pytest.mark.slow
def test_the_whole_batch_gives_the_printed_tables_in_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = write(tmp_path)
    assert len(samples) == SAMPLES
    named = [word for name, path in samples.items() for word in ("--apart", name, str(path))]
    given = ["--frame", str(HERE / f"{NAME}.frame.yaml"), "--format", "json"]

    assert main(["audit", "run", *named, *given]) == 0
    data = json.loads(capsys.readouterr().out)
    found = {
        cell["cell"]: cell["shown"]
        for one in data["tables"]
        for row in one["rows"]
        for cell in row["cells"]
    }
    assert {row["cell"]: found[row["cell"]] for row in EXPECTED} == {
        row["cell"]: row["shown"] for row in EXPECTED
    }
    assert data["left_out"][:2] == [
        "1,220 incidents read: 1,220 audited, none left out",
        "1,227 findings",
    ]
