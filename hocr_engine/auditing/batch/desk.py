"""Auditing a batch part by part: each part read, joined, decided and judged by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from hocr_engine.auditing import messages as say
from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.judging.judging import judged
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.scheme.model import LABEL
from hocr_engine.auditing.sheets.mapping import Columns, Mappings, labels_of, record_of
from hocr_engine.auditing.sheets.rows import Cells, SheetRow, cells_of, place_of, told
from hocr_engine.comparison.records import ALLEGATION, RECORDED
from hocr_engine.decision import decide
from hocr_engine.decision.developments import check_developments
from hocr_engine.decision.rulings import check_rulings
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.nodes import Entry, Node, Scalar
from hocr_engine.nodes import Mapping as Group
from hocr_engine.nodes import Sequence as Listed
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_json, read_json_lines, read_yaml

SAMPLE: Final = f"{LABEL}sample"
# What the only allegation of a record is called where it has no id of its own.
FIRST_ALLEGATION: Final = f"{ALLEGATION}-1"


@frozen
class Lines:
    """Some lines of a file of JSON Lines, with how many lines stand before them."""

    file: str
    before: int
    text: str = field(repr=False)
    sample: str = ""


@frozen
class Document:
    """A whole file of YAML or JSON."""

    source: Source = field(repr=False)
    sample: str = ""


@frozen
class Rows:
    """Some rows of a table."""

    rows: tuple[SheetRow, ...]
    sample: str = ""


Part: TypeAlias = Lines | Document | Rows


@frozen
class Joined:
    """
    One record with the crimes recorded for it, before it is read as an incident.

    `mistakes` are those of its row, `of_crimes` those of its crimes, each on one line.
    """

    node: Node
    labels: Mapping[str, str]
    cells: Cells | None = None
    mistakes: tuple[Diagnostic, ...] = ()
    of_crimes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Give the id that it has, or nothing."""
        return _id_of(self.node)


@frozen
class Outcome:
    """
    What became of one incident: everything judged in it, or what keeps it from being audited.

    `told` are its mistakes and remarks, each on one line; `place` is where it stands, and `sample`
    the sample that it belongs to.
    """

    incident: str
    judged: tuple[Judged, ...]
    told: tuple[str, ...] = ()
    is_bad: bool = False
    place: str = ""
    sample: str = ""


