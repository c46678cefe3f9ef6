"""One closed incident looked at by itself: whether what was recorded is what should have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from hocr_engine.auditing import words as say
from hocr_engine.auditing.model import Judged, Verdict

_AS_IT_SHOULD_BE: Final = (Verdict.RIGHT, Verdict.RIGHTLY_NONE, Verdict.VALID)
_UNDECIDED: Final = (Verdict.OPEN, Verdict.UNTOLD)


class Opinion(Enum):
    """Whether one agrees with what was recorded; the value is its word in files."""

    AGREE = "agree"
    DISAGREE = "disagree"
    CANNOT_SAY = "cannot say yet"


def opinion(judged: Sequence[Judged]) -> Opinion:
    """
    Give whether what was recorded of an incident is all that should have been, and in time.

    One thing that is wrong is enough to disagree; what is undecided leaves the rest open.
    """
    if any(_is_wrong(one) for one in judged):
        return Opinion.DISAGREE
    is_open = any(one.verdict in _UNDECIDED for one in judged)
    return Opinion.CANNOT_SAY if is_open else Opinion.AGREE


def remarks(judged: Sequence[Judged]) -> Iterator[str]:
    """Give a line for each thing that is not as it should be, and for each that is undecided."""
    for one in judged:
        if _is_wrong(one) or one.verdict in _UNDECIDED:
            yield say.remark(one)


def _is_wrong(one: Judged) -> bool:
    is_wrong = one.verdict not in (*_AS_IT_SHOULD_BE, *_UNDECIDED)
    return is_wrong or one.is_late
