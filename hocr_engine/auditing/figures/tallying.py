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
UNDECIDED = (Verdict.OPEN, Verdict.UNTOLD)


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
    """
    Everything that was counted in a batch, and what was left out of it.

    `carried` names the streams that are carried over from an earlier audit, and its file;
    `set_aside` is how many of the batch's own are not counted in such a stream.
    """

    scheme: Scheme
    streams: dict[str, StreamTally] = field(init=False)
    incidents: int = 0
    units: Counter[Unit] = field(factory=Counter)
    left_open: Counter[Verdict] = field(factory=Counter)
    ruled: int = 0
    carried: dict[str, str] = field(factory=dict)
    set_aside: Counter[str] = field(factory=Counter)

    def __attrs_post_init__(self) -> None:
        self.streams = {name: StreamTally() for name in self.scheme.streams}

    def add(self, judged: Sequence[Judged]) -> None:
        """Count everything that was judged in one incident."""
        self.incidents += 1
        for one in judged:
            self.units[one.unit] += 1
            self.ruled += bool(one.ruled_by)
            if one.verdict in UNDECIDED:
                self.left_open[one.verdict] += 1
        settled = [one for one in judged if one.verdict not in UNDECIDED]
        for stream in self.scheme.streams.values():
            members = [one for one in settled if self.scheme.takes(stream, one)]
            if stream.id in self.carried:
                self.set_aside[stream.id] += len(members)
            else:
                self._add(stream, members)

    def carry(self, judged: Sequence[Judged]) -> None:
        """Count one incident of an earlier audit, before all others, in streams carried over."""
        for one in judged:
            self.carried[one.carried] = one.carried_from
        settled = [one for one in judged if one.verdict not in UNDECIDED]
        for name in dict.fromkeys(one.carried for one in judged):
            self._add(self.scheme.streams[name], [one for one in settled if one.carried == name])

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
