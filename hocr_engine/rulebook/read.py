"""Reading a rulebook's folder: which files there are, their texts and their nodes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.text import Source, Span

if TYPE_CHECKING:
    from hocr_engine.nodes import Node

CASES: Final = "cases"
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
    kept: dict[str, list[Path]] = {VOCABULARY: [], DEFINITIONS: [], LAW: [], "": [], CASES: []}
    for relative in yaml_files(base):
        if relative not in (*HEAD_FILES, NOT_ENCODED):
            kept[section_of(relative)].append(base / relative)
    return Folder(
        base,
        root.as_posix().rstrip("/"),
        tuple(kept[VOCABULARY]),
        tuple(kept[DEFINITIONS]),
        tuple(kept[""]),
        tuple(kept[CASES]),
        tuple(kept[LAW]),
    )


def yaml_files(base: Path) -> list[str]:
    """Give the YAML files of a folder, by their paths below it, in the order of their parts."""
    found = [path for path in _below(os.fspath(base), "", base) if path.endswith(".yaml")]
    return sorted(found, key=lambda path: path.split("/"))


def _below(folder: str, before: str, base: Path) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except PermissionError:
        return
    for entry in entries:
        relative = f"{before}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{relative}/", base)
        elif entry.is_file() and (not entry.is_symlink() or _leads_within(entry.path, base)):
            yield relative


def _leads_within(link: str, base: Path) -> bool:
    return Path(link).resolve().is_relative_to(base)


def section_of(relative: str) -> str:
    """Give what a file holds by its path: cases, vocabulary, definitions, law, or rules."""
    if relative.endswith(CASES_SUFFIX):
        return CASES
    first, slash, _ = relative.partition("/")
    return first if slash and first in (VOCABULARY, DEFINITIONS, LAW) else ""


def read_nodes(
    path: Path, name: str, mistakes: list[Diagnostic]
) -> tuple[tuple[Node, ...], Span] | None:
    """Give the documents of a YAML file with the place of its start, or None where unreadable."""
    from hocr_engine.yaml_nodes import read_yaml  # noqa: PLC0415 -- what is kept is not read

    source = read_source(path, name, mistakes)
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
    from hocr_engine.read_text import read_file  # noqa: PLC0415

    source, problems = read_file(path, name=name)
    mistakes.extend(problems)
    return source


def fingerprint(folder: Folder, data: Iterable[Path]) -> str:
    """Give a hash of everything that can change a decision: rules, vocabulary and data."""
    heads = (folder.root / name for name in HEAD_FILES)
    paths = (*heads, *folder.vocabulary, *folder.definitions, *folder.topics, *data)
    relative = (path.relative_to(folder.root).as_posix() for path in paths if path.is_file())
    return fingerprint_of(read_contents(folder.root, relative))


def fingerprint_of(contents: Mapping[str, bytes]) -> str:
    """Give the hash of some files, by their paths."""
    digest = hashlib.sha256()
    for path in sorted(contents, key=lambda path: path.split("/")):
        digest.update(path.encode(errors="surrogateescape") + b"\0")
        digest.update(contents[path] + b"\0")
    return digest.hexdigest()


def deciding_files(base: Path) -> list[str]:
    """Give the YAML files of a folder that can change a decision, by their paths below it."""
    kept = (path for path in yaml_files(base) if section_of(path) not in (CASES, LAW))
    return [path for path in kept if path != NOT_ENCODED]


def law_files(base: Path) -> list[str]:
    """Give the files of a folder's law index, by their paths below it."""
    kept = (path for path in yaml_files(base) if section_of(path) == LAW)
    return [path for path in kept if path != NOT_ENCODED]


def read_contents(base: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Give what stands in some files below a folder; raises OSError."""
    return {path: (base / path).read_bytes() for path in paths}
