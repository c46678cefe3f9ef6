"""`hocr replay` matches records with incidents, and ends with the code that says how it went."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from hocr_engine.cli import main
from tests.keeping.records import GARDEN, HERE, another_garden, book_of, facts_of, made

PICKED: Final = facts_of(HERE / "garden.yaml")
RULES: Final = ("--rules", str(GARDEN))


def records(*ids: str, **changes: Any) -> str:  # noqa: ANN401
    """Give a line for each of some incidents that are alike."""
    found = ({**made({**PICKED, "id": one}, book_of(GARDEN)), **changes} for one in ids)
    return "".join(json.dumps(one) + "\n" for one in found)


def incidents(*ids: str) -> str:
    """Give some incidents that are alike, one on each line."""
    return "".join(json.dumps({**PICKED, "id": one}) + "\n" for one in ids)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder to work in, with three incidents."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "incidents.jsonl").write_text(incidents("A", "B", "C"), encoding="utf-8")
    return tmp_path


def test_many_are_matched_by_their_ids_in_the_order_of_the_incidents(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "records.jsonl").write_text(records("C", "A", "B"), encoding="utf-8")

    assert main(["replay", "records.jsonl", "incidents.jsonl", *RULES]) == 0

    shown = capsys.readouterr().out.splitlines()
    assert shown[0::2] == [
        *(f"{one}          the same, to the byte" for one in "ABC"),
        "3 records replayed: 3 the same, 0 with the same answers and 0 decided otherwise",
    ]


def test_one_that_differs_ends_with_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = records("A") + records("B", engine="0.0.1") + records("C", reports=[])
    (here / "records.jsonl").write_text(text, encoding="utf-8")

    assert main(["replay", "records.jsonl", "incidents.jsonl", *RULES]) == 1

    assert capsys.readouterr().out.endswith(
        "3 records replayed: 1 the same, 1 with the same answers and 1 decided otherwise\n"
    )


def test_several_records_of_one_incident_are_each_replayed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "records.jsonl").write_text(records("A", "A"), encoding="utf-8")

    assert main(["replay", "records.jsonl", "incidents.jsonl", *RULES]) == 0
    assert capsys.readouterr().out.count("the same, to the byte") == 2


@pytest.mark.parametrize("form", ["one", "list", "lines"])
def test_records_are_read_from_standard_input(
    form: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = records("A", "B").splitlines()
    text = {"one": lines[0], "list": f"[{','.join(lines)}]", "lines": "\n".join(lines)}[form]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert main(["replay", "-", "incidents.jsonl", *RULES]) == 0
    assert capsys.readouterr().out.count("the same, to the byte") == (1 if form == "one" else 2)


def test_one_record_and_one_incident_are_meant_for_each_other(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "record.json").write_text(records("X"), encoding="utf-8")
    (here / "incident.json").write_text(incidents("A"), encoding="utf-8")

    assert main(["replay", "record.json", "incident.json", *RULES]) == 1
    assert "the record is of another incident" in capsys.readouterr().out


def test_what_cannot_be_used_ends_with_two_after_all_the_rest(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = records("A") + "{]\n" + "\n" + records("B", "Z")
    (here / "records.jsonl").write_text(text, encoding="utf-8")

    assert main(["replay", "records.jsonl", "incidents.jsonl", *RULES]) == 2

    shown = capsys.readouterr()
    assert shown.out.count("the same, to the byte") == 2
    assert "records.jsonl:2:2: json-" in shown.err
    assert "records.jsonl:5:" in shown.err
    assert "record-without-incident: no incident `Z`" in shown.err


def test_the_rules_from_before_must_be_those_of_the_record(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = another_garden(here, "general/picking.yaml", "from: 2015-04-01", "from: 2026-06-01")
    (here / "record.json").write_text(records("A"), encoding="utf-8")
    words = ["replay", "record.json", "incidents.jsonl", "--rules", str(new), "--before"]

    assert main([*words, str(GARDEN)]) == 1
    assert "what is to be done: flowers-picked" in capsys.readouterr().out

    assert main([*words, str(new)]) == 2
    assert "record-of-another-rulebook: this record was not made by" in capsys.readouterr().err


def test_a_line_past_what_is_read_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "records.jsonl").write_text(records("A") + "9" * 10_000_001, encoding="utf-8")

    assert main(["replay", "records.jsonl", "incidents.jsonl", *RULES]) == 2
    assert "file-too-large" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere.jsonl", "nowhere.json", "nul\0.jsonl"])
def test_records_that_are_not_there_are_said_to_be_so(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", name, "incidents.jsonl", *RULES]) == 2
    assert ": file-not-" in capsys.readouterr().err
