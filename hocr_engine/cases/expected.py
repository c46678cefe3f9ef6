"""Reading the answers that stand beside incidents, as cases of the whole record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import evolve

from hocr_engine.cases import messages as say
from hocr_engine.cases.model import Case, CaseFile
from hocr_engine.cases.read import OUTCOMES, CaseReader, has_errors
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.fields import Fields, document
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import read_incident
from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.messages import unknown_law
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.read import read_nodes
from hocr_engine.text import Span

EXPECTED_FORMAT: Final = "hocr.expected.v1"
EXPECTED_SUFFIX: Final = ".expected.yaml"
_KEYS = ("format", "source", "law", "why", "waiting", "expect", "decided by", "assumed", "missing")


def read_expected(
    path: Path, name: str, book: Book, law: Mapping[str, Statement], mistakes: list[Diagnostic]
) -> CaseFile:
    """Give what a file expects of the incident beside it, as a single case."""
    before = len(mistakes)
    read = read_nodes(path, name, mistakes)
    group = None if read is None else document(read[0], EXPECTED_FORMAT, read[1], mistakes)
    if group is None:
        return CaseFile(name, ())
    group.only(_KEYS)
    _check_law(group, law)
    beside = path.with_name(path.name.removesuffix(EXPECTED_SUFFIX) + ".yaml")
    reader = CaseReader(book, mistakes)
    case = _case(group, reader, name)
    incident = _incident(beside, name, group, book)
    reader.check_reports(case.expectations, incident)
    waiting = group.optional("waiting") or ""
    if has_errors(mistakes[before:]):
        incident = None
    return CaseFile(name, (evolve(case, incident=incident, waiting=waiting),))


def _case(group: Fields, reader: CaseReader, name: str) -> Case:
    stem = Path(name).name.removesuffix(EXPECTED_SUFFIX)
    return Case(
        name=group.optional("why") or stem,
        at=Span(group.at.source, group.at.start, group.at.start + len("format")),
        on=None,
        incident=None,
        given=(),
        expectations=reader.expectations(group, (*OUTCOMES, "by")),
        decided_by=reader.rules(group, "decided by"),
        assumed=reader.facts(group, "assumed"),
        missing=reader.facts(group, "missing") if group.has("missing") else None,
    )


def _check_law(group: Fields, law: Mapping[str, Statement]) -> None:
    for cited in group.words("law"):
        if cited.text not in law:
            group.mistakes.append(unknown_law(cited.text, law, cited.at))


def _incident(path: Path, name: str, group: Fields, book: Book) -> Incident | None:
    if not path.is_file():
        group.mistakes.append(say.no_incident(path.name, group.at))
        return None
    found: list[Diagnostic] = []
    read = read_nodes(path, str(Path(name).with_name(path.name)), found)
    incident = None
    if read is not None and read[0]:
        incident, more = read_incident(read[0][0], book.vocabulary)
        found.extend(more)
    group.mistakes.extend(m for m in found if m.severity is Severity.ERROR)
    return incident
