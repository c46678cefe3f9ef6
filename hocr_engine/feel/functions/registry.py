"""How built-in functions are declared, found and called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, DecimalException
from typing import Any, Final, TypeAlias, TypeVar

from attrs import field, frozen

from hocr_engine.feel.far import CLOCKS, DAYS, MOMENTS, SPANS
from hocr_engine.feel.values import (
    UNDECIDED,
    Maybe,
    Range,
    Unknown,
    YearsMonths,
    all_awaited,
    is_undecided,
)

Fits: TypeAlias = Callable[[object], bool]
NO_RESULT: Final = (ArithmeticError, DecimalException, ValueError)


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
    "date": lambda value: isinstance(value, DAYS) and not isinstance(value, MOMENTS),
    "day": _of(*DAYS),
    "moment": _of(*MOMENTS),
    "time": _of(*CLOCKS),
    "days": _of(*SPANS),
    "months": _of(YearsMonths),
    "function": callable,
    "point": lambda value: value is not None and not isinstance(value, list | dict | Range | bool),
}


class UnfitError(Exception):
    """The arguments do not fit; the function gives null."""


class UndecidedError(Exception):
    """A function that was handed over says nothing definite yet, so neither does this one."""

    def __init__(self, said: Iterable[object]) -> None:
        super().__init__()
        self.awaits = all_awaited(said)


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


def _may_be_undecided(parameter: Parameter, value: object) -> bool:
    """Say whether a parameter takes a value as undecided as it is."""
    if parameter.kind == "any":
        return True
    single = isinstance(value, list) and parameter.kind != "list"
    return not isinstance(value, UNDECIDED) and not (single and is_undecided(value))


def _may_lack_elements(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(element, Maybe) for element in value)


@frozen(eq=False)
class Form:
    """One way of calling a function, and what kind of value it gives."""

    gives: str
    parameters: tuple[Parameter, ...]
    call: Callable[..., object]
    sees_unknown: bool
    by_position: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of the parameters, in order."""
        return tuple(parameter.name for parameter in self.parameters)

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

    def settles(self, values: Sequence[object]) -> bool:
        """Say whether what the form makes of arguments stays, whatever is unknown in them."""
        if not self.takes(len(values)) or not any(map(is_undecided, values)):
            return True
        if self.by_position and any(map(_may_lack_elements, values)):
            return False
        fitting = all(map(_may_be_undecided, self._parameters(len(values)), values))
        return fitting and (self.sees_unknown or self.by_position)

    def _parameters(self, count: int) -> tuple[Parameter, ...]:
        """Give a parameter for each of so many arguments."""
        last = self.parameters[-1:] * (count - len(self.parameters))
        return (*self.parameters, *last)[:count]

    def on(self, values: Sequence[object]) -> object:
        """Give the result for arguments in order; raises UnfitError where they do not fit."""
        return self.call(*self.taken(values))

    def taken(self, values: Sequence[object]) -> list[object]:
        """Give arguments as the form takes them; raises UnfitError where they do not fit."""
        if not self.takes(len(values)):
            raise UnfitError
        pairs = zip(self._parameters(len(values)), values, strict=True)
        return [parameter.taken(value) for parameter, value in pairs]

    def in_order(self, values: Mapping[str, object]) -> list[object]:
        """Give named arguments in their order; raises UnfitError where the names do not fit."""
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        if not needed <= values.keys() <= set(self.names):
            raise UnfitError
        names = list(self.names)
        while names and names[-1] not in values:
            names.pop()
        return [values.get(name) for name in names]


@frozen(eq=False)
class BuiltIn:
    """A function of the language: its name and the ways of calling it."""

    name: str
    forms: list[Form] = field(factory=list)

    def on(self, values: Sequence[object]) -> object:
        """Give the result for arguments in order; null where no form takes them."""
        return self._first(self.forms, lambda _: values)

    def on_named(self, values: Mapping[str, object]) -> object:
        """
        Give the result for named arguments; null where no form takes them.

        `before(point: …, range: …)` and `before(range: …, point: …)` are two forms with the same
        names: the order in which they are written tells which is meant.
        """
        forms = sorted(self.forms, key=lambda form: form.names != tuple(values))
        return self._first(forms, lambda form: form.in_order(values))

    def directly(self, values: Sequence[object]) -> Callable[..., object] | None:
        """Give what the first form that takes such values does, None where they are converted.

        The values are single and settled: which form takes them hangs on their types alone.
        """
        for form in self.forms:
            try:
                taken = form.taken(values)
            except UnfitError:
                continue
            same = all(one is other for one, other in zip(taken, values, strict=True))
            return form.call if same else None
        return None

    def awaits(self, count: int) -> bool:
        """Say whether the answer about so many values waits for each of them, if it is unknown."""
        form = next((form for form in self.forms if form.takes(count)), None)
        unknown = Unknown(frozenset())
        return form is not None and not form.settles([unknown] * count)

    def _first(
        self, forms: Sequence[Form], arguments: Callable[[Form], Sequence[object]]
    ) -> object:
        """Give what the first fitting form makes; Unknown where that may change."""
        for form in forms:
            try:
                values = arguments(form)
                if not form.settles(values):
                    return Unknown(all_awaited(values))
                return form.on(values)
            except UnfitError:
                continue
            except UndecidedError as undecided:
                return Unknown(undecided.awaits)
            except NO_RESULT:
                return None
        return None


BUILT_INS: Final[dict[str, BuiltIn]] = {}
AnyCall = TypeVar("AnyCall", bound=Callable[..., Any])


def built_in(
    gives: str,
    name: str,
    *parameters: str,
    sees_unknown: bool = False,
    by_position: bool = False,
) -> Callable[[AnyCall], AnyCall]:
    """Give a decorator that makes a function a form of the built-in of this name.

    A parameter is written `name: kind`, with `?` when it may be left out, ` or null` when it may be
    null, `...` when it repeats. `sees_unknown` is for functions sound over undecided elements, and
    `by_position` for those sound over them where it is known which elements there are.
    """

    def enter(call: AnyCall) -> AnyCall:
        form = Form(gives, tuple(map(_parameter, parameters)), call, sees_unknown, by_position)
        BUILT_INS.setdefault(name, BuiltIn(name)).forms.append(form)
        return call

    return enter
