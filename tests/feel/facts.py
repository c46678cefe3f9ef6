"""Facts as the tables write them, and what becomes of them when the unknown is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hocr_engine.feel import OneOf, Unknown, evaluate

Facts = Mapping[str, object]


class Watched(Mapping[str, object]):
    """Names that note each time one is looked up."""

    def __init__(self, names: Facts) -> None:
        self.names = names
        self.looked_up: list[str] = []

    def __getitem__(self, name: str) -> object:
        self.looked_up.append(name)
        return self.names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def read_facts(written: str) -> dict[str, object]:
    """Give the facts of a table's cell, each unknown awaiting its own place."""
    facts = evaluate("{" + written + "}", {"unknown": Unknown(frozenset({"?"}))})
    assert isinstance(facts, dict)
    return {name: placed(value, name) for name, value in facts.items()}


def placed(value: object, place: str) -> object:
    """Give a value in which each unknown awaits the place where it stands."""
    match value:
        case Unknown():
            return Unknown(frozenset({place}))
        case {"one of": list(options)}:
            return OneOf(tuple(options), frozenset({place}), place)
        case dict():
            return {key: placed(inner, f"{place}.{key}") for key, inner in value.items()}
        case list():
            return [placed(inner, f"{place}.{index}") for index, inner in enumerate(value)]
        case _:
            return value


def holes(value: object) -> dict[str, Sequence[object] | None]:
    """Give the places not known, each with its possible values where they are limited."""
    match value:
        case Unknown(awaits=awaits):
            return {str(place): None for place in awaits}
        case OneOf(options=options, key=key):
            return {str(key): options}
        case dict():
            return {place: of for inner in value.values() for place, of in holes(inner).items()}
        case list():
            return {place: of for inner in value for place, of in holes(inner).items()}
        case _:
            return {}


def filled(value: object, with_values: Facts) -> object:
    """Give a value with its unknown places filled in."""
    match value:
        case Unknown(awaits=awaits):
            return with_values[str(next(iter(awaits)))]
        case OneOf(key=key):
            return with_values[str(key)]
        case dict():
            return {key: filled(inner, with_values) for key, inner in value.items()}
        case list():
            return [filled(inner, with_values) for inner in value]
        case _:
            return value


def completions(facts: dict[str, object], domain: Sequence[object]) -> Iterator[dict[str, object]]:
    """Give every way of filling the unknown places of some facts from a small domain."""
    places = holes(facts)
    choices = [domain if options is None else options for options in places.values()]
    for chosen in product(*choices):
        whole = filled(facts, dict(zip(places, chosen, strict=True)))
        assert isinstance(whole, dict)
        yield whole
