"""
What a rulebook as kept may hold: the classes that are written, each by its number and its fields.

Nothing else can come out of what is kept: it names no module, no function and no class.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from attrs import fields, frozen

from hocr_engine.feel import syntax, types
from hocr_engine.feel.values import YearsMonths
from hocr_engine.incident import model as incident
from hocr_engine.rulebook import model, steps
from hocr_engine.vocabulary import model as vocabulary

# What stands first in each list that is written, and says what it stands for.
TUPLE: Final = 0
SHARED: Final = 1
SPAN: Final = 2
MAPPING: Final = 3
SET: Final = 4
DATE: Final = 5
TIME: Final = 6
DURATION: Final = 7
DECIMAL: Final = 8
MEMBER: Final = 9
FIRST_CLASS: Final = 10

ENUMS: Final[tuple[type[Enum], ...]] = (model.DecisionKind, vocabulary.FactType)
CLASSES: Final[tuple[type, ...]] = (
    *syntax.NODES,
    *(vocabulary.Answer, vocabulary.Presumption, vocabulary.Fact, vocabulary.Kind),
    *(vocabulary.RoleName, vocabulary.Role, vocabulary.Definition, vocabulary.Vocabulary),
    *(model.Output, model.Template, model.DecisionDeclaration, model.RowCondition, model.Word),
    *(model.Computed, model.Outputs, model.Refer, model.Rule, model.Topic),
    *(steps.CountingStep, incident.Element, YearsMonths),
    *(types.Plain, types.Words, types.ListOf, types.ContextType, types.ThingType),
    *(types.Nullable, types.FunctionType, types.RangeOf, types.Limits),
    types.Scope,
)
# Values of these are written as they are.
PLAIN: Final = frozenset({str, int, bool, type(None)})
AS_TEXT: Final[dict[type, int]] = {date: DATE, time: TIME, Decimal: DECIMAL}
OF_TEXT: Final = {DATE: date.fromisoformat, TIME: time.fromisoformat, DECIMAL: Decimal}
DURATION_PARTS: Final = timedelta(days=1), timedelta(seconds=1), timedelta(microseconds=1)


@frozen
class Shape:
    """
    The fields of a class in the order in which they are written: places come last, unwrapped.

    `at` is where among the others an instance is made with its place; None where it is named.
    """

    made: type[Any]
    values: tuple[str, ...]
    places: tuple[str, ...]
    at: int | None

    @property
    def end(self) -> int:
        """Give where the places of an instance begin in what is written of it."""
        return 1 + len(self.values)

    @property
    def width(self) -> int:
        """Give how long what is written of an instance is."""
        return self.end + 2 * len(self.places)


def _shape(made: type[Any]) -> Shape:
    own = fields(made)
    values = tuple(one.name for one in own if one.type != "Span" and not one.kw_only)
    places = tuple(one.name for one in own if one.type == "Span")
    by_place = [number for number, one in enumerate(own) if one.name == "at" and not one.kw_only]
    return Shape(made, values, places, by_place[0] if by_place else None)


SHAPES: Final = tuple(map(_shape, CLASSES))
