"""From a decision to everything said about it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from hocr_engine.comparison import compare
from hocr_engine.comparison.data import comparisons_data
from hocr_engine.decision.model import NOT_COVERED, Action, ActionKind, Decision, ReportDecision
from hocr_engine.decision.record import about, acts_of
from hocr_engine.explanation import messages as say
from hocr_engine.explanation.counted import counted
from hocr_engine.explanation.data import explanation_json
from hocr_engine.explanation.depth import Depth
from hocr_engine.explanation.editions import editions
from hocr_engine.explanation.flags import flags
from hocr_engine.explanation.grounds import assumed, questions, referrals
from hocr_engine.explanation.headline import gate, headline, possible
from hocr_engine.explanation.markdown import as_markdown
from hocr_engine.explanation.more import NOTHING_MORE, More
from hocr_engine.explanation.outline import ActionTold, Outline, Referral, ReportTold, Sentence
from hocr_engine.explanation.page import as_html
from hocr_engine.explanation.reasons import duties, fails, mistakes, notes, reasons, told_first
from hocr_engine.explanation.recorded import Written, written
from hocr_engine.explanation.rests_on import with_suffices
from hocr_engine.explanation.text import as_text
from hocr_engine.explanation.timeline import timeline
from hocr_engine.explanation.what_if import with_what_if
from hocr_engine.explanation.why_not import why_nots
from hocr_engine.explanation.words import harmless
from hocr_engine.rulebook.model import Book

STILL_OPEN = (ActionKind.NEEDS_FACTS, ActionKind.REFER)


@frozen
class Explanation:
    """Why a decision was reached; its forms are made from one outline and say the same."""

    outline: Outline

    def text(self, width: int = 100, *, tried: bool = False) -> str:
        """Give the explanation as plain text; with `tried`, why every other rule does not apply."""
        return as_text(self.outline, width, _depth(tried))

    def markdown(self, *, tried: bool = False) -> str:
        """Give the explanation as Markdown; with `tried`, why every other rule does not apply."""
        return as_markdown(self.outline, _depth(tried))

    def html(self) -> str:
        """Give the explanation as one page of HTML; NotInstalledError without the extra `html`."""
        return as_html(self.outline)

    def to_json(self) -> str:
        """Give the explanation as JSON on one line."""
        return explanation_json(self.outline)

    def __str__(self) -> str:
        return self.text()


def _depth(tried: bool) -> Depth:
    return Depth.TRIED if tried else Depth.APPLYING


def explain(decision: Decision, more: More = NOTHING_MORE) -> Explanation:
    """Give the explanation of a decision, down to every condition that was tried."""
    return Explanation(outline(decision, more=more))


def outline(decision: Decision, *, whole: bool = True, more: More = NOTHING_MORE) -> Outline:
    """
    Give everything said about a decision; without `whole`, not the rules that were tried.

    `more` says what is told besides the reasons.
    """
    book, compared = decision.book, compare(decision)
    told = written(decision, compared)
    reports = tuple(_report(decision, one, told, whole, more) for one in decision.reports)
    reports = with_suffices(decision, reports) if more.suffices else reports
    return Outline(
        incident=harmless(decision.incident.id),
        force=harmless(decision.incident.force),
        reports=with_what_if(decision, reports) if more.what_if else reports,
        rulebook=book.title,
        edition=book.edition,
        fingerprint=book.fingerprint,
        supports=book.supports,
        covers=book.covers,
        strict=decision.strict,
        besides=told.get(None, ()),
        compared=comparisons_data(compared),
        editions=editions(decision) if more.editions else (),
        moments=timeline(decision, compared) if more.timeline else (),
    )


def _report(
    decision: Decision, report: ReportDecision, told: Written, whole: bool, more: More
) -> ReportTold:
    actions = tuple(
        evolve(
            _action(decision.book, action, told, whole),
            why_not=why_nots(decision, action, more),
        )
        for action in report.actions
    )
    return ReportTold(report.report, report.at, report.edition, actions)


def _action(book: Book, action: Action, told: Written, whole: bool) -> ActionTold:
    head, referred = headline(book, action), referrals(book, action)
    return ActionTold(
        id=action.id,
        about=", ".join(acts_of(action.subject)) or about(book, action),
        kind=action.kind.value,
        line=action.line,
        verb=head.verb,
        what=head.what,
        offence=head.offence,
        by=action.by,
        because=() if action.kind in STILL_OPEN or action.failures else told_first(book, action),
        gate="" if action.kind in STILL_OPEN else gate(book, action),
        notes=notes(book, action, following=False),
        remarks=notes(book, action, following=True),
        mistakes=mistakes(action),
        assumed=assumed(book, action),
        questions=() if _is_uncovered(action) else questions(book, action),
        possible=() if _is_uncovered(action) else possible(book, action),
        referrals=referred,
        bounds=tuple(say.not_established(bound.what) for bound in action.bounds),
        duties=() if action.kind in STILL_OPEN else duties(book, action),
        flags=flags(book, action),
        fails=fails(book, action),
        counted=_besides(counted(book, action), referred),
        recorded=told.get(action, ()),
        reasons=reasons(book, action, whole=whole),
    )


def _besides(counted: Iterable[Sentence], referred: Iterable[Referral]) -> tuple[Sentence, ...]:
    """Give how the count came about, without what the referrals say already."""
    said = {rule.rule for referral in referred for rule in referral.rules}
    return tuple(sentence for sentence in counted if sentence.rule not in said)


def _is_uncovered(action: Action) -> bool:
    """Say whether the rulebook has no rule for it: no fact would help, and no duty is certain."""
    uncovered = any(referral.reason == NOT_COVERED for referral in action.referrals)
    return action.kind is ActionKind.REFER and uncovered
