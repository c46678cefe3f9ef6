"""From a decision to how what the force recorded stands to it; pure, and it changes no decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from hocr_engine.bounds import MAX_COMPARED
from hocr_engine.comparison.alone import action_alone, record_alone, superseded
from hocr_engine.comparison.due import Due, dues_of
from hocr_engine.comparison.judging import judged
from hocr_engine.comparison.matching import matched
from hocr_engine.comparison.mistaken import mistaken
from hocr_engine.comparison.model import Compared, Comparison, Recorded
from hocr_engine.comparison.records import is_told, records_of
from hocr_engine.decision.model import Bound, Decision


def compare(decision: Decision) -> tuple[Comparison, ...]:
    """
    Give how what the force recorded stands to what should have been, each thing in one finding.

    Nothing where the incident does not tell what was recorded. Every record, and every action but
    requests to change a record, ends in exactly one finding: those with an action in the order of
    the decision, then records that answer none, by time. What is undecided is never missing.
    """
    if not is_told(decision.incident):
        return ()
    records = records_of(decision.book, decision.incident)
    dues = dues_of(decision)
    overtaken = superseded(dues)
    pairs = matched(records, [due for due in dues if due not in overtaken])
    if pairs is None:
        return tuple(_past_the_bound(records, dues))
    found = {due: judged(decision, record, due) for due, record in pairs.items()}
    for due, last in overtaken.items():
        found[due] = Comparison(Compared.TOLD_ELSEWHERE, due.action, against=last.action)
    findings = _findings(decision, records, dues, found)
    return tuple(evolve(one, mistakes=mistaken(one)) for one in findings)


def _findings(
    decision: Decision,
    records: Sequence[Recorded],
    dues: Sequence[Due],
    found: dict[Due, Comparison],
) -> Iterator[Comparison]:
    answering = {one.record for one in found.values()}
    for due in dues:
        if due not in found:
            found[due] = action_alone(decision.book, due, dues, found)
    yield from (found[due] for due in dues)
    for record in records:
        if record not in answering:
            yield record_alone(decision, record, dues, found)


def _past_the_bound(records: Sequence[Recorded], dues: Sequence[Due]) -> Iterator[Comparison]:
    bound = Bound(f"more than {MAX_COMPARED:,} pairs of a record and what was to be recorded")
    for due in dues:
        yield Comparison(Compared.CANNOT_SAY, action=due.action, bound=bound)
    for record in records:
        yield Comparison(Compared.CANNOT_SAY, record=record, bound=bound)
