"""
How quickly the bundled rulebook decides realistic incidents, complete and with facts missing.

Usage: python -m benchmarks.workloads [--incidents N] [--seconds S]

The incidents are the examples, as parsed from JSON; each is read, checked and decided in all
stages. In the second row a tenth of what they tell is left out. Times
are of the processor, each beside that of `orjson` reading the same records.

A second table has what one decision takes with its sentence and reasons, as `hocr decide` writes
them: of all incidents the median, and what nine in ten, 99 in a hundred and all of them stay
within. Each is decided so three times, and the shortest counts.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from statistics import median
from typing import Final

import orjson

from benchmarks.decide import incidents
from hocr_engine.embedding import Rulebook, load_rulebook
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import brief
from hocr_engine.incident.model import IncidentError

SEED: Final = 20260401
SHARES: Final = (0.0, 0.1)
# What says which thing is meant, and what every record must have, is not left out.
KEPT: Final = frozenset(("format", "id", "received_at", "not_known"))
TOLD: Final = 3
WIDTH: Final = 100
Record = Mapping[str, object]


def main() -> None:
    """Print a row for each share of facts left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--incidents", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=10.0)
    asked = parser.parse_args()
    rulebook, examples = load_rulebook(), incidents()
    given = examples[:: max(1, len(examples) // asked.incidents)]
    size = sum(len(orjson.dumps(one)) for one in given) // len(given)
    print(f"{len(given)} of {len(examples)} examples, {size:,} bytes each")
    print(f"{'left out':10}{'ms each':>10}{'a second':>10}{'of orjson':>12}")
    workloads = [(share, [fewer(one, share, rulebook) for one in given]) for share in SHARES]
    for share, known in workloads:
        seconds, reading = _measured(rulebook, known, asked.seconds)
        print(f"{share:<10.0%}{seconds * 1e3:10.2f}{1 / seconds:10.1f}{reading / seconds:12.6f}")
    print(f"{'told, ms':10}{'median':>10}{'9 in 10':>10}{'99 in 100':>12}{'longest':>10}")
    for share, known in workloads:
        half, most, nearly_all, longest = _within([_telling(rulebook, one) for one in known])
        print(f"{share:<10.0%}{half:10.2f}{most:10.2f}{nearly_all:12.2f}{longest:10.2f}")


def fewer(record: Record, share: float, rulebook: Rulebook) -> Record:
    """Give a record with a share of its facts left out, of which it is still a record."""
    chance = random.Random(f"{SEED} {record['id']}")
    if not share:
        return record
    for _ in range(20):
        found = _left(record, share, chance)
        assert isinstance(found, dict)
        try:
            rulebook.incident(found)
        except IncidentError:
            continue
        return found
    return record


def _left(value: object, share: float, chance: random.Random) -> object:
    match value:
        case dict():
            return {name: _left(one, share, chance) for name, one in _kept(value, share, chance)}
        case list():
            return [_left(one, share, chance) for one in value]
        case _:
            return value


def _kept(
    group: Mapping[str, object], share: float, chance: random.Random
) -> Iterator[tuple[str, object]]:
    for name, value in group.items():
        is_fact = not isinstance(value, dict | list) and name not in KEPT
        if not is_fact or chance.random() >= share:
            yield name, value


def _measured(rulebook: Rulebook, known: Sequence[Record], seconds: float) -> tuple[float, float]:
    """Give the shortest time to decide a record, and to read it as JSON."""
    lines = [orjson.dumps(one) for one in known]
    shortest, reading = float("inf"), float("inf")
    until = time.process_time() + seconds
    while shortest == float("inf") or time.process_time() < until:
        started = time.process_time()
        for line in lines:
            orjson.loads(line)
        read = time.process_time()
        for one in known:
            rulebook.decide(one)
        reading, shortest = min(reading, read - started), min(shortest, time.process_time() - read)
    return shortest / len(known), reading / len(known)


def _telling(rulebook: Rulebook, known: Record) -> float:
    """Give the shortest time to decide a record and to say why."""
    incident, shortest = rulebook.incident(known), float("inf")
    for _ in range(TOLD):
        started = time.process_time()
        for _ in brief(outline(rulebook.decide(incident), whole=False), WIDTH, str(known["id"])):
            pass
        shortest = min(shortest, time.process_time() - started)
    return shortest


def _within(seconds: Sequence[float]) -> tuple[float, float, float, float]:
    """Give the median, and what nine in ten, 99 in a hundred and all stay within; milliseconds."""
    told = sorted(each * 1e3 for each in seconds)
    most, nearly_all = (told[ceil(len(told) * part) - 1] for part in (0.9, 0.99))
    return median(told), most, nearly_all, told[-1]


if __name__ == "__main__":
    main()
