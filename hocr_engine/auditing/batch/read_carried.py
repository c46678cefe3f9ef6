"""Reading a stream that is carried over from an earlier audit, from the findings it kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from hocr_engine.auditing.judging.read_ledger import read_ledger
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.scheme.model import Scheme
from hocr_engine.diagnostic import Diagnostic


def read_carried(path: Path, stream: str, scheme: Scheme) -> Iterator[Judged | Diagnostic]:
    """
    Give the findings of a file that belong to a stream, marked as carried over for it.

    What that audit had itself carried over is carried on under the name of its first source. A
    line that is no finding is given as what is wrong with it.
    """
    for one in read_ledger(path):
        if isinstance(one, Diagnostic):
            yield one
        elif one.carried in ("", stream) and scheme.takes(scheme.streams[stream], one):
            yield evolve(one, carried=stream, carried_from=one.carried_from or path.name)
