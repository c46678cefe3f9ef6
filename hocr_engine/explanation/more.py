"""What an explanation may hold besides the reasons, each told where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from hocr_engine.explanation.editions_part import editions_part
from hocr_engine.explanation.outline import ActionTold, Outline
from hocr_engine.explanation.part import Group, Part
from hocr_engine.explanation.rests_on import rests_on_part
from hocr_engine.explanation.timeline_part import timeline_part
from hocr_engine.explanation.what_if_part import what_if_part
from hocr_engine.explanation.why_not_parts import why_not_parts

__all__ = ["EVERYTHING", "NOTHING_MORE", "Group", "More", "Part", "last_parts", "parts"]


@frozen
class More:
    """
    What is told besides the reasons.

    `suffices` the facts that alone give the answer; `why_not` names of answers, classes, codes or
    rules; `nearest` why not what was nearest, without being asked for it; `what_if` what would
    change the answer; `editions` the answer by the rules of each day on which they changed;
    `timeline` what happened when, and by when what was due.
    """

    suffices: bool = False
    why_not: tuple[str, ...] = ()
    nearest: bool = False
    what_if: bool = False
    editions: bool = False
    timeline: bool = False


NOTHING_MORE: Final = More()
EVERYTHING: Final = More(suffices=True, nearest=True, what_if=True, editions=True, timeline=True)


def parts(action: ActionTold) -> Iterator[Part]:
    """Give what is told about an action besides its reasons, each part under its title."""
    if action.suffices is not None:
        yield rests_on_part(action.suffices)
    if action.what_if is not None:
        yield what_if_part(action.what_if)
    yield from why_not_parts(action)


def last_parts(outline: Outline) -> Iterator[Part]:
    """Give what is told about the whole decision besides its reasons."""
    if outline.moments:
        yield timeline_part(outline.moments)
    if outline.editions:
        yield editions_part(outline.editions)
