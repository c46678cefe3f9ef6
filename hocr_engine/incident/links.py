"""Links between the elements of a record: filling in the only one meant, and checking the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident import messages as say
from hocr_engine.incident.model import Element, Incident
from hocr_engine.text import Span
from hocr_engine.vocabulary.model import Fact, FactType, Kind, Vocabulary

PAIR: Final = "pair"
PAIRED: Final = "--"


def complete_links(
    incident: Incident, vocabulary: Vocabulary, report_kind: Kind, allegation_kind: Kind
) -> tuple[Incident, tuple[Diagnostic, ...]]:
    """Give the incident with each link filled in that can mean only one thing."""
    mistakes: list[Diagnostic] = []
    elements = tuple(
        _completed(element, incident, vocabulary, mistakes) for element in incident.elements
    )
    paired = (*elements, *_pairs(elements, vocabulary))
    complete = evolve(incident, elements=paired)
    mistakes.extend(_not_carried(complete, report_kind, allegation_kind))
    return complete, tuple(mistakes)


def _completed(
    element: Element, incident: Incident, vocabulary: Vocabulary, mistakes: list[Diagnostic]
) -> Element:
    kind = vocabulary.kinds[element.kind]
    found: dict[str, object] = {}
    for fact in kind.facts.values():
        if fact.type not in (FactType.LINK, FactType.LINKS) or not fact.is_given:
            continue
        if fact.name in element.facts or fact.nullable:
            continue
        back = _leads_back(fact, kind, vocabulary)
        alone = len(incident.by_kind.get(kind.name, {})) == 1
        targets = incident.by_kind.get(fact.kind or "", {})
        if fact.type is FactType.LINKS and back and alone:
            found[fact.name] = tuple(targets)
        elif fact.type is FactType.LINK and len(targets) == 1 and (back or alone):
            found[fact.name] = next(iter(targets))
        elif back and targets:
            mistakes.append(say.which_one(fact.name, fact.kind or "", _head(element.at)))
    return evolve(element, facts={**element.facts, **found}) if found else element


def _pairs(elements: tuple[Element, ...], vocabulary: Vocabulary) -> Iterator[Element]:
    """Give a pair for each victim and offender of an allegation, where the record has none."""
    role = vocabulary.roles.get(PAIR)
    if role is None:
        return
    names = [f.name for f in vocabulary.kinds[role.kind].facts.values() if _joins(f)]
    known = {_ends(element, names) for element in elements if element.kind == role.kind}
    allegation = vocabulary.roles["allegation"].kind
    for element in elements:
        ends = _ends(element, names)
        if element.kind != allegation or ends in known or None in ends:
            continue
        known.add(ends)
        facts = dict(zip(names, ends, strict=True))
        name = PAIRED.join(map(str, ends))
        yield Element(role.kind, name, facts, element.at, is_made=True)


def _joins(fact: Fact) -> bool:
    return fact.type is FactType.LINK and fact.is_given


def _ends(element: Element, names: list[str]) -> tuple[object, ...]:
    return tuple(element.facts.get(name) for name in names)


def _leads_back(fact: Fact, kind: Kind, vocabulary: Vocabulary) -> bool:
    """Say whether the other end is found through this link, so that it must be known."""
    target = vocabulary.kinds.get(fact.kind or "")
    return target is not None and any(
        other.through == fact.name and other.kind == kind.name for other in target.facts.values()
    )


def _not_carried(
    incident: Incident, report_kind: Kind, allegation_kind: Kind
) -> Iterator[Diagnostic]:
    carried: set[object] = set()
    if not incident.by_kind.get(report_kind.name):
        return
    for report in incident.of_kind(report_kind.name):
        for fact in report_kind.facts.values():
            ids = report.facts.get(fact.name)
            if fact.kind == allegation_kind.name and isinstance(ids, tuple):
                carried.update(ids)
    for element in incident.of_kind(allegation_kind.name):
        if element.id not in carried:
            yield say.not_carried(element.id, _head(element.at))


def check_links(incident: Incident, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Give every reference to nothing, every required fact left out and every idle judgement."""
    for element in incident.elements:
        kind = vocabulary.kinds[element.kind]
        for fact in kind.facts.values():
            value = element.facts.get(fact.name)
            at = element.places.get(fact.name, element.at)
            if fact.required and value is None and fact.name not in element.places:
                yield say.missing_fact(fact.name, kind.label, _head(element.at))
            if fact.type in (FactType.LINK, FactType.LINKS):
                yield from _dangling(incident, fact, value, at)


def _dangling(incident: Incident, fact: Fact, value: object, at: Span) -> Iterator[Diagnostic]:
    known = incident.by_kind.get(fact.kind or "", {})
    ids = value if isinstance(value, tuple) else (value,)
    for element_id in ids:
        if isinstance(element_id, str) and element_id not in known:
            yield say.no_such_element(element_id, fact.kind or "", known, at)


def _head(at: Span) -> Span:
    """Give the first line of an element, for messages about the element as such."""
    end = at.source.text.find("\n", at.start, at.end)
    return at if end < 0 else Span(at.source, at.start, end)
