"""Built-in functions that make lists of lists, or find things in them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cmp_to_key

from hocr_engine.feel.bounds import checked_list
from hocr_engine.feel.functions.registry import UndecidedError, UnfitError, built_in
from hocr_engine.feel.logic import (
    Truth,
    all_true,
    any_true,
    count_bounds,
    equal,
    if_present,
    opposite,
    truth_of,
)
from hocr_engine.feel.values import UNDECIDED, Bounds, Maybe, all_awaited, as_number

Items = list[object]


@built_in("boolean", "not", "negand: any", sees_unknown=True)
def negated(truth: object) -> Truth:
    """Give false for true, true for false, null for the rest."""
    return opposite(truth_of(truth))


@built_in("boolean", "list contains", "list: list", "element: any", sees_unknown=True)
def list_contains(items: Items, element: object) -> Truth:
    """Say whether a list holds an element."""
    return any_true(_says_present(equal(*_bare(item, element)) or False, item) for item in items)


def _bare(item: object, element: object) -> tuple[object, object]:
    return (item.value if isinstance(item, Maybe) else item), element


def _says_present(truth: Truth, item: object) -> Truth:
    return if_present(truth, item.awaits, neutral=False) if isinstance(item, Maybe) else truth


@built_in("number", "count", "list: list", sees_unknown=True)
def count(items: Items) -> Decimal | Bounds:
    """Give how many elements a list has, in bounds where it is not settled which."""
    low, high = count_bounds(items)
    if low == high:
        return as_number(low)
    return Bounds(low, high, all_awaited(item for item in items if isinstance(item, Maybe)))


def _truths(items: Items, *, neutral: bool) -> list[Truth]:
    return [
        if_present(truth_of(item.value), item.awaits, neutral=neutral)
        if isinstance(item, Maybe)
        else truth_of(item)
        for item in items
    ]


@built_in("boolean", "all", "list: list", sees_unknown=True)
@built_in("boolean", "all", "list: any...", sees_unknown=True)
def all_of(*given: object) -> Truth:
    """Say whether all elements are true."""
    return all_true(_truths(_as_list(given), neutral=True))


@built_in("boolean", "any", "list: list", sees_unknown=True)
@built_in("boolean", "any", "list: any...", sees_unknown=True)
def any_of(*given: object) -> Truth:
    """Say whether some element is true."""
    return any_true(_truths(_as_list(given), neutral=False))


def _as_list(given: tuple[object, ...]) -> Items:
    if not given:
        raise UnfitError
    return given[0] if len(given) == 1 and isinstance(given[0], list) else list(given)


@built_in(
    "list", "sublist", "list: list", "start position: number", "length: number?", by_position=True
)
def sublist(items: Items, start: Decimal, length: Decimal | None = None) -> Items | None:
    """Give the elements from a position on."""
    begin = _index(items, start)
    if begin is None or (length is not None and not 0 <= length <= len(items) - begin):
        return None
    return items[begin:] if length is None else items[begin : begin + int(length)]


def _index(items: Items, position: Decimal) -> int | None:
    """Give the place, from 0, of a position from 1 or from the end; None beyond the list."""
    place = int(position)
    if place == 0 or abs(place) > len(items):
        return None
    return place - 1 if place > 0 else len(items) + place


@built_in("list", "append", "list: list", "item: any...", sees_unknown=True)
def append(items: Items, *more: object) -> Items:
    """Give a list with elements added."""
    return checked_list([*items, *more])


@built_in("list", "concatenate", "list: list...", sees_unknown=True)
def concatenate(*lists: Items) -> Items:
    """Give the elements of several lists in one."""
    return checked_list([item for items in lists for item in items])


@built_in(
    "list", "insert before", "list: list", "position: number", "newItem: any", by_position=True
)
def insert_before(items: Items, position: Decimal, new: object) -> Items | None:
    """Give a list with an element put in before a position."""
    place = _index(items, position)
    return None if place is None else checked_list([*items[:place], new, *items[place:]])


@built_in("list", "remove", "list: list", "position: number", by_position=True)
def remove(items: Items, position: Decimal) -> Items | None:
    """Give a list without the element at a position."""
    place = _index(items, position)
    return None if place is None else items[:place] + items[place + 1 :]


@built_in(
    "list", "list replace", "list: list", "position: number", "newItem: any", by_position=True
)
def list_replace(items: Items, position: Decimal, new: object) -> Items | None:
    """Give a list with another element at a position."""
    place = _index(items, position)
    return None if place is None else [*items[:place], new, *items[place + 1 :]]


@built_in("list", "list replace", "list: list", "match: function", "newItem: any")
def list_replace_matching(items: Items, match: Callable[..., object], new: object) -> Items:
    """Give a list with another element wherever a function of old and new says so."""
    says = [match(item, new) for item in items]
    if any(isinstance(each, UNDECIDED) for each in says):
        raise UndecidedError(says)
    if not all(isinstance(each, bool) for each in says):
        raise UnfitError
    return [new if chosen else item for item, chosen in zip(items, says, strict=True)]


@built_in("list", "reverse", "list: list", sees_unknown=True)
def reverse(items: Items) -> Items:
    """Give a list back to front."""
    return items[::-1]


@built_in("list", "index of", "list: list", "match: any")
def index_of(items: Items, match: object) -> Items:
    """Give the positions at which an element stands."""
    return [as_number(place) for place, item in enumerate(items, 1) if equal(item, match) is True]


@built_in("list", "union", "list: list...")
def union(*lists: Items) -> Items:
    """Give the elements of several lists, each once."""
    return distinct_values(concatenate(*lists))


@built_in("list", "distinct values", "list: list")
def distinct_values(items: Items) -> Items:
    """Give the elements of a list, each once."""
    kept: Items = []
    for item in items:
        if not any(equal(item, other) is True for other in kept):
            kept.append(item)
    return kept


@built_in("list", "flatten", "list: list")
def flatten(items: Items) -> Items:
    """Give the elements of a list and of the lists in it, in one list."""
    flat: Items = []
    for item in items:
        flat.extend(flatten(item) if isinstance(item, list) else [item])
    return checked_list(flat)


@built_in("list", "sort", "list: list", "precedes: function")
def sort(items: Items, precedes: Callable[..., object]) -> Items:
    """Give a list in the order that a function of two elements says."""

    def order(one: object, other: object) -> int:
        says = precedes(one, other), precedes(other, one)
        if any(isinstance(each, UNDECIDED) for each in says):
            raise UndecidedError(says)
        if not isinstance(says[0], bool):
            raise UnfitError
        return -1 if says[0] else int(says[1] is True)

    return sorted(items, key=cmp_to_key(order))
