"""What is read and written of an audit is valid against the schema that its format names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.figures.withholding import published
from hocr_engine.auditing.forms.forms import report_data
from hocr_engine.auditing.judging.ledger import data_of
from hocr_engine.auditing.model import Unit, Verdict
from hocr_engine.auditing.scheme.model import TableKind
from hocr_engine.auditing.scheme.read_bands import read_bands
from hocr_engine.cli import main
from hocr_engine.estimating.model import Method
from hocr_engine.estimating.strata import Mode
from tests.auditing.batches import HERE, batch, frame, scheme, tally_of
from tests.decision.library import ROOT
from tests.schemas import schema_files
from tests.schemas.schema_files import SCHEMAS, faults, schema_for

NAME: Final = "lancashire-2019"
EXAMPLE: Final = ROOT / "audits" / "example"
WRITTEN_HERE: Final = sorted(HERE.glob("*.yaml"))


def faults_of(data: Any) -> list[str]:  # noqa: ANN401
    """Give what the schema of its format holds against some data."""
    return faults(schema_for(data["format"]), data)


@pytest.mark.parametrize("path", WRITTEN_HERE, ids=lambda path: path.name)
def test_a_file_of_these_tests_is_valid(path: Path) -> None:
    assert faults_of(schema_files.data_of(path)) == []


def test_every_finding_is_valid() -> None:
    found = [data_of(one) for incident in batch(f"{NAME}.csv") for one in incident]

    assert {fault for one in found[::40] for fault in faults_of(one)} == set()


@pytest.mark.parametrize("mode", Mode)
def test_tables_are_valid_with_bands_and_with_what_is_withheld(mode: Mode) -> None:
    bands, _ = read_bands(EXAMPLE / "bands.yaml")
    found = report(tally_of(f"{NAME}.csv"), Settings(mode, frame=frame(NAME), bands=bands))
    nothing = report(Tally(scheme()), Settings(bands=bands))

    for one in (found, published(found), nothing):
        assert faults_of(report_data(one)) == []


def written(command: list[str], capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401
    """Give what a command writes as JSON."""
    assert main(command) in (0, 2)
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "command",
    [
        ["audit", "plan", "audits/example/plan.yaml"],
        ["audit", "agree", "audits/example/auditor-a.csv", "audits/example/auditor-b.csv"],
        ["audit", "compare", "audits/example/june-2025.jsonl", "audits/example/june-2025.jsonl"],
        ["audit", "one", "examples/lancashire/rape-recorded-as-sexual-assault-2018.yaml"],
    ],
    ids=lambda command: command[1],
)
def test_what_other_commands_of_the_audit_write_is_valid(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    assert faults_of(written([*command, "--format", "json"], capsys)) == []


def test_a_manifest_is_valid(tmp_path: Path) -> None:
    kept = tmp_path / "sample.json"
    drawn = ["--id", "Incident", "--by", "Type", "--seed", "2026-07", "--size", "Assault", "3"]
    command = ["audit", "sample", str(EXAMPLE / "incidents.csv"), *drawn, "--manifest", str(kept)]

    assert main(command) == 0
    assert faults_of(json.loads(kept.read_text(encoding="utf-8"))) == []


def words(name: str, *path: str) -> Iterator[str]:
    """Give the words that a schema takes at a place."""
    found: Any = SCHEMAS[name]["$defs"] if path[0] != "properties" else SCHEMAS[name]
    for key in path:
        found = found[key]
    yield from (word for word in found["enum"] if word is not None)


def test_schemas_take_the_words_that_the_engine_knows() -> None:
    units, verdicts = ([one.value for one in kind] for kind in (Unit, Verdict))

    for key in ("stream", "selection"):
        assert list(words("audit.schema.json", key, "properties", "of")) == units
        path = (key, "properties", "verdicts", "items")
        assert list(words("audit.schema.json", *path)) == verdicts
    kinds = words("audit.schema.json", "table", "properties", "kind")
    assert list(kinds) == [one.value for one in TableKind]
    assert list(words("audit-finding.schema.json", "properties", "unit")) == units
    assert list(words("audit-finding.schema.json", "properties", "verdict")) == verdicts
    methods = words("audit-tables.schema.json", "cell", "properties", "method")
    assert list(methods) == [one.value for one in Method]
