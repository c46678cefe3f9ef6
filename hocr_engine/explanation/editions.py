"""One record by the rules of each day on which they changed for it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hocr_engine.decision.model import Action, ActionKind, Decision, ReportDecision
from hocr_engine.explanation.grounds import referrals
from hocr_engine.explanation.headline import headline
from hocr_engine.explanation.outline import EditionTold, ReportTold, Sentence
from hocr_engine.explanation.phrases import received, referred
from hocr_engine.explanation.reasons import fails, laws
from hocr_engine.reconsidering.editions import by_editions
from hocr_engine.reconsidering.turning import RULE, Turning
from hocr_engine.rulebook.model import Book

NOTHING_NEW: Final = "nothing new is to be done"


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
    return [_answer(book, action) for action in report.actions] or [NOTHING_NEW]


def _answer(book: Book, action: Action) -> str:
    """Give an answer in a few words, with why where the answer alone would not tell it."""
    head = headline(book, action)
    why = [one.text for one in fails(book, action)]
    if action.kind is ActionKind.REFER:
        why = [referred(one) for one in referrals(book, action)]
    answer = ": ".join(filter(None, (head.verb, head.what)))
    return f"{answer}: {'; '.join(why)}" if why else answer


def _turned(turning: Turning) -> Sentence:
    how = "begins" if turning.begins else "ends"
    rule = turning.name if turning.what == RULE else ""
    return Sentence(f"{how}: {turning.label}", laws(turning.law), rule)
