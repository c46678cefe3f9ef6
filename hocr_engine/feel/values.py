"""What a condition can give: FEEL's values, and those not yet known."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import datetime, time
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final, Protocol, TypeGuard

from attrs import field, frozen

NUMBERS: Final = Context(
    prec=34, Emax=6144, Emin=-6143, traps=[InvalidOperation, DivisionByZero, Overflow]
)

NOTHING: Final[frozenset[Hashable]] = frozenset()


@frozen
class Unknown:
    """A value not yet known, and the facts that it awaits."""

    awaits: frozenset[Hashable]


@frozen
class OneOf:
    """An undecided earlier answer: one of these values; the same key means the same choice."""

    options: tuple[object, ...]
    awaits: frozenset[Hashable]
    key: Hashable


@frozen
class Bounds:
    """A whole number not yet known, from `low` to `high`, as the count of an undecided list."""

    low: int
    high: int
    awaits: frozenset[Hashable]


@frozen
class Maybe:
    """An element of a list that may turn out not to be in it."""

    value: object
    awaits: frozenset[Hashable]


class Thing(Protocol):
    """A linked element of the record: a person, an event.

    `member` gives a value, a thing, a list, None, Unknown or OneOf, and raises KeyError for a name
    that things of this kind do not have.
    """

    @property
    def kind(self) -> str:
        """Give the kind of element this is."""
        ...

    def member(self, name: str) -> object:
        """Give what this element says under a name."""
        ...


def is_thing(value: object) -> TypeGuard[Thing]:
    """Say whether a value is a linked element."""
    return LINKED[type(value)]


class _Linked(dict[type, bool]):
    """Whether values of a type are linked elements, found out when one is first met."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = callable(getattr(kind, "member", None))
        return self[kind]


LINKED: Final = _Linked()


@frozen(order=True)
class YearsMonths:
    """A duration of years and months, counted in months."""

    total: int

    @property
    def years(self) -> int:
        """Give the whole years."""
        return -(-self.total // 12) if self.total < 0 else self.total // 12

    @property
    def months(self) -> int:
        """Give the months beyond the whole years."""
        return self.total - self.years * 12


@frozen
class Range:
    """The values between two ends; an end of None is open, without limit."""

    low: object
    high: object
    low_included: bool = True
    high_included: bool = True
    negated: bool = field(default=False)


@frozen(eq=False)
class Function:
    """A function that the author wrote, with what was in scope where it stood."""

    parameters: tuple[str, ...]
    body: object
    scope: object = field(repr=False)
    types: tuple[object, ...] = field(default=(), repr=False)


UNDECIDED = (Unknown, OneOf, Bounds)
_NOT_SETTLED: Final = (*UNDECIDED, Maybe)
_HOLDING: Final = (list, dict, Maybe, Range)


def awaits_of(value: object) -> frozenset[Hashable]:
    """Give everything that a value still waits for, in its elements too; empty when definite."""
    if isinstance(value, UNDECIDED):
        return value.awaits
    if isinstance(value, list):
        return all_awaited(value) if value else NOTHING
    if isinstance(value, dict):
        return all_awaited(value.values())
    if isinstance(value, Maybe):
        return value.awaits | awaits_of(value.value)
    if isinstance(value, Range):
        return all_awaited((value.low, value.high))
    return NOTHING


def all_awaited(values: Iterable[object]) -> frozenset[Hashable]:
    """Give everything that some values still wait for."""
    found: set[Hashable] = set()
    for value in values:
        if isinstance(value, UNDECIDED):
            found |= value.awaits
        elif isinstance(value, _HOLDING):
            found |= awaits_of(value)
    return frozenset(found)


def is_undecided(value: object) -> bool:
    """Say whether a value may still turn out differently, in itself or in what it holds."""
    if isinstance(value, _NOT_SETTLED):
        return True
    if isinstance(value, list):
        return any(is_undecided(element) for element in value)
    if isinstance(value, dict):
        return any(is_undecided(element) for element in value.values())
    return isinstance(value, Range) and (is_undecided(value.low) or is_undecided(value.high))


def plain(value: object) -> object:
    """Give a caller's value as the language holds it: numbers as decimals, sequences as lists."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return NUMBERS.create_decimal(str(value))
    if isinstance(value, list | tuple | frozenset | set):
        return [plain(element) for element in value]
    if isinstance(value, dict):
        return {str(key): plain(element) for key, element in value.items()}
    return value


def identical(one: object, other: object) -> bool:
    """Say whether two definite values are the same in every respect that FEEL can see."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(identical, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(identical(one[key], other[key]) for key in one)
    if isinstance(one, datetime | time) and isinstance(other, datetime | time):
        return (type(one), one.isoformat(), one.tzinfo) == (
            type(other),
            other.isoformat(),
            other.tzinfo,
        )
    return type(one) is type(other) and one == other


def as_number(value: int | str | Decimal) -> Decimal:
    """Give a number of 34 digits."""
    return NUMBERS.create_decimal(value)