@frozen
class Desk:
    """What is needed to audit an incident: the rules, the facts asked for, mappings and crimes."""

    book: Book = field(repr=False)
    facts: tuple[str, ...] = ()
    mappings: Mappings = field(factory=Mappings)
    crimes: Crimes | None = None

    def lacking(self, row: SheetRow) -> tuple[Diagnostic, ...]:
        """Give what keeps a table from being read: no mapping, or columns that it lacks."""
        return lacking(self.mappings.incidents, row)

    def outcomes(self, part: Part) -> Iterator[Outcome]:
        """Give what became of each incident of a part, in its order."""
        for one in self.joined(part):
            yield one if isinstance(one, Outcome) else self._outcome(one)

    def joined(self, part: Part) -> Iterator[Joined | Outcome]:
        """Give each record of a part with the crimes recorded for it, or what is no record."""
        match part:
            case Lines():
                yield from self._lines(part)
            case Document():
                yield from self._document(part)
            case Rows():
                yield from (self._row(row, part.sample) for row in part.rows)

    def read(self, one: Joined) -> tuple[Incident | None, tuple[str, ...]]:
        """Give the incident that a record is, or None, and each mistake and remark on a line."""
        incident, found = None, list(one.mistakes)
        if not found:
            incident, found = self._read(one.node)
        lines = (*(told(mistake, one.cells) for mistake in found), *one.of_crimes)
        is_bad = any(mistake.severity is Severity.ERROR for mistake in found)
        return (None if is_bad or one.of_crimes else incident), lines

    def _outcome(self, one: Joined) -> Outcome:
        incident, lines = self.read(one)
        return Outcome(
            incident=one.id if incident is None else incident.id,
            judged=() if incident is None else self._judged(incident, one.labels),
            told=lines,
            is_bad=incident is None,
            place=place_of(one.node.at, one.cells),
            sample=one.labels.get(SAMPLE, ""),
        )

    def _lines(self, part: Lines) -> Iterator[Joined | Outcome]:
        source = Source(part.text, part.file, part.before)
        for node, mistakes in read_json_lines(source):
            if node is None:
                yield Outcome("", (), tuple(map(told, mistakes)), is_bad=True)
            else:
                yield self._joined(Joined(node, _sample(part.sample), mistakes=tuple(mistakes)))

    def _document(self, part: Document) -> Iterator[Joined | Outcome]:
        nodes: tuple[Node, ...]
        if Path(part.source.name).suffix == ".json":
            found, mistakes = read_json(part.source)
            nodes = () if found is None else (found,)
        else:
            nodes, mistakes = read_yaml(part.source)
        if any(one.severity is Severity.ERROR for one in mistakes):
            yield Outcome("", (), tuple(map(told, mistakes)), is_bad=True)
            return
        for node in nodes:
            for one in node.items if isinstance(node, Listed) else (node,):
                yield self._joined(Joined(one, _sample(part.sample)))

    def _row(self, row: SheetRow, sample: str) -> Joined:
        columns = self.mappings.incidents
        assert columns is not None
        cells, mistakes = cells_of(row, columns.used), list[Diagnostic]()
        node = record_of(columns, cells, {"format": INCIDENT_FORMAT}, mistakes)
        labels = {**_sample(sample), **labels_of(columns, cells, mistakes)}
        return self._joined(Joined(node, labels, cells, tuple(mistakes)))

    def _read(self, node: Node) -> tuple[Incident | None, list[Diagnostic]]:
        incident, found = read_incident(node, self.book.vocabulary)
        mistakes = list(found)
        if incident is not None:
            mistakes += check_rulings(self.book, incident)
            mistakes += check_developments(self.book, incident)
        return incident, mistakes

    def _judged(self, incident: Incident, labels: Mapping[str, str]) -> tuple[Judged, ...]:
        return judged(decide(self.book, incident), self.facts, labels)

    def _joined(self, one: Joined) -> Joined:
        """Give a record with the crimes recorded for it, and what is wrong with those."""
        columns, node = self.mappings.crimes, one.node
        if self.crimes is None or columns is None or not isinstance(node, Group):
            return one
        lines: list[str] = []
        records = []
        for row in self.crimes.of(_id_of(node)):
            cells, mistakes = cells_of(row, columns.used), list[Diagnostic]()
            records.append(record_of(columns, cells, _about(node), mistakes))
            lines += [told(mistake, cells) for mistake in mistakes]
        there = node.get(RECORDED)
        items = there.items if isinstance(there, Listed) else ()
        entries = [entry for entry in node.entries if entry.key.text != RECORDED]
        recorded = Entry(Scalar(RECORDED, node.at), Listed((*items, *records), node.at))
        return evolve(one, node=Group((*entries, recorded), node.at), of_crimes=tuple(lines))


def _about(node: Group) -> dict[str, str]:
    """
    Give what a crime recorded for an incident is about where it does not say.

    Only where one allegation is all that the incident holds.
    """
    only = node.get(ALLEGATION)
    if not isinstance(only, Group):
        return {}
    return {ALLEGATION: _id_of(only) or FIRST_ALLEGATION}


def _sample(name: str) -> dict[str, str]:
    return {SAMPLE: name} if name else {}


def _id_of(node: Node) -> str:
    found = node.get("id") if isinstance(node, Group) else None
    return found.text if isinstance(found, Scalar) else ""


def lacking(columns: Columns | None, row: SheetRow) -> tuple[Diagnostic, ...]:
    """Give what keeps a table from being read as a mapping says, from any of its rows."""
    nowhere = Span(Source("", row.file), 0, 0)
    if columns is None:
        return (say.no_mapping(row.file, nowhere),)
    missing = (name for name in columns.needed if name not in row.cells)
    return tuple(say.no_such_column(name, row.cells, nowhere) for name in missing)
