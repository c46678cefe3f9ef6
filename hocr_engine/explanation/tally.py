"""What many decisions come to: how many incidents, reports, crimes, and how many stay open."""

from __future__ import annotations

from collections import Counter
from typing import Final

from attrs import define, field

from hocr_engine.comparison import Compared, compare
from hocr_engine.decision.entering import CRIME
from hocr_engine.decision.model import NOT_COVERED, Action, ActionKind, Decision
from hocr_engine.explanation.words import counted

BAD: Final = "not decided"

# What an action counts as, in the order told; words for one and for several.
TOLD: Final = {
    CRIME: ("crime", "crimes"),
    "entry": ("", ""),
    "changed": ("change to a record", "changes to records"),
    "removal due": ("removal due", "removals due"),
    "counted": ("part of a record", "parts of records"),
    "none": ("no crime", "no crime"),
    "request": ("request", "requests"),
    "refer": ("for the registrar", "for the registrar"),
    NOT_COVERED: ("not covered", "not covered"),
    "needs facts": ("needing facts", "needing facts"),
}


@define
class Tally:
    """Counts decisions as they are made."""

    incidents: int = 0
    reports: int = 0
    bad: int = 0
    actions: Counter[str] = field(factory=Counter)
    entries: Counter[str] = field(factory=Counter)
    compared: Counter[Compared] = field(factory=Counter)
    late: int = 0

    def add(self, decision: Decision) -> None:
        """Count one decision."""
        self.incidents += 1
        self.reports += sum(bool(report.report) for report in decision.reports)
        for one in compare(decision):
            self.late += one.is_late
            if one.kind is not Compared.TOLD_ELSEWHERE:
                self.compared[one.kind] += 1
        told: set[str] = set()
        for action in decision.actions:
            kind = kind_of(action)
            if kind == CRIME and _is_told(action, told):
                continue
            if kind == "entry":
                self.entries[action.entered[0].entry.split("/")[0]] += 1
            else:
                self.actions[kind] += 1

    def add_bad(self) -> None:
        """Count an incident that could not be read."""
        self.incidents += 1
        self.bad += 1

    def told(self) -> str:
        """Give the counts on one line."""
        head = f"{counted(self.incidents, 'incident')}, {counted(self.reports, 'report')}"
        return f"{head}: {', '.join([*self._actions(), f'{self.bad} {BAD}'])}"

    def recorded(self) -> str:
        """Give what the force recorded, against what it should have, on one line."""
        counts = [f"{self.compared[kind]} {kind.value}" for kind in Compared if self.compared[kind]]
        late = f"; late: {self.late}" if self.late else ""
        return f"recorded by the force: {', '.join(counts)}{late}"

    def _actions(self) -> list[str]:
        found = []
        for kind, (one, several) in TOLD.items():
            if kind == "entry":
                found += [f"{count} {name}" for name, count in sorted(self.entries.items())]
            elif self.actions[kind]:
                found.append(counted(self.actions[kind], one, several))
        return found


def _is_told(action: Action, told: set[str]) -> bool:
    """Say whether the crime was told before, its class or code perhaps still open, and note it."""
    before = {action.id, f"{action.id.rsplit('/', 1)[0]}/none"} & told
    told -= before
    told.add(action.id)
    return bool(before)


def kind_of(action: Action) -> str:
    """Give as what an action counts."""
    kind = action.kind
    if kind is ActionKind.RECORD:
        return CRIME if action.is_crime else "entry"
    if kind is ActionKind.NONE and (action.is_crime or action.relations):
        return "counted"
    if kind in (ActionKind.PROMOTE, ActionKind.RECLASSIFY, ActionKind.ADD_TO):
        return "changed"
    if kind in (ActionKind.VALID, ActionKind.INVALID):
        return "request"
    uncovered = any(referral.reason == NOT_COVERED for referral in action.referrals)
    return NOT_COVERED if kind is ActionKind.REFER and uncovered else str(kind.value)
