"""
What a value about a thing is but for the thing, so that values about two things can be compared.

The thing itself goes by one name whichever it is: in what is referred to the registrar, and in the
choices among its undecided answers.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime, time
from typing import Final, TypeVar, cast

from attrs import evolve

from hocr_engine.decision.model import Referral
from hocr_engine.feel.trace import Derived
from hocr_engine.feel.values import OneOf, Unknown
from hocr_engine.incident.linked import Linked

Value = TypeVar("Value")

_THIS: Final = "this"


def told(value: object, one: Linked) -> Hashable:
    """Give what tells a value about a thing from others, the same whichever thing that is."""
    if isinstance(value, OneOf):
        options = tuple(told(option, one) for option in value.options)
        return OneOf, options, awaits_told(value.awaits, one), _key(value.key, one)
    if isinstance(value, Unknown):
        return Unknown, awaits_told(value.awaits, one)
    if isinstance(value, dict | list | datetime | time):
        return type(value), repr(value)
    if isinstance(value, Referral):
        return about_other(value, one.id, _THIS)
    return type(value), value if isinstance(value, Hashable) else id(value)


def awaits_told(awaits: frozenset[Hashable], one: Linked) -> frozenset[Hashable]:
    """Give what a value about a thing waits for, the same whichever thing that is."""
    return frozenset(about_other(wait, one.id, _THIS) for wait in awaits)


def _key(key: Hashable, one: Linked) -> Hashable:
    """Give what tells a choice from others, the same whichever thing it is about."""
    if isinstance(key, Derived):
        return evolve(key, keys=tuple(_key(inner, one) for inner in key.keys))
    if isinstance(key, tuple) and key[1:] == (one.kind, one.id):
        return (key[0], _THIS)
    return key


def about_other(value: Value, one: str, other: str) -> Value:
    """Give a value with what it refers to the registrar about one thing as about another."""
    if isinstance(value, Referral) and value.about == one:
        return cast("Value", _about(value, other))
    return value


def chosen_about_other(
    chosen: Mapping[Hashable, object], one: Linked, other: Linked
) -> dict[Hashable, object]:
    """Give the answers chosen for one thing, each by decision and thing, as those for another."""
    return {
        (key[0], other.kind, other.id)
        if isinstance(key, tuple) and key[1:] == (one.kind, one.id)
        else key: about_other(value, one.id, other.id)
        for key, value in chosen.items()
    }


def _about(referred: Referral, other: str) -> Referral:
    # Spelled out, since `evolve` takes several times as long, and there are very many of them.
    one = referred
    return Referral(one.decision, other, one.reason, one.rules, one.suggests, one.between)
