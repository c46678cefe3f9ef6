"""`hocr test`: the worked cases beside the rules, and what they cover."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from hocr_engine.cases.coverage import Coverage, cover
from hocr_engine.cases.law_coverage import (
    Count,
    StatementCover,
    by_kind,
    by_pages,
    cover_law,
)
from hocr_engine.cases.library import read_cases_at, read_library
from hocr_engine.cases.model import CaseFile, CaseResult, FileResult
from hocr_engine.cases.run import run_file
from hocr_engine.cli.rules import (
    FINDINGS,
    UNREADABLE,
    open_book,
    root_of,
    rules_option,
    show_mistakes,
)
from hocr_engine.diagnostic import Diagnostic, draw
from hocr_engine.rulebook.draft import read_law_index, read_left_out
from hocr_engine.rulebook.law import ADVICE


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@rules_option
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="TEXT",
    help="Only files whose path below the rules begins with this; may be repeated.",
)
@click.option("--law", "with_law", is_flag=True, help="Count the statements of the law covered.")
@click.option("--verbose", is_flag=True, help="Name what passes, and what is not covered.")
def command(
    paths: tuple[Path, ...],
    rules: Path | None,
    topics: tuple[str, ...],
    with_law: bool,
    verbose: bool,
) -> int:
    """
    Run the worked cases beside the rules, and count what they cover.

    With PATH only the cases in those files and folders, and the answers beside incidents there.

    \b
    Examples:
      hocr test --topic crime-types/violence
      hocr test examples/
    """
    root = root_of(rules)
    book = open_book(root)
    if book is None:
        return UNREADABLE
    mistakes: list[Diagnostic] = []
    law = read_law_index(root, mistakes)
    left_out = read_left_out(root, mistakes)
    files: list[CaseFile] = [
        file for path in paths for file in read_cases_at(path, book, law, mistakes)
    ]
    if not paths:
        files.extend(read_library(book, root, mistakes, topics=topics))
    unread = show_mistakes(mistakes)
    results = [run_file(book, file) for file in files]
    failed = _show_cases(results, verbose=verbose)
    if not paths and not topics:
        _show_coverage(cover(book, results), verbose=verbose)
    if with_law:
        _show_law(cover_law(book, law, results, left_out), verbose=verbose)
        _show_advice(cover_law(book, law, results, left_out, marked=ADVICE), verbose=verbose)
    return UNREADABLE if unread else FINDINGS if failed else 0


def _show_cases(files: list[FileResult], *, verbose: bool) -> int:
    """Show what failed and how many cases there are, and give how many failed."""
    for file in files:
        for result in file.results:
            if not result.passed:
                _show_failed(result)
            elif verbose:
                click.echo(f"passed  {file.name}: {result.case.name}")
    results = [result for file in files for result in file.results]
    waiting = sum(len(file.waiting) for file in files)
    failed = sum(not result.passed for result in results)
    more = f", {_many(waiting, 'waits', 'wait')} for rules to come" if waiting else ""
    count = f"{_many(len(results), 'case', 'cases')} in {_many(len(files), 'file', 'files')}"
    click.echo(f"{count}: {len(results) - failed} passed, {failed} failed{more}")
    return failed


def _show_failed(result: CaseResult) -> None:
    click.echo(f"failed  {result.case.name}")
    for shortfall in result.shortfalls:
        click.echo(draw(shortfall.diagnostic))
        click.echo(f"      = expected: {shortfall.expected or 'nothing'}")
    click.echo()


def _show_coverage(coverage: Coverage, *, verbose: bool) -> None:
    undecided, unmissed, unhit = coverage.undecided, coverage.unmissed, coverage.unhit
    click.echo(
        f"{_many(len(coverage.rules), 'rule', 'rules')}: {len(undecided)} without a deciding case, "
        f"{len(unmissed)} without a near miss"
    )
    rows = _many(len(coverage.rows), "table row", "table rows")
    click.echo(f"{rows}: {len(unhit)} not hit by any case")
    if coverage.untaught:
        count = _many(len(coverage.untaught), "mistake", "mistakes")
        click.echo(f"{count} that no case shows: {', '.join(coverage.untaught)}")
    if verbose:
        _list("no case decides by", (one.rule.id for one in undecided))
        _list("no case narrowly misses", (one.rule.id for one in unmissed))
        _list("no case hits", (one.rule.id for one in unhit))


def _show_law(covers: tuple[StatementCover, ...], *, verbose: bool) -> None:
    cited = sum(bool(cover.cited_by) for cover in covers)
    covered = sum(cover.is_covered for cover in covers)
    left_out = sum(bool(cover.left_out) for cover in covers)
    click.echo(
        f"{_many(len(covers), 'statement', 'statements')} of the law to encode: {cited} cited, "
        f"{covered} covered by a case, {left_out} left out with a reason, "
        f"{len(covers) - cited - left_out} open"
    )
    for counts in (by_kind(covers), by_pages(covers)):
        click.echo(_table(counts))
    if verbose:
        _list("nothing cites", (one.statement.id for one in covers if one.is_open))
        _list(
            "cited, and no case covers",
            (one.statement.id for one in covers if one.cited_by and not one.is_covered),
        )
        _list_left_out(covers)


def _show_advice(covers: tuple[StatementCover, ...], *, verbose: bool) -> None:
    cited = sum(bool(cover.cited_by) for cover in covers)
    left_out = sum(bool(cover.left_out) for cover in covers)
    click.echo(
        f"{_many(len(covers), 'statement', 'statements')} of advice, which rules may note: "
        f"{cited} cited, {left_out} left out with a reason"
    )
    if verbose:
        _list_left_out(covers)


def _table(counts: tuple[Count, ...]) -> str:
    width = max((len(count.name) for count in counts), default=0)
    head = f"  {'':<{width}}  {'all':>5} {'cited':>6} {'covered':>8} {'left out':>9} {'open':>5}"
    rows = (
        f"  {count.name:<{width}}  {count.all:>5} {count.cited:>6} {count.covered:>8} "
        f"{count.left_out:>9} {count.open:>5}"
        for count in counts
    )
    return "\n".join((head, *rows))


def _list_left_out(covers: tuple[StatementCover, ...]) -> None:
    _list(
        "left out",
        (f"{one.statement.id}, because: {one.left_out}" for one in covers if one.left_out),
    )


def _list(title: str, names: Iterable[str]) -> None:
    for name in names:
        click.echo(f"  {title}: {name}")


def _many(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
