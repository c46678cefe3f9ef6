"""`hocr check`: every mistake in rules, cases, vocabulary and incidents, with place and fix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from hocr_engine.cases.files import SUFFIXES, check_file
from hocr_engine.cases.review import review
from hocr_engine.cli.rules import (
    FINDINGS,
    UNREADABLE,
    open_book,
    root_of,
    rules_option,
    show_mistakes,
)
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import INCIDENT_FORMAT
from hocr_engine.rulebook.load import read_law_index
from hocr_engine.rulebook.model import Book

HEAD: Final = "rulebook.yaml"
UNREAD: Final = frozenset(
    (
        "file-not-found",
        "file-not-readable",
        "file-not-utf-8",
        "file-binary",
        "file-empty",
        "file-too-large",
        "file-is-a-folder",
        "no-rulebook",
    )
)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@rules_option
@click.option("--show", is_flag=True, help="Print incidents in their long form.")
def command(paths: tuple[Path, ...], rules: Path | None, show: bool) -> int:
    """
    Check rules, cases, vocabulary and incidents, and show every mistake with its place and fix.

    A folder with rulebook.yaml is checked as a rulebook; another folder file by file; a file by the
    format that it declares. Without PATH the rules themselves are checked.

    \b
    Examples:
      hocr check rules/
      hocr check --show examples/threat-in-the-kitchen.yaml
    """
    mistakes: list[Diagnostic] = []
    asked = paths or (root_of(rules),)
    inside = [path for path in asked if _root_above(path) is not None]
    others = [path for path in asked if path not in inside]
    counted = [_check_book(path, mistakes) for path in inside]
    if others:
        book = open_book(root_of(rules))
        if book is None:
            return UNREADABLE
        counted.append(_check_files(others, book, mistakes, show=show))
    errors = show_mistakes(mistakes, err=False)
    warnings = len(dict.fromkeys(mistakes)) - errors
    click.echo(_count(counted, errors, warnings), err=show)
    if any(mistake.code in UNREAD for mistake in mistakes):
        return UNREADABLE
    return FINDINGS if errors else 0


def _root_above(path: Path) -> Path | None:
    """Give the folder of the rulebook that a path is, or lies in."""
    full = path.resolve()
    return next((one for one in (full, *full.parents) if (one / HEAD).is_file()), None)


def _check_book(path: Path, mistakes: list[Diagnostic]) -> str:
    """Check a rulebook, or what lies in it under a path, and say what was looked at."""
    above = _root_above(path) or path.resolve()
    root, within = root_of(above), path.resolve().relative_to(above)
    found = review(root)
    is_whole = path.resolve() == above
    start = root.as_posix() if is_whole else f"{root.as_posix()}/{within.as_posix()}"
    mistakes.extend(m for m in found.mistakes if m.at.source.name.startswith(start))
    if found.book is None:
        return "a rulebook that cannot be read"
    what = f"{found.rules} rules and {found.cases} cases"
    return what if is_whole else f"{start}, read with {what}"


def _check_files(paths: list[Path], book: Book, mistakes: list[Diagnostic], *, show: bool) -> str:
    law = read_law_index(book.root, [])
    files = [file for path in paths for file in _files(path)]
    for file in files:
        checked = check_file(file, book, law, named=file in paths)
        mistakes.extend(checked.mistakes)
        if show:
            for incident in checked.incidents:
                _show(incident, book)
    return "1 file" if len(files) == 1 else f"{len(files)} files"


def _files(path: Path) -> Iterator[Path]:
    """Give a file, or those of a folder that lie neither hidden nor in a rulebook."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix in SUFFIXES and not hidden and _root_above(file) is None:
            yield file


def _show(incident: Incident, book: Book) -> None:
    for remark in incident.expanded:
        click.echo(f"# {remark}")
    click.echo(long_form(incident, book.vocabulary, INCIDENT_FORMAT), nl=False)


def _count(counted: list[str], errors: int, warnings: int) -> str:
    what = " and ".join(counted)
    if not errors and not warnings:
        return f"{what}: no mistakes"
    more = f", {warnings} remarks" if warnings else ""
    return f"{what}: {errors} {'mistake' if errors == 1 else 'mistakes'}{more}"
