"""The hash of an incident as read, by which a decision record says what it was made from."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal

from hocr_engine.incident.model import Element, Incident
from hocr_engine.vocabulary.values import LONDON


def incident_hash(incident: Incident) -> str:
    """
    Give the SHA-256, in hexadecimal, of what an incident says.

    It is that of the incident's long form as JSON: its id, its force, the names of the kinds that
    it tells of, and of each kind by id the facts given. Keys and the ids of links are sorted,
    nothing stands between the signs, nothing is beyond ASCII; a moment is in UTC, a day as it is
    written, a number without needless noughts. Neither comments, layout, the order of keys and
    entries nor short forms change it.
    """
    data = {
        "id": incident.id,
        "force": incident.force,
        "tells_of": sorted(incident.sections),
        "elements": {
            kind: {one.id: _facts(one) for one in found.values() if not one.is_made}
            for kind, found in incident.by_kind.items()
            if not all(one.is_made for one in found.values())
        },
    }
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _facts(element: Element) -> dict[str, object]:
    return {name: _plain(value, element, name) for name, value in element.facts.items()}


def _plain(value: object, element: Element, name: str) -> object:
    match value:
        case datetime() if name in element.days:
            return value.astimezone(LONDON).date().isoformat()
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case tuple():
            return sorted(map(str, value))
        case _:
            return value
