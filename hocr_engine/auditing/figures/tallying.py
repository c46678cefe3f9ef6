"""Counting what was judged, incident by incident, in as much memory whatever the batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import define, field

from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.auditing.scheme.model import Scheme, Stream
from hocr_engine.estimating.clusters import Clusters
from hocr_engine.estimating.model import Count

MINUTES = 60


@define
class StreamTally:
    """
    What was counted in one stream.

    `clusters` holds how many were as they should be of how many. Of those that were, `by` counts
    by the bound in hours within which they were entered, None past them all or not known; `timed`
    how many have a time, `in_time` how many were entered by their deadline.
    """

    clusters: Clusters = field(factory=Clusters)
    verdicts: Counter[Verdict] = field(factory=Counter)
    by: Counter[int | None] = field(factory=Counter)
    timed: int = 0
    in_time: int = 0
    untimed: int = 0
    mistakes: Counter[str] = field(factory=Counter)
    causes: Counter[str] = field(factory=Counter)

    @property
    def count(self) -> Count:
        """Give how many are as they should be, of how many."""
        return self.clusters.count


@define
class Tally:
    """Everything that was counted in a batch, and what was left out of it."""

    scheme: Scheme
    streams: dict[str, StreamTally] = field(init=False)
    incidents: int = 0
    units: Counter[Unit] = field(factory=Counter)
    left_open: Counter[Verdict] = field(factory=Counter)
    ruled: int = 0

    def __attrs_post_init__(self) -> None:
        self.streams = {name: StreamTally() for name in self.scheme.streams}

    def add(self, judged: Sequence[Judged]) -> None:
        """Count everything that was judged in one incident."""
        self.incidents += 1
        for one in judged:
            self.units[one.unit] += 1
            self.ruled += bool(one.ruled_by)
            if one.verdict in (Verdict.OPEN, Verdict.UNTOLD):
                self.left_open[one.verdict] += 1
        settled = [one for one in judged if one.verdict not in (Verdict.OPEN, Verdict.UNTOLD)]
        for stream in self.scheme.streams.values():
            self._add(stream, [one for one in settled if self.scheme.takes(stream, one)])

    def _add(self, stream: Stream, members: Sequence[Judged]) -> None:
        tally, having = self.streams[stream.id], 0
        for one in members:
            tally.verdicts[one.verdict] += 1
            tally.mistakes.update(one.mistakes)
            if self.scheme.has(stream, one):
                having += 1
                self._time(tally, one)
            else:
                tally.causes[one.cause] += 1
        tally.clusters.add(Count(having, len(members)))

    def _time(self, tally: StreamTally, one: Judged) -> None:
        if one.elapsed is None:
            tally.untimed += 1
            return
        tally.timed += 1
        tally.in_time += one.over is not None and one.over <= 0
        within = (bound for bound in self.scheme.hours if one.elapsed <= bound * MINUTES)
        tally.by[next(within, None)] += 1
