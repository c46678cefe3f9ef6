"""The timeline, as every form of an explanation shows it."""

from __future__ import annotations

from collections.abc import Iterable

from hocr_engine.explanation import timeline_messages as say
from hocr_engine.explanation.outline import Moment
from hocr_engine.explanation.part import Group, Part
from hocr_engine.explanation.words import day, moment


def timeline_part(moments: Iterable[Moment]) -> Part:
    """Give the moments as every form shows them."""
    return Part(say.TITLE, tuple(Group(_line(one)) for one in moments))


def told_at(one: Moment) -> str:
    """Give when a moment was, in words."""
    return day(one.at) if one.is_day else moment(one.at)


def _line(one: Moment) -> str:
    remark = f" ({one.remark})" if one.remark else ""
    return f"{told_at(one)}: {one.what}{remark}"
