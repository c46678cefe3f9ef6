"""The rules check clean, their cases pass, and each rule is decided by one and missed by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from hocr_engine.cases.coverage import Coverage, cover
from hocr_engine.cases.library import read_library
from hocr_engine.cases.model import CaseFile, FileResult
from hocr_engine.cases.review import review
from hocr_engine.cases.run import run_file
from hocr_engine.diagnostic import draw
from hocr_engine.rulebook import Book, load
from hocr_engine.rulebook.read import CASES_SUFFIX, STEPS, folder_of
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml

ROOT: Final = Path(__file__).parent.parent
RULES: Final = ROOT / "rules"
FOLDER: Final = folder_of(RULES)
NAMES: Final = tuple(path.relative_to(FOLDER.root).as_posix() for path in FOLDER.cases)
EXCEPTIONS: Final = Path(__file__).parent / "cases" / "exceptions.yaml"


def exceptions() -> dict[str, Any]:
    """Give the file that says which rules and cases are not yet as they should be, and why."""
    source = Source(EXCEPTIONS.read_text(encoding="utf-8"), EXCEPTIONS.name)
    documents, mistakes = read_yaml(source)
    assert [draw(mistake) for mistake in mistakes] == []
    data = plain(documents[0])
    assert isinstance(data, dict)
    return data


KNOWN: Final = exceptions()


def excepted(what: str) -> set[str]:
    """Give the names excepted from a promise; each has its reason."""
    listed = KNOWN[what]
    assert all(one["because"] for one in listed)
    return {one["name"] for one in listed}


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the rulebook as it stands in the tree, read once."""
    return load(RULES)


@pytest.fixture(scope="module")
def files(book: Book) -> dict[str, CaseFile]:
    """Give the case files by their path below the rules."""
    return dict(zip(NAMES, read_library(book, RULES, []), strict=True))


@pytest.fixture(scope="module")
def ran(book: Book, files: dict[str, CaseFile]) -> dict[str, FileResult]:
    """Give how all cases come out, each run once."""
    return {name: run_file(book, file) for name, file in files.items()}


@pytest.fixture(scope="module")
def coverage(book: Book, ran: dict[str, FileResult]) -> Coverage:
    """Give what the cases that pass cover."""
    return cover(book, ran.values())


def test_the_rulebook_and_its_cases_have_no_mistake() -> None:
    found = review(RULES)

    assert [draw(mistake) for mistake in found.mistakes] == []
    assert found.cases > found.rules / 2


def test_every_topic_has_its_cases_beside_it() -> None:
    topics = {path.with_suffix("") for path in (*FOLDER.topics, FOLDER.root / STEPS)}
    cases = {path.with_name(path.name.removesuffix(CASES_SUFFIX)) for path in FOLDER.cases}

    assert {path.relative_to(FOLDER.root).as_posix() for path in topics ^ cases} == set()


def failing(result: FileResult) -> Iterator[tuple[str, str]]:
    """Give the name of each case that fails, with what fell short."""
    for case in result.results:
        if not case.passed:
            drawn = "\n".join(draw(shortfall.diagnostic) for shortfall in case.shortfalls)
            yield case.case.name, drawn


@pytest.mark.parametrize("name", NAMES)
def test_all_cases_of_a_file_pass(ran: dict[str, FileResult], name: str) -> None:
    known = {one["name"] for one in KNOWN["failing cases"] if one["file"] == name}
    failed = dict(failing(ran[name]))

    assert {case: drawn for case, drawn in failed.items() if case not in known} == {}
    assert known - failed.keys() == set(), "these pass now and are no exceptions any more"


def test_every_rule_is_decided_by_a_case(coverage: Coverage) -> None:
    without = {one.rule.id for one in coverage.undecided}

    assert without == excepted("rules without a deciding case")


def test_every_rule_has_a_near_miss(coverage: Coverage) -> None:
    without = {one.rule.id for one in coverage.unmissed}

    assert without == excepted("rules without a near miss")


def test_every_row_of_every_table_is_reached_by_a_case(coverage: Coverage) -> None:
    assert {one.rule.id for one in coverage.unhit} == excepted("rows that no case reaches")
