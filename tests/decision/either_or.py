"""
Offences of which one allegation is only ever one: the pairs of `either-or.csv`, and their trials.

A row names two sides, each one code or several, the fact that tells them apart, and the law.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from attrs import evolve, frozen

from hocr_engine.cases.model import CaseResult, FileResult
from hocr_engine.decision.decide import moments
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Finding, Referral
from hocr_engine.decision.names import Names
from hocr_engine.incident.linked import World, facts_awaited
from hocr_engine.incident.model import Element, Incident
from hocr_engine.rulebook import Book

TABLE: Final = Path(__file__).with_name("either-or.csv")
OFFENCE: Final = "offence"
ALLEGATION: Final = "allegation"


class Pair(NamedTuple):
    """Two offences, each with its codes, the fact that parts them, the law, and why."""

    first: str
    second: str
    fact: str
    law: str
    because: str

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give the codes of either side."""
        return frozenset(self.first.split()), frozenset(self.second.split())

    def is_both(self, codes: Iterable[str]) -> bool:
        """Say whether some offences are of both sides."""
        found = set(codes)
        return all(side & found for side in self.sides)


@frozen(eq=False)
class Told:
    """An allegation of a case as one of its moments leaves it, and the offences it surely is."""

    case: str
    incident: Incident
    under: date | None
    allegation: str
    finding: Finding

    @property
    def codes(self) -> frozenset[str]:
        """Give the offences that the allegation surely is."""
        return sure(self.finding)

    @property
    def says_what_it_awaits(self) -> bool:
        """Say whether an open answer names facts to ask for, or a question to be ruled on."""
        waits = self.finding.awaits
        referred = any(isinstance(one, Referral) for one in waits)
        return self.finding.is_settled or bool(facts_awaited(waits)) or referred

    @property
    def is_told_by_its_facts(self) -> bool:
        """Say whether the incident tells this allegation alone, and names no code for it."""
        allegations = self.incident.of_kind(ALLEGATION)
        return len(allegations) == 1 and allegations[0].facts.get("offence_code") is None


def pairs() -> list[Pair]:
    """Give the pairs of the table."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [Pair(**row) for row in csv.DictReader(table)]


def told(files: Iterable[FileResult]) -> Iterator[Told]:
    """Give each allegation of the cases that have run, once a moment; not where it is given."""
    for file in files:
        for result in file.results:
            if not any(given.decision == OFFENCE for given in result.case.given):
                yield from _of_case(f"{file.name}: {result.case.name}", result)


def _of_case(name: str, result: CaseResult) -> Iterator[Told]:
    worlds = {id(finding.subject.world): finding.subject.world for finding in result.findings}
    for world in worlds.values():
        for element in world.incident.of_kind(ALLEGATION):
            thing = world.thing(ALLEGATION, element.id)
            names = world.names(thing)
            assert isinstance(names, Names)
            finding = names.ask(OFFENCE, thing)
            yield Told(name, world.incident, result.case.under, element.id, finding)


def sure(finding: Finding) -> frozenset[str]:
    """Give the codes that a finding of offences holds for sure, whatever else is open in it."""
    slots = (slot for slot in finding.slots if len(slot.options) == 1 and not slot.awaits)
    return frozenset(str(slot.options[0]) for slot in slots)


def telling(allegations: Iterable[Told], codes: frozenset[str], fact: str = "") -> Iterator[Told]:
    """Give the allegations that are one of some offences by their facts, one of them this fact."""
    kind, _, name = fact.partition(".")
    for one in allegations:
        states = not fact or any(name in e.facts for e in one.incident.of_kind(kind))
        if one.is_told_by_its_facts and codes & one.codes and states:
            yield one


def asked(book: Book, incident: Incident, allegation: str, under: date | None = None) -> Finding:
    """Give the offences of an allegation as the last moment of an incident leaves it."""
    moment = moments(book, incident)[-1]
    on = under or moment.at.date()
    world = World(incident, book.vocabulary, book.rows, on, moment.at)
    return Deliberation(book, world).ask(OFFENCE, world.thing(ALLEGATION, allegation))


def crossed(book: Book, one: Told, other: Told) -> Finding:
    """Give the offences of an allegation that says what another says where it is silent."""
    extra = _plain(book, other.incident.of_kind(ALLEGATION)[0])
    elements = tuple(
        evolve(element, facts={**extra, **element.facts}) if element.kind == ALLEGATION else element
        for element in one.incident.elements
    )
    return asked(book, evolve(one.incident, elements=elements), one.allegation, one.under)


def _plain(book: Book, element: Element) -> dict[str, object]:
    """Give the facts of an element that link it to nothing."""
    facts = book.vocabulary.kinds[element.kind].facts
    return {name: value for name, value in element.facts.items() if facts[name].kind is None}


def forgetting(book: Book, one: Told, fact: str) -> Finding:
    """Give the offences of an allegation with one fact forgotten."""
    kind, _, name = fact.partition(".")
    elements = tuple(
        evolve(e, facts={n: v for n, v in e.facts.items() if (e.kind, n) != (kind, name)})
        for e in one.incident.elements
    )
    return asked(book, evolve(one.incident, elements=elements), one.allegation, one.under)


def is_parted(book: Book, finding: Finding, pair: Pair) -> bool:
    """Say whether an answer without the fact of a pair asks for it, refers, or presumes it."""
    kind, _, name = pair.fact.partition(".")
    asked_for = any(ref.kind == kind and ref.name == name for ref in facts_awaited(finding.awaits))
    referred = any(isinstance(one, Referral) for one in finding.awaits)
    presumed = is_presumed(book, pair.fact) and finding.is_settled
    return not pair.is_both(sure(finding)) and (asked_for or referred or presumed)


def is_presumed(book: Book, fact: str) -> bool:
    """Say whether a fact is presumed where it is left out."""
    kind, _, name = fact.partition(".")
    return book.vocabulary.kinds[kind].facts[name].presume is not None
