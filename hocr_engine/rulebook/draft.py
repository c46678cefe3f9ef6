"""A rulebook read from its files and checked, as far as one mistake does not hide another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from hocr_engine.collecting import without_collecting
from hocr_engine.diagnostic import Diagnostic, Severity, in_reading_order
from hocr_engine.fields import Fields, document
from hocr_engine.incident.model import Element
from hocr_engine.rulebook import messages as say
from hocr_engine.rulebook.check import check_book
from hocr_engine.rulebook.law import Statement, read_law
from hocr_engine.rulebook.load import Draft
from hocr_engine.rulebook.model import Book, Topic
from hocr_engine.rulebook.needs import check_needs
from hocr_engine.rulebook.not_encoded import NotEncoded, read_not_encoded
from hocr_engine.rulebook.read import (
    NOT_ENCODED,
    STEPS,
    Folder,
    fingerprint,
    folder_of,
    read_all,
    read_nodes,
    read_source,
)
from hocr_engine.rulebook.read_data import read_data
from hocr_engine.rulebook.read_decisions import Decisions, read_decisions
from hocr_engine.rulebook.read_rules import read_topic
from hocr_engine.rulebook.read_steps import read_steps
from hocr_engine.rulebook.read_undeclared import read_undeclared
from hocr_engine.rulebook.steps import CountingStep
from hocr_engine.text import Source, Span
from hocr_engine.vocabulary.check import check_definitions
from hocr_engine.vocabulary.model import Vocabulary
from hocr_engine.vocabulary.read import read_definitions, read_vocabulary

RULEBOOK_FORMAT = "hocr.rulebook.v1"


@frozen
class Head:
    """What `rulebook.yaml` says of the book."""

    title: str
    edition: date
    covers: str
    supports: str


@without_collecting
def drafted(root: Path) -> Draft:
    """Give a folder's rulebook as far as it can be read from its files."""
    if not (root / "rulebook.yaml").is_file():
        return Draft(None, (say.no_rulebook(Span(Source("", str(root)), 0, 0)),))
    mistakes: list[Diagnostic] = []
    draft = _draft(folder_of(root), mistakes)
    return evolve(draft, mistakes=in_reading_order(mistakes))


def read_law_index(root: Path, mistakes: list[Diagnostic]) -> dict[str, Statement]:
    """Give the law index of a rulebook's folder."""
    folder = folder_of(root)
    return dict(read_law(read_all(folder.law, folder, mistakes), mistakes))


def read_left_out(root: Path, mistakes: list[Diagnostic]) -> tuple[NotEncoded, ...]:
    """Give the statements of the law index that a rulebook's folder leaves out, with reasons."""
    folder = folder_of(root)
    path = folder.root / NOT_ENCODED
    found = read_nodes(path, folder.name(path), mistakes) if path.is_file() else None
    return () if found is None else read_not_encoded(*found, mistakes)


def _errors(mistakes: Iterable[Diagnostic]) -> bool:
    return any(mistake.severity is Severity.ERROR for mistake in mistakes)


def _draft(folder: Folder, mistakes: list[Diagnostic]) -> Draft:
    head = _head(folder, mistakes)
    vocabulary = _vocabulary(folder, mistakes)
    path = folder.root / "decisions.yaml"
    nodes, start = read_nodes(path, folder.name(path), mistakes) or ((), Span(Source(""), 0, 0))
    decisions, layers = read_decisions(nodes, start, mistakes) if nodes else ({}, ())
    rows, data = _rows(folder, vocabulary, mistakes)
    declared = not _errors(mistakes)
    declared_in = (decisions, layers) if nodes else None
    topics = [read_file_of_rules(path, folder, declared_in, mistakes) for path in folder.topics]
    whole = bool(nodes) and None not in topics
    if head is None:
        return Draft(None, ())
    book = Book(
        title=head.title,
        edition=head.edition,
        covers=head.covers,
        supports=head.supports,
        vocabulary=vocabulary,
        decisions=decisions,
        layers=layers,
        topics=tuple(topic for topic in topics if topic is not None),
        rows=rows,
        fingerprint=fingerprint(folder, data),
        root=folder.root,
        steps=_steps(folder, mistakes),
    )
    # Where the declarations are wrong, every rule that uses them would seem wrong as well.
    if declared:
        mistakes.extend((*check_needs(book, start), *without_lost(check_book(book), whole=whole)))
    return Draft(book, (), declared, whole)


def _steps(folder: Folder, mistakes: list[Diagnostic]) -> tuple[CountingStep, ...]:
    path = folder.root / STEPS
    found = read_nodes(path, folder.name(path), mistakes) if path.is_file() else None
    return () if found is None else read_steps(*found, mistakes)


def read_file_of_rules(
    path: Path,
    folder: Folder,
    declared: Decisions | None,
    mistakes: list[Diagnostic],
) -> Topic | None:
    """Give the topic of a file, or None where it cannot be told what it decides."""
    read = read_nodes(path, folder.name(path), mistakes)
    if read is None:
        return None
    topic_id = path.relative_to(folder.root).with_suffix("").as_posix()
    if declared is None:
        return read_undeclared(*read, topic_id, mistakes)
    return read_topic(*read, topic_id, *declared, mistakes)


def without_lost(found: Iterable[Diagnostic], *, whole: bool) -> Iterator[Diagnostic]:
    """Give what is wrong in a book; a rule it lacks may stand in a file that cannot be read."""
    return (mistake for mistake in found if whole or mistake.code != say.UNKNOWN_RULE)


def _vocabulary(folder: Folder, mistakes: list[Diagnostic]) -> Vocabulary:
    vocabulary = read_vocabulary(read_all(folder.vocabulary, folder, mistakes), mistakes)
    definitions = read_definitions(read_all(folder.definitions, folder, mistakes), mistakes)
    whole = evolve(vocabulary, definitions=definitions)
    mistakes.extend(check_definitions(whole))
    return whole


def _head(folder: Folder, mistakes: list[Diagnostic]) -> Head | None:
    path = folder.root / "rulebook.yaml"
    found = read_nodes(path, folder.name(path), mistakes)
    group: Fields | None = None
    if found is not None:
        group = document(*found[:1], RULEBOOK_FORMAT, found[1], mistakes)
    if group is None:
        return None
    group.only(("format", "title", "edition", "covers", "supports"))
    group.required("edition")
    edition = group.day("edition") or date.max
    return Head(group.text("title"), edition, group.text("covers"), group.text("supports"))


def _rows(
    folder: Folder, vocabulary: Vocabulary, mistakes: list[Diagnostic]
) -> tuple[dict[str, dict[str, Element]], list[Path]]:
    rows: dict[str, dict[str, Element]] = {}
    paths: list[Path] = []
    for kind in vocabulary.kinds.values():
        if kind.data is None:
            continue
        path = (folder.root / kind.data).resolve()
        if not path.is_relative_to(folder.root):
            mistakes.append(say.data_outside(kind.at))
            continue
        source = read_source(path, folder.name(path), mistakes)
        if source is not None:
            rows[kind.name] = read_data(source, kind, mistakes)
            paths.append(path)
    return rows, paths
