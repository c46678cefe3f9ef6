"""
Verdicts of all rules of a decision about one thing: which apply, which its facts leave open.

Each distinct condition is worked out once for each sort of value that its fact has, and kept as the
bits of the rules that it rules out or leaves open. A thing is judged by joining the bits of its
values: no rule is gone through, whatever their number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from itertools import repeat
from operator import getitem, itemgetter, or_
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import define, field

from hocr_engine.diagnostic import Severity
from hocr_engine.feel.values import awaits_of
from hocr_engine.incident.elements import ElementReader
from hocr_engine.incident.model import FactRef, IncidentError
from hocr_engine.rulebook.model import Rule
from hocr_engine.text import Source
from hocr_engine.verdicts.model import Judged, Told, set_bits
from hocr_engine.verdicts.planning import Plan
from hocr_engine.verdicts.saying import THING, NotThisFactError, as_parsed, as_read
from hocr_engine.verdicts.tables import MISSING, Missing, TogetherTable
from hocr_engine.vocabulary.model import FactType
from hocr_engine.yaml_nodes import read_json

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Table

    from hocr_engine.verdicts.rows import Rows

Facts = Mapping[str, object]
# So many facts of yes or no are looked up together.
TOGETHER: Final = 8
# Python takes `true` and 1 for the same key.
_FLAGS: Final = frozenset((bool, str, NoneType, Missing))
_NUMBERS: Final = frozenset((int, float, str, NoneType, Missing))


class Verdict(NamedTuple):
    """The rules that apply and those left open, as bits in the order of the plan's rules."""

    judge: Judge
    facts: Facts
    applying: int
    undecided: int
    open_choices: int

    @property
    def applying_rules(self) -> tuple[Rule, ...]:
        """Give the rules that apply."""
        return tuple(self.judge.plan.rules[at].rule for at in set_bits(self.applying))

    @property
    def undecided_rules(self) -> tuple[Rule, ...]:
        """Give the rules of which it is open whether they apply."""
        return tuple(self.judge.plan.rules[at].rule for at in set_bits(self.undecided))

    def trace(self) -> tuple[Told, ...]:
        """Give each rule that applies or is left open, with the facts that it reads and awaits."""
        plan, facts = self.judge.plan, self.facts
        told = [plan.rules[at].applies for at in set_bits(self.applying)]
        if not self.undecided:
            return tuple(told)
        missing = plan.names.missing(facts)
        for at in set_bits(self.undecided):
            one = plan.rules[at]
            is_choosing = at < plan.layout.choosing and self.open_choices >> at & 1
            awaits = missing & (one.waits_choosing if is_choosing else one.waits)
            if one.several:
                awaits |= plan.names.bits(self.judge.awaited(one, facts))
            told.append(one.left_open.get(awaits) or one.tell(awaits, plan.names))
        return tuple(told)


