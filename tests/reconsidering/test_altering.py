"""
Every change shown changes the decision, when the record is read and decided anew with it.

changes.csv holds changes that must be shown with what they lead to, and near them such as must not
be, marked `-`, since by the law the answer stays. The rows were worked out from the pages of the
statements under `law`, a second time by somebody who had not seen what comes out; only the names
of the rules that refer were looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, reduce
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hocr_engine.bounds import LEAST_CHANGES_TRIED, MAX_CHANGES_TRIED, MAX_OPEN_CHANGES_TRIED
from hocr_engine.decision import Decision, decide
from hocr_engine.decision.again import Again
from hocr_engine.decision.completing import answers_of
from hocr_engine.decision.model import Action
from hocr_engine.decision.record import about, acts_of
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.incident.read import incident_of
from hocr_engine.interview.filling import with_fact
from hocr_engine.reconsidering.altering import Altered, Led, Place, what_would_change
from hocr_engine.reconsidering.telling_apart import TellingApart
from hocr_engine.rulebook.draft import read_law_index
from tests.decision.generated import records
from tests.decision.library import lines
from tests.reconsidering.examples import NAMES, ROOT, incident, rows, rulebook

FIRST = [name for name in NAMES if "/" not in name]
OTHERS = [name for name in NAMES if "/" in name]
NO_CHANGE = "-"
SEVEN_REPORTS = "../tests/worked_examples/incidents/SP-113"


def told(value: object) -> str:
    """Give a value as the table writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


@cache
def found_for(name: str) -> tuple[Decision, dict[Place, Altered]]:
    """Give the decision for an example, and what would change it."""
    decision = decide(rulebook().book, incident(name))
    return decision, dict(what_would_change(decision))


def shown(name: str) -> Iterator[tuple[str, str, str]]:
    """Give each single change shown for an example, with the answers that it leads to."""
    for altered in found_for(name)[1].values():
        for led in altered.leads:
            if len(led.changes) == 1:
                (change,) = led.changes
                yield change.ref.pointer, told(change.then), "; ".join(led.lines)


@pytest.mark.parametrize("name", dict.fromkeys(row["example"] for row in rows("changes.csv")))
def test_what_the_law_says_would_change_it_is_shown_and_nothing_else(name: str) -> None:
    expected = [row for row in rows("changes.csv") if row["example"] == name]
    changing = {(r["fact"], r["value"], r["then"]) for r in expected if r["then"] != NO_CHANGE}
    idle = {(r["fact"], r["value"]) for r in expected if r["then"] == NO_CHANGE}
    found = set(shown(name))

    assert changing - found == set()
    assert idle & {(fact, value) for fact, value, _ in found} == set()


def acts(decision: Decision, action: Action) -> set[str]:
    """Give what an action is about."""
    return {*acts_of(action.subject), about(decision.book, action)}


def with_changes(record: Incident, led: Led) -> Incident:
    """Give a record with some changes, read anew as a file that says so would be."""
    words = rulebook().book.vocabulary
    return reduce(lambda one, c: with_fact(one, c.ref, c.then, words), led.changes, record)


def still_to_be_done(before: Decision, place: Place, then: Decision) -> bool:
    """Say whether an action is to be done in another decision as well."""
    report = before.reports[place[0]]
    action = report.actions[place[1]]
    return any(
        one.line == action.line and acts(before, action) & acts(then, one)
        for other in then.reports
        if (other.report, other.at) == (report.report, report.at)
        for one in other.actions
    )


def check(decision: Decision, found: dict[Place, Altered], *, every: int = 1) -> None:
    """Assert that what is shown for a decision is so; `every` leaves out decisions anew."""
    book = decision.book
    for place, altered in found.items():
        changes = [led.changes for led in altered.leads]
        assert len(changes) == len(set(changes)), "shown twice"
        for change in (one for several in changes for one in several):
            fact = book.vocabulary.kinds[change.ref.kind].facts[change.ref.name]
            assert fact.changeable, change.ref
            assert not fact.required, change.ref
            assert change.now != change.then
        for led in altered.leads[::every]:
            then = decide(book, with_changes(decision.incident, led))
            assert not still_to_be_done(decision, place, then), led.changes
            assert set(led.lines) <= {one.line for one in then.actions}


