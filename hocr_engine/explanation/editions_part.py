"""The editions of the rules, as every form of an explanation shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hocr_engine.explanation.outline import EditionTold, Sentence
from hocr_engine.explanation.part import Group, Part
from hocr_engine.explanation.phrases import cited
from hocr_engine.explanation.words import day

TITLE: Final = "By the rules of other days"
OWN: Final = "by these rules it is decided"
ALWAYS_SO: Final = "by the rules of every day it comes to the same"


def editions_part(found: Sequence[EditionTold]) -> Part:
    """Give the editions as every form shows them."""
    return Part(TITLE, tuple(map(_group, found)), ALWAYS_SO if len(found) == 1 else "")


def _group(one: EditionTold) -> Group:
    own = f" ({OWN})" if one.is_own else ""
    causes = (_cited(sentence) for sentence in one.differs_by)
    return Group(f"from {day(one.since)}{own}", (*one.answers, *causes))


def _cited(sentence: Sentence) -> str:
    return f"{cited(sentence)} ({sentence.rule})" if sentence.rule else cited(sentence)
