"""Fitting values to types, by DMN 1.5, 10.3.2.9.4."""

from __future__ import annotations

from datetime import UTC
from typing import Final

from hocr_engine.feel.far import DAYS, MOMENTS, moment_at
from hocr_engine.feel.making import is_instance
from hocr_engine.feel.syntax import TypeName
from hocr_engine.feel.values import UNDECIDED, Maybe

UNFIT: Final = object()


def fitted(value: object, named: TypeName) -> object:
    """
    Give a value as a type takes it, or UNFIT where the type does not take it.

    Null fits every type, and nothing is said against a type that there is none of. An element is
    taken out of a list of one, put in a list, or a date given its midnight, where the type asks so.
    """
    if value is None or isinstance(value, UNDECIDED) or is_instance(value, named) is not False:
        return value
    for other in _conversions(value, named):
        if is_instance(other, named) is not False:
            return other
    return UNFIT


def coerced(value: object, named: TypeName) -> object:
    """Give a value as a type takes it; null where it does not."""
    found = fitted(value, named)
    return None if found is UNFIT else found


def _conversions(value: object, named: TypeName) -> list[object]:
    """Give what a value may be converted to for a type."""
    if isinstance(value, list):
        single = len(value) == 1 and not isinstance(value[0], Maybe)
        return [value[0]] if single else []
    if named.name == "list":
        return [[value]]
    if named.name == "date and time" and isinstance(value, DAYS) and not isinstance(value, MOMENTS):
        return [moment_at(value, 0, UTC)]
    return []
