"""What the rules that were tried rest on, each part of their conditions looked at once."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field, frozen

from hocr_engine.decision.applying import Retrial
from hocr_engine.decision.model import RuleResult, Truth
from hocr_engine.decision.names import Names
from hocr_engine.decision.parts import Part
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.support import Support
from hocr_engine.feel.trace import trace
from hocr_engine.incident.linked import Linked, World
from hocr_engine.rulebook.model import Computed, RowCondition

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
        """Give the reads that suffice for how a rule came out: of a false step those of the first.

        They are in a fixed order, step by step.
        """
        found = self._by_a_part(result)
        if found is not None:
            return found
        steps = result.retrace()
        false = [step for step in steps if step.value is False]
        return [read for step in false[:1] or steps for read in self._reads(step)]

    def beside(self, result: RuleResult) -> Iterable[Read]:
        """Give the reads that no step of a condition tells: the heads of a row, a worked answer."""
        tried = result.retrace
        if not isinstance(tried, Retrial):
            return ()
        row, then = tried.condition, result.rule.then
        written = [*row.inputs] if isinstance(row, RowCondition) else []
        if isinstance(then, Computed):
            written.append(then.expression)
        steps = (trace(expression, tried.names) for expression in written)
        return (read for step in steps for read in self._reads(step))

    def _by_a_part(self, result: RuleResult) -> Reads | None:
        """Give the reads for the part that rules out a rule; None where it takes the whole."""
        tried = result.retrace
        if result.truth is not Truth.NO or not isinstance(tried, Retrial):
            return None
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
            self._looked[key] = Looked(names, step.value, step.is_choice, self._reads(step))
        return self._looked[key]

    def _reads(self, step: Step) -> Reads:
        return tuple(sorted(self._support.of(step), key=read_order))

    def _open(self, read: Read) -> Step | None:
        thing = read.thing
        return self.world.definition_step(thing, read.name) if isinstance(thing, Linked) else None
