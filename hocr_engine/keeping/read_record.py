"""Reading decision records again, those of earlier versions as well."""

from __future__ import annotations

import json

from hocr_engine.decision.record import DECISION_FORMAT
from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.fields import Fields, fields
from hocr_engine.keeping import messages as say
from hocr_engine.keeping.model import Kept
from hocr_engine.nodes import Mapping, Node, Scalar, Sequence
from hocr_engine.text import Span

REJECTED_FORMAT = "hocr.rejected.v1"

Read = tuple[Kept | None, tuple[Diagnostic, ...]]


def read_record(node: Node) -> Read:
    """Give a decision record, or None and every mistake that keeps it from being replayed."""
    mistakes: list[Diagnostic] = []
    group = fields(node, "the record", mistakes)
    if group is None or not _is_declared(group):
        return None, in_reading_order(mistakes)
    kept = _kept(group)
    return (None if mistakes else kept), in_reading_order(mistakes)


def _is_declared(group: Fields) -> bool:
    written = group.node.get("format")
    declared = written.text if isinstance(written, Scalar) else ""
    at = group.at if written is None else written.at
    if declared == REJECTED_FORMAT:
        group.mistakes.append(say.nothing_decided(at))
    elif declared != DECISION_FORMAT:
        group.mistakes.append(say.not_a_record(declared, at))
    return declared == DECISION_FORMAT


def _kept(group: Fields) -> Kept | None:
    """Give what a replay needs of a record; what it only compares may be anything."""
    incident, engine = group.text("incident"), group.text("engine")
    group.required("rulebook")
    book = group.group("rulebook", "the rulebook of the record")
    if book is None:
        return None
    fingerprint, edition = book.text("fingerprint"), book.text("edition")
    group.required("reports")
    for report in group.groups("reports", "a report of the record"):
        _check_report(report)
    node = group.node.get("on")
    on = None if isinstance(node, Scalar) and node.is_null else group.day("on")
    data = data_of(group.node)
    assert isinstance(data, dict)
    return Kept(
        data=data,
        incident=incident,
        incident_hash=group.optional("incident_hash") or "",
        engine=engine,
        edition=edition,
        fingerprint=fingerprint,
        on=on,
        strict=_is_strict(group),
        at=_place(group, "incident"),
        by=_place(book, "fingerprint"),
    )


def _is_strict(group: Fields) -> bool:
    node = group.required("strict")
    if node is None:
        return False
    said = data_of(node)
    if not isinstance(said, bool):
        group.mistakes.append(say.not_strict_or_not(node.at))
    return said is True


def _check_report(report: Fields) -> None:
    report.text("at")
    report.required("edition")
    report.day("edition")
    report.required("actions")
    for action in report.groups("actions", "an action of the record"):
        action.text("id")
        action.text("line")


def _place(group: Fields, name: str) -> Span:
    node = group.node.get(name)
    return group.at if node is None else node.at


def data_of(node: Node) -> object:
    """Give what a JSON text says, with its numbers, `true`, `false` and `null`."""
    match node:
        case Mapping():
            return {entry.key.text: data_of(entry.value) for entry in node.entries}
        case Sequence():
            return [data_of(item) for item in node.items]
        case Scalar(style="plain"):
            return _word(node.text)
        case Scalar():
            return node.text


def _word(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        # A number of more digits than anybody reads; records have none, so that it differs.
        return text
