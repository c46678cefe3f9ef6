"""How built-in functions are declared, found and called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, DecimalException
from typing import Any, Final, TypeAlias, TypeVar

from attrs import field, frozen

from hocr_engine.feel.values import (
    UNDECIDED,
    Range,
    Unknown,
    YearsMonths,
    all_awaited,
    is_undecided,
)

Fits: TypeAlias = Callable[[object], bool]


def _of(*kinds: type) -> Fits:
    return lambda value: isinstance(value, kinds)


_KINDS: Final[dict[str, Fits]] = {
    "any": lambda _: True,
    "number": _of(Decimal),
    "text": _of(str),
    "boolean": _of(bool),
    "list": _of(list),
    "context": _of(dict),
    "range": _of(Range),
    "date": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "day": _of(date),
    "moment": _of(datetime),
    "time": _of(time),
    "days": _of(timedelta),
    "months": _of(YearsMonths),
    "function": callable,
    "point": lambda value: value is not None and not isinstance(value, list | dict | Range | bool),
}


class UnfitError(Exception):
    """The arguments do not fit; the function gives null."""


@frozen
class Parameter:
    """One parameter: its name, what it takes, and whether it may be left out or repeated."""

    name: str
    kind: str
    optional: bool
    repeated: bool
    nullable: bool

    def taken(self, value: object) -> object:
        """Give the argument as the function takes it; raises UnfitError where it does not fit."""
        if value is None and (self.nullable or self.kind == "any"):
            return None
        if self.kind == "list" and value is not None and not isinstance(value, list):
            return [value]
        if _KINDS[self.kind](value):
            return value
        if isinstance(value, list) and len(value) == 1 and _KINDS[self.kind](value[0]):
            return value[0]
        raise UnfitError


def _parameter(written: str) -> Parameter:
    name, _, kind = written.partition(": ")
    bare = kind.removesuffix(" or null").rstrip("?.")
    return Parameter(
        name, bare, "?" in kind, kind.endswith("..."), kind.endswith(" or null") or "?" in kind
    )


@frozen(eq=False)
class Form:
    """One way of calling a function, and what kind of value it gives."""

    gives: str
    parameters: tuple[Parameter, ...]
    call: Callable[..., object]
    sees_unknown: bool

    @property
    def fewest(self) -> int:
        """Give how many arguments are needed at least."""
        return sum(not parameter.optional for parameter in self.parameters)

    @property
    def repeats(self) -> bool:
        """Say whether the last parameter takes any number of arguments."""
        return bool(self.parameters) and self.parameters[-1].repeated

    def takes(self, count: int) -> bool:
        """Say whether the form can be called with so many arguments."""
        return self.fewest <= count and (self.repeats or count <= len(self.parameters))

    def on(self, values: Sequence[object]) -> object:
        """Give the result for arguments in order; raises UnfitError where they do not fit."""
        if not self.takes(len(values)):
            raise UnfitError
        last = self.parameters[-1:] * (len(values) - len(self.parameters))
        parameters = (*self.parameters, *last)[: len(values)]
        taken = [p.taken(value) for p, value in zip(parameters, values, strict=True)]
        return self.call(*taken)

    def on_named(self, values: Mapping[str, object]) -> object:
        """Give the result for named arguments; raises UnfitError where they do not fit."""
        known = {parameter.name for parameter in self.parameters}
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        if not needed <= values.keys() <= known:
            raise UnfitError
        names = [parameter.name for parameter in self.parameters]
        while names and names[-1] not in values:
            names.pop()
        return self.on([values.get(name) for name in names])


@frozen(eq=False)
class BuiltIn:
    """A function of the language: its name and the ways of calling it."""

    name: str
    forms: list[Form] = field(factory=list)

    def on(self, values: Sequence[object]) -> object:
        """Give the result for arguments in order; null where no form takes them."""
        return self._first(values, lambda form: form.on(values))

    def on_named(self, values: Mapping[str, object]) -> object:
        """Give the result for named arguments; null where no form takes them."""
        return self._first(list(values.values()), lambda form: form.on_named(values))

    def _first(self, values: Sequence[object], call: Callable[[Form], object]) -> object:
        if any(isinstance(value, UNDECIDED) for value in values):
            return Unknown(all_awaited(values))
        unsettled = any(is_undecided(value) for value in values)
        for form in self.forms:
            if unsettled and not form.sees_unknown:
                return Unknown(all_awaited(values))
            try:
                return call(form)
            except UnfitError:
                continue
            except (ArithmeticError, DecimalException, ValueError):
                return None
        return None


BUILT_INS: Final[dict[str, BuiltIn]] = {}
AnyCall = TypeVar("AnyCall", bound=Callable[..., Any])


def built_in(
    gives: str, name: str, *parameters: str, sees_unknown: bool = False
) -> Callable[[AnyCall], AnyCall]:
    """Give a decorator that makes a function a form of the built-in of this name.

    A parameter is written `name: kind`, with `?` when it may be left out, ` or null` when it may be
    null, `...` when it repeats. `sees_unknown` is for functions sound over undecided elements.
    """

    def enter(call: AnyCall) -> AnyCall:
        form = Form(gives, tuple(map(_parameter, parameters)), call, sees_unknown)
        BUILT_INS.setdefault(name, BuiltIn(name)).forms.append(form)
        return call

    return enter
