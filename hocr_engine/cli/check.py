"""`hocr check`: every mistake in rules, cases, vocabulary and incidents, with place and fix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from attrs import frozen

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
from hocr_engine.incident.model import Incident
from hocr_engine.read_text import SUFFIXES
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.style import house_style

if TYPE_CHECKING:
    from hocr_engine.cli.mending import Change

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


@frozen
class Asked:
    """What is to be checked, against which rules, and how."""

    paths: tuple[Path, ...]
    rules: Path
    show: bool = False
    strict_style: bool = False

    @property
    def in_rulebooks(self) -> tuple[Path, ...]:
        """Give the paths that are a rulebook or lie in one."""
        return tuple(path for path in self.paths if _root_above(path) is not None)

    @property
    def watched(self) -> tuple[Path, ...]:
        """Give the files and folders whose change can change what is found."""
        above = [_root_above(path) for path in self.paths]
        pairs = zip(self.paths, above, strict=True)
        read = [path if root is None else root_of(root) for path, root in pairs]
        return tuple(dict.fromkeys((*read, self.rules) if None in above else read))


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@rules_option
@click.option("--show", is_flag=True, help="Print incidents in their long form.")
@click.option(
    "--fix", is_flag=True, help="First write the files of a rulebook as the house lays them out."
)
@click.option("--diff", is_flag=True, help="Only show what --fix would write; write nothing.")
@click.option(
    "--strict-style", is_flag=True, help="Let remarks on the house style count as mistakes."
)
@click.option("--watch", "again", is_flag=True, help="Check again after each change of a file.")
def command(paths: tuple[Path, ...], rules: Path | None, *, show: bool, **ways: bool) -> int:
    """
    Check rules, cases, vocabulary and incidents, and show every mistake with its place and fix.

    A folder with rulebook.yaml is checked as a rulebook; another folder file by file; a file by the
    format that it declares. Without PATH the rules themselves are checked. Remarks say what could
    be said more plainly in the house style, and are no mistakes.

    \b
    Examples:
      hocr check rules/
      hocr check --show examples/threat-in-the-kitchen.yaml
      hocr check --rules rules/ examples/         # incidents, against rules of your own
      hocr check --diff rules/                    # what --fix would write
      hocr check --fix rules/                     # spaces, lines, tables, order of keys
      hocr check --strict-style rules/            # ends with 1 where there is a remark
      hocr check --watch rules/                   # until Ctrl-C
    """
    asked = Asked(paths or (root_of(rules),), root_of(rules), show, ways["strict_style"])
    if ways["again"] and (ways["fix"] or ways["diff"]):
        raise click.UsageError("--watch goes neither with --fix nor with --diff")
    if ways["fix"] or ways["diff"]:
        # Loaded only where it is asked for: a check is wanted at every save of a file.
        from hocr_engine.cli.mending import show_changes, write_changes  # noqa: PLC0415

        if ways["diff"]:
            return FINDINGS if show_changes(_changes(asked)) else 0
        if not write_changes(_changes(asked)):
            return UNREADABLE
    if ways["again"]:
        from hocr_engine.cli.watching import watch  # noqa: PLC0415

        watch(asked.watched, lambda: _check(asked))
    return _check(asked)


def _changes(asked: Asked) -> list[Change]:
    outside = [path for path in asked.paths if path not in asked.in_rulebooks]
    if outside:
        raise click.UsageError(
            f"--fix mends the files of a rulebook, and {outside[0]} lies in none"
        )
    from hocr_engine.cli.mending import changes  # noqa: PLC0415

    pairs = ((_root_above(path), path) for path in asked.paths)
    return [one for root, path in pairs if root is not None for one in changes(root_of(root), path)]


def _check(asked: Asked) -> int:
    """Check once, show what was found, and give the exit code."""
    mistakes: list[Diagnostic] = []
    inside = asked.in_rulebooks
    others = [path for path in asked.paths if path not in inside]
    counted = [_check_book(path, mistakes) for path in inside]
    if others:
        book = open_book(asked.rules)
        if book is None:
            return UNREADABLE
        counted.append(_check_files(others, book, mistakes, show=asked.show))
    errors = show_mistakes(mistakes, err=False)
    remarks = len(dict.fromkeys(mistakes)) - errors
    click.echo(_count(counted, errors, remarks), err=asked.show)
    if any(mistake.code in UNREAD for mistake in mistakes):
        return UNREADABLE
    return FINDINGS if errors or (asked.strict_style and remarks) else 0


def _root_above(path: Path) -> Path | None:
    """Give the folder of the rulebook that a path is, or lies in."""
    full = path.resolve()
    return next((one for one in (full, *full.parents) if (one / HEAD).is_file()), None)


def _check_book(path: Path, mistakes: list[Diagnostic]) -> str:
    """Check a rulebook, or what lies in it under a path, and say what was looked at."""
    above = _root_above(path) or path.resolve()
    root, within = root_of(above), path.resolve().relative_to(above)
    below = "" if path.resolve() == above else within.as_posix()
    found = review(root, below)
    remarks = () if found.book is None else house_style(root, below)
    is_whole = path.resolve() == above
    start = root.as_posix() if is_whole else f"{root.as_posix()}/{within.as_posix()}"
    both = (*found.mistakes, *remarks)
    mistakes.extend(m for m in both if m.at.source.name.startswith(start))
    if found.book is None:
        return "a rulebook that cannot be read"
    cases = f" and {found.cases} cases" if found.cases or is_whole else ""
    what = f"{found.rules} rules{cases}"
    return what if is_whole else f"{start}, read with {what}"


def _check_files(paths: list[Path], book: Book, mistakes: list[Diagnostic], *, show: bool) -> str:
    # Only files outside a rulebook need what reads cases and incidents.
    from hocr_engine.cases.files import check_file  # noqa: PLC0415
    from hocr_engine.rulebook.draft import read_law_index  # noqa: PLC0415

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
    from hocr_engine.incident.long_form import long_form  # noqa: PLC0415
    from hocr_engine.incident.read import INCIDENT_FORMAT  # noqa: PLC0415

    click.echo(long_form(incident, book.vocabulary, INCIDENT_FORMAT), nl=False)


def _count(counted: list[str], errors: int, warnings: int) -> str:
    what = " and ".join(counted)
    more = f", {_several(warnings, 'remark')}" if warnings else ""
    return f"{what}: {_several(errors, 'mistake') if errors else 'no mistakes'}{more}"


def _several(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
