"""
How long it takes to find what each answer rests on, beside deciding the incident once.

`python benchmarks/rests_on.py EVERY` takes every EVERYth example of the repository.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from hocr_engine.decision.decide import decide
from hocr_engine.incident.model import Incident
from hocr_engine.reconsidering.sufficing import sufficing
from tests.decision.library import incident, paths, rulebook


def times(told: Incident) -> tuple[float, list[float]]:
    """Give the seconds that a decision takes, and those for what each of its answers rests on."""
    decide(rulebook().book, told)
    began = process_time()
    decision = decide(rulebook().book, told)
    once = process_time() - began
    began = process_time()
    found = sufficing(decision)
    return once, [(process_time() - began) / len(found)] * len(found) if found else []


def main(every: int) -> None:
    """Print the median and the worst time for an answer, in milliseconds and in decisions."""
    measured = [times(incident(path)) for path in paths()[::every]]
    seconds = [each for _, answers in measured for each in answers]
    ratios = [each / once for once, answers in measured for each in answers]
    print(f"{len(seconds)} answers of {len(measured)} incidents")
    print(f"median {median(seconds) * 1000:,.0f} ms, {median(ratios):,.0f} times one decision")
    print(f"worst {max(seconds) * 1000:,.0f} ms, {max(ratios):,.0f} times one decision")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
