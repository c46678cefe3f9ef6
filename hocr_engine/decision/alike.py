"""
Things that are alike but for few facts, and answers about one that hold for another.

An allegation of which much is unknown may be any of some hundred codes, each a possible crime of
its own. These differ in their code alone, and most decisions about them never read it. So what was
answered for one holds for the next where it was worked out from what they share, and from answers
that are the same for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Final, TypeVar, cast

from attrs import evolve, field, frozen

from hocr_engine.bounds import MAX_ALIKE
from hocr_engine.decision.model import Finding, Referral, TopicResult, Voice
from hocr_engine.decision.names import Names
from hocr_engine.decision.topics import all_topics, retold
from hocr_engine.feel.values import identical
from hocr_engine.incident.kept import Kept
from hocr_engine.incident.linked import Linked

Value = TypeVar("Value")

_PLAIN: Final = (str, bool, Decimal, type(None), dict, Referral)


@frozen(eq=False)
class Family:
    """Things of one kind that are told the same, but for facts that each has of its own."""

    shared: frozenset[str]
    _answered: dict[str, list[tuple[Linked, Kept]]] = field(factory=dict, init=False)

    def note(self, decision: str, subject: Linked, kept: Kept) -> None:
        """Note an answer about one of the things, where it was worked out from nothing of its own.

        What others share is kept for a number of different answers alone.
        """
        known = self._answered.setdefault(decision, [])
        if len(known) < MAX_ALIKE and _may_hold(kept.value) and self._is_shared(subject, kept):
            known.append((subject, kept))

    def answered(self, decision: str) -> Sequence[tuple[Linked, Kept]]:
        """Give the answers about other things, the first noted first."""
        return self._answered.get(decision, ())

    def _is_shared(self, one: Linked, kept: Kept) -> bool:
        bits, names = one.world.reading.bits, one.world.vocabulary.kinds[one.kind].facts
        places = ((one.kind, one.id, name) for name in names if name not in self.shared)
        return not any(kept.facts & bits.of.get(place, 0) for place in places)


def families(things: Sequence[Linked]) -> Mapping[tuple[str, str], Family]:
    """Give the family of some things of one kind by each of these, none where there is but one."""
    facts = [thing.element.facts for thing in things if thing.element is not None]
    if len(things) == 1 or len(facts) < len(things):
        return {}
    shared = (
        name
        for name, value in facts[0].items()
        if all(name in other and other[name] is value for other in facts)
    )
    family = Family(frozenset(shared))
    return {(one.kind, one.id): family for one in things}


def _may_hold(value: object) -> bool:
    """Say whether an answer is such that it can be told of another thing."""
    return isinstance(value, Finding) and all(
        isinstance(option, _PLAIN) for option in value.options
    )


def says_alike(one: Finding, other: Finding) -> bool:
    """Say whether answers about two things are the same, but for which thing they are about."""
    if len(one.options) != len(other.options):
        return False
    told = [_about(option, one.subject, other.subject) for option in one.options]
    awaits = {_about(wait, one.subject, other.subject) for wait in one.awaits}
    return awaits == other.awaits and all(map(identical, told, other.options))


def told_of(found: Finding, subject: Linked, names: Names) -> Finding:
    """Give an answer about one thing as that about another, with its rules to be tried for that."""
    one = found.subject
    heard = tuple(_heard(result, one, subject, names) for result in found.heard)
    return evolve(
        found,
        subject=subject,
        options=tuple(_about(option, one, subject) for option in found.options),
        awaits=frozenset(_about(wait, one, subject) for wait in found.awaits),
        heard=heard,
        hear=partial(all_topics, found.decision, heard, names),
    )


def _heard(result: TopicResult, one: Linked, other: Linked, names: Names) -> TopicResult:
    voices = tuple(Voice(_about(said.value, one, other), said.rule) for said in result.voices)
    return evolve(retold(result, names), voices=voices)


def _about(value: Value, one: Linked, other: Linked) -> Value:
    """Give a value with what it refers to the registrar about one thing as about the other."""
    if isinstance(value, Referral) and value.about == one.id:
        return cast("Value", evolve(value, about=other.id))
    return value
