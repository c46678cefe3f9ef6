"""Authors of rule, vocabulary and incident files are told every mistake, where it stands."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from hocr_engine.incident.read import incident_of
from hocr_engine.rulebook.load import load, read_book
from tests.rulebook.bad_files import (
    DOCUMENTS,
    SMALL,
    Section,
    mistakes_in_book,
    rewrite,
    sections,
    written,
)

MESSAGE = re.compile(r"^    help: |^    \S+: |^\S+: [a-z-]+: ")
ENGINE = Path(__file__).parents[2] / "hocr_engine"
SECTIONS = [section for document in DOCUMENTS for section in sections(document)]
SAYING = (
    "decision/messages.py",
    "field_messages.py",
    "incident/messages.py",
    "rulebook/messages.py",
    "vocabulary/messages.py",
    "vocabulary/values.py",
)
# No document holds these mistakes: a folder without its first file, data from a program, and what
# became of a record, which the small rulebook does not know (decision/test_developments.py).
WITHOUT_A_FILE = {"no-rulebook", "not-plain-data", "nothing-became"}


def name_of(section: Section) -> str:
    """Name a test after its section."""
    return section.name


def codes_in(module: Path) -> set[str]:
    """Give the codes of the mistakes that a module can name."""
    calls = (node for node in ast.walk(ast.parse(module.read_text("utf-8"))))
    found = set()
    for node in calls:
        match node:
            case ast.Call(
                func=ast.Name(id="Diagnostic" | "BadValueError"),
                args=[ast.Constant(value=str(code)), *_],
            ):
                found.add(code)
            case _:
                pass
    return found


@pytest.mark.parametrize("section", SECTIONS, ids=name_of)
def test_the_author_is_told_every_mistake_at_its_place(section: Section, record: bool) -> None:
    found = section.found()
    if record:
        rewrite(section, found)
    else:
        assert found == section.report


def test_the_small_rulebook_has_no_mistake() -> None:
    assert written(mistakes_in_book(SMALL)) == ""


@pytest.mark.parametrize("module", SAYING)
def test_every_mistake_that_can_be_named_stands_in_a_document(module: str) -> None:
    told = {place.split(": ")[1].rstrip(":") for section in SECTIONS for place in section.places}

    assert codes_in(ENGINE / module) - told - WITHOUT_A_FILE == set()


@pytest.mark.parametrize("section", SECTIONS, ids=name_of)
def test_a_sentence_is_lower_case_and_has_no_full_stop(section: Section) -> None:
    for line in section.report.splitlines():
        assert not line.endswith(".")
        sentence = MESSAGE.sub("", line)
        assert sentence[0].islower() or sentence[0] in "`0123456789-"


def test_a_folder_without_a_rulebook_says_so(tmp_path: Path) -> None:
    book, (mistake,) = read_book(tmp_path)

    assert book is None
    assert mistake.code == "no-rulebook"
    assert mistake.at.source.name == str(tmp_path)


def test_data_that_no_file_can_hold_is_refused() -> None:
    incident, (mistake,) = incident_of({"id": {1, 2}}, load(SMALL).vocabulary)

    assert incident is None
    assert mistake.code == "not-plain-data"
