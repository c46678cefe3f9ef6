"""
Whether the facts cited for an answer suffice for it, and whether one of them can be left out.

Whether they suffice is tried by deciding the whole incident anew from nothing, by another way than
that by which the facts were found; whether one can be left out, by deciding it again without that.
`python -m tests.reconsidering.sufficient EVERY FROM` tries every EVERYth of all examples and of all
cases beside the rules from number FROM on, and prints what falls short: `1 0` tries all. With
`--sufficient` after these it is not tried whether a fact could be left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from time import process_time

from attrs import frozen

from hocr_engine.cases.library import read_library
from hocr_engine.collecting import collect_seldom
from hocr_engine.decision.again import Again
from hocr_engine.decision.decide import decide
from hocr_engine.decision.model import Action, Decision, ReportDecision
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.reconsidering.sufficing import Sufficing, sufficing
from tests.decision.library import incident, paths, rulebook

RULES = Path(__file__).parents[2] / "rules"
Facts = frozenset[FactRef]


@cache
def incidents() -> dict[str, Incident]:
    """Give the incident of every example and of every case, each that is told once."""
    found = {str(incident(path).elements): (path.name, incident(path)) for path in paths()}
    for file in read_library(rulebook().book, RULES, []):
        for case in file.cases:
            if case.incident is not None and not case.waiting:
                told = (f"{file.name}: {case.name}", case.incident)
                found.setdefault(str(case.incident.elements), told)
    return dict(found.values())


@frozen(eq=False)
class Tried:
    """An answer, what it is said to rest on, and the decision made from nothing with that alone."""

    report: ReportDecision
    action: Action
    found: Sufficing
    alone: Decision

    def is_given_by(self, decision: Decision) -> bool:
        """Say whether a decision gives the answer as well, and not only as far as is tried."""
        return any(
            (one.id, one.kind, one.line, one.bounds)
            == (self.action.id, self.action.kind, self.action.line, ())
            for known in decision.reports
            if (known.report, known.at) == (self.report.report, self.report.at)
            for one in known.actions
        )


def tried(decision: Decision) -> tuple[Tried, ...]:
    """Give each answer of a decision with what it is said to rest on."""
    found = sufficing(decision)
    return tuple(
        Tried(report, action, found[action], _alone(decision, cited(found[action])))
        for report in decision.reports
        for action in report.actions
        if action in found
    )


def _alone(decision: Decision, only: Facts) -> Decision:
    return decide(decision.book, decision.incident, strict=decision.strict, only=only)


def cited(found: Sufficing) -> Facts:
    """Give all that is cited, given or presumed."""
    return frozenset((*found.facts, *found.assumed))


def insufficient(answers: Iterable[Tried]) -> Iterator[str]:
    """Give each answer for which what is cited does not suffice."""
    return (one.action.line for one in answers if not one.is_given_by(one.alone))


def superfluous(answers: Iterable[Tried]) -> Iterator[str]:
    """Give each fact that can be left out, of answers of which it is said that none can."""
    for one in answers:
        again = Again(one.alone)
        for ref in sorted(cited(one.found)) if one.found.is_minimal else ():
            if one.is_given_by(again.with_only(cited(one.found) - {ref})):
                yield f"{one.action.line}: {ref.pointer}"


def main(asked: argparse.Namespace) -> None:
    """Print what falls short among the incidents, and how many answers were tried."""
    collect_seldom()
    for name, told in list(incidents().items())[asked.first :: asked.every]:
        began = process_time()
        decision = decide(rulebook().book, told)
        answers = tried(decision)
        short = [*insufficient(answers), *([] if asked.sufficient else superfluous(answers))]
        cites = [len(cited(one.found)) for one in answers]
        print(f"{process_time() - began:.1f} s", name, cites, short or "", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Try what answers are said to rest on.")
    parser.add_argument("every", type=int, metavar="EVERY")
    parser.add_argument("first", type=int, metavar="FROM")
    parser.add_argument("--sufficient", action="store_true", help="leave out what could be dropped")
    main(parser.parse_args())
