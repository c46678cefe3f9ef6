"""Making the values of a rulebook again from the lists that they were written as."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Final, TypeAlias

from attrs import define, field

from hocr_engine.rulebook.compiled.shapes import (
    DURATION,
    ENUMS,
    FIRST_CLASS,
    MAPPING,
    MEMBER,
    OF_TEXT,
    SET,
    SHAPES,
    SHARED,
    SPAN,
    TUPLE,
    Shape,
)
from hocr_engine.text import Source, Span

Made: TypeAlias = Any
_Make: TypeAlias = Callable[[list[Any]], Any]


def decoded(data: list[Any], sources: Sequence[Source]) -> Made:
    """
    Give the value that was written; `sources` are the texts that its places lie in.

    Raises ValueError, TypeError, KeyError or IndexError where this is not what was written.
    """
    decoder = _IDLE.pop() if _IDLE else _Decoder()
    try:
        return decoder.decoded(data, sources)
    finally:
        decoder.forget()
        _IDLE.append(decoder)


@define
class _Decoder:
    """What makes each kind of value, by the number that stands first in its list."""

    make: dict[int, _Make] = field(factory=dict)
    source: Source | None = None
    sources: Sequence[Source] = ()
    starts: list[int] = field(factory=list)
    shared: list[Any] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        make, parts = self.make, self.parts
        make[TUPLE] = lambda data: tuple(parts(data[1:]))
        make[SHARED] = lambda data: self.shared[data[1]]
        make[SPAN] = lambda data: self.place(data[1], data[2])
        make[MAPPING] = self.mapping
        make[SET] = lambda data: frozenset(parts(data[1:]))
        make[MEMBER] = lambda data: ENUMS[data[1]](data[2])
        make[DURATION] = lambda data: timedelta(*data[1:])
        for tag, of_text in OF_TEXT.items():
            make[tag] = _of_text(of_text)
        for number, shape in enumerate(SHAPES, FIRST_CLASS):
            make[number] = _instances(shape, self)

    def decoded(self, data: list[Any], sources: Sequence[Source]) -> Made:
        """Give what was written."""
        shared, written = data
        self.sources, self.source = sources, sources[0] if len(sources) == 1 else None
        start = 0
        for source in sources:
            self.starts.append(start)
            start += len(source.text) + 1
        for one in shared:
            self.shared.append(self.make[one[0]](one))
        return self.parts([written])[0]

    def forget(self) -> None:
        """Forget what was made, and of which texts."""
        self.source, self.sources = None, ()
        self.starts.clear()
        self.shared.clear()

    def place(self, start: int, end: int) -> Span:
        """Give a place in the text that it lies in."""
        if self.source is not None:
            return Span(self.source, start, end)
        at = bisect_right(self.starts, start) - 1
        return Span(self.sources[at], start - self.starts[at], end - self.starts[at])

    def parts(self, data: list[Any]) -> list[Any]:
        """Give several values."""
        make = self.make
        return [make[one[0]](one) if type(one) is list else one for one in data]

    def mapping(self, data: list[Any]) -> dict[Any, Any]:
        """Give a mapping, whose keys and values are written in turn."""
        found = self.parts(data[1:])
        return dict(zip(found[::2], found[1::2], strict=True))


# One decoder serves again and again, but never two at once.
_IDLE: Final[list[_Decoder]] = []


def _of_text(of_text: Callable[[str], object]) -> _Make:
    return lambda data: of_text(data[1])


def _instances(shape: Shape, decoder: _Decoder) -> _Make:
    if shape.places == ("at",) and shape.at is None:
        return _leaves(shape, decoder) if len(shape.values) == 1 else _nodes(shape, decoder)
    made, width, end, at = shape.made, shape.width, shape.end, shape.at
    parts, place, places = decoder.parts, decoder.place, shape.places

    def make(data: list[Any]) -> object:
        if len(data) != width:
            raise ValueError(made)
        values = parts(data[1:end])
        named = dict(zip(places, map(place, data[end::2], data[end + 1 :: 2]), strict=True))
        if at is not None:
            values.insert(at, named.pop("at"))
        return made(*values, **named)

    return make


def _nodes(shape: Shape, decoder: _Decoder) -> _Make:
    made, end, parts, place = shape.made, shape.end, decoder.parts, decoder.place

    def make(data: list[Any]) -> object:
        start, stop = data[end:]
        return made(*parts(data[1:end]), at=place(start, stop))

    return make


def _leaves(shape: Shape, decoder: _Decoder) -> _Make:
    made, of, place = shape.made, decoder.make, decoder.place

    def make(data: list[Any]) -> object:
        _, value, start, stop = data
        found = of[value[0]](value) if type(value) is list else value
        return made(found, at=place(start, stop))

    return make
