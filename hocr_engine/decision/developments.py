"""What became of a record since: of one that the file lists, or of one that a report led to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hocr_engine.decision import messages as say
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.linked import REPORTS, Linked, World
from hocr_engine.incident.model import Element, Incident, moment_of
from hocr_engine.rulebook.model import Book

DEVELOPMENT = "development"


def developments_of(world: World, listed: str, acts: tuple[str, ...]) -> dict[str, object]:
    """
    Give the facts that a record has from what became of it by then, the latest last.

    A development is of the records that fit all it names: a report, an allegation, a listed record.
    """
    role = world.vocabulary.roles.get(DEVELOPMENT)
    if role is None:
        return {}
    kind = world.vocabulary.kinds[role.kind]
    about = {"record": {listed}, "allegation": set(acts), "report": _reports(world, acts)}
    found: dict[str, object] = {}
    for element in sorted(world.incident.of_kind(kind.name), key=lambda e: _when(e, kind.known)):
        if world.is_known(element) and _is_of(element, about):
            found |= {
                name: value
                for name, value in element.facts.items()
                if name not in about and name != kind.known
            }
    return found


def check_developments(book: Book, incident: Incident) -> Iterator[Diagnostic]:
    """Give every development that can be of no record: it names none, or an empty report."""
    role = book.vocabulary.roles.get(DEVELOPMENT)
    if role is None:
        return
    world = World(incident, book.vocabulary, book.rows, date.max)
    allegations = incident.of_kind(book.vocabulary.roles["allegation"].kind)
    carried = _reports(world, tuple(one.id for one in allegations))
    for element in incident.of_kind(role.kind):
        report = element.facts.get("report")
        if all(element.facts.get(name) is None for name in ("record", "allegation", "report")):
            yield say.of_no_record(element.at)
        elif report is not None and report not in carried:
            yield say.of_an_empty_report(str(report), element.places.get("report", element.at))


def _when(element: Element, known: str | None) -> tuple[float, str]:
    at = moment_of(element, known)
    return (0.0 if at is None else at.timestamp(), element.id)


def _is_of(element: Element, about: Mapping[str, set[str]]) -> bool:
    named = {name: element.facts.get(name) for name in about}
    given = {name: value for name, value in named.items() if value is not None}
    return bool(given) and all(value in about[name] for name, value in given.items())


def _reports(world: World, acts: tuple[str, ...]) -> set[str]:
    """Give the reports that have carried some allegations by then."""
    kind = world.vocabulary.roles["allegation"].kind
    listed = (world.thing(kind, act).member(REPORTS) for act in acts)
    return {
        report.id
        for reports in listed
        if isinstance(reports, list)
        for report in reports
        if isinstance(report, Linked)
    }
