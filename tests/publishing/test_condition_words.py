"""Every condition has words of its own, made of the vocabulary and never of the author's text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import NODES, Argument, Entry, Iteration, TypeName, UnaryTests, walk
from hocr_engine.publishing.condition_words import Worded, condition, parts_of, said
from hocr_engine.publishing.facts_told import kind_told
from hocr_engine.publishing.meaning import surroundings_of_role, surroundings_of_step
from hocr_engine.publishing.places import Places
from hocr_engine.publishing.reference_told import decisions_told, steps_told
from hocr_engine.publishing.rules_told import Asked, Teller
from hocr_engine.text import Source, whole
from tests.publishing.shelves import bundled_shelf

HERE = Path(__file__).parent
# What only an author would write: a name with its underscores or members, a quote, a brace, null.
RAW = re.compile(r"[a-z]_[a-z]|\b(None|null|satisfies|Unknown)\b|[{}\"<>]|[a-z]\.[a-z]")
PARTS = (Argument, Iteration, Entry, TypeName, UnaryTests)

with (HERE / "words.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["condition"])
def test_a_condition_reads_as_the_table_says(row: dict[str, str]) -> None:
    book = bundled_shelf().book
    steps = {step.id: step for step in book.steps}
    about = row["about"]
    around = (
        surroundings_of_step(book, steps[about]) if about in steps
        else surroundings_of_role(book, about)
    )  # fmt: skip
    read, mistakes = parse(whole(Source(row["condition"], "words.csv")), tuple(around.names))

    assert mistakes == ()
    assert read is not None
    told = said(read, around) if row["as"] == "value" else condition(read, around).flat()
    assert told == row["words"]


def test_every_construct_stands_in_the_table() -> None:
    nodes = set()
    for row in ROWS:
        read, _ = parse(whole(Source(row["condition"], "words.csv")), ())
        nodes |= {type(node) for node, _ in walk(read)} if read is not None else set()

    assert {node.__name__ for node in NODES if node not in PARTS} <= {n.__name__ for n in nodes}


def asked() -> Iterator[Asked]:
    """Give every condition of the edition in force that is no cell of a table, in words."""
    places = Places(bundled_shelf())
    teller = Teller(places)
    for topic in places.shelf.book.topics:
        shown = teller.topic(topic)
        yield from shown.asked
        yield from (one for rule in shown.rules for one in rule.asked)
    for kind in places.shelf.book.vocabulary.kinds.values():
        told = kind_told(places, kind)
        presumed = [told.presumed, *(fact.presumed for fact in told.facts)]
        yield from (one for each in presumed if each is not None for one in each.asked)
        yield from (definition.means for definition in told.definitions)
    yield from (one for each in decisions_told(places) for one in each.asked)
    yield from (one for each in steps_told(places) for one in each.asked)


def test_no_condition_shows_the_text_of_its_author() -> None:
    found = [(part.text, one.source) for one in asked() for part in parts_of(one.words)]

    assert len(found) > 3000
    assert [one for one in found if RAW.search(one[0]) or not one[0].strip()] == []


def test_no_cell_and_no_answer_of_a_table_shows_the_text_of_its_author() -> None:
    teller = Teller(Places(bundled_shelf()))
    rows = [rule for topic in bundled_shelf().book.topics for rule in teller.topic(topic).rules]
    cells = [cell for rule in rows for cell in rule.cells]

    assert len(cells) > 1000
    assert [cell for cell in cells if RAW.search(cell) or cell.endswith(": ")] == []
    assert [rule.answer for rule in rows if RAW.search(rule.answer)] == []
    assert [rule.because for rule in rows if "{" in rule.because or "_" in rule.because] == []


def test_the_opposite_of_a_condition_is_told_where_it_is_negated() -> None:
    assert Worded("none of these", (Worded("one"), Worded("two"))).flat() == (
        "none of these (one; two)"
    )
