"""The scenes that comparisons are about, each with what a force recorded of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from hocr_engine.incident.model import Incident
from tests.decision.generated import read

HERE = Path(__file__).parent
Record = Mapping[str, Any]


def document(name: str) -> dict[str, Any]:
    """Give a document beside this module as groups, lists and texts."""
    found = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


_SCENES = document("scenes.yaml")


def incident(scene: str, recorded: Iterable[Record] | None) -> Incident:
    """Give a scene with what was recorded; with None the file does not tell what was."""
    own = next(one for one in _SCENES["scenes"] if one["id"] == scene)
    told = {} if recorded is None else {"recorded": list(recorded)}
    facts = {
        "format": "hocr.incident.v1",
        "force": "Example Police",
        "people": _SCENES["people"],
        "offenders": _SCENES["offenders"],
        **own,
        **told,
    }
    return read(facts)
