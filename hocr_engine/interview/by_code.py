"""When to ask which offence somebody has named: where little of what was done is known."""

from __future__ import annotations

from typing import Final

from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.vocabulary.model import FactType, Kind

# So many facts of an allegation not known make it likelier that its offence is known by its code.
MANY_NOT_KNOWN: Final = 4


def named_by_code(incident: Incident, kind: Kind, allegation: str) -> FactRef | None:
    """Give the fact that names an allegation's offence; None where enough else may be known."""
    element = incident.find(kind.name, allegation)
    codes = (fact for fact in kind.facts.values() if fact.type is FactType.CODE)
    named = next((fact.name for fact in codes if not fact.judged), None)
    if element is None or named is None or named in element.facts:
        return None
    own = (FactRef(kind.name, allegation, name).pointer for name in kind.facts)
    not_known = set(incident.not_known)
    if sum(pointer in not_known for pointer in own) < MANY_NOT_KNOWN:
        return None
    return FactRef(kind.name, allegation, named)
