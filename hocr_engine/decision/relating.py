"""How two crimes stand to each other in a step: the first rule that speaks, in either direction."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Protocol

from attrs import define, frozen

from hocr_engine.decision.applying import applies
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Referral, Relation, RuleResult, Truth
from hocr_engine.decision.names import Names
from hocr_engine.decision.parts import Part
from hocr_engine.feel.values import NOTHING
from hocr_engine.incident.linked import Linked
from hocr_engine.rulebook.model import Refer, Rule, Word
from hocr_engine.rulebook.steps import APART, BESIDE, CountingStep

REFERRED = "refer"


class Counted(Protocol):
    """Whatever takes part in counting under an id."""

    @property
    def id(self) -> str:
        """Give the id under which relations speak of it."""
        ...


@frozen(eq=False)
class Speech:
    """What the rules may say about two crimes; None is that no rule speaks."""

    relations: tuple[Relation | None, ...]
    awaits: frozenset[Hashable]


@define(eq=False)
class StepNames(Names):
    """The names of a step's rules: `this`, and `other` or `record`."""

    against: Linked | None = None
    as_name: str = "other"

    def __attrs_post_init__(self) -> None:
        """Keep what is said of two crimes apart from what is said of one."""
        super().__attrs_post_init__()
        self._said_by_facts, self._of_all = {}, None
        self.about = ("", "", "")

    def shared_by(self, part: Part) -> Hashable:
        """Give what tells apart the names for which a part may come out differently."""
        return id(self)

    def _look_up(self, name: str) -> object:
        if name == self.as_name:
            return self.against
        if name in ("this", "as_at"):
            return super()._look_up(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        yield from ("this", "as_at", self.as_name)


def relate(
    deliberation: Deliberation,
    step: CountingStep,
    rules: tuple[Rule, ...],
    one: Counted,
    other: Counted,
) -> Speech:
    """Give how two crimes may stand; the same crime twice asks what holds of it alone."""
    found: list[Relation | None] = []
    awaits: frozenset[Hashable] = NOTHING
    for this, that, result in tried(deliberation, step, rules, one, other):
        if result.truth is Truth.NO:
            continue
        found.append(_relation(result.rule, step, this, that, result))
        awaits |= result.awaits
        if result.truth is Truth.YES:
            return Speech(tuple(found), awaits)
    return Speech((*found, None), awaits)


def tried(
    deliberation: Deliberation,
    step: CountingStep,
    rules: tuple[Rule, ...],
    one: Counted,
    other: Counted,
) -> Iterator[tuple[Counted, Counted, RuleResult]]:
    """Give how each rule of a step comes out for two crimes, in either direction."""
    pairs = [
        (this, that, _names(deliberation, step, this, that))
        for this, that in _directions(step, one, other)
    ]
    for rule in rules:
        for this, that, names in pairs:
            if _alone(rule) == (this is that):
                yield this, that, applies(rule, names)


def _directions(
    step: CountingStep, one: Counted, other: Counted
) -> tuple[tuple[Counted, Counted], ...]:
    if step.against_register or one is other:
        return ((one, other),)
    return ((one, other), (other, one))


def _alone(rule: Rule) -> bool:
    """Say whether a rule speaks of one crime alone."""
    return isinstance(rule.then, Word) and rule.then.word == BESIDE


def _thing(counted: Counted) -> Linked:
    if isinstance(counted, Linked):
        return counted
    thing = getattr(counted, "thing", None)
    assert isinstance(thing, Linked)
    return thing


def _names(
    deliberation: Deliberation, step: CountingStep, this: Counted, that: Counted
) -> StepNames:
    book = deliberation.book
    subject = _thing(this)
    role = book.vocabulary.role_of_kind[subject.kind]
    name = "record" if step.against_register else "other"
    return StepNames(book, role, subject, deliberation.ask, against=_thing(that), as_name=name)


def _relation(
    rule: Rule, step: CountingStep, this: Counted, that: Counted, result: RuleResult
) -> Relation:
    things = (_thing(this), _thing(that))
    if isinstance(rule.then, Refer):
        referral = Referral(step.id, this.id, "rule", (rule.id,), rule.then.suggests or "")
        return Relation(
            REFERRED, this.id, that.id, rule, step.id, *things, result, referral, takes_away=False
        )
    kind = rule.then.word if isinstance(rule.then, Word) else ""
    stays = kind in (BESIDE, APART)
    return Relation(kind, this.id, that.id, rule, step.id, *things, result, takes_away=not stays)
