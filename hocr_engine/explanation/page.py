"""The outline as one page for a browser, a phone or paper, with nothing beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from hocr_engine.explanation import phrases, words
from hocr_engine.explanation.more import Part, last_parts, parts
from hocr_engine.explanation.outline import ActionTold, Outline
from hocr_engine.explanation.timeline_messages import TITLE as TIMELINE
from hocr_engine.explanation.timeline_part import told_at
from hocr_engine.pages import page

PACKAGE: Final = "hocr_engine.explanation"
# A colour repeats what a word beside it says, and says nothing by itself.
PANEL_TONES: Final = {"none": "grey", "invalid": "grey", "refer": "purple", "needs facts": "blue"}
MARK_TONES: Final = {phrases.YES: "green", phrases.NO: "grey", phrases.OPEN: "yellow"}


def as_html(outline: Outline, *, source: bool = False) -> str:
    """
    Give an outline as one page of HTML; `source` shows conditions in their author's words.

    NotInstalledError where the library that fills in templates is missing.
    """
    return page(
        "explanation.html",
        PACKAGE,
        told=outline,
        source=source,
        say=phrases,
        words=words,
        grouped=grouped,
        parts=parts,
        last_parts=_last_parts,
        told_at=told_at,
        timeline=TIMELINE,
        panel_tones=PANEL_TONES,
        mark_tones=MARK_TONES,
    )


def grouped(action: ActionTold) -> Mapping[str, list[str]]:
    """Give what is said about an action below its answer by its label."""
    found: dict[str, list[str]] = defaultdict(list)
    for label, texts in phrases.groups(action):
        found[label] += texts
    return found


def _last_parts(outline: Outline) -> list[Part]:
    """Give what is told about the whole decision; a page draws the timeline by itself."""
    return [part for part in last_parts(outline) if part.title != TIMELINE]
