"""The account of a batch: every row that went in is used in figures or listed with its fault."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve, field

from hocr_engine.auditing import messages, words
from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.batch.desk import Outcome
from hocr_engine.auditing.batch.met import Met
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.judging.rulings import Rulings
from hocr_engine.auditing.sheets.mapping import Columns
from hocr_engine.auditing.sheets.rows import cells_of, told
from hocr_engine.text import Source, Span


@define
class Account:
    """
    Counts what became of each row, and tells of those that are in no figure.

    `bad_crimes` and `bad_rulings` are rows that could not be read; of the crimes that could,
    `of_left_out` belong to an incident that is left out and `of_none` to none of the batch.
    """

    tally: Tally
    met: Met
    crimes: Crimes | None = None
    rulings: Rulings = field(factory=Rulings)
    bad: int = 0
    bad_crimes: int = 0
    bad_rulings: int = 0
    of_left_out: int = 0
    of_none: int = 0

    @property
    def is_whole(self) -> bool:
        """Say whether every row could be read."""
        return not (self.bad or self.bad_crimes or self.bad_rulings)

    def take(self, outcome: Outcome) -> Outcome:
        """Count what became of one incident, and give it with the verdicts of auditors in it."""
        checked = self._once(outcome)
        if checked.incident:
            self.met.add(
                checked.incident, checked.sample, checked.place, is_used=not checked.is_bad
            )
        if checked.is_bad:
            self.bad += 1
            return checked
        taken = evolve(checked, judged=self.rulings.applied(checked.judged))
        self.tally.add(taken.judged)
        return taken

    def _once(self, outcome: Outcome) -> Outcome:
        """Leave an incident out that the same sample has had before, since it would count twice."""
        first = self.met.first(outcome.incident, outcome.sample)
        if outcome.is_bad or not outcome.incident or first is None:
            return outcome
        mistake = messages.incident_twice(outcome.incident, first, _nowhere(outcome.place))
        line = f"{outcome.place}: {mistake.code}: {mistake.message}; {mistake.help}"
        # What is there already is used, so the second is told of and not kept.
        return Outcome("", (), (*outcome.told, line), is_bad=True)

    def left_over(self, columns: Columns) -> Iterator[str]:
        """Give each recorded crime and each ruling that no incident used has, on one line."""
        self.met.settle()
        for incident, row, is_met in (
            () if self.crimes is None else self.crimes.unused(self.met.path)
        ):
            cells = cells_of(row, columns.used)
            name = cells.text(columns.key) if columns.key else ""
            say = messages.of_left_out if is_met else messages.without_incident
            yield told(say(name, incident, cells.at(columns.incident)), cells)
            self.of_left_out += is_met
            self.of_none += not is_met
        for ruling in self.rulings.unmet():
            mistake = messages.ruling_without_finding(ruling.finding, _nowhere(ruling.place))
            yield f"{ruling.place}: {mistake.code}: {mistake.message}; {mistake.help}"
            self.bad_rulings += 1

    def told(self) -> Iterator[str]:
        """Give what every table must say: how many rows there were, and what is in no figure."""
        tally = self.tally
        yield words.incidents_read(tally.incidents, self.bad)
        if self.crimes is not None:
            unused = self.of_left_out + self.of_none
            joined = self.crimes.kept - unused
            yield words.crimes_read(joined, self.of_left_out, self.of_none, self.bad_crimes)
        if self.bad_rulings:
            yield words.rulings_left_out(self.bad_rulings)
        yield words.findings(tally.units.total())
        if tally.left_open:
            yield words.left_open(tally.left_open)
        if tally.ruled:
            yield words.ruled(tally.ruled)


def _nowhere(place: str) -> Span:
    return Span(Source("", place), 0, 0)
