"""From a cell back to what it counts: every figure names records that can be looked up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.tallying import MINUTES, UNDECIDED
from hocr_engine.auditing.model import Judged, Verdict
from hocr_engine.auditing.scheme.model import Scheme, Stream

MISTAKE: Final = "mistake "
CAUSE: Final = f"{say.CAUSE} "
_ALL: Final = ("all", "rate", "share", "weight", say.BAND)

Counts = Callable[[Judged], bool]


def counts(scheme: Scheme, name: str, carried: Collection[str] = ()) -> Counts | None:
    """
    Give what says whether a finding is counted in the cell of a name, or None for no such cell.

    Of a share it is what the share is taken of; `recorded` is its upper part and `not recorded`
    the rest. `carried` names the streams that are carried over from an earlier audit.
    """
    stream_name, _, what = name.partition("/")
    stream = scheme.streams.get(stream_name)
    part = None if stream is None else _part(scheme, stream, what)
    if stream is None or part is None:
        return None

    def is_counted(one: Judged) -> bool:
        own = stream_name if stream_name in carried else ""
        if one.verdict in UNDECIDED or one.carried != own:
            return False
        return scheme.takes(stream, one) and part(one)

    return is_counted


def names(scheme: Scheme) -> Iterator[str]:
    """Give the names of all cells that can be traced, but for those of mistakes."""
    verdicts = [verdict.value for verdict in Verdict]
    bounds = [say.within(hours) for hours in scheme.hours]
    causes = (f"{CAUSE}{cause}" for cause in (*scheme.causes, say.NOT_NAMED))
    times = (say.IN_TIME, *bounds, say.LATER, say.UNTIMED)
    whats = ("all", "recorded", "not recorded", *verdicts, *times, *causes)
    for name in scheme.streams:
        yield from (f"{name}/{what}" for what in whats)


def _part(scheme: Scheme, stream: Stream, what: str) -> Counts | None:
    def has(one: Judged) -> bool:
        return scheme.has(stream, one)

    if what in _ALL:
        return lambda one: True
    if what == "recorded":
        return has
    if what in ("not recorded", "yearly"):
        return lambda one: not has(one)
    if what.startswith(MISTAKE):
        return lambda one: what.removeprefix(MISTAKE) in one.mistakes
    if what.startswith(CAUSE):
        cause = what.removeprefix(CAUSE)
        named = "" if cause == say.NOT_NAMED else cause
        return lambda one: not has(one) and one.cause == named
    if what in {verdict.value for verdict in Verdict}:
        return lambda one: one.verdict.value == what
    timed = _timed(scheme, what)
    return None if timed is None else lambda one: has(one) and timed(one)


def _timed(scheme: Scheme, what: str) -> Counts | None:
    """Give what says whether an entry was made in a stretch of time."""
    if what == say.IN_TIME:
        return lambda one: one.elapsed is not None and one.over is not None and one.over <= 0
    if what == say.UNTIMED:
        return lambda one: one.elapsed is None
    bounds = (0, *(hours * MINUTES for hours in scheme.hours))
    if what == say.LATER:
        return lambda one: one.elapsed is not None and one.elapsed > bounds[-1]
    for number, hours in enumerate(scheme.hours):
        if what == say.within(hours):
            low, high = bounds[number] if number else None, bounds[number + 1]
            return lambda one: _between(one.elapsed, low, high)
    return None


def _between(value: int | None, low: int | None, high: int) -> bool:
    return value is not None and (low is None or value > low) and value <= high
