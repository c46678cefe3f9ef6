"""Files written anew as the house writes them: whole or not at all, and only where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

import click
from attrs import frozen

from hocr_engine.cli.replacing import replace
from hocr_engine.rulebook.formatting import mended
from hocr_engine.rulebook.style import sources
from hocr_engine.text import Source


@frozen
class Change:
    """A file, and the text it would have; None where that would not say the same."""

    path: Path
    before: Source
    after: Source | None


def changes(root: Path, within: Path) -> Iterator[Change]:
    """Give the files of a rulebook, below a path, that the house would write otherwise."""
    for path, source in sources(root):
        if path.is_relative_to(within.resolve()):
            after = mended(source)
            if after != source:
                yield Change(path, source, after)


def write_changes(found: Iterable[Change]) -> bool:
    """Write files anew, and say which; False where one of them cannot be written."""
    all_written = True
    for change in found:
        name, how = change.before.name, "mended"
        if change.after is None:
            how = "left as it is, for mended it would not say the same"
        else:
            try:
                replace(change.path, change.after.text)
            except OSError as error:
                how, all_written = f"cannot be written: {(error.strerror or '').lower()}", False
        click.echo(f"{name}: {how}")
    return all_written


def show_changes(found: Iterable[Change]) -> int:
    """Show what would be written otherwise, line by line, and give in how many files."""
    count = 0
    for change in found:
        if change.after is not None:
            name, text = change.before.name, change.before.text
            before, after = (each.splitlines(keepends=True) for each in (text, change.after.text))
            lines = unified_diff(before, after, name, f"{name} mended")
            click.echo("".join(lines), nl=False)
            count += 1
    return count
