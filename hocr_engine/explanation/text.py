"""The outline as text: the answer first, then the reasons, then the conditions that were tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hocr_engine.explanation import phrases as say
from hocr_engine.explanation.depth import Depth
from hocr_engine.explanation.layout import Line, Piece, Tone, beside, listed, plain, wrapped
from hocr_engine.explanation.more import Part, last_parts, parts
from hocr_engine.explanation.outline import (
    ActionTold,
    Condition,
    Outline,
    Overridden,
    Reason,
    ReportTold,
    RuleTold,
    Tried,
)
from hocr_engine.explanation.words import capital, day, moment

MARK: Final = 10
EMPTY: Line = (Piece(""),)


def as_text(outline: Outline, width: int = 100, depth: Depth = Depth.APPLYING) -> str:
    """Give an outline as plain text."""
    return plain(text_lines(outline, width, depth)) + "\n"


def text_lines(outline: Outline, width: int, depth: Depth) -> Iterator[Line]:
    """Give an outline as lines whose pieces have tones."""
    yield (Piece(f"{outline.incident}  {outline.force}", Tone.ANSWER),)
    for report in outline.reports:
        yield EMPTY
        yield from _report(report, width, depth)
    yield EMPTY
    for part in last_parts(outline):
        yield from part_lines(part, width, 0)
        yield EMPTY
    yield from listed("force", outline.besides, width, 2)
    yield from wrapped(say.support(outline), width, 0, tone=Tone.ASIDE)
    yield from wrapped(say.edition(outline), width, 0, tone=Tone.ASIDE)


def _report(report: ReportTold, width: int, depth: Depth) -> Iterator[Line]:
    what = say.received(report)
    head = f"{capital(what)}, by the rules of {day(report.edition)}"
    yield from wrapped(head, width, 0, tone=Tone.LABEL)
    if not report.actions:
        yield from wrapped("nothing new is to be done", width, 2)
    for action in report.actions:
        yield EMPTY
        yield from _action(action, width)
        yield from _reasons(action, width)
        for part in parts(action):
            yield EMPTY
            yield from part_lines(part, width, 2)
        yield from _trees(action, width, depth)


def _action(action: ActionTold, width: int) -> Iterator[Line]:
    by = f"by {moment(action.by)}" if action.by else ""
    yield from beside(say.answer(action), by, width, 2)
    yield from wrapped(action.about, width, 4, label="about")
    for label, texts in say.groups(action):
        yield from listed(label, texts, width, 4)


def _reasons(action: ActionTold, width: int) -> Iterator[Line]:
    yield EMPTY
    yield (Piece("  Why", Tone.LABEL),)
    for reason in action.reasons:
        yield from _reason(reason, width)
    sources = say.inferred(action)
    if sources:
        yield (Piece("    From when these rules hold is inferred from", Tone.PLAIN),)
    for source in sources:
        yield from wrapped(source, width, 6, tone=Tone.ASIDE)


def _reason(reason: Reason, width: int) -> Iterator[Line]:
    yield from wrapped(reason.question, width, 4)
    yield from wrapped(reason.answer, width, 6, tone=Tone.ANSWER)
    if reason.ruling:
        yield from wrapped(reason.ruling, width, 6)
    for rule in reason.rules:
        yield from _rule(rule, width)
    for over in reason.overridden:
        yield from _overridden(over, width)


def _rule(rule: RuleTold, width: int) -> Iterator[Line]:
    yield from wrapped(f"{rule.because} {say.pages(rule.law)}", width, 6, label="because")
    yield from wrapped(say.named(rule.id, rule.title), width, 6, label="rule", tone=Tone.ASIDE)
    law = ", ".join(law.id for law in rule.law)
    yield from wrapped(law, width, 6, label="law", tone=Tone.ASIDE)
    if rule.interpretation:
        told = say.reading(rule.interpretation)
        yield from wrapped(told, width, 6, label="reading", tone=Tone.ASIDE)


def _overridden(over: Overridden, width: int) -> Iterator[Line]:
    yield from wrapped(over.because, width, 6, label="despite")
    yield from wrapped(f"{say.named(over.id, over.title)}: {over.why}", width, 15, tone=Tone.ASIDE)


def part_lines(part: Part, width: int, indent: int) -> Iterator[Line]:
    """Give one part of an explanation as lines."""
    yield from wrapped(part.title, width, indent, tone=Tone.LABEL)
    for group in part.groups:
        yield from wrapped(group.lead, width, indent + 2)
        for item in group.items:
            yield from wrapped(item, width, indent + 4)
    if part.note:
        yield from wrapped(part.note, width, indent + 2, tone=Tone.ASIDE)


def _trees(action: ActionTold, width: int, depth: Depth) -> Iterator[Line]:
    trees = [(reason, rules) for reason in action.reasons if (rules := depth.rules(reason))]
    if trees:
        yield EMPTY
        yield (Piece(f"  {depth.title}", Tone.LABEL),)
    for reason, rules in trees:
        yield from wrapped(say.tried_for(reason), width, 4)
        source = depth is Depth.SOURCE
        for rule in rules:
            if source or rule.mark != say.NO:
                yield from _tried(rule, width, source)
        if depth is Depth.TRIED:
            yield from _not_applying(reason, width)


def _not_applying(reason: Reason, width: int) -> Iterator[Line]:
    for why, rules in say.not_applying(reason):
        yield from wrapped(why, width, 6, label=say.NO.ljust(MARK))
        yield from wrapped(rules, width, 17, tone=Tone.ASIDE)


def _tried(rule: Tried, width: int, source: bool) -> Iterator[Line]:
    head = say.named(rule.id, rule.title) + (f": {rule.why}" if rule.why else "")
    yield from wrapped(head, width, 6, label=rule.mark.ljust(MARK))
    for condition in rule.conditions:
        yield from _condition(condition, width, 17, source)


def _condition(condition: Condition, width: int, indent: int, source: bool) -> Iterator[Line]:
    told = say.condition(condition, source)
    deeper = indent
    if told:
        yield from wrapped(told, width, indent, label=condition.mark.ljust(MARK))
        deeper += 2
    for part in condition.parts:
        yield from _condition(part, width, deeper, source)
