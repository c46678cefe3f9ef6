"""
Whether the facts cited for an answer suffice for it, and whether one of them can be left out.

Whether they suffice is tried by deciding the whole incident anew from nothing, by another way than
that by which the facts were found; whether one can be left out, by deciding it again without that.
`python -m tests.reconsidering.sufficient EVERY FROM` tries every EVERYth of all cases beside the
rules and of all examples from number FROM on, and prints what falls short: `1 0` tries all. With
`--sufficient` after these it is not tried whether a fact could be left out; with `--values` that is
tried only where no other value of the fact makes the whole record come to something else. Where one
does, what is left without the fact cannot give the answer, as what is definite stays so whatever
becomes known (`tests/decision/test_properties.py`), and that takes a tenth of the time to be seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from time import process_time

from attrs import frozen

from hocr_engine.cases.library import read_library
from hocr_engine.collecting import collect_seldom
from hocr_engine.decision.again import Again, is_plain
from hocr_engine.decision.completing import answers_of
from hocr_engine.decision.decide import decide
from hocr_engine.decision.model import Action, Decision, ReportDecision
from hocr_engine.incident.altering import altered
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.reconsidering.forgetting import Forgetting
from hocr_engine.reconsidering.sufficing import Sufficing, sufficing
from hocr_engine.reconsidering.values import VALUES
from hocr_engine.vocabulary.model import FactType
from tests.decision.library import incident, paths, rulebook

RULES = Path(__file__).parents[2] / "rules"
MOST_VALUES = 4
Facts = frozenset[FactRef]


@cache
def incidents() -> dict[str, Incident]:
    """Give the incident of every example and of every case, each that is told once."""
    found: dict[str, tuple[str, Incident]] = {}
    for file in read_library(rulebook().book, RULES, []):
        for case in file.cases:
            if case.incident is not None and not case.waiting:
                told = (f"{Path(file.name).name}: {case.name}", case.incident)
                found.setdefault(str(case.incident.elements), told)
    for path in paths():
        found[str(incident(path).elements)] = (path.name, incident(path))
    return dict(found.values())


@frozen(eq=False)
class Tried:
    """An answer, what it is said to rest on, and the decision made from nothing with that alone."""

    decision: Decision
    report: ReportDecision
    action: Action
    found: Sufficing
    alone: Decision

    def is_given_by(self, decision: Decision) -> bool:
        """Say whether a decision gives the answer as well, and not only as far as is tried."""
        return any(not one.bounds for one in self._same(decision))

    def comes_to_another(self, ref: FactRef) -> bool:
        """Say whether the whole record comes to something else where a fact has another value."""
        told, book = self.decision.incident, self.decision.book
        others = _other_values(self.action, ref, told)
        if Forgetting(self.decision, self.report, self.action).may_be_added_to:
            return False
        whole = (decide(book, altered(told, {ref: one})) for one in islice(others, MOST_VALUES))
        return any(not list(self._same(one)) for one in whole)

    def _same(self, decision: Decision) -> Iterator[Action]:
        """Give the action of a decision that says the same, if it has one."""
        for known in decision.reports:
            if (known.report, known.at) == (self.report.report, self.report.at):
                for one in known.actions:
                    if (one.id, one.kind, one.line) == self._said:
                        yield one

    @property
    def _said(self) -> tuple[object, ...]:
        return self.action.id, self.action.kind, self.action.line


def _other_values(action: Action, ref: FactRef, told: Incident) -> Iterator[object]:
    """Give values that a fact read as such could have beside its own."""
    world = action.subject.world
    words, fact = world.vocabulary, world.vocabulary.kinds[ref.kind].facts[ref.name]
    now = world.thing(ref.kind, ref.id).member(ref.name)
    values: Iterable[object] = ()
    if fact.type is FactType.CODE:
        values = world.rows.get(fact.kind or "", {})
    elif is_plain(told, ref, words):
        measured = VALUES.of(rulebook().book).of(ref, told, now)
        values = answers_of(ref, words) or measured
    return (one for one in values if one != now)


def tried(decision: Decision) -> tuple[Tried, ...]:
    """Give each answer of a decision with what it is said to rest on."""
    found = sufficing(decision)
    return tuple(
        Tried(decision, report, action, found[action], _alone(decision, cited(found[action])))
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


def superfluous(answers: Iterable[Tried], *, by_values: bool = False) -> Iterator[str]:
    """Give each fact that can be left out, of answers of which it is said that none can."""
    for one in answers:
        again = Again(one.alone)
        for ref in sorted(cited(one.found)) if one.found.is_minimal else ():
            if by_values and one.comes_to_another(ref):
                continue
            if one.is_given_by(again.with_only(cited(one.found) - {ref})):
                yield f"{one.action.line}: {ref.pointer}"


def main(asked: argparse.Namespace) -> None:
    """Print what falls short among the incidents, and how many answers were tried."""
    collect_seldom()
    for name, told in list(incidents().items())[asked.first :: asked.every]:
        began = process_time()
        decision = decide(rulebook().book, told)
        answers = tried(decision)
        short = list(insufficient(answers))
        if not asked.sufficient:
            short += superfluous(answers, by_values=asked.values)
        cites = [f"{len(cited(one.found))}{'' if one.found.is_minimal else '+'}" for one in answers]
        print(f"{process_time() - began:.1f} s", name, cites, short or "", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Try what answers are said to rest on.")
    parser.add_argument("every", type=int, metavar="EVERY")
    parser.add_argument("first", type=int, metavar="FROM")
    parser.add_argument("--sufficient", action="store_true", help="leave out what could be dropped")
    parser.add_argument("--values", action="store_true", help="drop none of which a value matters")
    main(parser.parse_args())
