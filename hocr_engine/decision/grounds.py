"""What an answer rests on: the facts of the record read for it, and the presumptions."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Finding, RestsOn, RuleResult
from hocr_engine.decision.names import Names
from hocr_engine.decision.resting import Resting
from hocr_engine.feel.steps import Read
from hocr_engine.incident.linked import Assumed, Linked
from hocr_engine.incident.model import FactRef


@define(eq=False)
class Grounds:
    """Gathers, through definitions and earlier answers, the facts that findings rest on."""

    deliberation: Deliberation
    facts: dict[FactRef, None] = field(factory=dict)
    assumed: dict[FactRef, Assumed] = field(factory=dict)
    act_date_assumed: bool = False
    _seen: set[object] = field(factory=set)
    _resting: Resting = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Look at the world of the deliberation."""
        self._resting = Resting(self.deliberation.world)

    def add(self, findings: Iterable[Finding]) -> Grounds:
        """Add what some findings rest on."""
        for finding in findings:
            self._finding(finding)
        return self

    def rests_on(self) -> RestsOn:
        """Give what was gathered."""
        return RestsOn(tuple(self.facts), tuple(self.assumed.values()), self.act_date_assumed)

    def _finding(self, finding: Finding) -> None:
        if finding.key in self._seen:
            return
        self._seen.add(finding.key)
        for topic in finding.topics:
            for result in topic.results:
                self._result(result, finding)

    def _result(self, result: RuleResult, finding: Finding) -> None:
        self.act_date_assumed |= result.act_date_assumed
        for read in self._resting.of(result):
            if (finding.key, read) not in self._seen:
                self._seen.add((finding.key, read))
                self._read(read, finding)

    def _read(self, read: Read, finding: Finding) -> None:
        if isinstance(read.thing, Linked):
            self._fact(read.thing, read.name)
            return
        book = self.deliberation.book
        decision = book.decisions.get(read.name)
        if decision is None:
            return
        role = book.vocabulary.roles[book.decisions[finding.decision].about]
        names = Names(book, role, finding.subject, self.deliberation.ask)
        try:
            about = names.subject_of(decision.about)
        except KeyError:
            # A definition about other things read it, of which all that was answered may count.
            self.add(self.deliberation.found(decision.id))
            return
        if isinstance(about, Linked):
            self._finding(self.deliberation.ask(decision.id, about))

    def _fact(self, thing: Linked, name: str) -> None:
        world = self.deliberation.world
        kind = world.vocabulary.kinds[thing.kind]
        if kind.data is not None:
            return
        if (thing.kind, thing.id) in world.extra:
            making = self.deliberation.book.making.get("candidates")
            above = thing.member("allegation")
            if making is not None and name == "code" and isinstance(above, Linked):
                self._finding(self.deliberation.ask(making.id, above))
            return
        ref = thing.ref(name)
        assumed = world.presumed(thing, name)
        if assumed is not None:
            self.assumed[ref] = assumed
        elif name in kind.facts and kind.facts[name].kind is None:
            self.facts[ref] = None
