"""The outline as data ready for JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from attrs import fields, has

from hocr_engine.explanation.outline import Outline

EXPLANATION_FORMAT: Final = "hocr.explanation.v1"


def explanation_json(outline: Outline) -> str:
    """Give an outline as JSON on one line: keys in order, nothing beyond ASCII."""
    return json.dumps(as_data(outline), sort_keys=True, separators=(",", ":"))


def as_data(outline: Outline) -> dict[str, object]:
    """Give an outline as groups, lists and texts."""
    found = _data(outline)
    assert isinstance(found, dict)
    return {"format": EXPLANATION_FORMAT, **found}


def _data(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_data(element) for element in value]
    kind = type(value)
    if has(kind):
        return {field.name: _data(getattr(value, field.name)) for field in fields(kind)}
    return value
