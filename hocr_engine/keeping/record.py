"""The decision record as it is kept: with the reasons in words, and what the force recorded."""

from __future__ import annotations

import json

from attrs import field, frozen

from hocr_engine.comparison import compare
from hocr_engine.comparison.data import comparisons_data
from hocr_engine.decision.model import Decision
from hocr_engine.decision.record import Data, decision_record
from hocr_engine.explanation.grounds import question
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Book, Rule


def record_json(decision: Decision) -> str:
    """Give the decision record as JSON on one line: the same bytes for the same decision."""
    return canonical(kept_record(decision))


def kept_record(decision: Decision) -> Data:
    """
    Give the decision record as data, with the reason of each rule that it cites.

    `recorded` is left out where the incident does not tell what the force recorded.
    """
    compared = compare(decision)
    told = {"recorded": list(comparisons_data(compared))} if compared else {}
    return {**decision_record(decision, Worded(decision.book)), **told}


def canonical(data: object) -> str:
    """Give data as JSON on one line: keys in order, nothing beyond ASCII."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


@frozen
class Worded:
    """Gives the words of a record as an explanation says them; one speaker for each subject."""

    book: Book = field(repr=False)
    speakers: dict[tuple[int, str, str], Speaker] = field(factory=dict, repr=False)

    def because(self, rule: Rule, subject: Linked, other: Linked | None) -> str:
        """Give the reason of a rule about a subject, or about two of them."""
        if other is None:
            return self._speaker(subject).rule(rule)
        beside = {"other": other, "record": other}
        return Speaker(self.book, subject, beside=beside).rule(rule)

    def ask(self, subject: Linked, ref: FactRef) -> str:
        """Give what to ask for a fact."""
        return question(self._speaker(subject), ref).ask

    def _speaker(self, subject: Linked) -> Speaker:
        # The decision holds its worlds, so that none takes the number of another.
        key = (id(subject.world), subject.kind, subject.id)
        if key not in self.speakers:
            self.speakers[key] = Speaker(self.book, subject)
        return self.speakers[key]
