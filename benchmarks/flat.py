"""
How quickly flat rules are judged, beside `orjson` reading the record and beside other engines.

Usage: python -m benchmarks.flat [--rules N …] [--records N] [--batches N …] [--seconds S]
       [--without-peers]

Each book is generated, written as rule files, checked and loaded as any other. Every verdict is
given: which rules apply, which are ruled out, which are left open. All engines must find the same
on the complete records before any is timed. Times are of the processor, the shortest of many, and
each stands beside that of `orjson` over the same records, measured in turn with it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import orjson
import pyarrow as pa
from attrs import evolve, frozen

from benchmarks.flat_book import DECISION, FlatRule, Record, flat_rules, lines, records, write_book
from benchmarks.peers import BATCHES, Found, Peer, peers
from hocr_engine.verdicts.judging import Judge
from hocr_engine.vocabulary.model import FactType

FEW: Final = 20
MISSING: Final = 0.1
LEAST_ROUNDS: Final = 3


@frozen
class Measured:
    """
    How long one thing takes for a record, and how long `orjson` takes to read it.

    For a peer, `ours` is how long we take for the same, given as many records at once.
    """

    name: str
    rules: int
    seconds: float
    reading: float
    ours: float | None = None

    @property
    def rate(self) -> float:
        """Give the rate as a share of that of `orjson`."""
        return self.reading / self.seconds


def main() -> None:
    """Print a table for each size of book."""
    asked = _arguments()
    print(f"{len(lines(records(1))[0]):,} bytes the first record, {asked.records:,} records")
    print(f"{'':48}{'rules':>7}{'us each':>12}{'a second':>12}{'of orjson':>11}{'ours ahead':>12}")
    for count in asked.rules:
        for one in _of_size(flat_rules(count), asked):
            ahead = "" if one.ours is None else f"{one.seconds / one.ours:12.1f}"
            print(
                f"{one.name:48}{one.rules:7,}{one.seconds * 1e6:12.2f}{1 / one.seconds:12,.0f}"
                f"{one.rate:11.4f}{ahead}",
                flush=True,
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--rules", type=int, nargs="+", default=[60, 600, 1_200])
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--batches", type=int, nargs="*", default=BATCHES)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--without-peers", action="store_true")
    return parser.parse_args()


def _of_size(rules: list[FlatRule], asked: argparse.Namespace) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        judge = write_book(Path(folder), rules).judge(DECISION)
    assert not judge.plan.left
    ours: dict[int, float] = {}
    for name, share in (("", 0.0), (", a tenth missing", MISSING)):
        given = lines(records(asked.records, left_out=share))
        told = [_facts(orjson.loads(line)) for line in given]
        for what, work in ((f"hocr{name}", _verdicts), (f"hocr{name}, trace", _traces)):
            found = _measured(what, len(rules), partial(work, judge, told), given, asked.seconds)
            ours.setdefault(0, found.seconds)
            yield found
    for size in asked.batches:
        for found in _at_once(judge, len(rules), size, asked.seconds):
            ours.setdefault(size, found.seconds)
            yield found
    if not asked.without_peers:
        yield from _beside(rules, judge, ours, asked.seconds)


def _at_once(judge: Judge, rules: int, size: int, seconds: float) -> Iterator[Measured]:
    for name, share in (("", 0.0), (", a tenth missing", MISSING)):
        several = records(size, left_out=share)
        table = _table([_facts(record) for record in several], judge)
        for how, work in (("", _by_rule), (", by row", _by_row)):
            what = f"hocr, {size:,} at once{how}{name}"
            yield _measured(what, rules, partial(work, judge, table), lines(several), seconds)


def _verdicts(judge: Judge, told: Sequence[Record]) -> None:
    for facts in told:
        judge.verdict(facts)


def _traces(judge: Judge, told: Sequence[Record]) -> None:
    for facts in told:
        judge.verdict(facts).trace()


def _by_rule(judge: Judge, table: pa.Table) -> None:
    judge.verdict_table(table)


def _by_row(judge: Judge, table: pa.Table) -> None:
    for _ in judge.verdicts(table):
        pass


def _table(told: Sequence[Record], judge: Judge) -> pa.Table:
    """Give records as Arrow has them: a word as a number for it, a day as a day."""
    types = {FactType.ONE_OF: pa.dictionary(pa.int8(), pa.string()), FactType.DATE: pa.date32()}
    found = {}
    for fact, _ in judge.plan.facts:
        values = [one.get(fact.name) for one in told]
        if any(value is not None for value in values):
            column = pa.array(values)
            found[fact.name] = column.cast(types.get(fact.type, column.type))
    return pa.table(found)


def _beside(
    rules: list[FlatRule], judge: Judge, ours: Mapping[int, float], seconds: float
) -> Iterator[Measured]:
    few = [_facts(record) for record in records(FEW)]
    expected = [_found(judge, facts) for facts in few]
    for peer in peers(rules):
        if isinstance(peer, str):
            print(f"{peer}: not installed")
            continue
        _agree(peer, peer.told(peer.ask(peer.given(few))), expected)
        for size in peer.batches or (0,):
            several = records(size or FEW)
            work = partial(peer.ask, peer.given([_facts(record) for record in several]))
            name = f"{peer.name}, {size:,} at once" if size else peer.name
            found = _measured(name, len(rules), work, lines(several), seconds)
            yield evolve(found, ours=ours.get(size))


def _agree(peer: Peer, told: Sequence[Found], expected: Sequence[Found]) -> None:
    for number, (found, ours) in enumerate(zip(told, expected, strict=True)):
        if found != ours:
            raise SystemExit(f"{peer.name} differs on record {number}: {sorted(found ^ ours)}")


def _facts(record: Record) -> Record:
    facts = record["allegation"]
    assert isinstance(facts, dict)
    return facts


def _found(judge: Judge, facts: Record) -> Found:
    return frozenset(rule.id for rule in judge.verdict(facts).applying_rules)


def _measured(
    name: str,
    rules: int,
    work: Callable[[], object],
    given: Sequence[bytes],
    seconds: float,
) -> Measured:
    """Give the shortest time of some work, and of reading the records, measured in turn."""
    shortest, reading, rounds = float("inf"), float("inf"), 0
    until = time.process_time() + seconds
    work()
    while rounds < LEAST_ROUNDS or time.process_time() < until:
        started = time.process_time()
        for line in given:
            orjson.loads(line)
        read = time.process_time()
        work()
        reading, shortest = min(reading, read - started), min(shortest, time.process_time() - read)
        rounds += 1
    return Measured(name, rules, shortest / len(given), reading / len(given))


if __name__ == "__main__":
    main()
