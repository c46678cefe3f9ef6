"""Built-in functions on contexts, and on ranges and numbers written as text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from hocr_engine.feel.functions.registry import UnfitError, built_in
from hocr_engine.feel.values import NUMBERS, as_number, identical

Entries = dict[str, object]
_SEPARATORS: Final = (" ", ",", ".")
_NUMBER: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


@built_in("any", "get value", "m: context", "key: text", sees_unknown=True)
def get_value(context: Entries, key: str) -> object:
    """Give what a context holds under a key."""
    return context.get(key)


@built_in("any", "get value", "context: context", "keys: list")
def get_value_down(context: Entries, keys: list[object]) -> object:
    """Give what a context holds at the end of a path of keys."""
    found: object = context if keys else None
    for key in keys:
        found = found.get(key) if isinstance(found, dict) and isinstance(key, str) else None
    return found


@built_in("list", "get entries", "m: context", sees_unknown=True)
def get_entries(context: Entries) -> list[object]:
    """Give a context as a list of contexts with key and value."""
    return [{"key": key, "value": value} for key, value in context.items()]


@built_in("context", "context", "entries: list")
def context_of(entries: list[object]) -> Entries:
    """Give the context of a list of contexts with key and value."""
    made: Entries = {}
    for entry in entries:
        if not isinstance(entry, dict) or not {"key", "value"} <= entry.keys():
            raise UnfitError
        if not isinstance(entry["key"], str) or entry["key"] in made:
            raise UnfitError
        made[entry["key"]] = entry["value"]
    return made


@built_in(
    "context", "context put", "context: context", "key: text", "value: any", sees_unknown=True
)
def context_put(context: Entries, key: str, value: object) -> Entries:
    """Give a context with one more entry, or another value for it."""
    return {**context, key: value}


@built_in("context", "context put", "context: context", "keys: list", "value: any")
def context_put_down(context: Entries, keys: list[object], value: object) -> Entries:
    """Give a context with another value at the end of a path of keys."""
    if not keys or not isinstance(keys[0], str):
        raise UnfitError
    if len(keys) == 1:
        return context_put(context, keys[0], value)
    inner = context.get(keys[0], {})
    if not isinstance(inner, dict):
        raise UnfitError
    return context_put(context, keys[0], context_put_down(inner, keys[1:], value))


@built_in("context", "context merge", "contexts: list")
def context_merge(contexts: list[object]) -> Entries:
    """Give the entries of several contexts in one; later ones prevail."""
    merged: Entries = {}
    for context in contexts:
        if not isinstance(context, dict):
            raise UnfitError
        merged.update(context)
    return merged


@built_in("boolean", "is", "value1: any?", "value2: any?")
def is_same(one: object = None, other: object = None) -> bool:
    """Say whether two values are the same in every respect."""
    return identical(one, other)


@built_in("number", "number", "from: text")
def number_of_text(text: str) -> Decimal | None:
    """Give the number that a text writes."""
    return as_number(text) if _NUMBER.fullmatch(text) else None


@built_in("number", "number", "from: number")
def number_itself(number: Decimal) -> Decimal:
    """Give the number as it is."""
    return NUMBERS.plus(number)


@built_in(
    "number",
    "number",
    "from: text",
    "grouping separator: text or null",
    "decimal separator: text or null",
)
def number_of_grouped(text: str, grouping: str | None, point: str | None) -> Decimal | None:
    """Give the number that a text writes with its own separators."""
    if grouping is not None and (grouping not in _SEPARATORS or grouping == point):
        return None
    if point is not None and point not in _SEPARATORS[1:]:
        return None
    bare = text.replace(grouping, "") if grouping else text
    return number_of_text(bare.replace(point, ".") if point else bare)
