"""Reading the findings that an audit kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hocr_engine import file_messages
from hocr_engine.auditing import messages as say
from hocr_engine.auditing.judging.ledger import finding_of
from hocr_engine.auditing.model import Judged
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_json_lines

AT_ONCE: Final = 1_000_000


def read_ledger(path: Path) -> Iterator[Judged | Diagnostic]:
    """Give the findings of a file, or what is wrong with a line of it, in order."""
    nowhere = Span(Source("", str(path)), 0, 0)
    try:
        with path.open("rb") as file:
            before = 0
            while lines := file.readlines(AT_ONCE):
                text = b"".join(lines).decode("utf-8", "replace")
                yield from _findings(Source(text, str(path), before))
                before += len(lines)
    except FileNotFoundError:
        yield file_messages.not_found(nowhere)
    except OSError:
        yield file_messages.not_allowed(nowhere)


def _findings(source: Source) -> Iterator[Judged | Diagnostic]:
    for node, mistakes in read_json_lines(source):
        yield from mistakes
        if node is not None:
            found = finding_of(node)
            yield say.not_a_finding(node.at) if found is None else found
