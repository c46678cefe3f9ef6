"""
Documents of bad files: under each heading some files, and what their author is told about them.

A document is Markdown that anybody can read and write. Above each file stands its name; the last
block of a section is the report: every mistake of the files, in reading order.
With `--record` the sentences of the reports are written anew, and nothing else: where a place or a
code has changed, only a person may change the report.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from attrs import frozen

from hocr_engine.cases.review import unknown_laws
from hocr_engine.decision.rulings import check_rulings
from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.nodes import Node
from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.rulebook.load import load, read_book
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_json, read_yaml

TESTS: Final = Path(__file__).parents[1]
SMALL: Final = TESTS / "rulebook" / "small"
DOCUMENTS: Final = tuple(sorted(TESTS.glob("*/bad/*.md")))
_SECTION = re.compile(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^`([\w./-]+)`\n+```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
_REPORT = re.compile(r"^```text\n(.*?)^```\n*\Z", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"^[\w./-]+:\d+:\d+: [a-z-]+:", re.MULTILINE)


@frozen
class Section:
    """One mistake, or several of a kind: the files that hold it, and the report of them."""

    document: Path
    title: str
    files: tuple[tuple[str, str], ...]
    report: str

    @property
    def name(self) -> str:
        """Give the name by which tests call it."""
        return f"{self.document.parent.parent.name}/{self.document.stem}: {self.title}"

    @property
    def places(self) -> list[str]:
        """Give each mistake's file, line, column and code."""
        return _PLACE.findall(self.report)

    def found(self) -> str:
        """Give the report that the engine makes of the files."""
        (name, text), *_ = self.files
        if INCIDENT_FORMAT in text.replace("v2", "v1"):
            return written(mistakes_in_incident(Source(text, name)))
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "rules"
            shutil.copytree(SMALL, root)
            for name, text in self.files:
                place = root / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8")
            return written(mistakes_in_book(root)).replace(f"{root.as_posix()}/", "")


def sections(document: Path) -> list[Section]:
    """Give the sections of a document."""
    found = []
    for title, body in _SECTION.findall(document.read_text(encoding="utf-8")):
        report = _REPORT.search(body)
        files = tuple((name, text) for name, text in _FILE.findall(body))
        assert files, f"{document.name}: {title} has no file"
        found.append(Section(document, title, files, report[1] if report else ""))
    return found


def mistakes_in_book(root: Path) -> tuple[Diagnostic, ...]:
    """Give what is wrong with a rulebook; where anything is, there is no rulebook."""
    book, mistakes = read_book(root)
    assert (book is None) == bool(mistakes)
    if book is None:
        return mistakes
    more: list[Diagnostic] = []
    law = read_law_index(root, more)
    return in_reading_order([*more, *unknown_laws(book, law)])


def mistakes_in_incident(source: Source) -> tuple[Diagnostic, ...]:
    """Give what is wrong with an incident, read with the facts of the small rulebook."""
    book = load(SMALL)
    node, mistakes = read_json(source) if source.name.endswith(".json") else _first(source)
    assert node is not None
    assert mistakes == ()
    incident, mistakes = read_incident(node, book.vocabulary)
    return mistakes if incident is None else (*mistakes, *check_rulings(book, incident))


def _first(source: Source) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    nodes, mistakes = read_yaml(source)
    return nodes[0], mistakes


def written(mistakes: Iterable[Diagnostic]) -> str:
    """Give mistakes as the documents write them."""
    lines = []
    for mistake in mistakes:
        at = mistake.at
        lines.append(f"{at.source.name}:{at.line}:{at.column}: {mistake.code}: {mistake.message}")
        for label, place in mistake.related:
            lines.append(f"    {place.source.name}:{place.line}:{place.column}: {label}")
        if mistake.help:
            lines.append(f"    help: {mistake.help}")
    return "".join(f"{line}\n" for line in lines)


def rewrite(section: Section, found: str) -> None:
    """Write the report of a section anew, where only its sentences have changed."""
    assert _PLACE.findall(found) == section.places, "a place or a code has changed"
    text = section.document.read_text(encoding="utf-8")
    before = text.index(f"## {section.title}\n")
    rest = text[before:].replace(f"```text\n{section.report}```", f"```text\n{found}```", 1)
    section.document.write_text(text[:before] + rest, encoding="utf-8")