@pytest.mark.parametrize("name", ["slap-in-school"])
def test_every_change_shown_changes_the_decision(name: str) -> None:
    check(*found_for(name))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FIRST, *OTHERS])
def test_every_change_shown_changes_the_decision_of_an_example(name: str) -> None:
    check(*found_for(name), every=1 if name in FIRST else 5)


@pytest.mark.slow
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_every_change_shown_changes_a_decision_made_up(facts: dict[str, Any]) -> None:
    record, mistakes = incident_of(facts, rulebook().book.vocabulary)
    assert record is not None, mistakes
    decision = decide(rulebook().book, record)

    check(decision, dict(what_would_change(decision)), every=3)


@pytest.mark.parametrize(
    ("name", "most", "most_open"),
    [
        ("stalking-and-damage-2018", MAX_CHANGES_TRIED, MAX_OPEN_CHANGES_TRIED),
        (SEVEN_REPORTS, LEAST_CHANGES_TRIED, 1),
    ],
)
def test_no_more_is_tried_than_the_bound_and_that_is_said(
    name: str, most: int, most_open: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int | None] = []
    with_facts = Again.with_facts

    def counted(
        again: Again, facts: Mapping[FactRef, object], *, supposed: int | None = None
    ) -> Decision:
        tried.append(supposed)
        return with_facts(again, facts, supposed=supposed)

    monkeypatch.setattr(Again, "with_facts", counted)

    found = what_would_change(decide(rulebook().book, incident(name)))

    assert tried.count(0) == most
    assert tried.count(None) <= most_open
    assert found
    assert not any(altered.all_tried for altered in found.values())


def test_a_number_is_set_on_both_sides_of_what_conditions_compare_it_with() -> None:
    values = {
        value for fact, value, _ in shown("only-the-damage-can-be-charged") if "damage" in fact
    }

    assert {told(Decimal(5000)), told(Decimal(5001))} <= values


@pytest.mark.parametrize("name", FIRST)
def test_answers_that_rules_cannot_tell_apart_lead_to_the_same(name: str) -> None:
    decision, _ = found_for(name)
    apart, again = TellingApart(rulebook().book), Again(decision)
    for element in decision.incident.elements:
        for fact, now in element.facts.items():
            ref = FactRef(element.kind, element.id, fact)
            answers = answers_of(ref, rulebook().book.vocabulary)
            alike = set(answers) - {now, *apart.apart(fact, answers, now)}
            kept = [one for one in apart.apart(fact, answers, now) if one != now]
            same = [decision, *(again.with_facts({ref: one}) for one in kept)] if alike else []
            for one in alike:
                then = again.with_facts({ref: one})
                assert lines(then) in [lines(other) for other in same], (ref, one)


def test_that_violence_was_feared_once_is_no_other_answer_than_never() -> None:
    """Fear of violence makes stalking or harassment the graver on two occasions: CRR26-050-07."""
    apart = TellingApart(rulebook().book)

    assert list(apart.apart("fear_of_violence", ["none", "once", "twice or more"], "none")) == [
        "twice or more"
    ]


def test_ages_sexes_and_roles_are_not_varied() -> None:
    names = {fact.rpartition(".")[2] for name in FIRST[:3] for fact, _, _ in shown(name)}

    assert names.isdisjoint({"age", "sex", "role_at_the_time", "act", "from", "to"})


def test_the_law_that_the_tables_of_this_folder_name_is_in_the_index() -> None:
    tables = [*rows("changes.csv"), *rows("editions.csv")]
    index = read_law_index(ROOT / "rules", [])

    assert all(row["law"] for row in tables)
    assert {id for row in tables for id in row["law"].split()} <= set(index)
