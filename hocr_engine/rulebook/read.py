"""Reading a rulebook's folder: which files there are, their texts and their nodes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.nodes import Node
from hocr_engine.read_text import read_file
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_yaml

CASES_SUFFIX: Final = ".cases.yaml"
VOCABULARY: Final = "vocabulary"
DEFINITIONS: Final = "definitions"
LAW: Final = "law"
STEPS: Final = "counting/steps.yaml"
NOT_ENCODED: Final = "law/not-encoded.yaml"
HEAD_FILES: Final = ("rulebook.yaml", "decisions.yaml", STEPS)
IN_TREE: Final = Path(__file__).parents[2] / "rules"
IN_WHEEL: Final = Path(__file__).parents[1] / "bundled" / "rules"


@frozen
class Folder:
    """The files of a rulebook by what they hold, each in the order of their paths."""

    root: Path
    shown: str
    vocabulary: tuple[Path, ...]
    definitions: tuple[Path, ...]
    topics: tuple[Path, ...]
    cases: tuple[Path, ...]
    law: tuple[Path, ...]

    def name(self, path: Path) -> str:
        """Give a file's path as messages show it."""
        relative = path.relative_to(self.root).as_posix()
        return f"{self.shown}/{relative}" if self.shown else relative


def bundled() -> Path:
    """Give the folder of the rules that come with the engine."""
    return IN_WHEEL if IN_WHEEL.is_dir() else IN_TREE


def folder_of(root: Path) -> Folder:
    """Give the files of a rulebook's folder; links that lead out of it are left out."""
    base = root.resolve()
    files = sorted(
        path
        for path in base.rglob("*.yaml")
        if path.is_file() and path.resolve().is_relative_to(base)
    )
    kept: dict[str, list[Path]] = {VOCABULARY: [], DEFINITIONS: [], LAW: [], "": [], "cases": []}
    for path in files:
        relative = path.relative_to(base)
        if relative.as_posix() in (*HEAD_FILES, NOT_ENCODED):
            continue
        if path.name.endswith(CASES_SUFFIX):
            kept["cases"].append(path)
        else:
            first = relative.parts[0]
            kept[first if first in (VOCABULARY, DEFINITIONS, LAW) else ""].append(path)
    return Folder(
        base,
        root.as_posix().rstrip("/"),
        tuple(kept[VOCABULARY]),
        tuple(kept[DEFINITIONS]),
        tuple(kept[""]),
        tuple(kept["cases"]),
        tuple(kept[LAW]),
    )


def read_nodes(
    path: Path, name: str, mistakes: list[Diagnostic]
) -> tuple[tuple[Node, ...], Span] | None:
    """Give the documents of a YAML file with the place of its start, or None where unreadable."""
    source, problems = read_file(path, name=name)
    mistakes.extend(problems)
    if source is None:
        return None
    nodes, problems = read_yaml(source)
    mistakes.extend(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None
    return nodes, Span(source, 0, 0)


def read_all(
    paths: Iterable[Path], folder: Folder, mistakes: list[Diagnostic]
) -> Iterator[tuple[tuple[Node, ...], Span]]:
    """Give the documents of several files, leaving out what cannot be read."""
    for path in paths:
        found = read_nodes(path, folder.name(path), mistakes)
        if found is not None:
            yield found


def read_source(path: Path, name: str, mistakes: list[Diagnostic]) -> Source | None:
    """Give a text that lies beside the rules, or None where it cannot be read."""
    source, problems = read_file(path, name=name)
    mistakes.extend(problems)
    return source


def fingerprint(folder: Folder, data: Iterable[Path]) -> str:
    """Give a hash of everything that can change a decision: rules, vocabulary and data."""
    heads = (folder.root / name for name in HEAD_FILES)
    paths = (*heads, *folder.vocabulary, *folder.definitions, *folder.topics, *data)
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(path.relative_to(folder.root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
