"""From a decision to what an audit counts: crimes, records and requests, each with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from attrs import define, field

from hocr_engine.auditing.judging.about import facts_about, facts_of_record
from hocr_engine.auditing.judging.matched import matched_by
from hocr_engine.auditing.model import Judged, Unit, Verdict, alone
from hocr_engine.comparison import Compared, Comparison, Recorded, compare
from hocr_engine.comparison.due import Due, dues_of
from hocr_engine.comparison.records import is_told
from hocr_engine.decision.entering import CRIME, INCIDENT
from hocr_engine.decision.model import Action, ActionKind, Decision, Entered, ReportDecision
from hocr_engine.rulebook.model import DecisionKind, Rule

_VERDICTS: Final = {
    Compared.RIGHT: Verdict.RIGHT,
    Compared.WRONG_CLASS: Verdict.WRONG_CLASS,
    Compared.WRONG_CODE: Verdict.WRONG_CODE,
    Compared.MISSING: Verdict.MISSING,
    Compared.NOT_CHANGED: Verdict.NOT_CHANGED,
    Compared.NOT_A_CRIME: Verdict.NOT_A_CRIME,
    Compared.DUPLICATE: Verdict.DUPLICATE,
    Compared.WRONG_FORCE: Verdict.WRONG_FORCE,
    Compared.NOTHING_DUE: Verdict.RIGHTLY_NONE,
    Compared.CONSISTENT: Verdict.OPEN,
    Compared.CANNOT_SAY: Verdict.OPEN,
}
_REQUESTS: Final = {ActionKind.VALID: Verdict.VALID, ActionKind.INVALID: Verdict.INVALID}
_ENTERS: Final = (ActionKind.RECORD, ActionKind.PROMOTE, ActionKind.RECLASSIFY)


def judged(
    decision: Decision, facts: Sequence[str] = (), labels: Mapping[str, str] | None = None
) -> tuple[Judged, ...]:
    """
    Give everything that an audit counts of one incident, in the order of its decision.

    `facts` names the facts that streams ask about, `labels` what the batch says of the incident.
    Where the incident does not tell what was recorded, what should have been has no verdict.
    """
    judge = _Judge(decision, facts, dict(labels or {}))
    return (*judge.compared(), *judge.untold(), *judge.requests())


@define
class _Judge:
    """Judges one decision."""

    decision: Decision
    facts: Sequence[str]
    labels: Mapping[str, str]
    reports: dict[Action, ReportDecision] = field(init=False)
    dues: dict[Action, Due] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.dues = {due.action: due for due in dues_of(self.decision)}
        self.reports = {
            action: report for report in self.decision.reports for action in report.actions
        }

    def compared(self) -> Iterator[Judged]:
        """Give each finding on what was recorded."""
        for one in compare(self.decision):
            if one.kind is not Compared.TOLD_ELSEWHERE:
                yield self._finding(one)

    def untold(self) -> Iterator[Judged]:
        """Give what should have been recorded where nobody says what was."""
        if is_told(self.decision.incident):
            return
        for action in self.reports:
            if action.kind in _ENTERS:
                yield self._judged(
                    Comparison(Compared.CANNOT_SAY, action), Unit.OPEN, Verdict.UNTOLD
                )

    def requests(self) -> Iterator[Judged]:
        """Give each request to change a record."""
        book = self.decision.book
        for action, report in self.reports.items():
            kinds = (book.decisions[name].kind for name in action.findings)
            if DecisionKind.REQUIREMENTS not in kinds:
                continue
            about = facts_about(self.decision.incident, report, action, self.facts)
            record = facts_of_record(self.decision.incident, action)
            yield Judged(
                id=f"{self.decision.incident.id}/{action.id}",
                incident=self.decision.incident.id,
                unit=Unit.REQUEST,
                verdict=_REQUESTS.get(action.kind, Verdict.OPEN),
                entry=record.get("entry", ""),
                code=record.get("code", ""),
                about={**about, **self.labels},
                rules=tuple(rule.id for rule in action.failures),
            )

    def _finding(self, one: Comparison) -> Judged:
        unit = _unit(one)
        verdict = _verdict(one, unit)
        return self._judged(one, Unit.OPEN if verdict is Verdict.OPEN else unit, verdict)

    def _judged(self, one: Comparison, unit: Unit, verdict: Verdict) -> Judged:
        incident, action, record = self.decision.incident, one.action, one.record
        due = _entered(action)
        return Judged(
            id=_name(incident.id, action, record),
            incident=incident.id,
            unit=unit,
            verdict=verdict,
            entry=_entry(due),
            code="" if due is None else due.code or "",
            record="" if record is None else record.id,
            found="" if record is None else record.entry,
            found_code="" if record is None else record.code,
            matched=self._matched(action, record),
            flags=_flags(action),
            about={**self._about(action), **self.labels},
            elapsed=self._elapsed(action, record),
            over=None if one.over is None else one.over // timedelta(minutes=1),
            later=self._later(action),
            rules=tuple(rule.id for rule in one.why),
            mistakes=_mistakes(one.mistakes),
        )

    def _matched(self, action: Action | None, record: Recorded | None) -> str:
        """Give by what a record was taken for the answer to an action."""
        due = None if action is None else self.dues.get(action)
        return "" if due is None or record is None else matched_by(record, due)

    def _about(self, action: Action | None) -> Mapping[str, str]:
        if action is None:
            return {}
        return facts_about(self.decision.incident, self.reports[action], action, self.facts)

    def _elapsed(self, action: Action | None, record: Recorded | None) -> int | None:
        """Give the minutes from the report to the entry, whatever the clocks did."""
        if action is None or record is None or record.at is None or not record.is_entered:
            return None
        return _minutes(self.reports[action].at, record.at)

    def _later(self, action: Action | None) -> str:
        """Give as what a reported incident was to be recorded once more was known."""
        due = _entered(action)
        if due is None or due.enters == CRIME:
            return ""
        for one in self.reports:
            changed = one.before is not None and one.before.candidate == due.candidate
            if one.kind is ActionKind.PROMOTE and changed:
                return _entry(_entered(one))
        return ""


def _unit(one: Comparison) -> Unit:
    """Give what is counted: what should have been, or a record that nothing asks for."""
    if one.kind is Compared.NOTHING_DUE:
        return Unit.NOTHING
    if one.action is None or one.action.kind not in _ENTERS:
        return Unit.RECORD if one.record is not None and one.record.is_entered else Unit.NOTHING
    if one.kind is Compared.NOT_CHANGED and _stood_as_crime(one.action):
        return Unit.CHANGE
    return Unit.CRIME if one.action.is_crime else Unit.REPORTED


def _stood_as_crime(action: Action) -> bool:
    return action.before is not None and action.before.enters == CRIME


def _verdict(one: Comparison, unit: Unit) -> Verdict:
    entered = one.record is not None and one.record.is_entered
    match one.kind:
        case Compared.SHOULD_BE_REPORTED if unit is Unit.RECORD:
            return Verdict.NOT_A_CRIME
        case Compared.SHOULD_BE_REPORTED:
            return Verdict.AS_CRIME if entered else Verdict.MISSING
        case Compared.SHOULD_NOT_BE_REPORTED:
            return Verdict.AS_REPORTED if unit is Unit.CRIME else Verdict.NOT_REPORTED
        case _:
            return _VERDICTS[one.kind]


def _entered(action: Action | None) -> Entered | None:
    """Give what an action enters, where that is one thing."""
    if action is None or len(action.entered) != 1:
        return None
    return action.entered[0]


def _entry(due: Entered | None) -> str:
    if due is None or due.enters == INCIDENT:
        return ""
    return (due.class_ or "") if due.enters == CRIME else due.entry


def _flags(action: Action | None) -> frozenset[str]:
    """Give the flags that the crime carries for sure."""
    found = () if action is None else action.flags or ()
    return frozenset(flag.word for flag in found if flag.is_sure)


def _mistakes(rules: Sequence[Rule]) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules)


def _name(incident: str, action: Action | None, record: Recorded | None) -> str:
    """Give the name of a finding, which parts it from all others of the batch."""
    if action is not None:
        return f"{incident}/{action.id}"
    return alone(incident, "" if record is None else record.id)


def _minutes(start: datetime, end: datetime) -> int:
    return int((end.timestamp() - start.timestamp()) // 60)
