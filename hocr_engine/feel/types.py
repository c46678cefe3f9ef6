"""The types that a condition's parts have before anything is known of an incident."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import field, frozen


@frozen
class Plain:
    """A type without parts; `words` is how a reader calls one of its values."""

    words: str


ANY: Final = Plain("a value")
BOOLEAN: Final = Plain("true or false")
NUMBER: Final = Plain("a number")
TEXT: Final = Plain("a text")
DATE: Final = Plain("a date")
DATE_AND_TIME: Final = Plain("a date and time")
TIME: Final = Plain("a time")
DAYS_DURATION: Final = Plain("a duration of days")
MONTHS_DURATION: Final = Plain("a duration of months")
NULL: Final = Plain("null")


Period: TypeAlias = tuple[date | None, date | None]


@frozen
class Words:
    """
    A text that is one of the words of a fact's list.

    `listed` says when each is in the list, and `labels` how people read it.
    """

    allowed: tuple[str, ...]
    listed: Mapping[str, Period] = field(factory=dict, eq=False, repr=False)
    labels: Mapping[str, str] = field(factory=dict, eq=False, repr=False)


@frozen
class ListOf:
    """A list whose elements have a type."""

    item: FeelType


@frozen
class ContextType:
    """A context with these members."""

    members: Mapping[str, FeelType] = field(hash=False)


@frozen
class ThingType:
    """A linked element of a kind."""

    kind: str


@frozen
class Nullable:
    """A type whose value may be known to be absent."""

    inner: FeelType


@frozen
class FunctionType:
    """A function."""

    result: FeelType = ANY


@frozen
class RangeOf:
    """A range of values."""

    of: FeelType


FeelType: TypeAlias = (
    Plain | Words | ListOf | ContextType | ThingType | Nullable | FunctionType | RangeOf
)


@frozen
class Limits:
    """What the vocabulary says of a fact beyond its type: what is presumed, and how far it goes."""

    presumed: str | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None


_NO_NAMES: Final[Mapping[str, FeelType]] = {}
_NO_THINGS: Final[Mapping[str, Mapping[str, FeelType]]] = {}
_NO_LIMITS: Final[Mapping[str, Mapping[str, Limits]]] = {}
_NO_LABELS: Final[Mapping[str, str]] = {}
_NO_MEMBER_LABELS: Final[Mapping[str, Mapping[str, str]]] = {}


@frozen
class Scope:
    """
    What a condition may speak of: the names with their types, the members of each kind.

    `labels` says how people read the names, and `member_labels` the members of each kind.
    """

    names: Mapping[str, FeelType] = field(default=_NO_NAMES, hash=False)
    things: Mapping[str, Mapping[str, FeelType]] = field(default=_NO_THINGS, hash=False)
    limits: Mapping[str, Mapping[str, Limits]] = field(default=_NO_LIMITS, hash=False)
    labels: Mapping[str, str] = field(default=_NO_LABELS, hash=False)
    member_labels: Mapping[str, Mapping[str, str]] = field(default=_NO_MEMBER_LABELS, hash=False)

    def label(self, member: str, of: FeelType) -> str:
        """Give how people read a member of something of this type; empty where that is not said."""
        of = bare(of)
        return (
            self.member_labels.get(of.kind, {}).get(member, "") if isinstance(of, ThingType) else ""
        )


ORDERED: Final = (NUMBER, TEXT, DATE, DATE_AND_TIME, TIME, DAYS_DURATION, MONTHS_DURATION)


def nullable(of: FeelType) -> FeelType:
    """Give the type with null added."""
    return of if isinstance(of, Nullable) or of in (ANY, NULL) else Nullable(of)


def bare(of: FeelType) -> FeelType:
    """Give the type without null."""
    return of.inner if isinstance(of, Nullable) else of


def may_be_null(of: FeelType) -> bool:
    """Say whether a value of the type can be null."""
    return isinstance(of, Nullable) or of == NULL


def element_of(of: FeelType) -> FeelType:
    """Give the type of the elements gone through; something single counts as a list of one."""
    of = bare(of)
    if isinstance(of, RangeOf):
        return of.of
    return of.item if isinstance(of, ListOf) else of


def comparable(one: FeelType, other: FeelType) -> bool:
    """Say whether values of two types can be equal."""
    one, other = bare(one), bare(other)
    if ANY in (one, other) or NULL in (one, other):
        return True
    if isinstance(one, ListOf) and isinstance(other, ListOf):
        return comparable(one.item, other.item)
    if isinstance(one, RangeOf) and isinstance(other, RangeOf):
        return comparable(one.of, other.of)
    if isinstance(one, ContextType) and isinstance(other, ContextType):
        return True
    return _as_text(one) == _as_text(other)


def _as_text(of: FeelType) -> FeelType:
    return TEXT if isinstance(of, Words) else of


def is_ordered(of: FeelType) -> bool:
    """Say whether values of the type have an order."""
    return _as_text(bare(of)) in (*ORDERED, ANY)


def joined(one: FeelType, other: FeelType) -> FeelType:
    """Give the type of what is of the one type or the other."""
    if one == other:
        return one
    inner, outer = bare(one), bare(other)
    if NULL in (inner, outer):
        return nullable(outer if inner == NULL else inner)
    both = _both(inner, outer)
    return nullable(both) if may_be_null(one) or may_be_null(other) else both


def _both(one: FeelType, other: FeelType) -> FeelType:
    if one == other:
        return one
    if isinstance(one, Words) and isinstance(other, Words):
        allowed = tuple(dict.fromkeys((*one.allowed, *other.allowed)))
        listed = {**one.listed, **other.listed}
        return Words(allowed, listed, {**one.labels, **other.labels})
    if _as_text(one) == _as_text(other):
        return TEXT
    if isinstance(one, ListOf) and isinstance(other, ListOf):
        return ListOf(joined(one.item, other.item))
    return ANY


def never_listed(listed: Mapping[str, Period], word: str, period: Period) -> bool:
    """Say whether a word is in its list on no day of a period."""
    start, end = listed.get(word, (None, None))
    ends = [(end, period[0]), (period[1], start)]
    return any(last is not None and first is not None and last <= first for last, first in ends)


def described(of: FeelType) -> str:
    """Give the words in which a reader is told of a type."""
    match of:
        case Plain(words=words):
            return words
        case Words():
            return "a text"
        case ListOf():
            return "a list"
        case ContextType():
            return "a context"
        case ThingType(kind=kind):
            return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"
        case Nullable(inner=inner):
            return described(inner)
        case FunctionType():
            return "a function"
        case RangeOf():
            return "a range"
