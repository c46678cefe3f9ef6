"""Writing the values of a rulebook as plain lists, texts and numbers, which JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Final, cast

from attrs import define, field

from hocr_engine.rulebook.compiled.shapes import (
    AS_TEXT,
    CLASSES,
    DURATION,
    ENUMS,
    FIRST_CLASS,
    MAPPING,
    MEMBER,
    PLAIN,
    SET,
    SHAPES,
    SHARED,
    SPAN,
    TUPLE,
)
from hocr_engine.text import Source, Span

_NUMBER: Final = {made: number for number, made in enumerate(CLASSES)}


class UnkeptError(Exception):
    """A value that has no form here; a rulebook with it is read from its files each time."""


def encoded(value: object, sources: Sequence[Source]) -> list[object]:
    """
    Give a value as lists: what is met more than once, then the value.

    `sources` are the texts that its places lie in; places are counted as if they were written in a
    row. Raises UnkeptError.
    """
    writer = _Writer({source.name: source for source in sources})
    writer.count(value)
    made = writer.written(value)
    return [writer.shared, made]


@define
class _Writer:
    sources: Mapping[str, Source]
    shared: list[object] = field(factory=list)
    _met: dict[int, int] = field(factory=dict)
    _places: dict[int, int] = field(factory=dict)
    _starts: dict[int, int] = field(factory=dict)

    def count(self, value: object) -> None:
        """Count how often each value is met, so that rows that share a head go on sharing it."""
        kind = type(value)
        if kind in PLAIN or kind is Span:
            return
        times = self._met.get(id(value), 0)
        self._met[id(value)] = times + 1
        if not times:
            for part in _parts(value):
                self.count(part)

    def written(self, value: object) -> object:
        """Give a value as JSON can hold it."""
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is Span:
            return [SPAN, *self._place(cast("Span", value))]
        place = self._places.get(id(value))
        if place is None:
            made = self._made(value)
            if self._met[id(value)] == 1 or value == ():
                return made
            place = self._places[id(value)] = len(self.shared)
            self.shared.append(made)
        return [SHARED, place]

    def _made(self, value: object) -> list[object]:
        match value:
            case tuple():
                return [TUPLE, *map(self.written, value)]
            case frozenset():
                return [SET, *map(self.written, sorted(value))]
            case dict():
                return [MAPPING, *(self.written(part) for pair in value.items() for part in pair)]
            case Enum():
                return [MEMBER, ENUMS.index(type(value)), value.value]
            case timedelta():
                return [DURATION, value.days, value.seconds, value.microseconds]
            case Decimal():
                return [AS_TEXT[Decimal], str(value)]
            case date() | time() if type(value) in AS_TEXT and not getattr(value, "tzinfo", None):
                return [AS_TEXT[type(value)], value.isoformat()]
        return self._instance(value)

    def _instance(self, value: object) -> list[object]:
        number = _NUMBER.get(type(value))
        if number is None or getattr(value, "allows", None) is not None:
            raise UnkeptError(type(value))
        shape = SHAPES[number]
        made = [FIRST_CLASS + number, *(self.written(getattr(value, one)) for one in shape.values)]
        for name in shape.places:
            made += self._place(getattr(value, name))
        return made

    def _place(self, at: Span) -> tuple[int, int]:
        start = self._starts.get(id(at.source))
        if start is None:
            start = self._starts[id(at.source)] = self._start(at.source)
        return start + at.start, start + at.end

    def _start(self, source: Source) -> int:
        """Give where a text begins among the others; one read at another moment is none of them."""
        start = 0
        for name, known in self.sources.items():
            if name == source.name and known == source:
                return start
            start += len(known.text) + 1
        raise UnkeptError(source.name)


def _parts(value: object) -> list[object]:
    match value:
        case tuple() | frozenset():
            return list(value)
        case dict():
            return [*value, *value.values()]
    number = _NUMBER.get(type(value))
    return [] if number is None else [getattr(value, one) for one in SHAPES[number].values]
