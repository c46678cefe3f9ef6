"""
Whatever conditions, rules, decisions and facts are made of has words in explanations.

What there is is counted from the code and the rulebook, so that something new without words fails.
"""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import fields, has

from hocr_engine import Rulebook, load_rulebook
from hocr_engine.decision import decide
from hocr_engine.explanation import outline
from hocr_engine.explanation import phrases as say
from hocr_engine.explanation.more import More
from hocr_engine.explanation.outline import Condition, Outline, Tried
from hocr_engine.feel import syntax
from hocr_engine.incident.model import Incident
from hocr_engine.rulebook.model import Book, DecisionKind, Rule
from tests.decision import library
from tests.explanation.incidents_told import some_cases
from tests.explanation.unfit import UNFIT_IN_ONE, unfit

HERE: Final = Path(__file__).parent
GARDEN: Final = HERE / "garden"
PICKED: Final = '      this.done = "picked"\n'

# Conditions that use every construct; each stands as the condition of one rule.
CONDITIONS: Final = (
    "true",
    'this.done = "picked"',
    "count(this.reports[by_letter]) = 0",
    'contains(string: this.done, match: "pick")',
    "this.victim.age != null and this.victim.age > -1",
    "this.victim.age != null and this.victim.age + 1 > 20",
    "this.victim.age != null and this.victim.age between 1 and 100",
    'this.done in ("picked", "sniffed")',
    'if this.weeds then this.done = "sniffed" else this.done = "picked"',
    "count(for r in this.reports return r.by_letter) >= 1",
    "some r in this.reports satisfies not(r.by_letter)",
    "every r in this.reports satisfies not(r.by_letter)",
    "this.weeds instance of boolean",
    'list contains(["picked", "sniffed"], this.done)',
    '{a: this.done}.a = "picked"',
    "this.victim.age != null and this.victim.age in [1..100]",
    "this.victim.age != null and this.victim.age in (< 100)",
    'this.done = "picked" or this.weeds',
    'some n in 1..3 satisfies n = 2 and this.done = "picked"',
    'this.first_report.received_at > date and time("2026-01-01T00:00:00")',
)
# A rule file may not hold these, so that nobody needs words for them.
REFUSED: Final = {syntax.FunctionLiteral}
# A condition that reads no fact is told by saying that nothing more is asked.
READS_NOTHING: Final = "true"

KNOWN: Final[dict[str, Any]] = {
    "format": "hocr.incident.v1",
    "id": "G",
    "report": {"received_at": "2026-05-04 11:00", "by_letter": False},
    "allegation": {
        "done": "picked",
        "weeds": False,
        "victim": {"age": "40"},
        "event": {"place": {"kind": "park"}},
        "account": {"says": "happened"},
    },
}
NOT_KNOWN: Final[dict[str, Any]] = {
    "format": "hocr.incident.v1",
    "id": "G",
    "report": {"received_at": "2026-05-04 11:00"},
    "allegation": {"victim": {}, "event": {}},
}
INCIDENTS: Final = {"known": KNOWN, "not known": NOT_KNOWN}
ASKED: Final = More(why_not=("flowers-picked",), nearest=True, timeline=True)


@pytest.fixture(scope="module")
def garden() -> Rulebook:
    """Give the small rulebook."""
    return load_rulebook(GARDEN)


def with_condition(condition: str, folder: Path) -> Rulebook:
    """Give the small rulebook with another condition in one of its rules."""
    copy = folder / "garden"
    shutil.copytree(GARDEN, copy)
    path = copy / "general" / "picking.yaml"
    text = path.read_text(encoding="utf-8")
    assert PICKED in text
    path.write_text(text.replace(PICKED, f"      {condition}\n"), encoding="utf-8")
    return load_rulebook(copy)


def tried_of(told: Outline, rule: str) -> Iterator[Tried]:
    """Give how a rule was told to have been tried."""
    for action in told.actions:
        for reason in action.reasons:
            yield from (tried for tried in reason.tried if tried.id == rule)


def said_of(conditions: tuple[Condition, ...]) -> Iterator[str]:
    """Give what is said about the parts of a condition, without its author's words."""
    for one in conditions:
        yield say.condition(one, source=False)
        yield from said_of(one.parts)


@pytest.mark.parametrize("known", INCIDENTS)
@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_is_told_in_words(condition: str, known: str, tmp_path: Path) -> None:
    rulebook = with_condition(condition, tmp_path)
    told = outline(rulebook.decide(INCIDENTS[known]), more=ASKED)
    tried = list(tried_of(told, "flowers-picked"))

    assert tried
    for one in tried:
        words = [one.why, *said_of(one.conditions)]
        assert any(words), condition
        assert bool(one.why) is (condition == READS_NOTHING)
    assert unfit(told, rulebook.book) == set()


def nodes_of(book: Book) -> set[type]:
    """Give the kinds of nodes in the condition that stands for others."""
    when = book.rule["flowers-picked"].when
    assert when is not None
    return set(kinds_below(when))


def kinds_below(value: object) -> Iterator[type]:
    """Give the kind of a node and of all that it is made of."""
    if isinstance(value, tuple):
        for one in value:
            yield from kinds_below(one)
    elif has(kind := type(value)) and kind.__module__ == syntax.__name__:
        yield kind
        for each in fields(kind):
            yield from kinds_below(getattr(value, each.name))


