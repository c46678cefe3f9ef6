"""Reading the bands that rates are put into, with every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from hocr_engine.auditing import messages as say
from hocr_engine.auditing.numbers import optional_share
from hocr_engine.auditing.scheme.bands import Band, Bands
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.rulebook.read import read_nodes

BANDS_FORMAT: Final = "hocr.audit-bands.v1"
FROM: Final = "from"
ABOVE: Final = "above"
_HEAD: Final = ("format", "title", "bands")
_BAND: Final = ("name", FROM, ABOVE)


def read_bands(path: Path) -> tuple[Bands | None, tuple[Diagnostic, ...]]:
    """Give the bands of a file, or None, and every mistake in it."""
    mistakes: list[Diagnostic] = []
    read = read_nodes(path, path.as_posix(), mistakes)
    group = None if read is None else document(read[0], BANDS_FORMAT, read[1], mistakes)
    if group is None:
        return None, tuple(mistakes)
    group.only(_HEAD)
    groups = group.groups("bands", "the band")
    if not groups:
        group.required("bands")
    bands = {one: _band(one) for one in groups}
    ordered = sorted(bands.values(), key=lambda band: band.order)
    found = Bands(group.text("title"), tuple(ordered))
    mistakes += _twice(bands)
    return None if mistakes else found, tuple(mistakes)


def _band(group: Fields) -> Band:
    """Give a band; without a start it holds the lowest rates."""
    group.only(_BAND)
    name = group.text("name")
    if group.has(FROM) and group.has(ABOVE):
        group.mistakes.append(say.band_start_twice(name, group.at))
    start = optional_share(group, FROM)
    above = optional_share(group, ABOVE)
    return Band(name, (start if above is None else above) or 0.0, above is not None)


def _twice(bands: Mapping[Fields, Band]) -> Iterator[Diagnostic]:
    """Give the mistake of each band that has the name or the start of one before it."""
    named: dict[str, Fields] = {}
    starts: set[tuple[float, bool]] = set()
    for group, band in bands.items():
        first = named.setdefault(band.name, group)
        if first is not group:
            yield say.twice_named(band.name, group.at, first.at)
        elif band.order in starts:
            yield say.band_start_twice(band.name, group.at)
        starts.add(band.order)
