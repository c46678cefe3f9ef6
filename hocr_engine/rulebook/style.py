"""The house style of a rulebook: remarks on conditions and on how files are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.style import style
from hocr_engine.read_text import read_file
from hocr_engine.rulebook.conditions import Place, may_hold_conditions, places
from hocr_engine.rulebook.formatting import mends
from hocr_engine.rulebook.read import folder_of, yaml_files
from hocr_engine.rulebook.read_table import lines_of
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_yaml


def house_style(root: Path, within: str = "") -> tuple[Diagnostic, ...]:
    """
    Give every remark on the files of a rulebook; what cannot be read is told elsewhere.

    `within` keeps the files whose path below the folder begins with it.
    """
    found: list[Diagnostic] = []
    for _, source in sources(root, within):
        found.extend(mend.why for mend in mends(source))
        if may_hold_conditions(source.text):
            nodes, _ = read_yaml(source)
            for place in places(nodes):
                found.extend(_on_table(place) if place.is_table else _on_condition(place))
    return in_reading_order(found)


def sources(root: Path, within: str = "") -> Iterator[tuple[Path, Source]]:
    """Give each YAML file of a rulebook that can be opened, with its text."""
    folder = folder_of(root)
    for relative in yaml_files(folder.root):
        path = folder.root / relative
        source = read_file(path, name=folder.name(path))[0] if relative.startswith(within) else None
        if source is not None:
            yield path, source


def _on_condition(place: Place) -> Iterator[Diagnostic]:
    tree, _ = parse(place.value.body)
    if tree is not None:
        yield from style(tree)


def _on_table(place: Place) -> Iterator[Diagnostic]:
    head, *rows = lines_of(place.value.body) or (None,)
    for cell in () if head is None else head.left:
        tree, _ = parse(cell)
        if tree is not None:
            yield from style(tree)
    for cell in (cell for row in rows if row is not None for cell in row.left):
        tests, _ = parse_tests(cell)
        if tests is not None:
            yield from style(tests)
