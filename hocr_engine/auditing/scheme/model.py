"""What an audit counts and prints, as files say it: streams, tables, the frame to weigh by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Final

from attrs import field, frozen

from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.text import Span

GIVEN: Final = "given"
NOT_GIVEN: Final = "not given"
LABEL: Final = "label."


@frozen
class Range:
    """Numbers from the least on and below another; None is no bound."""

    least: float | None = None
    below: float | None = None

    def holds(self, text: str) -> bool:
        """Say whether a text is a number among them."""
        try:
            number = float(text)
        except ValueError:
            return False
        is_high = self.least is None or number >= self.least
        return is_high and (self.below is None or number < self.below)


@frozen
class Selection:
    """
    What belongs to a stream; what is None is not asked.

    `numbers` are facts with the range that they must be in. `despite` names rules: where
    nothing else speaks against a request, its verdict is not asked.
    """

    unit: Unit | None = None
    entries: frozenset[str] | None = None
    found: frozenset[str] | None = None
    flags: frozenset[str] | None = None
    verdicts: frozenset[Verdict] | None = None
    facts: tuple[tuple[str, frozenset[str]], ...] = ()
    numbers: tuple[tuple[str, Range], ...] = ()
    late: bool | None = None
    converted: bool | None = None
    despite: frozenset[str] = frozenset()

    def takes(self, one: Judged) -> bool:
        """Say whether one judged thing belongs to it."""
        return (
            (self.unit is None or one.unit is self.unit)
            and (self.entries is None or one.entry in self.entries)
            and (self.found is None or one.found in self.found)
            and (self.flags is None or bool(one.flags & self.flags))
            and (self.verdicts is None or self._is_of(one))
            and (self.late is None or one.is_late is self.late)
            and (self.converted is None or bool(one.later) is self.converted)
            and all(_has(one, name, words) for name, words in self.facts)
            and all(among.holds(one.about.get(name, "")) for name, among in self.numbers)
        )

    def _is_of(self, one: Judged) -> bool:
        assert self.verdicts is not None
        if one.verdict in self.verdicts:
            return True
        return one.verdict is Verdict.INVALID and self.despite.issuperset(one.rules or ("",))


def _has(one: Judged, name: str, words: frozenset[str]) -> bool:
    value = one.about.get(name, "")
    return value in words or (GIVEN if value else NOT_GIVEN) in words


@frozen
class Stream:
    """
    A kind of thing that the audit looks at, and what of it is as it should be.

    `outside` names streams whose members do not belong to it, `places` where they are named.
    """

    id: str
    title: str
    which: Selection
    having: Selection
    outside: tuple[str, ...] = ()
    places: Mapping[str, Span] = field(factory=dict, eq=False, repr=False)
    at: Span = field(kw_only=True, eq=False, repr=False)


class TableKind(Enum):
    """How the streams of a table are told; the value is its word in files."""

    OVERALL = "overall"
    RATES = "rates"
    GROUPS = "groups"
    SHARES = "shares"
    VERDICTS = "verdicts"
    TIMELINESS = "timeliness"
    MISTAKES = "mistakes"
    CAUSES = "causes"


@frozen
class TableSpec:
    """One table that is printed: its kind and the streams in its rows."""

    id: str
    title: str
    kind: TableKind
    streams: tuple[str, ...]
    notes: tuple[str, ...] = ()
    places: Mapping[str, Span] = field(factory=dict, eq=False, repr=False)
    at: Span = field(kw_only=True, eq=False, repr=False)


@frozen(slots=False)
class Scheme:
    """Everything that a scheme file says; `causes` are what auditors may name, by title."""

    title: str
    streams: Mapping[str, Stream]
    tables: tuple[TableSpec, ...]
    hours: tuple[int, ...] = ()
    causes: Mapping[str, str] = field(factory=dict)
    caveats: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Give the names of the facts that its streams ask about, without labels."""
        selections = (one for s in self.streams.values() for one in (s.which, s.having))
        names = {name for one in selections for name, _ in (*one.facts, *one.numbers)}
        return tuple(sorted(name for name in names if not name.startswith(LABEL)))

    def takes(self, stream: Stream, one: Judged) -> bool:
        """Say whether one judged thing belongs to a stream."""
        if not stream.which.takes(one):
            return False
        return not any(self.takes(self.streams[name], one) for name in stream.outside)

    def has(self, stream: Stream, one: Judged) -> bool:
        """Say whether one that belongs to a stream is as it should be there."""
        return stream.having.takes(one)


@frozen
class FrameStratum:
    """The weight and the size of what one stream was sampled from; None is not known."""

    stream: str
    weight: float | None
    population: int | None
    recorded_a_year: float | None
    at: Span = field(eq=False, repr=False)


@frozen
class Frame:
    """What the sample was drawn from, as a file says it; without one nothing is weighed."""

    title: str = ""
    start: date | None = None
    end: date | None = None
    population: int | None = None
    recorded_a_year: float | None = None
    strata: tuple[FrameStratum, ...] = ()

    def stratum(self, stream: str) -> FrameStratum | None:
        """Give what is known of the population of a stream."""
        return next((one for one in self.strata if one.stream == stream), None)
