"""Every line of the official list is reached from its code, alone or with facts that part it."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from hocr_engine.decision.candidates import candidate_slots
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Finding
from hocr_engine.incident.linked import Linked, World, facts_awaited
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import read_incident
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_yaml

ON = date(2026, 5, 10)
RECORD = """
format: hocr.incident.v1
id: INC-0001
force: Lancashire
report:
  received_at: 2026-05-10 09:00
  by:
    capacity: victim
allegation:
  act: other
  {named}
  victim:
    age: 34
  offenders:
    told_apart: true
  event:
    from: 2026-05-09
"""
# Which of these the offence is cannot be seen from the list, which prints no class of their own.
WITHOUT_CLASS = {"053/40", "053/46"}


@pytest.fixture(scope="module")
def book() -> Book:
    return load()


def incident(book: Book, text: str) -> Incident:
    """Give a record that names an offence."""
    nodes, mistakes = read_yaml(Source(text))
    found, more = read_incident(nodes[0], book.vocabulary)
    assert found is not None, (mistakes, more)
    return found


def with_facts(named: str, facts: str) -> str:
    """Give the text of a record with some facts of the allegation, its victim or its offenders."""
    text = RECORD.format(named=named)
    for fact in filter(None, facts.split("; ")):
        path, value = fact.split("=")
        of, _, name = path.rpartition(".")
        if of == "offenders":
            text = text.replace(f"{name}: true", f"{name}: {value}")
        elif of:
            text = text.replace(f"  {of}:\n", f"  {of}:\n    {name}: {value}\n")
        else:
            text = text.replace("  act: other\n", f"  act: other\n  {name}: {value}\n")
    return text


def candidate(book: Book, record: Incident) -> tuple[Deliberation, Linked]:
    """Give the one possible crime of a record."""
    deliberation = Deliberation(book, World(record, book.vocabulary, book.rows, ON), {})
    (element,) = record.of_kind("allegation")
    allegation = deliberation.world.thing("allegation", element.id)
    (slot,) = candidate_slots(deliberation, book.making["candidates"].id, allegation)
    (found,) = slot.candidates
    return deliberation, found


def answer(book: Book, text: str, decision: str = "class") -> Finding:
    """Give what a decision about the offence named comes to."""
    deliberation, found = candidate(book, incident(book, text))
    return deliberation.ask(decision, found)


def current(book: Book) -> dict[str, dict[str, list[str]]]:
    """Give the lines in force by code and class."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in book.rows["line"].values():
        if line.facts["until"] is None:
            found[str(line.facts["code"])][str(line.facts["class"] or "")].append(line.id)
    return found


def shared() -> list[tuple[str, str, str]]:
    """Give the codes of several classes, each with a class and the facts that lead to it."""
    with (Path(__file__).parent / "shared-codes.csv").open(encoding="utf-8") as file:
        return [(row["code"], row["class"], row["facts"]) for row in csv.DictReader(file)]


@pytest.mark.slow
def test_every_line_of_the_list_is_reached_from_its_code(book: Book) -> None:
    wrong = []
    codes = current(book)
    for code, classes in codes.items():
        if len(classes) > 1:
            continue
        (expected,) = classes
        found = answer(book, with_facts(f"offence_code: {code}", ""))
        reached = found.is_settled and found.value == expected
        if reached == (code in WITHOUT_CLASS):
            wrong.append(f"{code}: {found.options}")
    assert wrong == []
    assert sum(len(lines) for classes in codes.values() for lines in classes.values()) == 1630


def test_facts_lead_to_each_class_of_a_shared_code(book: Book) -> None:
    several = {
        (code, name)
        for code, classes in current(book).items()
        for name in classes
        if len(classes) > 1
    }
    assert {(code, name) for code, name, _ in shared()} == several
    wrong = []
    for code, name, facts in shared():
        found = answer(book, with_facts(f"offence_code: {code}", facts))
        if not found.is_settled or found.value != name:
            wrong.append(f"{code} {facts}: {found.options} and not {name}")
    assert wrong == []


@pytest.mark.parametrize("named", ["028/03", "029/00", "034/01", "034/02", "008/76", "058/00"])
def test_a_shared_code_alone_leaves_its_classes_open_with_the_question_that_parts_them(
    book: Book, named: str
) -> None:
    found = answer(book, with_facts(f"offence_code: {named}", ""))
    asked = {ref.name for ref in facts_awaited(found.awaits)}
    parting = {
        fact.split("=")[0]
        for code, _, facts in shared()
        if code == named
        for fact in facts.split("; ")
    }
    assert not found.is_settled
    assert asked
    assert asked <= parting


def test_fraud_on_the_list_is_for_the_national_service(book: Book) -> None:
    lines = [
        line
        for line in book.rows["line"].values()
        if line.facts["recorded_by"] == "national service" and line.facts["class"] is not None
    ]
    assert len(lines) == 56
    for code in sorted({str(line.facts["code"]) for line in lines}):
        text = with_facts(f"offence_code: {code}", "call_for_service=false")
        found = answer(book, text, "kept_elsewhere")
        assert found.is_settled, code
        assert found.value == "national service", code