def test_the_conditions_use_every_construct_that_a_rule_may_hold(
    tmp_path: Path, garden: Rulebook
) -> None:
    every = {kind for _, kind in inspect.getmembers(syntax, inspect.isclass) if has(kind)}
    own = {kind for kind in every if kind.__module__ == syntax.__name__}
    used = {
        kind
        for number, condition in enumerate(CONDITIONS)
        for kind in nodes_of(with_condition(condition, tmp_path / str(number)).book)
    }
    cells = [rule.when for rule in garden.book.rule.values() if rule.id.startswith("class-by-code")]
    used |= {
        kind for row in cells for cell in getattr(row, "cells", ()) for kind in kinds_below(cell)
    }

    assert own - REFUSED - used == set()


# How each part of a rule is told, by a text that some document shows; empty where it only says
# when and where the rule holds, or where no document shows it.
TOLD: Final[Mapping[str, str]] = {
    "id": "(owner-says-so)",
    "title": "The owner's account is enough",
    "law": "CRR26-001-01",
    "at": "",
    "since": "",
    "until": "",
    "committed_from": "",
    "committed_until": "",
    "certainty": "",
    "inferred_from": "an old almanac",
    "when": "what the owner says: that it happened",
    "unless": "",
    "require": "the gardener must agree to a red mark",
    "then": "P Picking",
    "because": "the owner says so, and is believed",
    "note": "whether the owner minds decides what is done about it",
    "mistake": "believing that nothing is recorded where nobody minds",
    "mistake_leads_to": "",
    "overrides": "“None of those who count has reported it” overrides it",
    "interpretation": "see interpretation 001",
    "tell": "because  flowers were picked",
    "law_at": "",
    "overrides_at": "",
    "mistake_at": "",
}


def test_every_part_of_a_rule_is_told() -> None:
    documents = (path.read_text(encoding="utf-8") for path in HERE.rglob("*.md"))
    shown = " ".join(" ".join(documents).split())

    assert {each.name for each in fields(Rule)} == TOLD.keys()
    assert {name for name, text in TOLD.items() if " ".join(text.split()) not in shown} == set()


def texts_of(book: Book) -> Iterator[tuple[str, str]]:
    """Give every label, question and title of a rulebook with what it belongs to."""
    for kind in book.vocabulary.kinds.values():
        yield kind.name, kind.label
        for fact in kind.facts.values():
            yield f"{kind.name}.{fact.name}", fact.label
            yield f"{kind.name}.{fact.name}", fact.ask or fact.label
            yield from ((f"{fact.name}: {one.word}", one.label) for one in fact.answers)
    yield from ((one.name, one.label) for one in book.vocabulary.definitions)
    for role in book.vocabulary.roles.values():
        yield role.name, role.label
    for decision in book.decisions.values():
        yield decision.id, decision.label
        yield decision.id, decision.question
        answers = (*decision.answers, *(a for out in decision.outputs for a in out.answers))
        yield from ((f"{decision.id}: {one.word}", one.label) for one in answers)
    for rule in book.rule.values():
        yield rule.id, rule.title


def test_every_fact_answer_decision_and_rule_has_words() -> None:
    book = library.rulebook().book
    told = [(name, text.replace("{thing}", "it")) for name, text in texts_of(book)]

    assert len(told) > 4_000
    assert [name for name, text in told if not text.strip()] == []
    assert [
        (name, what, text)
        for name, text in told
        for what, pattern in UNFIT_IN_ONE.items()
        if pattern.search(text)
    ] == []
    assert [rule.id for rule in book.rule.values() if not (rule.because or rule.note)] == []


def told_of(incident: Incident, more: More) -> Outline:
    """Give all that is said about an incident by the rules of the project."""
    return outline(decide(library.rulebook().book, incident), more=more)


def kinds_told(told: Outline) -> set[DecisionKind]:
    """Give the kinds of decision whose answers were told with a rule's reason."""
    decisions = library.rulebook().book.decisions
    return {
        decisions[reason.decision].kind
        for action in told.actions
        for reason in action.reasons
        if reason.answer and any(rule.because for rule in reason.rules)
    } | {DecisionKind.STEPS for action in told.actions if any(one.text for one in action.counted)}


@pytest.mark.slow
def test_nothing_unfit_is_said_of_any_example_and_every_kind_of_decision_is_told() -> None:
    book, kinds = library.rulebook().book, set[DecisionKind]()
    examples = [path for path in library.paths() if "worked_examples" not in path.parts]
    for number, path in enumerate(examples):
        told = told_of(library.incident(path), More(timeline=True))
        kinds |= kinds_told(told)
        assert unfit(told, book, shown=number % 6 == 0) == set(), path

    assert kinds == set(DecisionKind)


@pytest.mark.slow
def test_nothing_unfit_is_said_of_the_worked_examples() -> None:
    book = library.rulebook().book
    worked = [path for path in library.paths() if "worked_examples" in path.parts]
    for path in worked[::8]:
        told = told_of(library.incident(path), More())
        assert unfit(told, book, shown=False) == set(), path


@pytest.mark.slow
def test_nothing_unfit_is_said_of_cases_of_the_library() -> None:
    book = library.rulebook().book
    for name, incident in some_cases(600):
        assert unfit(told_of(incident, More()), book, shown=False) == set(), name
