"""Streams carried over from an earlier audit: marked, traceable, and never mixed with new ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve

from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.judging.ledger import line_of
from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.cli import main
from tests.auditing.batches import cells, scheme

STREAM: Final = "cancelled rape"
# All twenty cancellations of rape looked at in 2017 were right, and stood in 2019 as well.
REQUEST: Final = Judged(
    "I-0/request",
    "I-0",
    Unit.REQUEST,
    Verdict.VALID,
    "19C",
    about={"request.type": "cancel", "request.decided_by": "accredited registrar"},
)
EARLIER: Final = tuple(evolve(REQUEST, id=f"I-{n}/request", incident=f"I-{n}") for n in range(20))
BURGLARY: Final = Judged("I-9/crime", "I-9", Unit.CRIME, Verdict.MISSING, "28E")


def written(folder: Path, name: str, findings: Sequence[Judged]) -> Path:
    """Write findings as an audit keeps them."""
    path = folder / name
    path.write_text("".join(f"{line_of(one)}\n" for one in findings), encoding="utf-8")
    return path


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    path = tmp_path / "batch.jsonl"
    path.write_text("", encoding="utf-8")
    return path


def tables_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Give the tables that were printed as JSON, by their ids."""
    return {one["id"]: one for one in json.loads(capsys.readouterr().out)["tables"]}


def test_a_stream_is_carried_over_and_marked(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = written(tmp_path, "audit-2017.jsonl", (BURGLARY, *EARLIER))
    given = ["--carry-over", STREAM, str(earlier), "--format", "json"]

    assert main(["audit", "run", str(batch), *given]) == 0
    table = tables_of(capsys)["cancellations"]
    (row,) = (one for one in table["rows"] if one["cells"][0]["cell"] == f"{STREAM}/recorded")

    assert (row["head"], row["cells"][0]["shown"]) == ("Rape cancelled, carried over", "20 of 20")
    assert "Rape cancelled: carried over from audit-2017.jsonl, an earlier audit" in table["notes"]
    others = [one["cells"][0]["shown"] for one in table["rows"] if one is not row]
    assert set(others) == {"0 of 0"}


def test_its_figure_leads_to_the_earlier_findings(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = written(tmp_path, "audit-2017.jsonl", (BURGLARY, *EARLIER))
    kept = tmp_path / "findings.jsonl"
    given = ["--carry-over", STREAM, str(earlier), "--findings", str(kept)]
    assert main(["audit", "run", str(batch), *given]) == 0
    capsys.readouterr()

    assert main(["audit", "cell", str(kept), f"{STREAM}/recorded"]) == 0
    assert capsys.readouterr().out.endswith(f"{STREAM}/recorded: 20 findings\n")
    assert main(["audit", "cell", str(kept), "cancelled by the registrar/all"]) == 0
    assert capsys.readouterr().out == "cancelled by the registrar/all: 0 findings\n"


def test_what_was_carried_over_before_keeps_its_first_source(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "audit-2017.jsonl", EARLIER)
    for name in ("audit-2018.jsonl", "audit-2019.jsonl"):
        given = ["--carry-over", STREAM, str(path), "--findings", str(tmp_path / name)]
        assert main(["audit", "run", str(batch), *given, "--format", "json"]) == 0
        path = tmp_path / name
        notes = tables_of(capsys)["cancellations"]["notes"]

        assert "Rape cancelled: carried over from audit-2017.jsonl, an earlier audit" in notes


def test_what_the_batch_has_itself_of_a_stream_carried_over_is_set_aside_and_told() -> None:
    tally = Tally(scheme())
    for one in EARLIER:
        tally.carry([evolve(one, carried=STREAM, carried_from="audit-2017.jsonl")])
    tally.add([evolve(REQUEST, verdict=Verdict.INVALID, rules=("c2",))])
    found = report(tally, Settings())
    (table,) = (one for one in found.tables if one.id == "cancellations")

    assert shown(cells(found)[f"{STREAM}/recorded"]) == "20 of 20"
    assert shown(cells(found)["cancelled by the registrar/recorded"]) == "0 of 1"
    assert (
        "Rape cancelled: carried over from audit-2017.jsonl, an earlier audit; 1 finding of this"
        " batch not counted in it"
    ) in table.notes
    assert tally.incidents == 1


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        ("cancelled rapes", "there is no stream `cancelled rapes`; did you mean `cancelled rape`?"),
        ("cancelled robbery", "has no finding of the stream `cancelled robbery`"),
    ],
)
def test_what_cannot_be_carried_over_is_refused(
    stream: str, told: str, batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = written(tmp_path, "audit-2017.jsonl", EARLIER)

    assert main(["audit", "run", str(batch), "--carry-over", stream, str(earlier)]) == 2
    assert told in " ".join(capsys.readouterr().err.split())
