"""Explanations reviewed as documents: what the law says of an incident, and what is told of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from hocr_engine import Rulebook, load_rulebook
from hocr_engine.decision import decide
from hocr_engine.explanation import outline
from hocr_engine.explanation.outline import Outline, RuleTold, Sentence
from hocr_engine.explanation.text import as_text
from hocr_engine.incident.read import read_incident
from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.rulebook.law import page_of
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_yaml
from tests.decision import library
from tests.explanation.documents import Block, Section, agree, sections
from tests.explanation.unfit import unfit

ROOT: Final = Path(__file__).parents[2]
SECTIONS: Final = sections(Path(__file__).parent / "golden")
WIDTH: Final = 100
# It changes with every rule, so that no document names it.
FINGERPRINT: Final = "the fingerprint"


@cache
def garden() -> Rulebook:
    """Give the small rulebook, which has what no real rules should have: some that disagree."""
    return load_rulebook(Path(__file__).parent / "garden")


def book_of(block: Block) -> Book:
    """Give the rules that the incident of a block is decided by."""
    return (garden() if "garden" in block.about.split() else library.rulebook()).book


def told(block: Block) -> Outline:
    """Give what is told of the incident that a block names, without every rule that was tried."""
    path, *options = block.about.split()
    book = book_of(block)
    (node, *_), _ = read_yaml(Source((ROOT / path).read_text(encoding="utf-8"), path))
    incident, mistakes = read_incident(node, book.vocabulary)
    assert incident is not None, mistakes
    found = outline(decide(book, incident, strict="strict" in options), whole=False)
    return evolve(found, fingerprint=FINGERPRINT)


def sentences(told: Outline) -> Iterator[Sentence | RuleTold]:
    """Give every sentence by which a rule is told, with its law."""
    for action in told.actions:
        yield from (*action.because, *action.notes, *action.remarks, *action.fails, *action.counted)
        yield from (rule for referral in action.referrals for rule in referral.rules)
        yield from (rule for reason in action.reasons for rule in reason.rules)


def rows(section: Section) -> list[tuple[str, str]]:
    """Give the rules that must be told, each with a statement of the law that it carries."""
    (block,) = section.of("csv")
    return [(row["rule"], row["law"]) for row in csv.DictReader(StringIO(block.content))]


@pytest.mark.parametrize("section", SECTIONS, ids=str)
def test_an_explanation_says_what_the_law_says(section: Section) -> None:
    """Independent of any wording: the rule speaks, and names the statement and its page."""
    (block,) = section.of("text")
    found = told(block)
    shown = " ".join(as_text(found, WIDTH).split())
    said = {
        (one.rule if isinstance(one, Sentence) else one.id, law.id): one
        for one in sentences(found)
        for law in one.law
    }

    for rule, law in rows(section):
        assert (rule, law) in said, section.name
        one = said[rule, law]
        text = one.text if isinstance(one, Sentence) else one.because
        assert " ".join(text.split()) in shown
        assert page_of(law) in {told.page for told in one.law}
    assert unfit(found, book_of(block)) == set()


@pytest.mark.parametrize("section", SECTIONS, ids=str)
def test_an_explanation_reads_as_it_was_reviewed(section: Section, record: bool) -> None:
    (block,) = section.of("text")

    agree(section, block, as_text(told(block), WIDTH), record=record)


def test_the_law_that_the_documents_name_is_in_the_index() -> None:
    for section in SECTIONS:
        (block,) = section.of("text")
        known = read_law_index(book_of(block).root, [])
        assert [law for _, law in rows(section) if law not in known] == []
    assert len(SECTIONS) >= 30
