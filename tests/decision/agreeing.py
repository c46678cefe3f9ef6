"""
Whether decisions are answered as by the naive way, over incidents with facts left out at random.

`python -m tests.decision.agreeing` goes through every case beside the rules and every example,
`--generated N` through as many made-up incidents, `--altered N` through as many made from cases
and examples, with other answers to some facts and moved in time; of each a random share of the
facts is left out, by `--seed`. Of those altered what was done is known and seldom left out, since
an incident may be anything without, which takes fifty times as long.

The answers that were worked out on the way are held against the naive evaluator of `tests/oracle/`,
which tries each rule in turn, wherever that has one: all of them, but of a decision about very many
things, as where what was done is open, those of a few drawn at random.
It prints what differs.
"""

from __future__ import annotations

import random
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import define, evolve
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from hocr_engine.cases.library import read_library
from hocr_engine.collecting import collect_seldom
from hocr_engine.decision import Finding
from hocr_engine.decision.completing import answers_of
from hocr_engine.decision.decide import decide
from hocr_engine.incident.model import Element, FactRef, Incident
from tests.decision.generated import read, records
from tests.decision.library import forgettable, incident, paths, rulebook, without
from tests.decision.moved import changes, moved_to
from tests.oracle.decision import Open, answer

RULES: Final = Path(__file__).parents[2] / "rules"
SHARES: Final = (0.0, 0.1, 0.3)
AT_ONCE: Final = 200
FEW: Final = 6
WHAT_WAS_DONE: Final = "act"
SELDOM: Final = 0.01
MOVED: Final = 0.3
MOST_ALTERED: Final = 4


@define
class Figures:
    """How many incidents were gone through, and how many answers were held against the naive."""

    incidents: int = 0
    same: int = 0
    only_here: int = 0
    left_open: int = 0
    differ: int = 0

    def add(self, told: Incident, chance: random.Random) -> Iterator[str]:
        """Decide an incident, and give every answer in which the naive way differs."""
        self.incidents += 1
        for report in decide(rulebook().book, told, supposed=0).reports:
            for finding in some(report.world.answers.values(), chance):
                agrees = agreement(finding)
                if agrees is None:
                    self.only_here += finding.is_settled
                    self.left_open += not finding.is_settled
                self.same += agrees is True
                self.differ += agrees is False
                if agrees is False:
                    yield f"{told.id}: {finding.decision} of {finding.subject.id}"


def some(answers: Iterable[object], chance: random.Random) -> Iterator[Finding]:
    """Give all answers of decisions about few things, and a few of those about many."""
    found: dict[str, list[Finding]] = {}
    for one in answers:
        assert isinstance(one, Finding)
        found.setdefault(one.decision, []).append(one)
    for several in found.values():
        yield from several if len(several) <= FEW else chance.sample(several, FEW)


def agreement(finding: Finding) -> bool | None:
    """Say whether an answer is the naive one, and settled; None where the naive way has none."""
    try:
        expected = answer(rulebook().book, finding.decision, finding.subject)
    except Open:
        return None
    found = finding.options[0] if finding.options else None
    if isinstance(expected, list) and isinstance(found, list):
        return sorted(map(str, expected)) == sorted(map(str, found)) and not finding.awaits
    return finding.options == (expected,) and not finding.awaits


def told_in_cases(under: Path = RULES) -> Iterator[Incident]:
    """Give the incident of every case beside the rules, or of those in a folder."""
    for file in read_library(rulebook().book, under, []):
        for case in file.cases:
            if case.incident is not None and not case.waiting:
                yield case.incident


def fewer(told: Incident, chance: random.Random, *, keep: str | None = None) -> Incident:
    """Give an incident with a random share of its facts left out, which may be none."""
    share = chance.choice(SHARES)
    there = sorted(fact for fact in forgettable(told) if fact[1] != keep)
    return without(told, {fact for fact in there if chance.random() < share})


def tells_what_was_done(told: Incident) -> bool:
    """Say whether it is known of every allegation what was done."""
    found = [one.facts.get(WHAT_WAS_DONE) for one in told.of_kind("allegation")]
    return bool(found) and None not in found


def altered(told: Incident, chance: random.Random) -> Incident:
    """Give an incident on another day of a change, with up to some of its facts answered anew."""
    moved = moved_to(told, chance.choice(changes())) if chance.random() < MOVED else told
    kinds = rulebook().book.vocabulary.kinds
    there = [
        (one.id, name)
        for one in moved.elements
        for name in one.facts
        if kinds[one.kind].facts[name].kind is None
    ]
    again = set(chance.sample(there, min(len(there), chance.randint(0, MOST_ALTERED))))
    return evolve(
        moved, elements=tuple(_answered_anew(one, again, chance) for one in moved.elements)
    )


def _answered_anew(one: Element, again: set[tuple[str, str]], chance: random.Random) -> Element:
    facts = dict(one.facts)
    for name in facts:
        listed = answers_of(FactRef(one.kind, one.id, name), rulebook().book.vocabulary)
        if (one.id, name) in again and listed:
            facts[name] = chance.choice(listed)
    return evolve(one, facts=facts)


def from_told(figures: Figures, first: int, count: int) -> Iterator[str]:
    """Go through so many incidents made from cases and examples, and give what differs."""
    chance = random.Random(first)
    told = [one for one in (*told_in_cases(), *map(incident, paths())) if tells_what_was_done(one)]
    for number in range(count):
        whole = altered(chance.choice(told), chance)
        made = fewer(whole, chance, keep=WHAT_WAS_DONE if chance.random() >= SELDOM else None)
        yield from (f"{each} (seed {first}, {number})" for each in figures.add(made, chance))


def made_up(figures: Figures, first: int, count: int) -> Iterator[str]:
    """Go through so many made-up incidents, and give what differs."""
    found: list[str] = []

    @seed(first)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(records(), st.integers(0, 2**32))
    def tried(record: dict[str, object], drawn: int) -> None:
        chance = random.Random(drawn)
        told = fewer(read(record), chance)
        found.extend(f"{each} (seed {first}, {drawn})" for each in figures.add(told, chance))

    tried()
    yield from found


def main(asked: Namespace) -> None:
    """Print what differs, and how many answers were compared."""
    collect_seldom()
    figures, chance = Figures(), random.Random(asked.seed)
    if asked.generated:
        for first in range(0, asked.generated, AT_ONCE):
            for line in made_up(figures, asked.seed + first, min(AT_ONCE, asked.generated - first)):
                print(line, flush=True)
            print(figures, flush=True)
        return
    if asked.altered:
        for line in from_told(figures, asked.seed, asked.altered):
            print(line, flush=True)
        print(figures)
        return
    for told in (*told_in_cases(), *map(incident, paths())):
        for each in (told, fewer(told, chance)):
            for line in figures.add(each, chance):
                print(line, flush=True)
    print(figures)


if __name__ == "__main__":
    parser = ArgumentParser(description="Hold decisions against the naive way.")
    parser.add_argument("--generated", type=int, default=0, metavar="N", help="made-up incidents")
    parser.add_argument("--altered", type=int, default=0, metavar="N", help="made from those told")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which are left out")
    main(parser.parse_args())
