"""Reading a plan of a sample: what is wanted of each stratum, with every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from hocr_engine.auditing.numbers import optional_number, optional_share, optional_whole
from hocr_engine.auditing.sampling import messages as say
from hocr_engine.auditing.sampling.plans import Plan, Planned
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.estimating.intervals import CONFIDENCE
from hocr_engine.estimating.planning import Wanted
from hocr_engine.fields import Fields, document
from hocr_engine.rulebook.read import read_nodes

PLAN_FORMAT: Final = "hocr.audit-plan.v1"
_SHARES: Final = ("half_width", "rate")
_NUMBERS: Final = ("yield", "effect")
_SHARED: Final = (*_SHARES, *_NUMBERS)
_HEAD: Final = ("format", "title", "confidence", "minutes", *_SHARED, "strata")
_STRATUM: Final = ("stratum", "weight", "population", *_SHARED)


def read_plan(path: Path) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """Give what a plan says, or None, and every mistake in it."""
    mistakes: list[Diagnostic] = []
    read = read_nodes(path, path.as_posix(), mistakes)
    group = None if read is None else document(read[0], PLAN_FORMAT, read[1], mistakes)
    if group is None:
        return None, tuple(mistakes)
    group.only(_HEAD)
    confidence = optional_share(group, "confidence") or CONFIDENCE
    shared = _supposed(group)
    strata = group.groups("strata", "the stratum")
    plan = Plan(
        title=group.text("title"),
        strata=tuple(_planned(one, shared, confidence) for one in strata),
        minutes=optional_number(group, "minutes"),
        confidence=confidence,
    )
    if not strata:
        group.required("strata")
    mistakes += _twice(strata)
    return None if mistakes else plan, tuple(mistakes)


def _supposed(group: Fields) -> dict[str, float]:
    """Give what a plan or a stratum of it says of half-width, rate, yield and effect."""
    found = {
        **{name: optional_share(group, name) for name in _SHARES},
        **{name: optional_number(group, name) for name in _NUMBERS},
    }
    return {name: value for name, value in found.items() if value is not None}


def _planned(group: Fields, shared: dict[str, float], confidence: float) -> Planned:
    """Give what is wanted of a stratum: what it does not say is as for all."""
    group.only(_STRATUM)
    found = {"yield": 1.0, "effect": 1.0, **shared, **_supposed(group)}
    for name in _SHARES:
        if name not in found:
            group.required(name)
    wanted = Wanted(
        found.get("half_width", 0.5),
        found.get("rate", 0.5),
        optional_whole(group, "population"),
        found["yield"],
        found["effect"],
        confidence,
    )
    return Planned(group.text("stratum"), wanted, optional_share(group, "weight", with_one=True))


def _twice(strata: Sequence[Fields]) -> Iterator[Diagnostic]:
    first: dict[str, Fields] = {}
    for one in strata:
        name = one.optional("stratum")
        if name in first:
            yield say.stratum_twice(name, one.at, first[name].at)
        elif name:
            first[name] = one
