"""Reading the frame: what the sample was drawn from, and by which shares strata are weighed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hocr_engine.auditing import messages as say
from hocr_engine.auditing.numbers import optional_number, optional_whole
from hocr_engine.auditing.scheme.model import Frame, FrameStratum, Scheme
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.rulebook.read import read_nodes

FRAME_FORMAT: Final = "hocr.audit-frame.v1"

_HEAD: Final = ("format", "title", "from", "until", "population", "recorded_a_year", "strata")
_STRATUM: Final = ("stream", "weight", "population", "recorded_a_year")


def read_frame(path: Path, scheme: Scheme) -> tuple[Frame | None, tuple[Diagnostic, ...]]:
    """Give what a frame file says, or None, and every mistake in it."""
    mistakes: list[Diagnostic] = []
    read = read_nodes(path, path.as_posix(), mistakes)
    group = None if read is None else document(read[0], FRAME_FORMAT, read[1], mistakes)
    if group is None:
        return None, tuple(mistakes)
    group.only(_HEAD)
    frame = Frame(
        title=group.optional("title") or "",
        start=group.day("from"),
        end=group.day("until"),
        population=optional_whole(group, "population"),
        recorded_a_year=optional_number(group, "recorded_a_year"),
        strata=tuple(_stratum(one) for one in group.groups("strata", "the stratum")),
    )
    for one in frame.strata:
        if one.stream and one.stream not in scheme.streams:
            mistakes.append(say.unknown_stream(one.stream, scheme.streams, one.at))
    return None if mistakes else frame, tuple(mistakes)


def _stratum(group: Fields) -> FrameStratum:
    group.only(_STRATUM)
    named = group.node.get("stream")
    return FrameStratum(
        stream=group.text("stream"),
        weight=optional_number(group, "weight"),
        population=optional_whole(group, "population"),
        recorded_a_year=optional_number(group, "recorded_a_year"),
        at=group.at if named is None else named.at,
    )
