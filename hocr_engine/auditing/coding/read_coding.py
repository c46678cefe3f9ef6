"""Reading which facts a coding sheet asks for, with every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from hocr_engine.auditing.coding import messages as say
from hocr_engine.auditing.coding.sheet import Coded, Sheet
from hocr_engine.auditing.scheme.read_scheme import bundled_scheme
from hocr_engine.auditing.sheets.drafting import Known
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.rulebook.read import read_nodes

CODING_FORMAT: Final = "hocr.audit-coding.v1"
REQUIRED: Final = "required"
OPTIONAL: Final = "optional"


def bundled_coding() -> Path:
    """Give the file with the facts of the sheet that comes with the engine."""
    return bundled_scheme().with_name("coding-sheet.yaml")


def read_coding(
    path: Path, known: Mapping[str, Known]
) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    """Give the sheet that a file asks for, or None, and every mistake in it."""
    mistakes: list[Diagnostic] = []
    read = read_nodes(path, path.as_posix(), mistakes)
    group = None if read is None else document(read[0], CODING_FORMAT, read[1], mistakes)
    if group is None:
        return None, tuple(mistakes)
    group.only(("format", "title", REQUIRED, OPTIONAL))
    group.required(REQUIRED)
    columns = (*_columns(group, REQUIRED, known), *_columns(group, OPTIONAL, known))
    sheet = Sheet(group.text("title"), columns)
    return None if mistakes else sheet, tuple(mistakes)


def _columns(group: Fields, name: str, known: Mapping[str, Known]) -> Iterator[Coded]:
    for one in group.words(name):
        if one.text in known:
            yield Coded(one.text, known[one.text].fact, name == REQUIRED)
        else:
            group.mistakes.append(say.not_codable(one.text, known, one.at))
