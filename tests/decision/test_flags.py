"""Flags follow from a crime: whether, as what and how often it is recorded is none of theirs."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from hocr_engine.embedding import Rulebook
from hocr_engine.feel.syntax import Expression, Name, Path, walk
from hocr_engine.incident.model import Element, Incident
from hocr_engine.rulebook.graph import reads
from hocr_engine.rulebook.model import Book, RowCondition, Rule
from hocr_engine.vocabulary.model import Fact, FactType
from tests.decision.library import incident, lines, paths, rulebook

FLAGS = "flags"
FILE = "flags.yaml"
TRIED = paths()[::14]


def only_for_flags(book: Book) -> dict[str, Fact]:
    """Give the facts of an allegation that are declared for flags alone."""
    facts = book.vocabulary.kinds["allegation"].facts.values()
    return {fact.name: fact for fact in facts if fact.at.source.name.endswith(FILE)}


def conditions(rule: Rule) -> Iterator[Expression]:
    """Give everything that a rule reads."""
    if isinstance(rule.when, RowCondition):
        yield from rule.when.inputs
    elif rule.when is not None:
        yield rule.when
    yield from (part for part in (rule.unless, rule.require) if part is not None)


def named(expression: Expression) -> set[str]:
    """Give every name that an expression reads, of whatever thing."""
    parts = [part for part, _ in walk(expression)]
    names = {part.name for part in parts if isinstance(part, Name)}
    return names | {part.member for part in parts if isinstance(part, Path)}


def test_no_decision_reads_the_flags() -> None:
    found = reads(rulebook().book)

    assert FLAGS in found
    assert [name for name, read in found.items() if FLAGS in read] == []


def test_a_fact_about_flags_is_read_by_no_other_decision() -> None:
    book = rulebook().book
    own = set(only_for_flags(book))
    elsewhere = [d for d in book.vocabulary.definitions if not d.at.source.name.endswith(FILE)]
    rules = [r for t in book.topics if t.decision != FLAGS for r in t.rules]

    assert len(own) > 20
    assert [d.name for d in elsewhere if own & named(d.expression)] == []
    assert [r.id for r in rules for condition in conditions(r) if own & named(condition)] == []


def test_what_is_said_about_flags_changes_no_action() -> None:
    facts = only_for_flags(rulebook().book)
    for path in TRIED:
        plain = rulebook().decide(incident(path))
        for pick in (0, -1):
            said = rulebook().decide(saying(incident(path), facts, pick))

            assert lines(said) == lines(plain), path
            assert [a.by for a in said.actions] == [a.by for a in plain.actions], path


def test_without_its_flags_a_rulebook_decides_the_same() -> None:
    book = rulebook().book
    without = Rulebook(evolve(book, topics=tuple(t for t in book.topics if t.decision != FLAGS)))
    flagged = 0
    for path in TRIED:
        decision = rulebook().decide(incident(path))
        flagged += sum(bool(action.flags) for action in decision.actions)

        assert lines(without.decide(incident(path))) == lines(decision), path
    assert flagged


def test_only_what_enters_a_crime_has_flags() -> None:
    crimes = 0
    for path in TRIED:
        for action in rulebook().decide(incident(path)).actions:
            crimes += action.flags is not None
            assert action.flags is None or action.is_crime, path
    assert crimes > len(TRIED) // 2


def saying(original: Incident, facts: dict[str, Fact], pick: int) -> Incident:
    """Give an incident whose allegations say of each fact about flags its first or last answer."""
    answers = {name: _answers(fact)[pick] for name, fact in facts.items()}
    return evolve(
        original, elements=tuple(_with(element, answers) for element in original.elements)
    )


def _with(element: Element, answers: dict[str, object]) -> Element:
    if element.kind != "allegation":
        return element
    return evolve(element, facts={**answers, **element.facts})


def _answers(fact: Fact) -> list[object]:
    if fact.type is FactType.YES_OR_NO:
        return [True, False]
    return [answer.word for answer in fact.answers]
