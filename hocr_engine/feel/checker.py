"""One check of a condition: what is in scope, what is guarded, what was found wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from attrs import define, evolve, field, frozen

from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.feel import mistakes
from hocr_engine.feel.guards import Guarded
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.types import (
    ANY,
    ContextType,
    FeelType,
    Nullable,
    Period,
    Scope,
    ThingType,
    bare,
    may_be_null,
)


@frozen
class Surroundings:
    """What holds where an expression stands: names, the element filtered, guarded expressions."""

    names: Mapping[str, FeelType]
    element: FeelType | None = None
    guarded: Guarded = frozenset()

    def binding(self, names: Mapping[str, FeelType]) -> Surroundings:
        """Give the surroundings with more names; what they hide is guarded no more."""
        return evolve(self, names={**self.names, **names}, guarded=frozenset())

    def guarding(self, guarded: Guarded) -> Surroundings:
        """Give the surroundings with more expressions known not to be null."""
        return evolve(self, guarded=self.guarded | guarded)


@define
class Checker:
    """
    Gives types and collects mistakes.

    `house` adds what is asked of rule files; `period` is when the rule holds. One that is quiet
    gives types alone.
    """

    scope: Scope
    house: bool = False
    period: Period = (None, None)
    found: list[Diagnostic] = field(factory=list)
    unguarded: set[Expression] = field(factory=set)
    gaps: bool = False
    is_quiet: bool = False

    def quietly(self, node: Expression, around: Surroundings) -> FeelType:
        """Give the type of an expression, and note nothing."""
        return Checker(self.scope, is_quiet=True).type_of(node, around)

    def type_of(self, node: Expression, around: Surroundings) -> FeelType:
        """Give the type of an expression; what is wrong in it is noted."""
        of = RULES[type(node)](self, node, around)
        return bare(of) if node in around.guarded else of

    def present(self, node: Expression, around: Surroundings) -> FeelType:
        """Give the type of an operand that has to be there; in rule files it must be guarded."""
        of = self.type_of(node, around)
        if may_be_null(of) and self.house:
            self.note_absent(node)
            return bare(of)
        return of

    def note_absent(self, node: Expression) -> None:
        """Note something that is not guarded; once, since one guard serves for all its places."""
        if node not in self.unguarded:
            self.unguarded.add(node)
            self.note(mistakes.may_be_absent(node.at))

    def told(self) -> tuple[Diagnostic, ...]:
        """Give what was found; a guard may stand where something cannot be read or is misspelt."""
        lost = self.gaps or any(mistake.code == mistakes.UNKNOWN_FACT for mistake in self.found)
        kept = [each for each in self.found if not lost or each.code != mistakes.MAY_BE_ABSENT]
        return in_reading_order(kept)

    def note(self, diagnostic: Diagnostic) -> None:
        """Note a mistake."""
        self.found.append(diagnostic)

    def members(self, of: FeelType) -> Mapping[str, FeelType] | None:
        """Give the members of a kind or context with their types; None for anything else."""
        of = bare(of)
        if isinstance(of, ThingType):
            return self.scope.things.get(of.kind, {})
        return of.members if isinstance(of, ContextType) else None


def result(of: FeelType, *operands: FeelType) -> FeelType:
    """Give the type of a result that is null when an operand is."""
    absent = any(isinstance(operand, Nullable) for operand in operands)
    return Nullable(of) if absent and of != ANY else of


Rule: TypeAlias = Callable[[Checker, Any, Surroundings], FeelType]
AnyRule = TypeVar("AnyRule", bound=Rule)
RULES: dict[type, Rule] = {}


def rule_for(*kinds: type) -> Callable[[AnyRule], AnyRule]:
    """Give a decorator that makes a function the rule for the type of these expressions."""

    def enter(rule: AnyRule) -> AnyRule:
        RULES.update(dict.fromkeys(kinds, rule))
        return rule

    return enter
