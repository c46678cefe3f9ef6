"""The documents show what is said of records that cannot be replayed, and so do their pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.cli.transcripts import command_of, prepare, run
from tests.explanation.documents import Section, agree, sections

HERE: Final = Path(__file__).parent
PAGES: Final = HERE.parents[1] / "docs" / "diagnostics"
CODES: Final = (
    *("not-a-record", "nothing-decided", "strict-not-said", "no-records"),
    "record-without-incident",
)
SHOWN: Final = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("section", sections(HERE), ids=str)
def test_what_is_wrong_with_a_record_is_said_as_the_document_shows(
    section: Section, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: bool
) -> None:
    prepare(section, tmp_path)
    monkeypatch.chdir(tmp_path)

    for block in section.of("console"):
        agree(section, block, run(command_of(block.content), monkeypatch), record=record)


@pytest.mark.parametrize("code", CODES)
def test_a_page_shows_what_the_document_shows(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    document = (HERE / "unusable.md").read_text(encoding="utf-8")

    assert f": {code}: " in document
    assert all(shown in document for shown in SHOWN.findall(page))
    assert SHOWN.findall(page)
