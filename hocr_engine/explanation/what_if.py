"""What would change an answer, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from hocr_engine.decision.model import Action, ActionKind, Decision
from hocr_engine.explanation.answered import NOTHING_NEW, answered
from hocr_engine.explanation.outline import FactChange, LeadsTo, ReportTold, WhatIf
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.altering import Altered, Change, Led, Place, what_would_change
from hocr_engine.rulebook.model import Book


def with_what_if(decision: Decision, reports: tuple[ReportTold, ...]) -> tuple[ReportTold, ...]:
    """Give what is said after each report with what would change each of its settled answers."""
    found = what_would_change(decision)
    told = {place: _told(decision, place, altered) for place, altered in found.items()}
    return tuple(_with(report, number, told) for number, report in enumerate(reports))


def _with(report: ReportTold, number: int, told: Mapping[Place, WhatIf]) -> ReportTold:
    actions = (
        evolve(action, what_if=told.get((number, place)))
        for place, action in enumerate(report.actions)
    )
    return evolve(report, actions=tuple(actions))


def _told(decision: Decision, place: Place, altered: Altered) -> WhatIf:
    book, action = decision.book, decision.reports[place[0]].actions[place[1]]
    naming = _Naming(book, Speaker(book, action.subject), _labels_shared(book, action, altered))
    groups: dict[str, list[Led]] = {}
    for led in sorted(altered.leads, key=_how_open):
        groups.setdefault(_answer(book, led.actions), []).append(led)
    answers = (
        LeadsTo(answer, tuple(tuple(map(naming.change, led.changes)) for led in leads))
        for answer, leads in groups.items()
    )
    return WhatIf(tuple(answers), altered.all_tried)


def _how_open(led: Led) -> int:
    """Give how far what some changes lead to is from an answer: settled, referred or open."""
    kinds = {one.kind for one in led.actions}
    return 2 * (ActionKind.NEEDS_FACTS in kinds) or int(ActionKind.REFER in kinds)


def _answer(book: Book, actions: Sequence[Action]) -> str:
    told = dict.fromkeys(answered(book, one) for one in actions)
    return "; ".join(told) or NOTHING_NEW


def _labels_shared(book: Book, action: Action, altered: Altered) -> frozenset[str]:
    """Give the labels that facts of several things have."""
    speaker = Speaker(book, action.subject)
    refs = {change.ref for led in altered.leads for change in led.changes}
    counted = Counter(map(speaker.fact, refs))
    return frozenset(label for label, number in counted.items() if number > 1)


@frozen(eq=False)
class _Naming:
    """Words for changes of facts, those of several things told apart by what they belong to."""

    book: Book
    speaker: Speaker
    shared: frozenset[str]

    def change(self, change: Change) -> FactChange:
        """Give a change in words."""
        ref = change.ref
        fact = self.book.vocabulary.kinds[ref.kind].facts[ref.name]
        now, then = (self.speaker.value(one, fact) for one in (change.now, change.then))
        return FactChange(ref.pointer, self._label(ref), now, then, change.is_assumed)

    def _label(self, ref: FactRef) -> str:
        label = self.speaker.fact(ref)
        return (
            f"{label} ({self.speaker.thing(ref.kind, ref.id)})" if label in self.shared else label
        )
