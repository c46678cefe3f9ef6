"""Tables that cannot be read as they stand: what the auditor is told, as a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.auditing.batch.desk import Desk
from hocr_engine.auditing.batch.read_parts import read_parts
from hocr_engine.auditing.batch.running import run
from hocr_engine.auditing.sheets.read_mapping import read_mapping
from hocr_engine.auditing.sheets.read_sheet import read_sheet
from hocr_engine.auditing.sheets.rows import told
from hocr_engine.diagnostic import Diagnostic
from tests.auditing.batches import HERE
from tests.decision.library import rulebook

DOCUMENT: Final = HERE / "tables.md"
SECTION: Final = re.compile(
    r"^## ([^\n]+)\n\n```(csv|yaml)\n(.*?)^```\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL
)
SECTIONS: Final = SECTION.findall(DOCUMENT.read_text(encoding="utf-8"))
MAPPING: Final = """\
format: hocr.audit-mapping.v1
incidents:
  id: Incident
  facts:
    report.received_at:
      from: Received
      written: DD/MM/YYYY hh:mm
    report.by.capacity:
      always: victim
    allegation.act:
      from: Type
      values:
        Assault: assault
"""


def lines(kind: str, text: str, folder: Path) -> Iterator[str]:
    """Give what is told of a table, or of a mapping."""
    path, mapping = folder / f"table.{kind}", folder / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    if kind == "yaml":
        found, mistakes = read_mapping(path)
        assert found is None
        yield from map(told, mistakes)
        return
    mapping.write_text(MAPPING, encoding="utf-8")
    mappings, mistakes = read_mapping(mapping)
    assert mappings is not None
    outcomes = list(run(Desk(rulebook().book, (), mappings), read_parts([(path, "")])))
    yield from (line for one in outcomes for line in one.told)
    yield f"read: {', '.join(one.incident for one in outcomes if not one.is_bad) or 'none'}"


@pytest.mark.parametrize(
    ("name", "kind", "text", "expected"), SECTIONS, ids=[section[0] for section in SECTIONS]
)
def test_an_auditor_is_told_what_is_wrong_with_a_table(
    name: str, kind: str, text: str, expected: str, tmp_path: Path, record: bool
) -> None:
    found = "".join(f"{line}\n" for line in lines(kind, text, tmp_path))
    found = found.replace(f"{tmp_path}/", "")
    if record and found != expected:
        document = DOCUMENT.read_text(encoding="utf-8")
        old, new = (f"{text}```\n\n```text\n{each}```" for each in (expected, found))
        DOCUMENT.write_text(document.replace(old, new), encoding="utf-8")
        return

    assert found == expected


@pytest.mark.parametrize("name", ["table.xlsx", "table.parquet"])
def test_a_file_that_is_no_table_is_told_as_such(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("Incident,Type\nA,Assault\n", encoding="utf-8")
    (found,) = read_sheet(path)

    assert isinstance(found, Diagnostic)
    assert found.code == "damaged-table"


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx", "table.parquet"])
def test_a_table_that_is_not_there_is_told_as_such(name: str, tmp_path: Path) -> None:
    (found,) = read_sheet(tmp_path / name)

    assert isinstance(found, Diagnostic)
    assert found.code == "file-not-found"


def test_a_table_without_a_mapping_is_given_up_once(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Incident\n" + "A\n" * 120, encoding="utf-8")
    outcomes = list(run(Desk(rulebook().book), read_parts([(path, "")])))

    assert [line for one in outcomes for line in one.told] == [
        f"{path}:1:1: no-mapping: nothing says which column of the {path} is which fact;"
        " draft a mapping with `hocr audit init`, and name it with `--mapping`"
    ]
