"""Deciding again: what a decision would be with some facts forgotten, or with other values."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import define

from hocr_engine.decision.decide import Moment, decide, decided, moments
from hocr_engine.decision.model import Decision
from hocr_engine.decision.rulings import RULING
from hocr_engine.incident.altering import altered
from hocr_engine.incident.carrying import over
from hocr_engine.incident.linked import JUDGEMENT, World
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.vocabulary.model import Fact, Kind, Vocabulary

Only = frozenset[FactRef] | None


@define(eq=False)
class Again:
    """
    Decides an incident again and again, each time with other facts than `before`.

    What cannot have changed is taken over from `before` and not worked out anew. That costs a small
    part of deciding from nothing where few of the facts that count differ, and as much as that
    where they all do, or where links, times at which something became known, judgements or rulings
    are altered. Make one of these for a decision, and ask it as often as need be; to take away one
    fact after another from few, decide with these few first and make another of that.
    """

    before: Decision

    def with_only(self, facts: frozenset[FactRef]) -> Decision:
        """
        Give the decision when every fact but these is forgotten, as `decide(…, only=facts)` does.

        It is the same in every report, record and byte of its decision record.
        """
        return self._decided(self.before.incident, facts, ())

    def with_facts(
        self, facts: Mapping[FactRef, object], *, supposed: int | None = None
    ) -> Decision:
        """
        Give the decision on the record in which these facts have other values.

        Values are as elements hold them: a word, True, a Decimal, a datetime, None for what is
        known to be absent (`incident/altering.py:altered`). What was forgotten is so still. With
        nothing `supposed` of what is missing, what is open is not worked out as far as it could be.
        """
        only = next((report.world.only for report in self.before.reports), None)
        return self._decided(altered(self.before.incident, facts), only, facts.keys(), supposed)

    def _decided(
        self,
        incident: Incident,
        only: Only,
        facts: Collection[FactRef],
        supposed: int | None = None,
    ) -> Decision:
        before, book = self.before, self.before.book
        plain = all(is_plain(before.incident, ref, book.vocabulary) for ref in facts)
        on, strict = before.on, before.strict
        if not plain or len(before.worlds) < len(moments(book, incident)):
            return decide(book, incident, on=on, strict=strict, only=only, supposed=supposed)
        worlds = iter(before.worlds)

        def seen(_: Moment) -> World:
            return over(next(worlds), incident, only, facts)

        return decided(book, incident, seen, on=on, strict=strict, supposed=supposed)


def is_plain(incident: Incident, ref: FactRef, words: Vocabulary) -> bool:
    """Say whether a fact is read as such alone, and neither where nor when something is told."""
    kind = words.kinds[ref.kind]
    fact = kind.facts.get(ref.name)
    if fact is None or fact.kind is not None or not fact.is_given or _finds(kind, fact, words):
        return False
    if ref.kind in (JUDGEMENT, RULING) or incident.of_kind(RULING):
        return False
    is_new = incident.find(ref.kind, ref.id) is None
    return not (is_new and ref.kind in {role.kind for role in words.roles.values()})


def _finds(kind: Kind, fact: Fact, words: Vocabulary) -> bool:
    """Say whether a fact tells which things are found, or when something became known."""
    by = (f for k in words.kinds.values() for f in k.facts.values() if f.kind == kind.name)
    return fact.name == kind.known or any(fact.name in (f.by, *f.matching) for f in by)
