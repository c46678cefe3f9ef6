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

EXPECTED_FORMAT: Final = "hocr.expected.v1"
EXPECTED_SUFFIX: Final = ".expected.yaml"
_ANSWER_KEYS = ("law", "why", "expect", "decided by", "assumed", "missing")
_KEYS = ("format", "source", "waiting", "under", *_ANSWER_KEYS)


def read_expected(
    path: Path, name: str, book: Book, law: Mapping[str, Statement], mistakes: list[Diagnostic]
) -> CaseFile:
    """Give what a file expects of the incident beside it, at its own date and under others."""
    before = len(mistakes)
    read = read_nodes(path, name, mistakes)
    group = None if read is None else document(read[0], EXPECTED_FORMAT, read[1], mistakes)
    if group is None:
        return CaseFile(name, ())
    group.only(_KEYS)
    beside = path.with_name(path.name.removesuffix(EXPECTED_SUFFIX) + ".yaml")
    reader = CaseReader(book, mistakes)
    under = group.groups("under", "what is expected") if group.has("under") else ()
    for one in under:
        one.only(("on", *_ANSWER_KEYS))
        one.required("on")
    groups = (group, *under)
    for one in groups:
        _check_law(one, law)
    incident = _incident(beside, name, group, book)
    cases = tuple(_case(one, reader, name) for one in groups)
    for case in cases:
        reader.check_reports(case.expectations, incident)
    waiting = group.optional("waiting") or ""
    if has_errors(mistakes[before:]):
        incident = None
    return CaseFile(name, tuple(evolve(c, incident=incident, waiting=waiting) for c in cases))


def _case(group: Fields, reader: CaseReader, name: str) -> Case:
    stem = Path(name).name.removesuffix(EXPECTED_SUFFIX)
    key = next((entry.key.at for entry in group.node.entries), group.at)
    return Case(
        name=group.optional("why") or stem,
        at=key,
        on=None,
        under=group.day("on") if group.has("on") else None,
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
