"""Deciding again: what a decision would be with some facts forgotten, or with other values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import define

from hocr_engine.decision.decide import decide
from hocr_engine.decision.model import Decision
from hocr_engine.incident.altering import altered
from hocr_engine.incident.model import FactRef


@define(eq=False)
class Again:
    """Decides an incident again and again, each time with other facts than `before`."""

    before: Decision

    def with_only(self, facts: frozenset[FactRef]) -> Decision:
        """
        Give the decision when every fact but these is forgotten, as `decide(…, only=facts)` does.

        It is the same in every report, record and byte of its decision record.
        """
        before = self.before
        return decide(
            before.book,
            before.incident,
            on=self._edition(),
            strict=before.strict,
            only=facts,
        )

    def with_facts(self, facts: Mapping[FactRef, object]) -> Decision:
        """
        Give the decision on the record in which these facts have other values.

        Values are as elements hold them: a word, True, a Decimal, a datetime, None for what is
        known to be absent (`incident/altering.py:altered`). What was forgotten is so still.
        """
        before = self.before
        return decide(
            before.book,
            altered(before.incident, facts),
            on=self._edition(),
            strict=before.strict,
            only=self._only(),
        )

    def _edition(self) -> date | None:
        """Give the day that replaced the edition date of every report; None where none did."""
        reports = self.before.reports
        return next((one.edition for one in reports if one.edition != one.at.date()), None)

    def _only(self) -> frozenset[FactRef] | None:
        return next((report.world.only for report in self.before.reports), None)
