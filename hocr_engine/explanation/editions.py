"""One record by the rules of each day on which they changed for it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hocr_engine.decision.model import Decision, ReportDecision
from hocr_engine.explanation.answered import NOTHING_NEW, answered
from hocr_engine.explanation.outline import EditionTold, ReportTold, Sentence
from hocr_engine.explanation.phrases import received
from hocr_engine.explanation.reasons import laws
from hocr_engine.reconsidering.editions import by_editions
from hocr_engine.reconsidering.turning import RULE, Turning
from hocr_engine.rulebook.model import Book


def editions(decision: Decision) -> tuple[EditionTold, ...]:
    """Give what a record comes to by the rules of each day on which that changed."""
    return tuple(
        EditionTold(
            since=one.since,
            answers=tuple(_answers(one.decision)),
            differs_by=tuple(_turned(turning) for turning in one.differs_by),
            is_own=one.is_own,
        )
        for one in by_editions(decision)
    )


def _answers(decision: Decision) -> Iterator[str]:
    """Give each thing to be done, after which report where there are several."""
    several = len(decision.reports) > 1
    for report in decision.reports:
        told = ReportTold(report.report, report.at, report.edition, ())
        head = f"{received(told)}: " if several else ""
        for answer in _after(decision.book, report):
            yield head + answer


def _after(book: Book, report: ReportDecision) -> Sequence[str]:
    return [answered(book, action) for action in report.actions] or [NOTHING_NEW]


def _turned(turning: Turning) -> Sentence:
    how = "begins" if turning.begins else "ends"
    rule = turning.name if turning.what == RULE else ""
    return Sentence(f"{how}: {turning.label}", laws(turning.law), rule)
