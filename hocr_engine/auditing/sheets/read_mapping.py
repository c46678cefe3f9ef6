"""Reading a mapping: which column of a force's table is which fact, with every mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from hocr_engine.auditing import messages as say
from hocr_engine.auditing.scheme.model import LABEL
from hocr_engine.auditing.sheets.mapping import Column, Columns, Mappings
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document, fields
from hocr_engine.nodes import Mapping, Scalar
from hocr_engine.rulebook.read import read_nodes

MAPPING_FORMAT: Final = "hocr.audit-mapping.v1"
_COLUMN: Final = ("from", "always", "values", "otherwise", "written")
_NOTHING: Final = ("says nothing",)


def read_mapping(path: Path) -> tuple[Mappings | None, tuple[Diagnostic, ...]]:
    """Give what a mapping file says, or None, and every mistake in it."""
    mistakes: list[Diagnostic] = []
    read = read_nodes(path, path.as_posix(), mistakes)
    group = None if read is None else document(read[0], MAPPING_FORMAT, read[1], mistakes)
    if group is None:
        return None, tuple(mistakes)
    group.only(("format", "incidents", "crimes"))
    incidents, crimes = group.group("incidents", "the table"), group.group("crimes", "the table")
    found = Mappings(
        incidents=None if incidents is None else _columns(incidents, ("id",)),
        crimes=None if crimes is None else _columns(crimes, ("incident",)),
    )
    return None if mistakes else found, tuple(mistakes)


def _columns(group: Fields, required: Iterable[str]) -> Columns:
    group.only(("id", "incident", "facts", "labels"))
    for name in required:
        group.text(name)
    return Columns(
        key=group.optional("id") or "",
        incident=group.optional("incident") or "",
        facts=tuple(_each(group, "facts", "")),
        labels=tuple(_each(group, "labels", LABEL)),
    )


def _each(group: Fields, name: str, before: str) -> Iterator[Column]:
    inner = group.group(name, f"the {name}")
    for entry in () if inner is None else inner.node.entries:
        called = f"{before}{entry.key.text}"
        if isinstance(entry.value, Scalar):
            yield Column(called, entry.value.text, at=entry.key.at)
            continue
        found = fields(entry.value, "the column", group.mistakes)
        if found is not None:
            yield _column(called, found, entry.key)


def _column(called: str, group: Fields, key: Scalar) -> Column:
    group.only(_COLUMN)
    if group.has("from") is group.has("always"):
        group.mistakes.append(say.from_or_always(key.text, key.at))
    values = group.node.get("values")
    words = values.entries if isinstance(values, Mapping) else ()
    if values is not None and not words:
        fields(values, "the words", group.mistakes)
    return Column(
        fact=called,
        column=group.optional("from") or "",
        always=group.optional("always") or "",
        values={one.key.text: one.value.text for one in words if isinstance(one.value, Scalar)},
        written=group.optional("written") or "",
        partial=bool(group.optional_word("otherwise", _NOTHING)),
        at=key.at,
    )
