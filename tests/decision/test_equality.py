"""What a record holds of a victim's characteristics is remarked on, and decides nothing."""

from __future__ import annotations

from attrs import evolve

from hocr_engine.decision import Decision
from hocr_engine.incident.model import Incident
from tests.decision.library import incident, lines, paths, rulebook

RULE = "equality-data-is-missing"
FILE = "equality.yaml"
TRIED = paths()[4::16]


def whole(original: Incident) -> Incident:
    """Give an incident with every characteristic of everybody on record."""
    facts = rulebook().book.vocabulary.kinds["person"].facts.values()
    data = {fact.name: "recorded" for fact in facts if fact.at.source.name.endswith(FILE)}
    assert len(data) == 4
    elements = tuple(
        evolve(one, facts={**one.facts, **data}) if one.kind == "person" else one
        for one in original.elements
    )
    return evolve(original, elements=elements)


def remarks(decision: Decision) -> int:
    """Give how many actions are remarked on because equality data is missing."""
    found = (finding for action in decision.actions for finding in action.findings.values())
    return sum(note.id == RULE for finding in found for note in finding.notes)


def test_equality_data_is_remarked_on_and_changes_no_action() -> None:
    remarked = 0
    for path in TRIED:
        partly, wholly = (rulebook().decide(one) for one in (incident(path), whole(incident(path))))
        remarked += remarks(partly)

        assert lines(wholly) == lines(partly), path
        assert [a.by for a in wholly.actions] == [a.by for a in partly.actions], path
        assert [a.duties for a in wholly.actions] == [a.duties for a in partly.actions], path
        assert [_flags(wholly), remarks(wholly)] == [_flags(partly), 0], path
    assert remarked > len(TRIED) // 3


def _flags(decision: Decision) -> list[list[tuple[str, bool]]]:
    return [
        [(flag.word, flag.is_sure) for flag in action.flags or ()] for action in decision.actions
    ]
