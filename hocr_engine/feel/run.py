"""One evaluation: names in scope, choices made, limits counted, each part sent to its meaning."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias, TypeVar

from attrs import define, field, frozen

from hocr_engine.feel import messages
from hocr_engine.feel.bounds import MAX_DEPTH, MAX_ITERATIONS, MAX_WORLDS, BoundExceededError
from hocr_engine.feel.errors import FeelError
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.values import OneOf, Thing, Unknown, YearsMonths, is_thing, plain

ABSENT: Final = object()
# Types whose values the language holds as callers give them; linked elements join when first met.
READY: Final[set[type]] = {
    *(str, bool, type(None), Decimal, Unknown),
    *(date, datetime, time, timedelta, YearsMonths),
}
_WORDS: Final = frozenset((str,))
_SEVERAL: Final = (list, tuple, set, frozenset)


@frozen(eq=False)
class Scope:
    """The names that one construct brings in, and the scope around it.

    In a filter `element` is what is looked at: its members come before the names outside.
    """

    names: Mapping[str, object]
    outer: Scope | None = None
    element: object = None
    is_filter: bool = False

    def binding(self, **names: object) -> Scope:
        """Give a scope in which these names are bound as well."""
        return Scope(names, self)

    def outwards(self) -> Iterator[Scope]:
        """Give this scope and those around it, the innermost first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer


@frozen(eq=False)
class Found:
    """What a name stands for; `of_element` when it is a member of the element filtered."""

    value: object
    read: Read | None = None
    of_element: bool = False


@define
class Choices:
    """The choice made for each undecided answer in this run through the possibilities."""

    keys: list[Hashable] = field(factory=list)
    sizes: list[int] = field(factory=list)
    chosen: dict[Hashable, int] = field(factory=dict)
    awaits: set[Hashable] = field(factory=set)
    worlds: int = 1

    def choose(self, answer: OneOf) -> object:
        """Give the option chosen for an undecided answer, the first when met for the first time."""
        self.awaits |= answer.awaits
        if answer.key not in self.chosen:
            self.keys.append(answer.key)
            self.sizes.append(len(answer.options))
            self.chosen[answer.key] = 0
        return answer.options[self.chosen[answer.key]]

    def advance(self) -> bool:
        """Go on to the next combination of choices; false when all were made."""
        while self.keys:
            key = self.keys[-1]
            if self.chosen[key] + 1 < self.sizes[-1]:
                self.chosen[key] += 1
                self.worlds += 1
                return True
            self.keys.pop()
            self.sizes.pop()
            del self.chosen[key]
        return False

    @property
    def too_many(self) -> bool:
        """Say whether more combinations were met than are gone through."""
        return self.worlds > MAX_WORLDS


class Run:
    """An evaluation under one set of choices, which is made when the first choice is met."""

    # One is made for each evaluation: what most of them leave as it is stands with the class.
    choices: Choices | None = None
    depth: int = 0
    iterations: int = 0

    @classmethod
    def under(cls, choices: Choices) -> Run:
        """Give a run under a set of choices made so far."""
        run = cls()
        run.choices = choices
        return run

    def step(self, node: Expression, scope: Scope) -> Step:
        """Give the value of an expression and how it came about."""
        if self.depth >= MAX_DEPTH:
            raise FeelError((messages.nested_too_deep(node.at, MAX_DEPTH),))
        self.depth += 1
        try:
            return MEANINGS[type(node)](self, node, scope)
        except BoundExceededError as bound:
            raise FeelError((messages.bound_exceeded(node.at, str(bound)),)) from None
        finally:
            self.depth -= 1

    def count_iterations(self, more: int = 1) -> None:
        """Note so many more elements gone through; raises when there were too many."""
        self.iterations += more
        if self.iterations > MAX_ITERATIONS:
            raise BoundExceededError(f"more than {MAX_ITERATIONS} combinations are gone through")

    def taken(self, value: object) -> object:
        """Give a caller's value as the language holds it, with the choices made."""
        kind = type(value)
        if kind in READY:
            return value
        if isinstance(value, dict):
            if _WORDS.issuperset(map(type, value)) and READY.issuperset(map(type, value.values())):
                return dict(value)
            return {str(key): self.taken(element) for key, element in value.items()}
        if isinstance(value, _SEVERAL):
            if READY.issuperset(map(type, value)):
                return list(value)
            return [self.taken(element) for element in value]
        if is_thing(value):
            READY.add(kind)
            return value
        if isinstance(value, OneOf):
            if self.choices is None:
                self.choices = Choices()
            return self.taken(self.choices.choose(value))
        return plain(value)

    def member(self, thing: Thing, name: str) -> object:
        """Give what a thing says under a name; ABSENT when it has no such member."""
        try:
            return self.taken(thing.member(name))
        except KeyError:
            return ABSENT

    def said(self, element: object, name: str) -> object:
        """Give what an element filtered says under a name; ABSENT when it says nothing."""
        if isinstance(element, Unknown):
            # Whether an unknown element has such a member cannot be told.
            return Unknown(element.awaits)
        if isinstance(element, dict):
            return element.get(name, ABSENT)
        return self.member(element, name) if is_thing(element) else ABSENT

    def find(self, name: str, scope: Scope) -> Found | None:
        """Give what a name stands for, or None when it is not in scope."""
        while scope.outer is not None:
            if scope.is_filter:
                found = self._in_element(name, scope)
                if found is not None:
                    return found
            elif name in scope.names:
                return Found(scope.names[name])
            scope = scope.outer
        try:
            return Found(self.taken(scope.names[name]), Read(None, name))
        except KeyError:
            return None

    def _in_element(self, name: str, scope: Scope) -> Found | None:
        element = scope.element
        said = self.said(element, name)
        if said is not ABSENT:
            read = Read(element, name) if is_thing(element) else None
            return Found(said, read, of_element=True)
        return Found(element, of_element=True) if name == "item" else None


Meaning: TypeAlias = Callable[[Run, Any, Scope], Step]
AnyMeaning = TypeVar("AnyMeaning", bound=Meaning)
MEANINGS: dict[type, Meaning] = {}


def meaning_of(*kinds: type) -> Callable[[AnyMeaning], AnyMeaning]:
    """Give a decorator that makes a function the meaning of these kinds of expression."""

    def enter(meaning: AnyMeaning) -> AnyMeaning:
        MEANINGS.update(dict.fromkeys(kinds, meaning))
        return meaning

    return enter
