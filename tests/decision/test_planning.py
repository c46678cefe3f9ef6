"""The sieve takes out no rule that applies; parts that differ are kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve

from hocr_engine.decision.applying import Retrial
from hocr_engine.decision.decide import moments
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.implied import implied
from hocr_engine.decision.names import Names
from hocr_engine.decision.parts import Numbering
from hocr_engine.decision.planning import plan_of
from hocr_engine.decision.sieve import left
from hocr_engine.feel import write_tree
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import Expression, stands_alone
from hocr_engine.incident.linked import World
from hocr_engine.incident.model import Incident
from hocr_engine.text import Source, whole
from tests.decision.library import incident, paths, rulebook


def tree(text: str) -> Expression:
    """Give the tree of a condition."""
    found, mistakes = parse(whole(Source(text)), ("this", "answer"))
    assert found is not None, mistakes
    return found


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("this.age = 1", False),
        ("some one in this.members satisfies one.age = this.age", False),
        ("some one in this.members satisfies one = this", True),
        ("this.age = 1 or count([this]) = 1", True),
        ("this.members[item = this]", True),
        ("that = 1", False),
    ],
)
def test_a_thing_is_told_from_others_where_it_is_read_by_itself(text: str, *, alone: bool) -> None:
    found, mistakes = parse(whole(Source(text)), ("this", "that"))
    assert found is not None, mistakes

    assert stands_alone("this", found) is alone


def test_no_condition_of_the_rulebook_asks_which_thing_it_is_about() -> None:
    """Otherwise nothing that is answered of one possible crime would be told of another."""
    assert not plan_of(rulebook().book).asks_which


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("this.age = 1", "this.age  =  1", True),
        ("this.age = 1", "this.age = true", False),
        ('this.age = "1"', "this.age = 1", False),
        ("this.age = 1", "this.age = 1.0", False),
    ],
)
def test_parts_written_alike_have_one_number(one: str, other: str, same: bool) -> None:
    numbering = Numbering(())
    numbers = [numbering.part(tree(text), None).number for text in (one, other)]

    assert (numbers[0] == numbers[1]) is same


def test_a_part_that_reads_an_earlier_answer_is_known_as_one() -> None:
    numbering = Numbering(("answer",))

    assert numbering.part(tree('this.x and answer = "yes"'), None).reads_answers
    assert not numbering.part(tree("this.answer"), None).reads_answers


def test_a_condition_implies_what_the_definitions_that_it_asks_for_say() -> None:
    vocabulary = rulebook().book.vocabulary
    asked = tree("this.allegation.vehicle_matter")

    found = {write_tree(one) for one in implied(asked, "candidate", vocabulary)}

    assert "this.allegation.told_by_its_facts" in found
    assert not [*implied(tree("not(this.allegation.vehicle_matter)"), "candidate", vocabulary)]
    assert not [*implied(tree("this.allegation.act"), "candidate", vocabulary)]


@pytest.mark.parametrize("path", paths()[::12], ids=lambda path: path.stem)
def test_no_rule_that_the_sieve_takes_out_applies(path: Path) -> None:
    book, found = rulebook().book, incident(path)
    at = moments(book, found)[-1].at
    taken = [rule for half in (found, without_half(found)) for rule in taken_out(half, at)]

    assert taken


def taken_out(found: Incident, at: datetime) -> Iterator[str]:
    """Give the rules that the sieves take out for the things of an incident."""
    book = rulebook().book
    deliberation = Deliberation(book, World(found, book.vocabulary, book.rows, at.date(), at))
    for decision in book.decisions.values():
        role = book.vocabulary.roles[decision.about]
        for element in found.of_kind(role.kind):
            thing = deliberation.world.thing(role.kind, element.id)
            names = Names(book, role, thing, deliberation.ask)
            sieve = names.plan.sieves.get(decision.id)
            if sieve is None:
                continue
            rules = sieve.in_force(deliberation.world.on)
            kept = left(sieve.by_facts, rules, names.ruled_out)
            kept = left(sieve.by_answers, kept, names.ruled_out)
            for rule in sieve.rules_of(rules & ~kept):
                last = Retrial(rule.when, None, names)()[-1]
                assert last.value is False, rule.id
                yield rule.id


def without_half(found: Incident) -> Incident:
    """Give an incident without every second fact."""
    return evolve(
        found,
        elements=tuple(
            evolve(one, facts=dict([*one.facts.items()][::2])) for one in found.elements
        ),
    )
