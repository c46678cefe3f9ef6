"""
Whether the facts cited for an answer suffice for it, and whether one of them can be left out.

Each is tried by deciding the whole incident anew from nothing, by another way than that by which
the facts were found. `python -m tests.reconsidering.sufficient EVERY FROM` tries every EVERYth of
all examples and of all cases beside the rules from number FROM on, and prints what falls short:
`1 0` tries all, which takes hours. With `--sufficient` after these it is not tried whether a fact
could be left out, which takes most of the time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time

from hocr_engine.cases.library import read_library
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


def gives(decision: Decision, report: ReportDecision, action: Action, only: Facts) -> bool:
    """Say whether some facts alone, everything else forgotten, give an action."""
    again = decide(decision.book, decision.incident, strict=decision.strict, only=only)
    return any(
        (one.id, one.kind, one.line) == (action.id, action.kind, action.line)
        for known in again.reports
        if (known.report, known.at) == (report.report, report.at)
        for one in known.actions
    )


def cited(found: Sufficing) -> Facts:
    """Give all that is cited, given or presumed."""
    return frozenset((*found.facts, *found.assumed))


def insufficient(decision: Decision) -> Iterator[str]:
    """Give each answer for which what is cited does not suffice."""
    for report, action, found in _told(decision):
        if not gives(decision, report, action, cited(found)):
            yield action.line


def superfluous(decision: Decision) -> Iterator[str]:
    """Give each fact that can be left out, of answers of which it is said that none can."""
    for report, action, found in _told(decision):
        for ref in sorted(cited(found)) if found.is_minimal else ():
            if gives(decision, report, action, cited(found) - {ref}):
                yield f"{action.line}: {ref.pointer}"


def _told(decision: Decision) -> Iterator[tuple[ReportDecision, Action, Sufficing]]:
    found = sufficing(decision)
    for report in decision.reports:
        yield from ((report, one, found[one]) for one in report.actions if one in found)


def main(asked: argparse.Namespace) -> None:
    """Print what falls short among the incidents, and how many answers were tried."""
    for name, told in list(incidents().items())[asked.first :: asked.every]:
        began = process_time()
        decision = decide(rulebook().book, told)
        short = [*insufficient(decision), *([] if asked.sufficient else superfluous(decision))]
        answers = [len(cited(found)) for _, _, found in _told(decision)]
        print(f"{process_time() - began:.1f} s", name, answers, short or "", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Try what answers are said to rest on.")
    parser.add_argument("every", type=int, metavar="EVERY")
    parser.add_argument("first", type=int, metavar="FROM")
    parser.add_argument("--sufficient", action="store_true", help="leave out what could be dropped")
    main(parser.parse_args())
