"""
How long the explanations beyond the answer take, beside deciding the same incident once.

`python benchmarks/explain.py EVERY` takes every EVERYth example of the repository. Each thing is
done once before it is measured, and the ratio is what to compare between two states of the code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from hocr_engine.decision.decide import decide
from hocr_engine.decision.model import Decision
from hocr_engine.explanation import outline
from hocr_engine.incident.model import Incident
from hocr_engine.reconsidering.altering import what_would_change
from hocr_engine.reconsidering.editions import by_editions
from hocr_engine.reconsidering.sufficing import sufficing
from hocr_engine.reconsidering.why_not import nearest_others
from tests.decision.library import incident, paths, rulebook

NEAREST: Final = 3


def _why_not(decision: Decision) -> None:
    for action in decision.actions:
        nearest_others(decision, action, NEAREST)


MEASURED: Final[Mapping[str, Callable[[Decision], object]]] = {
    "the outline": outline,
    "rests on": sufficing,
    "what would change": what_would_change,
    "why not, the nearest": _why_not,
    "editions": by_editions,
}


def seconds(work: Callable[[], object]) -> float:
    """Give the processor time that something takes, done a second time."""
    work()
    began = process_time()
    work()
    return process_time() - began


def measured(told: Incident) -> dict[str, tuple[float, float]]:
    """Give for each thing its time for an incident, and how many decisions that is."""
    once = seconds(lambda: decide(rulebook().book, told))
    found = {name: _beyond(told, work) - once for name, work in MEASURED.items()}
    return {"decide": (once, 1.0), **{name: (one, one / once) for name, one in found.items()}}


def _beyond(told: Incident, work: Callable[[Decision], object]) -> float:
    """Give the time for deciding and one thing more."""
    return seconds(lambda: work(decide(rulebook().book, told)))


def main(every: int) -> None:
    """Print for each thing the median and the worst, in milliseconds and in decisions."""
    rows = [measured(incident(path)) for path in paths()[::every]]
    print(f"{len(rows)} incidents, Python {sys.version.split()[0]}")
    print(f"{'':24}{'median':>12}{'worst':>12}{'ratio':>12}{'worst ratio':>14}")
    for name in rows[0]:
        times, ratios = zip(*(row[name] for row in rows), strict=True)
        told = (median(times), max(times))
        shown = "".join(f"{one * 1000:>9,.0f} ms" for one in told)
        print(f"{name:24}{shown}{median(ratios):>12,.1f}{max(ratios):>14,.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
