"""The acts that make out a possible crime: one allegation, or all those of a course of conduct."""

from __future__ import annotations

from collections.abc import Sequence

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import ActionKind
from hocr_engine.decision.names import Names
from hocr_engine.decision.when import began, earliest, ended, last_of
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import Maybe, OneOf, Unknown
from hocr_engine.incident.linked import Linked

Facts = dict[str, object]
# Until it is counted, a possible crime is taken as one that is recorded by itself.
UNCOUNTED: Facts = {"action": ActionKind.RECORD.value, "takes_in": (), "goes_into": None}


def candidate_facts(deliberation: Deliberation, decision: str, about: Linked) -> Facts:
    """
    Give what a possible crime is linked to, by the acts that the decision says it is of.

    While it is open what its acts are, it has none, and belongs to the last that may be one.
    """
    value = _said(deliberation, decision, about)
    if not isinstance(value, Unknown | OneOf):
        return facts_of_acts(deliberation, _acts(value), about)
    options = value.options if isinstance(value, OneOf) else ()
    possible = _in_order(deliberation, [act for one in options for act in _acts(one)])
    facts = facts_of_acts(deliberation, (), possible[-1] if possible else about)
    when = Unknown(value.awaits)
    return {**facts, "first_act": when, "last_act": when}


def facts_of_acts(deliberation: Deliberation, acts: Sequence[Linked], about: Linked) -> Facts:
    """
    Give what a possible crime is linked to: its acts with the first and the last, its two ends.

    A course of conduct belongs to the allegation of its last act, since that act makes it one; to
    `about` where no act is known.
    """
    words = deliberation.book.vocabulary
    dated = _in_order(deliberation, acts)
    last = dated[-1] if dated else about
    return {
        "allegation": last.id,
        "acts": tuple(act.id for act in dated),
        "first_act": began(words, dated[0]) if dated else None,
        "last_act": last_of([ended(words, act) for act in dated or (about,)]),
        "pair": _pair(deliberation, last),
        **{name: _linked(last, name) for name in ("victim", "offenders", "event")},
        **UNCOUNTED,
    }


def _in_order(deliberation: Deliberation, acts: Sequence[Linked]) -> list[Linked]:
    """Give some acts from the first to the last."""
    words = deliberation.book.vocabulary
    return sorted(acts, key=lambda act: (earliest(began(words, act)), act.id))


def _said(deliberation: Deliberation, decision: str, about: Linked) -> object:
    """Give what a decision says its acts are; what it is about where it says nothing of acts."""
    declared = deliberation.book.decisions[decision]
    if declared.acts is None:
        return [about]
    role = deliberation.book.vocabulary.roles[declared.about]
    return value_of(declared.acts, Names(deliberation.book, role, about, deliberation.ask))


def _acts(value: object) -> list[Linked]:
    listed = value if isinstance(value, list) else []
    acts = [item.value if isinstance(item, Maybe) else item for item in listed]
    return [act for act in acts if isinstance(act, Linked)]


def _linked(allegation: Linked, name: str) -> object:
    if name not in allegation.world.vocabulary.kinds[allegation.kind].facts:
        return None
    value = allegation.member(name)
    return value.id if isinstance(value, Linked) else value


def _pair(deliberation: Deliberation, allegation: Linked) -> object:
    """Give the id of the pair of an allegation, or None where it has no two ends."""
    role = deliberation.book.vocabulary.roles.get("pair")
    if role is None:
        return None
    ends = {name: _linked(allegation, name) for name in ("victim", "offenders")}
    for element in deliberation.world.incident.of_kind(role.kind):
        if all(element.facts.get(name) == end for name, end in ends.items()):
            return element.id
    return None
