"""
How quickly incidents are decided and the rulebook is loaded, beside a measure of the machine.

Usage: python benchmarks/decide.py [--seconds SECONDS] [--incidents NUMBER]

Seconds say more about a machine than about a program. So each time stands beside that of something
well known over the same data in the same run: `orjson` reading the incidents as JSON, and PyYAML's
C loader reading the rule files. The ratio is what to compare between two states of the code.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import orjson
import yaml
from attrs import frozen

import hocr_engine
from hocr_engine.decision import Decision
from hocr_engine.decision.again import Again
from hocr_engine.decision.completing import answers_of
from hocr_engine.decision.decide import decide
from hocr_engine.incident.altering import altered
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.read import HEAD_FILES, bundled, folder_of
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml

EXAMPLES: Final = Path(__file__).parent.parent / "examples"
LOAD: Final = "import hocr_engine; hocr_engine.load_rulebook()"


@frozen
class Measured:
    """How long one thing took beside its measure, both for the same data."""

    name: str
    seconds: float
    measure: str
    measure_seconds: float
    count: int

    @property
    def ratio(self) -> float:
        """Give how many times as long as its measure it took."""
        return self.seconds / self.measure_seconds


def best(action: Callable[[], object], seconds: float) -> float:
    """Give the shortest time that something took, done again until so many seconds are over."""
    shortest, until = float("inf"), time.perf_counter() + seconds
    while True:
        started = time.perf_counter()
        action()
        ended = time.perf_counter()
        shortest = min(shortest, ended - started)
        if ended >= until:
            return shortest


def incidents() -> list[Mapping[str, object]]:
    """Give the example incidents as plain data."""
    found: list[Mapping[str, object]] = []
    for path in sorted(EXAMPLES.rglob("*.yaml")):
        documents, _ = read_yaml(Source(path.read_text(encoding="utf-8"), path.name))
        data = plain(documents[0])
        if isinstance(data, dict) and data["format"] == "hocr.incident.v1":
            found.append(data)
    return found


def deciding(given: Sequence[Mapping[str, object]], seconds: float) -> list[Measured]:
    """Measure decisions, their records and their explanations over some incidents."""
    rulebook = hocr_engine.load_rulebook()
    lines = [orjson.dumps(one) for one in given]
    read = [rulebook.incident(one) for one in given]
    measure = best(lambda: [orjson.loads(line) for line in lines], min(seconds, 1.0))
    works: dict[str, Callable[[], object]] = {
        "read incidents": lambda: [rulebook.incident(one) for one in given],
        "decide": lambda: [rulebook.decide(one) for one in read],
        "decide, with record": lambda: [rulebook.decide(one).to_json() for one in read],
        "decide and explain": lambda: [rulebook.decide(one).explain().text() for one in read],
    }
    return [
        Measured(name, best(work, seconds), "orjson.loads", measure, len(given))
        for name, work in works.items()
    ]


def deciding_again(given: Sequence[Mapping[str, object]], seconds: float) -> list[Measured]:
    """Measure deciding again with a fact altered or forgotten, beside doing so from nothing."""
    rulebook = hocr_engine.load_rulebook()
    altering: list[tuple[Again, Mapping[FactRef, object]]] = []
    forgetting: list[tuple[Again, frozenset[FactRef]]] = []
    for one in given:
        decision = rulebook.decide(one)
        again, told = Again(decision), known(decision)
        for ref in sorted({ref for action in decision.actions for ref in action.facts}):
            answers = answers_of(ref, decision.book.vocabulary)
            altering += [(again, {ref: answer}) for answer in answers[:1]]
            forgetting += [(again, told - {ref})] if ref.kind != "allegation" else []

    def altered_anew() -> None:
        for again, facts in altering:
            before = again.before
            decide(before.book, altered(before.incident, facts))

    def forgotten_anew() -> None:
        for again, only in forgetting:
            before = again.before
            decide(before.book, before.incident, only=only)

    works: tuple[tuple[str, int, Callable[[], object], Callable[[], object]], ...] = (
        (
            "decide again, altered",
            len(altering),
            lambda: [again.with_facts(facts) for again, facts in altering],
            altered_anew,
        ),
        (
            "decide again, forgotten",
            len(forgetting),
            lambda: [again.with_only(only) for again, only in forgetting],
            forgotten_anew,
        ),
    )
    return [
        Measured(name, best(work, seconds), "decide from nothing", best(anew, seconds), count)
        for name, count, work, anew in works
    ]


def known(decision: Decision) -> frozenset[FactRef]:
    """Give every fact that a record gives, and every one presumed."""
    elements = decision.incident.elements
    told = {FactRef(one.kind, one.id, name) for one in elements for name in one.facts}
    presumed = {one.fact for world in decision.worlds for one in world.assumed.values()}
    return frozenset(told | presumed)


def loading(seconds: float) -> list[Measured]:
    """Measure loading the rulebook, in this process and in a fresh one."""
    folder = folder_of(bundled())
    heads = (folder.root / name for name in HEAD_FILES)
    files = (*heads, *folder.vocabulary, *folder.definitions, *folder.topics)
    texts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    measure = best(lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts], seconds)
    fresh = [sys.executable, "-c", LOAD]
    started = [sys.executable, "-c", "import yaml"]
    return [
        Measured(
            "load the rulebook",
            best(hocr_engine.load_rulebook, seconds),
            "yaml.CSafeLoader",
            measure,
            1,
        ),
        Measured(
            "start, import and load",
            best(lambda: subprocess.run(fresh, check=True), seconds),
            "start Python, import yaml",
            best(lambda: subprocess.run(started, check=True), seconds),
            1,
        ),
    ]


def table(rows: Sequence[Measured]) -> str:
    """Give the measurements as lines under a head."""
    head = f"{'':24}{'in a second':>12}{'each':>12}   {'beside':28}{'ratio':>10}"
    lines = (
        f"{row.name:24}{row.count / row.seconds:>12,.1f}{row.seconds / row.count * 1000:>9,.2f} ms"
        f"   {row.measure:28}{row.ratio:>10,.2f}"
        for row in rows
    )
    return "\n".join((head, *lines))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure decisions and the loading of the rules.")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to repeat each")
    parser.add_argument("--incidents", type=int, help="how many of the examples")
    asked = parser.parse_args()
    given = incidents()[: asked.incidents]
    print(f"{len(given)} incidents, Python {sys.version.split()[0]}")
    rows = deciding(given, asked.seconds) + deciding_again(given, asked.seconds)
    print(table([*rows, *loading(asked.seconds)]))


if __name__ == "__main__":
    main()
