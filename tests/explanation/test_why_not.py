"""What `why-not.md` expects by the law is what is said: the rule, what it read and needed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from hocr_engine import load_rulebook
from hocr_engine.explanation import outline
from hocr_engine.explanation.data import as_data
from hocr_engine.explanation.markdown import as_markdown
from hocr_engine.explanation.more import More
from hocr_engine.explanation.outline import Failed, WhyNot
from hocr_engine.explanation.part import Part
from hocr_engine.explanation.text import as_text
from hocr_engine.explanation.why_not_parts import why_not_parts
from hocr_engine.rulebook.model import Book
from tests.explanation.documents import Section, sections
from tests.explanation.test_explanations import WHY_NOT, decided

HERE: Final = Path(__file__).parent
SECTIONS: Final = [one for one in sections(HERE) if one.path.stem == "why-not"]
WORKED: Final = 23


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the rules of the project."""
    return load_rulebook(HERE.parents[1] / "rules").book


def asked(section: Section, book: Book) -> list[WhyNot]:
    """Give all that is said of the names that a section asks about."""
    names = section.of("text")[0].about.removeprefix(WHY_NOT).split(", ")
    said = outline(decided(section, book), more=More(why_not=tuple(names)))
    return [one for action in said.actions for one in action.why_not]


def is_of(failed: Failed, rule: str) -> bool:
    """Say whether a rule is the one told, or one that the same stood in the way of."""
    return rule == failed.rule or any(f"({rule})" in one for one in failed.alike)


@pytest.mark.parametrize("section", SECTIONS, ids=str)
def test_what_the_law_asks_is_what_is_said_to_be_needed(section: Section, book: Book) -> None:
    said = asked(section, book)
    (block,) = section.of("csv")

    for row in csv.DictReader(block.content.splitlines()):
        if not row["rule"]:
            assert any(one.because.startswith(row["read"]) for one in said)
            continue
        failed = [f for one in said for f in one.failed if is_of(f, row["rule"])]
        assert failed, row["rule"]
        assert any(
            row["read"] in f"{one.why} {one.read} {' '.join(one.or_else)} {' '.join(one.through)}"
            and row["needed"] in f"{one.needed} {' '.join(one.or_else)}"
            for one in failed
        ), failed


def test_the_document_has_its_worked_examples() -> None:
    assert len(SECTIONS) == WORKED


def test_what_came_nearest_is_told_without_being_asked(book: Book) -> None:
    section = SECTIONS[0]
    said = outline(decided(section, book), more=More(nearest=True))

    (action,) = said.actions
    (part,) = why_not_parts(action)

    assert len(action.why_not) == len(part.groups) == 3
    assert not any(one.is_asked for one in action.why_not)
    assert action.why_not[0].what.startswith("008/06 ")


def test_all_that_a_request_fails_is_told(book: Book) -> None:
    documents = [one for one in sections(HERE) if one.path.stem == "outcomes"]
    for decision in (decided(section, book) for section in documents):
        said = outline(decision, more=More(why_not=("valid",)))
        for action, told in zip(decision.actions, said.actions, strict=True):
            named = {failed.rule for one in told.why_not for failed in one.failed}
            assert named == {rule.id for rule in action.failures}


def test_nothing_is_said_of_a_name_that_the_rulebook_does_not_have(book: Book) -> None:
    said = outline(decided(SECTIONS[0], book), more=More(why_not=("no such rule",)))

    assert [action.why_not for action in said.actions] == [()]


def test_every_form_says_why_not(book: Book) -> None:
    said = outline(decided(SECTIONS[0], book), more=More(why_not=("008/06",), nearest=True))
    (action,) = said.actions
    shown = [line for part in why_not_parts(action) for line in lines(part)]

    text, markdown = as_text(said, 10_000), as_markdown(said)
    whole: Any = as_data(said)
    (data,) = (one for report in whole["reports"] for one in report["actions"])

    assert len(shown) == 11
    assert [line for line in shown if line not in text] == []
    assert [line for line in shown if line not in markdown.replace("\\", "")] == []
    assert [one["is_asked"] for one in data["why_not"]] == [True, False, False, False]
    assert data["why_not"][0]["failed"][0]["rule"] == "injury"


def lines(part: Part) -> Iterator[str]:
    """Give all that a part says, line by line."""
    yield part.title
    for group in part.groups:
        yield from (group.lead, *group.items)
