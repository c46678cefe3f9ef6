"""What became of a record since: of one that the file lists, or of one that a report led to."""

from __future__ import annotations

from collections.abc import Mapping

from hocr_engine.incident.linked import REPORTS, Linked, World
from hocr_engine.incident.model import Element, moment_of

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
