"""What the rules that were tried rest on, each part of their conditions looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from attrs import define, field, frozen

from hocr_engine.decision.applying import Retrial, when_done
from hocr_engine.decision.model import RuleResult, Truth
from hocr_engine.decision.names import Names
from hocr_engine.decision.parts import Part
from hocr_engine.decision.sieve import Head
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.support import Support
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import trace
from hocr_engine.feel.values import is_undecided
from hocr_engine.incident.linked import Linked, World
from hocr_engine.rulebook.model import Computed, RowCondition, Rule

Reads = tuple[Read, ...]


def read_order(read: Read) -> tuple[str, str, str]:
    """Give the order in which facts read are told, the same in every process."""
    thing = read.thing
    return (thing.kind, thing.id, read.name) if isinstance(thing, Linked) else ("", "", read.name)


@frozen(eq=False)
class Looked:
    """How one part of a condition came out, and the reads that suffice for that."""

    names: Names
    value: object
    is_choice: bool
    reads: Reads


@define(eq=False)
class Resting:
    """Gives the reads on which rules that were tried rest, in one world."""

    world: World
    _support: Support = field(init=False)
    _looked: dict[tuple[object, int], Looked] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Follow what is read through the definitions of the world."""
        self._support = Support(self._open)

    def of(self, result: RuleResult) -> Iterable[Read]:
        """
        Give the reads that suffice for how a rule came out: of one ruled out those of one part.

        They are in a fixed order, part by part. With what applies go the heads of its row, what it
        requires and what its answer is worked out from.
        """
        tried = result.retrace
        if not isinstance(tried, Retrial):
            return ()
        if result.truth is Truth.NO:
            found = self._by_a_part(tried)
            return self._of_steps(_failing(tried())) if found is None else found
        return (*self._of_steps(tried()), *self._written_beside(result.rule, tried))

    def beside(self, result: RuleResult) -> Iterable[Read]:
        """Give the reads that no step of a condition tells: the heads of a row, a worked answer."""
        tried = result.retrace
        return self._written_beside(result.rule, tried) if isinstance(tried, Retrial) else ()

    def of_open(self, result: RuleResult) -> Reads:
        """Give the reads but for which a rule that waits for others might be ruled out, or sure."""
        tried = result.retrace
        if not isinstance(tried, Retrial):
            return ()
        found = (self._support.beside(step) for step in tried() if is_undecided(step.value))
        return tuple(read for reads in found for read in sorted(reads, key=read_order))

    def of_head(self, head: Head, rules: int, names: Names) -> Iterable[Read]:
        """Give the reads that suffice for that a head rules out some rules."""
        value = names.says(head.asked)
        if value is None or isinstance(value, bool | str | Decimal):
            return self._look(head.asked, names).reads
        found: dict[Read, None] = {}
        for part, own in head.parts:
            if rules & own and names.says(part) is False:
                found |= dict.fromkeys(self._look(part, names).reads)
                rules &= ~own
        return found

    def of_day(self, names: Names) -> Iterable[Read]:
        """Give the reads that tell when that was done which names are about."""
        found = when_done(names)
        return () if found is None else self.of_written(found[0], {"this": found[1]})

    def of_written(self, written: Expression, names: Mapping[str, object]) -> Iterable[Read]:
        """Give the reads that suffice for what an expression comes to."""
        return self._reads(trace(written, names))

    def _of_steps(self, steps: Iterable[Step]) -> Reads:
        return tuple(read for step in steps for read in self._reads(step))

    def _written_beside(self, rule: Rule, tried: Retrial) -> Reads:
        row, then, written = tried.condition, rule.then, list[Expression]()
        if isinstance(row, RowCondition):
            pairs = zip(row.inputs, row.cells, strict=True)
            written += [head for head, cell in pairs if cell.tests]
        written += [rule.require] if rule.require is not None else []
        if isinstance(then, Computed):
            written.append(then.expression)
        return self._of_steps(trace(expression, tried.names) for expression in written)

    def _by_a_part(self, tried: Retrial) -> Reads | None:
        """Give the reads for the part that rules out a rule; None where it takes the whole."""
        if tried.exception is not None or tried.condition is None:
            return None
        parts = tried.names.parts(tried.condition).all_of
        if isinstance(tried.condition, RowCondition):
            failed = next(part for part in parts if tried.names.says(part) is False)
            return self._look(failed, tried.names).reads
        looked = [self._look(part, tried.names) for part in parts]
        if len(looked) > 1 and any(part.is_choice for part in looked):
            return None
        false = [part.reads for part in looked if part.value is False]
        return min(false, key=len)

    def _look(self, part: Part, names: Names) -> Looked:
        key = (names.shared_by(part), part.number)
        if key not in self._looked:
            step = names.step_of(part)
            reads = self._reads(step)
            if part.tests is not None:
                head = self._reads(trace(part.expression, names))
                reads = tuple(dict.fromkeys((*head, *reads)))
            self._looked[key] = Looked(names, step.value, step.is_choice, reads)
        return self._looked[key]

    def _reads(self, step: Step) -> Reads:
        return tuple(sorted(self._support.of(step), key=read_order))

    def _open(self, read: Read) -> Step | None:
        thing = read.thing
        return self.world.definition_step(thing, read.name) if isinstance(thing, Linked) else None


def _failing(steps: Sequence[Step]) -> Sequence[Step]:
    """Give the first step that came out false, or all where an exception holds."""
    false = [step for step in steps if step.value is False]
    return false[:1] or steps
