"""The outline as Markdown, for training packs and case files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hocr_engine.explanation import phrases as say
from hocr_engine.explanation.depth import Depth
from hocr_engine.explanation.more import Part, last_parts, parts
from hocr_engine.explanation.outline import ActionTold, Condition, Outline, Reason, Tried
from hocr_engine.explanation.words import capital, day, moment

_MARKUP = re.compile(r"([\\`*_<>\[\]|~#&])")


def as_markdown(outline: Outline, depth: Depth = Depth.APPLYING) -> str:
    """Give an outline as Markdown."""
    lines = [*_head(outline)]
    for report in outline.reports:
        lines += [f"## {escaped(capital(say.received(report)))}", ""]
        lines += [f"By the rules of {day(report.edition)}.", ""]
        for action in report.actions:
            lines += [*_action(action, "###"), *_reasons(action)]
            lines += [line for part in parts(action) for line in _part(part, "####")]
            lines += _trees(action, depth)
    lines += [line for part in last_parts(outline) for line in _part(part, "##")]
    return "\n".join([*lines, *_foot(outline)]) + "\n"


def brief_markdown(outline: Outline, *, why: bool = False) -> str:
    """Give what is to be done and what that rests on as Markdown, under one heading."""
    lines = [f"## {escaped(outline.incident)}", ""]
    for report in outline.reports:
        if report.actions:
            lines += [f"{escaped(capital(say.received(report)))}.", ""]
        for action in report.actions:
            lines += [*_action(action, "###"), *(_reasons(action) if why else ())]
    lines += _items("force", outline.besides)
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Give a text in which nothing is taken for markup."""
    return _MARKUP.sub(r"\\\1", text)


def _head(outline: Outline) -> Iterator[str]:
    yield f"# {escaped(outline.incident)}"
    yield ""
    yield escaped(outline.force)
    yield ""


def _foot(outline: Outline) -> Iterator[str]:
    yield from _items("force", outline.besides)
    yield escaped(say.support(outline))
    yield ""
    yield escaped(say.edition(outline))


def _action(action: ActionTold, level: str) -> Iterator[str]:
    by = f", by {moment(action.by)}" if action.by else ""
    yield f"{level} {escaped(capital(' '.join(say.answer(action).split())))}{by}"
    yield ""
    yield f"About `{action.about}`."
    yield ""
    for label, texts in say.groups(action):
        yield from _items(label, texts)


def _items(label: str, texts: Iterable[str]) -> Iterator[str]:
    found = [escaped(text) for text in texts]
    if len(found) == 1:
        yield f"**{capital(label)}:** {found[0]}"
    elif found:
        yield f"**{capital(label)}:**"
        yield ""
        yield from (f"- {text}" for text in found)
    if found:
        yield ""


def _reasons(action: ActionTold) -> Iterator[str]:
    yield "#### Why"
    yield ""
    for reason in action.reasons:
        yield from _reason(reason)
    yield ""
    yield from _items("from when these rules hold is inferred from", say.inferred(action))


def _reason(reason: Reason) -> Iterator[str]:
    yield f"- {escaped(reason.question)} **{escaped(reason.answer)}**"
    if reason.ruling:
        yield f"  - {escaped(reason.ruling)}"
    for rule in reason.rules:
        law = ", ".join(one.id for one in rule.law)
        yield f"  - {escaped(rule.because)} {escaped(say.pages(rule.law))}".rstrip()
        reading = f"; {say.reading(rule.interpretation)}" if rule.interpretation else ""
        yield f"    {escaped(rule.title)} (`{rule.id}`; {law}{reading})"
    for over in reason.overridden:
        yield f"  - despite: {escaped(over.because)}"
        yield f"    {escaped(over.title)} (`{over.id}`): {escaped(over.why)}"


def _part(part: Part, level: str) -> Iterator[str]:
    yield f"{level} {escaped(part.title)}"
    yield ""
    for group in part.groups:
        yield f"- {escaped(group.lead)}"
        yield from (f"  - {escaped(item)}" for item in group.items)
    yield ""
    if part.note:
        yield from (escaped(part.note), "")


def _trees(action: ActionTold, depth: Depth) -> Iterator[str]:
    trees = [(reason, rules) for reason in action.reasons if (rules := depth.rules(reason))]
    if trees:
        yield f"#### {depth.title}"
        yield ""
    for reason, rules in trees:
        yield f"- {escaped(say.tried_for(reason))}"
        source = depth is Depth.SOURCE
        for rule in rules:
            if source or rule.mark != say.NO:
                yield from _tried(rule, source)
        for why, names in say.not_applying(reason) if depth is Depth.TRIED else ():
            yield f"  - **{say.NO}** {escaped(why)}"
            yield f"    `{names}`"
    if trees:
        yield ""


def _tried(rule: Tried, source: bool) -> Iterator[str]:
    why = f": {escaped(rule.why)}" if rule.why else ""
    yield f"  - **{rule.mark}** {escaped(rule.title)} (`{rule.id}`){why}"
    for condition in rule.conditions:
        yield from _condition(condition, source, 4)


def _condition(condition: Condition, source: bool, indent: int) -> Iterator[str]:
    told = say.condition(condition, source)
    if told:
        yield f"{' ' * indent}- {condition.mark}: {escaped(told)}"
        indent += 2
    for part in condition.parts:
        yield from _condition(part, source, indent)
