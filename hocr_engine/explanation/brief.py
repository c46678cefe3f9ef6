"""A decision in a few lines: the answer, why, what it rests on, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hocr_engine.explanation import phrases as say
from hocr_engine.explanation.layout import Line, Piece, Tone, beside, listed, wrapped
from hocr_engine.explanation.outline import ActionTold, Outline, ReportTold

INDENT: Final = 11
MOST_ASSUMED: Final = 3
MOST_DUTIES: Final = 4
MOST_FLAGS: Final = 3
MOST_QUESTIONS: Final = 5
MOST_REFERRALS: Final = 2


def brief(outline: Outline, width: int, source: str, *, why: bool = False) -> Iterator[Line]:
    """Give a decision in a few lines; `source` is the file to name for the whole reasoning."""
    lines = _body(outline, width, why)
    name = outline.incident
    if len(name) >= INDENT - 1:
        yield (Piece(name, Tone.LABEL),)
    else:
        first = next(lines, (Piece(""),))
        yield (Piece(name.ljust(INDENT), Tone.LABEL), *first[1:])
    yield from lines
    if source and outline.actions:
        yield (Piece(" " * INDENT + f"hocr explain {source}", Tone.ASIDE),)


def _body(outline: Outline, width: int, why: bool) -> Iterator[Line]:
    several = len([report for report in outline.reports if report.actions]) > 1
    for number, report in enumerate(outline.reports):
        if number and several and report.actions:
            yield (Piece(""),)
        yield from _report(report, width, several, len(outline.actions) > 1, why)
    if not outline.actions:
        yield from wrapped("nothing is to be done", width, INDENT, tone=Tone.ANSWER)
    yield from listed("force", outline.besides, width, INDENT)


def _report(
    report: ReportTold, width: int, with_head: bool, named: bool, why: bool
) -> Iterator[Line]:
    if with_head and report.actions:
        yield from wrapped(say.received(report), width, INDENT, tone=Tone.LABEL)
    for number, action in enumerate(report.actions):
        if number:
            yield (Piece(""),)
        yield from _action(action, width, named, why)


def _action(action: ActionTold, width: int, named: bool, why: bool) -> Iterator[Line]:
    yield from beside(say.answer(action), say.deadline(action.by), width, INDENT)
    if named:
        yield from wrapped(action.about, width, INDENT, label="about")
    yield from listed(say.reasoned(action), map(say.cited, action.because), width, INDENT)
    yield from listed("counted", map(say.cited, action.counted), width, INDENT)
    yield from listed("fails", map(say.cited, action.fails), width, INDENT)
    if not action.questions:
        yield from listed(say.why_open(action), map(say.referred, action.referrals), width, INDENT)
    yield from _needs(action, width)
    if action.questions:
        yield from listed(say.why_open(action), _perhaps(action), width, INDENT)
    yield from listed("could be", say.possible(action), width, INDENT)
    yield from listed("note", map(say.cited, action.notes), width, INDENT)
    yield from listed("open", action.bounds, width, INDENT)
    if action.assumed:
        yield from wrapped(_assumed(action), width, INDENT, label="assumed")
    yield from listed("to do", _duties(action), width, INDENT)
    yield from _flags(action, width)
    yield from listed("force", action.recorded, width, INDENT)
    if why:
        yield from listed("why", _why(action), width, INDENT)


def _needs(action: ActionTold, width: int) -> Iterator[Line]:
    shown = [say.asked(question) for question in action.questions[:MOST_QUESTIONS]]
    left = len(action.questions) - len(shown)
    shown += [say.more(left)] if left else []
    yield from listed("ask", shown, width, INDENT)


def _perhaps(action: ActionTold) -> list[str]:
    """Give why something may be referred although facts are missing, which come first."""
    shown = [say.referred(referral) for referral in action.referrals[:MOST_REFERRALS]]
    left = len(action.referrals) - len(shown)
    return [*shown, *([say.more(left)] if left else [])]


def _duties(action: ActionTold) -> list[str]:
    shown = [duty.text for duty in action.duties[:MOST_DUTIES]]
    left = len(action.duties) - len(shown)
    return [*shown, *([say.more(left)] if left else [])]


def _flags(action: ActionTold, width: int) -> Iterator[Line]:
    if action.flags is None:
        return
    carried = "; ".join(flag.text for flag in action.flags.carried)
    yield from listed("flags", (carried,) if carried else (), width, INDENT)
    first = [
        f"{flag.label}: {flag.questions[0].ask}" for flag in action.flags.open if flag.questions
    ]
    left = len(first) - MOST_FLAGS
    shown = [*first[:MOST_FLAGS], *([say.more(left)] if left > 0 else [])]
    yield from listed("may flag", shown, width, INDENT)


def _assumed(action: ActionTold) -> str:
    shown = action.assumed[:MOST_ASSUMED]
    left = len(action.assumed) - len(shown)
    told = [*say.presumed(shown), *([say.more(left)] if left else [])]
    return "; ".join(told)


def _why(action: ActionTold) -> Iterator[str]:
    """Give the rules that answered, each decision on the way on a line."""
    for reason in action.reasons:
        rules = ", ".join(f"{rule.id} {say.pages(rule.law)}".strip() for rule in reason.rules)
        if rules:
            yield f"{reason.label}: {reason.answer} ({rules})"
