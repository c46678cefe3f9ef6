"""Each document shows an interview as it is read and typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.transcripts import command_of, prepare, run
from tests.explanation.documents import Section, agree, sections


@pytest.mark.parametrize("section", sections(Path(__file__).parent), ids=str)
def test_an_interview_runs_as_the_document_shows(
    section: Section, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: bool
) -> None:
    prepare(section, tmp_path)
    monkeypatch.chdir(tmp_path)

    for block in section.of("console"):
        agree(section, block, run(command_of(block.content), monkeypatch), record=record)
