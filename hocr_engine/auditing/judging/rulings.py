"""What auditors say of findings: their verdicts stand in place of the rules, and both are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen

from hocr_engine.auditing import words as say
from hocr_engine.auditing.model import Judged, Unit, Verdict


@frozen
class Ruling:
    """The verdict of one auditor on one finding, and why; `unit` and `entry` where they differ."""

    finding: str
    verdict: Verdict
    by: str
    because: str
    unit: Unit | None = None
    entry: str = ""
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

        Where auditors differ about one, neither stands: it is undecided until they agree.
        """
        return tuple(self._applied(one) for one in judged)

    def unmet(self) -> Iterator[Ruling]:
        """Give the rulings on findings that the batch does not have."""
        for finding, rulings in self._of.items():
            if finding not in self._met:
                yield from rulings

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
                by_rules=one.verdict.value,
                ruled_by=by,
                ruled_because=say.AUDITORS_DIFFER,
            )
        return evolve(
            one,
            unit=first.unit or one.unit,
            verdict=first.verdict,
            entry=first.entry or one.entry,
            by_rules=one.verdict.value,
            ruled_by=by,
            ruled_because=first.because,
        )


def _said(one: Ruling) -> tuple[object, ...]:
    return one.verdict, one.unit, one.entry
