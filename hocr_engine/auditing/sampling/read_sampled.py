"""Reading what a sample is drawn from: incidents with their strata, and earlier samples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import define, field

from hocr_engine.auditing import messages
from hocr_engine.auditing.batch.desk import Lines
from hocr_engine.auditing.batch.read_parts import read_parts
from hocr_engine.auditing.sampling import messages as say
from hocr_engine.auditing.sampling.sampling import Earlier, Input, earlier_of
from hocr_engine.auditing.sheets.read_sheet import TABLES, read_sheet
from hocr_engine.auditing.sheets.rows import Cells, SheetRow, cells_of, told
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.nodes import Mapping, Node, Scalar
from hocr_engine.read_text import read_file
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_json, read_json_lines

AT_ONCE: Final = 1_000_000
ONLY: Final = "all"


@define
class Sampled:
    """
    The incidents that a sample is drawn from, each with its stratum, and what was left out.

    `key` is the column of the incident and `by` that of its stratum, in JSON Lines paths; without
    `by` there is one stratum. `bad` counts rows listed, `again` those on an incident read before.
    """

    key: str
    by: str = ""
    strata: dict[str, str] = field(factory=dict)
    inputs: list[Input] = field(factory=list)
    bad: int = 0
    again: int = 0
    _torn: set[str] = field(factory=set)

    def read(self, paths: Iterable[Path]) -> Iterator[str]:
        """Take the incidents of files, and give what is wrong with each row left out."""
        for path in paths:
            rows = 0
            for line in self._table(path) if path.suffix in TABLES else self._lines(path):
                rows += 1
                if line:
                    self.bad += 1
                    yield line
            if path.is_file():
                self.inputs.append(Input(path.name, _hash_of(path), rows))
        for incident in self._torn:
            del self.strata[incident]
        # The row that was kept until another differed is out as well.
        self.bad += len(self._torn)

    def _table(self, path: Path) -> Iterator[str]:
        for row in read_sheet(path):
            if isinstance(row, Diagnostic):
                yield told(row)
                continue
            columns = tuple(filter(None, (self.key, self.by)))
            if missing := [name for name in columns if name not in row.cells]:
                yield _lacking(missing[0], row)
                return
            cells = cells_of(row, columns)
            places = cells.at(self.key), cells.at(self.by)
            yield self._add(cells.text(self.key), cells.text(self.by), places, cells)

    def _lines(self, path: Path) -> Iterator[str]:
        for part in read_parts([(path, "")]):
            if isinstance(part, Diagnostic):
                yield told(part)
            elif isinstance(part, Lines):
                source = Source(part.text, part.file, part.before)
                for node, mistakes in read_json_lines(source):
                    yield told(mistakes[0]) if node is None else self._record(node)

    def _record(self, node: Node) -> str:
        key, by = _at_path(node, self.key), _at_path(node, self.by)
        places = tuple(node.at if one is None else one.at for one in (key, by))
        return self._add(key.text if key else "", by.text if by else "", places, None)

    def _add(
        self, incident: str, stratum: str, places: tuple[Span, ...], cells: Cells | None
    ) -> str:
        """Keep an incident, and give what is wrong with its row, or nothing."""
        if not incident:
            return told(messages.without_key("incident", places[0]), cells)
        if self.by and not stratum:
            return told(messages.without_key("stratum", places[1]), cells)
        there = self.strata.get(incident)
        if there is None:
            self.strata[incident] = stratum or ONLY
        elif self.by and there != stratum:
            self._torn.add(incident)
            return told(say.in_two_strata(incident, there, stratum, places[1]), cells)
        else:
            self.again += 1
        return ""


def _lacking(name: str, row: SheetRow) -> str:
    return told(messages.no_such_column(name, row.cells, Span(Source("", row.file), 0, 0)))


def _at_path(node: Node, path: str) -> Scalar | None:
    found: Node | None = node
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Scalar) and not found.is_null else None


def _hash_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            digest.update(part)
    return digest.hexdigest()


def read_earlier(path: Path) -> tuple[Earlier | None, tuple[Diagnostic, ...]]:
    """Give what the manifest of an earlier sample says, or None with what is wrong with it."""
    source, mistakes = read_file(path)
    if source is None:
        return None, mistakes
    node, mistakes = read_json(source)
    found = None if node is None else earlier_of(node)
    if node is not None and found is None:
        mistakes = (*mistakes, say.not_a_sample(node.at))
    return found, mistakes
