"""
The rules check clean, their cases pass, and each rule is decided by one and missed by one.

An allegation is never two offences; `decision/either-or.csv` lists those that the law tells apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pytest

from hocr_engine.cases.class_coverage import reach_of_classes
from hocr_engine.cases.coverage import Coverage, cover
from hocr_engine.cases.library import read_library
from hocr_engine.cases.model import CaseFile, FileResult
from hocr_engine.cases.review import review
from hocr_engine.cases.run import run_file
from hocr_engine.cases.write_coverage import COMMAND, PAGE, page_of
from hocr_engine.diagnostic import draw
from hocr_engine.rulebook import Book, load
from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.rulebook.read import CASES_SUFFIX, STEPS, folder_of
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml
from tests.decision.either_or import (
    Pair,
    Told,
    crossed,
    forgetting,
    is_parted,
    is_presumed,
    pairs,
    sure,
    telling,
    told,
)

ROOT: Final = Path(__file__).parent.parent
RULES: Final = ROOT / "rules"
FOLDER: Final = folder_of(RULES)
NAMES: Final = tuple(path.relative_to(FOLDER.root).as_posix() for path in FOLDER.cases)
PAIRS: Final = pairs()
FEWEST_OFFENCES: Final = 400
TRIED: Final = 3
EXCEPTIONS: Final = Path(__file__).parent / "cases" / "exceptions.yaml"

# All tests here look at one run of the whole library, so one process makes it.
pytestmark: Final = pytest.mark.xdist_group("library")


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


def test_every_class_in_force_is_reached_from_facts(book: Book, ran: dict[str, FileResult]) -> None:
    classes = reach_of_classes(book, read_law_index(RULES, []), ran.values())
    by_code_only = {one.id for one in classes if not one.families}

    assert by_code_only == excepted("classes that no case reaches from facts")


def test_the_page_on_coverage_is_as_the_rules_and_cases_make_it(
    book: Book, ran: dict[str, FileResult]
) -> None:
    assert PAGE.read_text(encoding="utf-8") == page_of(book, ran.values()), f"run `{COMMAND}`"


@pytest.fixture(scope="module")
def allegations(ran: dict[str, FileResult]) -> list[Told]:
    """Give every allegation of every case, with the offences that it surely is."""
    return list(told(ran.values()))


def test_no_allegation_is_two_offences_for_sure(allegations: list[Told]) -> None:
    assert {(one.case, one.codes) for one in allegations if len(one.codes) > 1} == set()
    assert len({code for one in allegations for code in one.codes}) > FEWEST_OFFENCES


def test_an_allegation_that_is_open_asks_for_facts_or_is_referred(allegations: list[Told]) -> None:
    assert {one.case for one in allegations if not one.says_what_it_awaits} == set()
    assert any(not one.finding.is_settled for one in allegations)


def test_either_of_two_offences_is_told_by_the_facts_of_a_case(allegations: list[Told]) -> None:
    reached = {code for one in allegations if one.is_told_by_its_facts for code in one.codes}

    assert [pair for pair in PAIRS for side in pair.sides if not side & reached] == []


def test_two_cases_told_in_one_allegation_are_not_both_offences(
    book: Book, allegations: list[Told]
) -> None:
    for pair in PAIRS:
        first, second = (next(telling(allegations, side)) for side in pair.sides)
        for one, other in ((first, second), (second, first)):
            assert not pair.is_both(sure(crossed(book, one, other))), (pair, one, other)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.first} or {pair.second}")
def test_what_parts_two_offences_is_asked_for_referred_or_presumed(
    book: Book, allegations: list[Told], pair: Pair
) -> None:
    sides = [
        [forgetting(book, one, pair.fact) for one in islice(told_so, TRIED)]
        for told_so in (telling(allegations, side, pair.fact) for side in pair.sides)
    ]

    assert any(is_parted(book, finding, pair) for side in sides for finding in side)
    for side, other in zip(sides, reversed(pair.sides), strict=True):
        wrong = [finding for finding in side if sure(finding) & other]
        assert not wrong or is_presumed(book, pair.fact)
