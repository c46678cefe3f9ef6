"""What is noted below a table: why figures are missing, and how intervals were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.model import Figure, Row
from hocr_engine.estimating.model import Estimate, NotEstimable


def reasons(rows: Sequence[Row]) -> Iterator[str]:
    """Give why figures are missing, and by which methods intervals were made, each once."""
    lacking: dict[str, list[str]] = {}
    bare: dict[str, list[str]] = {}
    methods: dict[str, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            _note(row.head, cell.figure, (lacking, bare, methods))
    yield from (say.reason(dict.fromkeys(heads), why) for why, heads in lacking.items())
    yield from (say.no_interval(dict.fromkeys(heads), why) for why, heads in bare.items())
    yield from (say.methods(dict.fromkeys(heads), how) for how, heads in methods.items())


def _note(head: str, figure: Figure, into: tuple[dict[str, list[str]], ...]) -> None:
    lacking, bare, methods = into
    if isinstance(figure, NotEstimable):
        lacking.setdefault(figure.why, []).append(head)
    elif isinstance(figure, Estimate) and isinstance(figure.interval, NotEstimable):
        bare.setdefault(figure.interval.why, []).append(head)
    elif isinstance(figure, Estimate) and not isinstance(figure.interval, NotEstimable):
        methods.setdefault(figure.interval.method.value, []).append(head)
