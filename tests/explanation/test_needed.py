"""What a condition read and what it needed, in words, for every kind of condition; needed.csv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen

from hocr_engine import load_rulebook
from hocr_engine.cli.read_incidents import rows
from hocr_engine.decision import decide
from hocr_engine.explanation.needed import read_and_needed
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.feel import syntax
from hocr_engine.feel.parse import parse
from hocr_engine.feel.trace import trace
from hocr_engine.incident.linked import Linked
from hocr_engine.reconsidering.unmet import unmet
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source, whole

ROOT: Final = Path(__file__).parents[2]
TABLE: Final = Path(__file__).parent / "needed.csv"
RECORD: Final = ROOT / "examples" / "threat-in-the-kitchen.yaml"
ROWS: Final = tuple(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
KINDS: Final = (
    syntax.Comparison,
    syntax.Between,
    syntax.In,
    syntax.AllOf,
    syntax.AnyOf,
    syntax.If,
    syntax.Quantified,
    syntax.InstanceOf,
    syntax.Call,
    syntax.Path,
)


@frozen
class Scene:
    """A book and an allegation of a record decided by it."""

    book: Book
    allegation: Linked


@pytest.fixture(scope="module")
def scene() -> Scene:
    """Give the allegation of the example that the table speaks of."""
    book = load_rulebook(ROOT / "rules").book
    (row,) = rows((str(RECORD),), book)
    assert row.incident is not None
    world = decide(book, row.incident).reports[0].world
    return Scene(book, world.thing("allegation", "allegation-1"))


def condition(text: str) -> syntax.Expression:
    """Give the tree of a condition that has no mistake."""
    tree, mistakes = parse(whole(Source(text, "needed.csv")))
    assert mistakes == ()
    assert tree is not None
    return tree


@pytest.mark.parametrize("row", ROWS, ids=[row["condition"] for row in ROWS])
def test_a_condition_that_fails_says_what_it_read_and_needed(
    row: dict[str, str], scene: Scene
) -> None:
    world = scene.allegation.world
    names = world.names(scene.allegation)
    wanted = row["wanted"] == "yes"

    first = unmet(world, trace(condition(row["condition"]), names), wanted)[0]

    told = read_and_needed(Speaker(scene.book, scene.allegation), first)
    assert told == (row["read"], row["needed"])


def test_the_table_has_every_kind_of_condition() -> None:
    trees = [condition(row["condition"]) for row in ROWS]

    shown = {type(node) for tree in trees for node, _ in syntax.walk(tree)}

    assert set(KINDS) <= shown
    assert len(ROWS) == 48


def test_a_condition_that_holds_or_is_open_lacks_nothing(scene: Scene) -> None:
    world = scene.allegation.world
    names = world.names(scene.allegation)
    for text in ("victim.age = 34", "event.place.premises = null", "this.injury = null"):
        assert unmet(world, trace(condition(text), names), wanted=True) == ()
