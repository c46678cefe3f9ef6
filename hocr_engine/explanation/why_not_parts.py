"""The parts of an explanation that say why not: each name asked about, and what came nearest."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.explanation import phrases
from hocr_engine.explanation import why_not_messages as say
from hocr_engine.explanation.outline import ActionTold, Failed, WhyNot
from hocr_engine.explanation.part import Group, Part


def why_not_parts(action: ActionTold) -> Iterator[Part]:
    """Give a part for each name asked about, and one of what came nearest."""
    near = tuple(_near(one) for one in action.why_not if not one.is_asked)
    for one in action.why_not:
        if one.is_asked:
            yield Part(say.title(one.what), tuple(_groups(one)), _more(one))
    if near:
        yield Part(say.NEAREST, near)


def _groups(one: WhyNot) -> Iterator[Group]:
    if one.because:
        yield Group(one.because)
    for failed in one.failed:
        head = f"{phrases.named(failed.rule, failed.title)} {phrases.pages(failed.law)}".strip()
        yield Group(head, tuple(_items(failed)))


def _more(one: WhyNot) -> str:
    return say.more_rules(one.more) if one.more else ""


def _near(one: WhyNot) -> Group:
    items = tuple(item for failed in one.failed for item in _items(failed))
    return Group(one.what, items)


def _items(failed: Failed) -> Iterator[str]:
    """Give the way to what stood in the way of a rule, and that, each on a line."""
    yield from failed.through
    if failed.why:
        yield failed.why
    if failed.read or failed.needed:
        yield say.needing(failed.read, failed.needed)
    yield from map(say.or_else, failed.or_else)
    if failed.besides:
        yield say.besides(failed.besides)
    if failed.alike:
        yield say.alike(failed.alike)
