"""The facts that alone give an answer, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from attrs import evolve

from hocr_engine.decision.model import Action, Decision
from hocr_engine.explanation.outline import Cited, ReportTold, Sufficient
from hocr_engine.explanation.part import Group, Part
from hocr_engine.explanation.reasons import laws
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.sufficing import Sufficing, sufficing

TITLE: Final = "What this rests on"
FACTS: Final = "facts of the record"
ASSUMED: Final = "taken to be so, since nothing says otherwise"
MINIMAL: Final = (
    "These alone give the same answer, whatever else is or is not known; "
    "none of them can be left out."
)
SUFFICIENT: Final = (
    "These alone give the same answer, whatever else is or is not known; "
    "they may be more than are needed."
)


def suffices(decision: Decision) -> Mapping[Action, Sufficient]:
    """Give for each definite action of a decision the facts that alone give it."""
    return {action: _told(decision, action, found) for action, found in sufficing(decision).items()}


def with_suffices(decision: Decision, told: tuple[ReportTold, ...]) -> tuple[ReportTold, ...]:
    """Give what is said after each report with what each definite answer rests on."""
    found = suffices(decision)
    return tuple(
        evolve(
            report,
            actions=tuple(
                evolve(said, suffices=found.get(action))
                for said, action in zip(report.actions, decided.actions, strict=True)
            ),
        )
        for report, decided in zip(told, decision.reports, strict=True)
    )


def _told(decision: Decision, action: Action, found: Sufficing) -> Sufficient:
    speaker = Speaker(decision.book, action.subject)
    refs = (*found.facts, *found.assumed)
    called = Counter(map(speaker.fact, refs))
    cited = (_cited(speaker, action, ref, called) for ref in refs)
    return Sufficient(tuple(cited), found.is_minimal)


def _cited(speaker: Speaker, action: Action, ref: FactRef, called: Mapping[str, int]) -> Cited:
    """Give a fact in words, one of several that are called alike with what it belongs to."""
    world, label = action.subject.world, speaker.fact(ref)
    if called[label] > 1:
        label = f"{label} ({speaker.thing(ref.kind, ref.id)})"
    fact = world.vocabulary.kinds[ref.kind].facts[ref.name]
    value = speaker.value(world.thing(ref.kind, ref.id).member(ref.name), fact)
    presumed = world.assumed.get((ref.kind, ref.id, ref.name))
    if presumed is None:
        return Cited(ref.pointer, label, value)
    return Cited(ref.pointer, label, value, True, laws(presumed.presumption.law))


def rests_on_part(found: Sufficient) -> Part:
    """Give the facts that alone give an answer, presumptions apart with their law."""
    given = tuple(f"{one.label}: {one.value}" for one in found.facts if not one.is_assumed)
    assumed = tuple(_presumed(one) for one in found.facts if one.is_assumed)
    groups = (Group(FACTS, given), Group(ASSUMED, assumed))
    note = MINIMAL if found.is_minimal else SUFFICIENT
    return Part(TITLE, tuple(group for group in groups if group.items), note)


def _presumed(one: Cited) -> str:
    pages = ", ".join(law.page for law in one.law)
    return f"{one.label}: {one.value} ({pages})" if pages else f"{one.label}: {one.value}"
