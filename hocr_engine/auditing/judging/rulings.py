"""What auditors say of findings: their verdicts stand in place of the rules, and both are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen

from hocr_engine.auditing import words as say
from hocr_engine.auditing.model import Judged, Unit, Verdict, alone


@frozen
class Ruling:
    """
    The verdict of one auditor on one finding, and why; `unit` and `entry` where they differ.

    `record` is the record that answers it, where another does than was matched; `cause` a word of
    the scheme for what the mistake came of.
    """

    finding: str
    verdict: Verdict
    by: str
    because: str
    unit: Unit | None = None
    entry: str = ""
    record: str = ""
    cause: str = ""
    place: str = field(default="", eq=False)


@define
class Rulings:
    """The rulings of a batch by the findings that they are about, and which have been met."""

    _of: dict[str, list[Ruling]] = field(factory=dict)
    _met: set[str] = field(factory=set)

    def add(self, one: Ruling) -> None:
        """Keep a ruling."""
        self._of.setdefault(one.finding, []).append(one)

    def of(self, finding: str) -> Sequence[Ruling]:
        """Give the rulings on a finding, in the order of the file."""
        return self._of.get(finding, ())

    def applied(self, judged: Iterable[Judged]) -> tuple[Judged, ...]:
        """
        Give findings with the verdicts of auditors in place of those of the rules.

        Where auditors differ about one, neither stands: it is undecided until they agree. A record
        that they say answers another finding than it was matched with changes places with that
        one's; findings are those of one incident.
        """
        return tuple(self._applied(one) for one in self._matched(tuple(judged)))

    def unmet(self) -> Iterator[Ruling]:
        """Give the rulings on findings that the batch does not have."""
        for finding, rulings in self._of.items():
            if finding not in self._met:
                yield from rulings

    def _matched(self, judged: tuple[Judged, ...]) -> tuple[Judged, ...]:
        for one in judged:
            rulings = self.of(one.id)
            record = rulings[0].record if rulings else ""
            if record and all(_said(each) == _said(rulings[0]) for each in rulings):
                judged = tuple(_rematched(judged, one.id, rulings[0]))
        return judged

    def _applied(self, one: Judged) -> Judged:
        rulings = self.of(one.id)
        if not rulings:
            return one
        self._met.add(one.id)
        first = rulings[0]
        by = ", ".join(dict.fromkeys(each.by for each in rulings))
        if any(_said(each) != _said(first) for each in rulings):
            return evolve(
                one,
                unit=Unit.OPEN,
                verdict=Verdict.OPEN,
                by_rules=one.by_rules or one.verdict.value,
                ruled_by=by,
                ruled_because=say.AUDITORS_DIFFER,
            )
        return evolve(
            one,
            unit=first.unit or one.unit,
            verdict=first.verdict,
            entry=first.entry or one.entry,
            by_rules=one.by_rules or one.verdict.value,
            ruled_by=by,
            ruled_because=first.because,
            cause=_only([each.cause for each in rulings]),
        )


def _said(one: Ruling) -> tuple[object, ...]:
    return one.verdict, one.unit, one.entry, one.record


def _only(causes: Iterable[str]) -> str:
    """Give the cause that is named, unless two are."""
    found = set(causes) - {""}
    return found.pop() if len(found) == 1 else ""


def _rematched(judged: Sequence[Judged], finding: str, ruling: Ruling) -> Iterator[Judged]:
    """
    Give findings of which one is answered by another record than it was matched with.

    A finding that was about that record alone ends, or is about the record that comes free. What
    was said of either rested on the old pair: how long the entry took is not known now, and what
    is not ruled on as well is undecided.
    """
    record = ruling.record
    one = next(each for each in judged if each.id == finding)
    other = next((each for each in judged if each.record == record and each != one), None)
    if one.record == record:
        yield from judged
        return
    answered = evolve(
        one,
        record=record,
        found="",
        found_code="",
        matched=say.BY_AN_AUDITOR,
        elapsed=None,
        over=None,
    )
    if other is not None:
        answered = evolve(answered, found=other.found, found_code=other.found_code)
    for each in judged:
        if each.id == finding:
            yield answered
        elif each is not other:
            yield each
        elif other.id != alone(other.incident, record) or one.record:
            yield _with(other, one, ruling)


def _with(other: Judged, one: Judged, ruling: Ruling) -> Judged:
    """Give a finding with the record of another."""
    is_alone = other.id == alone(other.incident, other.record)
    return evolve(
        other,
        id=alone(other.incident, one.record) if is_alone else other.id,
        record=one.record,
        found=one.found,
        found_code=one.found_code,
        matched="",
        elapsed=None,
        over=None,
        verdict=Verdict.OPEN,
        by_rules=other.verdict.value,
        ruled_by=ruling.by,
        ruled_because=say.MATCHED_OTHERWISE,
    )
