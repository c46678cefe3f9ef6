"""What would change an answer, as every form of an explanation shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hocr_engine.explanation.outline import FactChange, LeadsTo, WhatIf
from hocr_engine.explanation.part import Group, Part
from hocr_engine.explanation.phrases import NO, YES
from hocr_engine.explanation.words import listed

TITLE: Final = "What would change this"
NOT_ALL_TRIED: Final = "not all changes were tried"
NOTHING_WOULD: Final = "no other value of one fact, or of two together, leads to another answer"
ASSUMED: Final = ", assumed"
NOT_SAID: Final = " (nothing says so)"
TAKEN_SO: Final = " (it is assumed to be so)"
THAT: Final = "that "
WHETHER: Final = "whether "


def what_if_part(found: WhatIf) -> Part:
    """Give each other answer with the changes that lead to it."""
    groups = tuple(Group(one.answer, tuple(_changes(one))) for one in found.answers)
    if not found.all_tried:
        return Part(TITLE, groups, NOT_ALL_TRIED)
    return Part(TITLE, groups, "" if groups else NOTHING_WOULD)


def _changes(leads: LeadsTo) -> Iterator[str]:
    """Give the changes, several values of one fact together."""
    by_facts: dict[tuple[str, ...], list[tuple[FactChange, ...]]] = {}
    for changes in leads.changes:
        last = tuple(one.then for one in changes[:-1])
        by_facts.setdefault((*(one.pointer for one in changes), *last), []).append(changes)
    for several in by_facts.values():
        *first, _ = several[0]
        alike = [changes[-1] for changes in several]
        yield " and ".join((*(_change((one,)) for one in first), _change(alike)))


def _change(alike: Sequence[FactChange]) -> str:
    one, *others = alike
    if not others and one.label.startswith(THAT) and one.then in (YES, NO):
        return _claim(one)
    then = listed([each.then for each in alike], "or")
    label = WHETHER + one.label.removeprefix(THAT) if one.label.startswith(THAT) else one.label
    return f"{label}: {then} (now {one.now}{ASSUMED if one.is_assumed else ''})"


def _claim(one: FactChange) -> str:
    """Give that something were so or not, where it is now the other way."""
    if one.then == YES:
        return f"if it were so {one.label}{NOT_SAID if one.is_assumed else ''}"
    return f"if it were not so {one.label}{TAKEN_SO if one.is_assumed else ''}"
