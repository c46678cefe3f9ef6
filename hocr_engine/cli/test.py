"""`hocr test`: the worked cases beside the rules, and what they cover."""

from __future__ import annotations

from pathlib import Path

import click

from hocr_engine.cases.library import read_library
from hocr_engine.cases.model import CaseResult, FileResult
from hocr_engine.cases.run import run_file
from hocr_engine.diagnostic import Diagnostic, Severity, draw
from hocr_engine.rulebook.load import read_book
from hocr_engine.rulebook.read import bundled

FINDINGS = 1
UNREADABLE = 2


@click.command()
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    help="The folder of the rulebook; the rules that come with the program without it.",
)
@click.option(
    "--topic",
    "topics",
    multiple=True,
    help="Only the cases of files whose path below the rules begins with this; may be repeated.",
)
@click.option("--verbose", is_flag=True, help="Name every case that passes too.")
def command(rules: Path | None, topics: tuple[str, ...], verbose: bool) -> int:
    """
    Run the worked cases beside the rules.

    \b
    Example:
      hocr test --topic crime-types/violence
    """
    root = bundled() if rules is None else rules
    book, problems = read_book(root)
    mistakes: list[Diagnostic] = list(problems)
    if book is None:
        return _unreadable(mistakes)
    files = read_library(book, root, mistakes, topics=topics)
    results = [run_file(book, file) for file in files]
    for file in results:
        _show(file, verbose=verbose)
    failed = _summary(results)
    if any(mistake.severity is Severity.ERROR for mistake in mistakes):
        return _unreadable(mistakes)
    return FINDINGS if failed else 0


def _unreadable(mistakes: list[Diagnostic]) -> int:
    for mistake in mistakes:
        click.echo(draw(mistake), err=True)
    return UNREADABLE


def _show(file: FileResult, *, verbose: bool) -> None:
    for result in file.results:
        if not result.passed:
            _show_failed(result)
        elif verbose:
            click.echo(f"passed  {file.name}: {result.case.name}")


def _show_failed(result: CaseResult) -> None:
    click.echo(f"failed  {result.case.name}")
    for shortfall in result.shortfalls:
        click.echo(draw(shortfall.diagnostic))
        click.echo(f"      = expected: {shortfall.expected}")
    click.echo()


def _summary(files: list[FileResult]) -> int:
    results = [result for file in files for result in file.results]
    failed = sum(not result.passed for result in results)
    click.echo(f"{len(results)} cases in {len(files)} files: {failed} failed")
    return failed
