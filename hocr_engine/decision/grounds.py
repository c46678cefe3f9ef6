"""What an answer rests on: the facts of the record read for it, and the presumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from functools import reduce
from operator import or_

from attrs import define, field

from hocr_engine.decision.applying import act_day, applies
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.gathered import CODE, DATED, Gathered
from hocr_engine.decision.model import Finding, Relation, RestsOn
from hocr_engine.decision.names import Names
from hocr_engine.decision.resting import Resting
from hocr_engine.decision.ruling_out import RulingOut, silent
from hocr_engine.decision.sieve import Sieve
from hocr_engine.feel.steps import Read
from hocr_engine.feel.syntax import Expression
from hocr_engine.incident.linked import Assumed, Linked
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Rule


@define(eq=False)
class Grounds:
    """
    Gathers, through definitions and earlier answers, the facts that findings rest on.

    Of rules that are ruled out it is enough what rules out many of them, with what is gathered
    anyway before anything else.
    """

    deliberation: Deliberation
    facts: dict[FactRef, None] = field(factory=dict)
    assumed: dict[FactRef, Assumed] = field(factory=dict)
    act_date_assumed: bool = False
    _seen: set[object] = field(factory=set)
    _bearing: dict[Hashable, list[tuple[int, int]]] = field(factory=dict)
    _resting: Resting = field(init=False)
    _gathered: Gathered = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Look at the world of the deliberation."""
        self._resting = Resting(self.deliberation.world)
        self._gathered = Gathered(self.deliberation.world)

    def add(self, findings: Iterable[Finding]) -> Grounds:
        """Add what some findings rest on."""
        for finding in findings:
            self._finding(finding)
        return self

    def add_relations(self, relations: Iterable[Relation]) -> Grounds:
        """Add what the relations of a possible crime with others and with records rest on."""
        for relation in relations:
            for read in self._resting.of(relation.result):
                if isinstance(read.thing, Linked):
                    self._fact(read.thing, read.name)
        return self

    def rests_on(self) -> RestsOn:
        """Give what was gathered."""
        return RestsOn(
            tuple(self.facts), tuple(self.assumed.values()), self.act_date_assumed, self._borne()
        )

    def _borne(self) -> dict[Hashable, Counter[FactRef]]:
        """Give for each finding the presumptions that bore it, with how many rules each did."""
        bits = self.deliberation.world.reading.bits
        presumed = reduce(or_, (bits.bit((r.kind, r.id, r.name)) for r in self.assumed), 0)
        found: dict[Hashable, Counter[FactRef]] = {}
        for key, several in self._bearing.items():
            counted = found[key] = Counter()
            for facts, rules in several:
                for place in self._gathered.places(facts & presumed):
                    counted[FactRef(*place)] += rules
        return found

    def _finding(self, finding: Finding) -> None:
        if finding.key in self._seen:
            return
        self._seen.add(finding.key)
        self._bearing[finding.key] = []
        names = self._names(finding)
        live = [result for topic in finding.heard for result in topic.live]
        for result in live:
            self._read_all(self._resting.of(result), finding)
        if any(_is_dated(result.rule) for result in live):
            self._day(names, finding)
        sieve = names.plan.sieves.get(finding.decision)
        if sieve is not None:
            self._ruled_out(finding, names, sieve)
            return
        for result in (result for topic in finding.heard for result in topic.results):
            self._read_all(self._resting.of(result), finding)

    def _names(self, finding: Finding) -> Names:
        book = self.deliberation.book
        role = book.vocabulary.roles[book.decisions[finding.decision].about]
        return Names(book, role, finding.subject, self.deliberation.ask)

    def _ruled_out(self, finding: Finding, names: Names, sieve: Sieve) -> None:
        """Add what rules out the rules that do not apply."""
        out = RulingOut(sieve, names, self._gathered, self._resting, silent(finding, sieve))
        for one in out.chosen():
            self._bears(finding, one.facts, one.rules.bit_count())
            self._read_all(one.reads, finding)
            for place in self._gathered.places(self._gathered.new(one.facts)):
                self._fact(self.deliberation.world.thing(*place[:2]), place[2])
        for rule in sieve.rules_of(out.left):
            if _is_dated(rule):
                self._day(names, finding)
            self._read_all(self._resting.of(applies(rule, names)), finding)

    def _day(self, names: Names, finding: Finding) -> None:
        """Add what tells when it was done, or that this is taken to be the day of the report."""
        if (finding.key, "day") in self._seen:
            return
        self._seen.add((finding.key, "day"))
        if act_day(names) is None:
            self.act_date_assumed = True
        self._read_all(self._resting.of_day(names), finding)

    def _read_all(self, reads: Iterable[Read], finding: Finding) -> None:
        for read in reads:
            if isinstance(read.thing, Linked):
                self._bears(finding, self._gathered.bit(read.thing, read.name), 1)
            if (finding.key, read) not in self._seen:
                self._seen.add((finding.key, read))
                self._read(read, finding)

    def _bears(self, finding: Finding, facts: int, rules: int) -> None:
        self._bearing[finding.key].append((facts, rules))

    def _read(self, read: Read, finding: Finding) -> None:
        if isinstance(read.thing, Linked):
            self._fact(read.thing, read.name)
            return
        book = self.deliberation.book
        decision = book.decisions.get(read.name)
        if decision is None:
            return
        try:
            about = self._names(finding).subject_of(decision.about)
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
        self._gathered.add(thing, name)
        if (thing.kind, thing.id) in world.extra:
            self._of_made(thing, name)
            return
        ref = thing.ref(name)
        assumed = world.presumed(thing, name)
        if assumed is not None:
            self.assumed[ref] = assumed
        elif name in kind.facts and kind.facts[name].kind is None:
            self.facts[ref] = None

    def _of_made(self, thing: Linked, name: str) -> None:
        """Add what a possible crime rests on that the decision made: its code, when it was done."""
        if name == CODE:
            self._code(thing)
        elif name in DATED and thing.element is not None:
            role = self.deliberation.book.vocabulary.roles["allegation"]
            acts = thing.element.facts.get("acts")
            for act in acts if isinstance(acts, tuple) else ():
                for written in (role.happened, role.ended):
                    self._written(written, self.deliberation.world.thing(role.kind, act))

    def _code(self, thing: Linked) -> None:
        making = self.deliberation.book.making.get("candidates")
        above = thing.member("allegation")
        if making is not None and isinstance(above, Linked):
            self._finding(self.deliberation.ask(making.id, above))

    def _written(self, written: Expression | None, thing: Linked) -> None:
        if written is not None:
            for read in self._resting.of_written(written, {"this": thing}):
                if isinstance(read.thing, Linked):
                    self._fact(read.thing, read.name)


def _is_dated(rule: Rule) -> bool:
    return rule.committed_from is not None or rule.committed_until is not None