@define(eq=False)
class Judge:
    """Judges things by a plan, each by its facts as parsed from JSON; safe to share."""

    plan: Plan
    _names: tuple[str, ...] = field(init=False)
    _all: Callable[[Facts], tuple[object, ...]] = field(init=False)
    _tables: tuple[Mapping[object, int], ...] = field(init=False)
    _by_name: Mapping[str, Mapping[object, int]] = field(init=False)
    _several: tuple[tuple[itemgetter[Any], Mapping[Any, int]], ...] = field(init=False)
    _together: tuple[tuple[slice, TogetherTable], ...] = field(init=False)
    _numbers: slice = field(init=False)
    _flags: slice = field(init=False)
    _rows: Rows | None = field(default=None, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Put names and tables in the order in which values are looked up."""
        facts = self.plan.facts
        self._names = tuple(fact.name for fact, _ in facts)
        several = len(self._names) > 1
        self._all = itemgetter(*self._names) if several else self._one_by_one
        tables = tuple(table for _, table in facts)
        self._by_name = {fact.name: table for fact, table in facts}
        place = {name: at for at, name in enumerate(self._names)}
        self._several = tuple(
            (itemgetter(*(place[name] for name in names)), table)
            for names, table in self.plan.several
        )
        types = [fact.type for fact, _ in facts]
        flags = len(types) - types.count(FactType.YES_OR_NO)
        self._flags = slice(flags, len(types))
        self._numbers = slice(flags - types.count(FactType.NUMBER), flags)
        self._tables = tables[:flags]
        parts = [slice(at, at + TOGETHER) for at in range(flags, len(types), TOGETHER)]
        self._together = tuple((part, TogetherTable(tables[part])) for part in parts)

    def _one_by_one(self, facts: Facts) -> tuple[object, ...]:
        return tuple(facts[name] for name in self._names)

    def verdict(self, facts: Facts, *, shown: str = "<facts>") -> Verdict:
        """
        Give the verdicts of all rules about a thing, three-valued; IncidentError.

        What is left out is not known, None is known to be absent. Facts that lead to other things
        are passed over, since no rule judged here reads them. `shown` is what mistakes call them.
        """
        try:
            bits = self._joined(facts)
        except (NotThisFactError, TypeError):
            facts = self._read_first(facts, shown)
            bits = self._joined(facts)
        return Verdict(self, facts, *self.plan.layout.read(bits))

    def verdicts(self, table: Table | RecordBatch) -> Iterator[Verdict]:
        """
        Give the verdicts about each row of an Arrow table, the rows judged together; IncidentError.

        A column is a fact, of its own type; what is null is not known. Needs the extra `tables`.
        """
        return self._of_rows().verdicts(table)

    def verdict_table(self, table: Table | RecordBatch) -> Table:
        """
        Give the verdicts about the rows of an Arrow table as a table; IncidentError.

        It has a column for each rule, named by its id: true where it applies, false where it does
        not, null where what is missing leaves it open. Needs the extra `tables`.
        """
        return self._of_rows().table(table)

    def _of_rows(self) -> Rows:
        if self._rows is None:
            from hocr_engine.verdicts.rows import Rows  # noqa: PLC0415 -- an extra

            self._rows = Rows(self)
        return self._rows

    def _joined(self, facts: Facts) -> int:
        values = self._values(facts)
        are_flags = _FLAGS.issuperset(map(type, values[self._flags]))
        if not are_flags or not _NUMBERS.issuperset(map(type, values[self._numbers])):
            raise NotThisFactError
        bits = reduce(or_, map(getitem, self._tables, values), self.plan.start)
        for part, together in self._together:
            bits |= together[values[part]]
        for at, table in self._several:
            bits |= table[at(values)]
        return bits

    def _values(self, facts: Facts) -> tuple[object, ...]:
        names = self._names
        try:
            values: tuple[object, ...] = self._all(facts)
        except KeyError:
            values = tuple(map(facts.get, names, repeat(MISSING)))
            if not self._by_name.keys() >= facts.keys():
                self._check_others(facts)
        else:
            if len(facts) != len(names):
                self._check_others(facts)
        return values

    def _check_others(self, facts: Facts) -> None:
        """Raise NotThisFactError for what is no fact of the thing."""
        known = self.plan.kind.facts
        others = facts.keys() - self._by_name.keys()
        if any(name not in known and name != "id" for name in others):
            raise NotThisFactError

    def _read_first(self, facts: Facts, shown: str) -> Facts:
        """Give the facts of a thing that holds something unusual, read as any record is read."""
        text = json.dumps(facts, default=str, indent=1, ensure_ascii=False)
        node, mistakes = read_json(Source(text, shown))
        reader = ElementReader(self.plan.sayings.book.vocabulary, list(mistakes))
        if node is not None:
            reader.read(self.plan.kind, node, THING)
        errors = [one for one in reader.mistakes if one.severity is Severity.ERROR]
        if node is None or errors:
            raise IncidentError(tuple(errors))
        read = reader.elements[self.plan.kind.name, THING].facts
        return {
            one.name: as_parsed(one, read[one.name])
            for one, _ in self.plan.facts
            if one.name in read
        }

    def awaited(self, one: Judged, facts: Facts) -> Iterator[str]:
        """Give the facts that the parts of a rule that read several of them await."""
        known = self.plan.kind.facts
        for each in one.several:
            given = {n: as_read(known[n], facts[n]) for n in each.facts if n in facts}
            waiting = awaits_of(self.plan.sayings.says(each, given))
            yield from (ref.name for ref in waiting if isinstance(ref, FactRef))
