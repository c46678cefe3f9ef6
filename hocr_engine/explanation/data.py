"""The outline as data ready for JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import AttrsInstance, fields, has

from hocr_engine.explanation.outline import Outline, Reason

EXPLANATION_FORMAT: Final = "hocr.explanation.v1"
# What is told of a reason besides its fields, and what stands in for that until it is told.
TRIED: Final = "tried"
UNTOLD: Final = ("applying", "try_all")


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
        return {name: _data(getattr(value, name)) for name in _names(kind)}
    return value


def _names(kind: type[AttrsInstance]) -> Iterator[str]:
    """Give the names under which what is said stands in the data."""
    if kind is Reason:
        yield TRIED
    yield from (one.name for one in fields(kind) if kind is not Reason or one.name not in UNTOLD)
