"""`hocr audit cell`: the records behind one figure of an audit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import click

from hocr_engine.auditing.figures.tracing import counts, names
from hocr_engine.auditing.judging.read_ledger import read_ledger
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.scheme.read_scheme import bundled_scheme, read_scheme
from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option, show_mistakes
from hocr_engine.cli.terminal import Screen
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.explanation.words import counted
from hocr_engine.near_words import did_you_mean, near_word


@click.command()
@click.argument("findings", type=click.Path(path_type=Path), metavar="FINDINGS")
@click.argument("cell", metavar="CELL")
@click.option(
    "--scheme",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Streams and tables; those of inspectors where left out.",
)
@rules_option
def command(findings: Path, cell: str, scheme: Path | None, rules: Path | None) -> int:
    """
    List the records behind a figure: each with its verdict, and the rules that decided it.

    FINDINGS is what `hocr audit run --findings` kept. CELL names a stream and what of it, as the
    forms csv and json name each cell: `violence/missing`, `rape/recorded`, `violence/not recorded`.
    `hocr explain` tells why of any incident named.

    \b
    Examples:
      hocr audit cell findings.jsonl "violence/missing"
      hocr audit cell findings.jsonl "victims told/not recorded"
    """
    book = open_book(root_of(rules))
    if book is None:
        return UNREADABLE
    read, mistakes = read_scheme(scheme or bundled_scheme(), book)
    if show_mistakes(mistakes) or read is None:
        return UNREADABLE
    bad: list[Diagnostic] = []
    carried = {one.carried for one in takewhile(_is_carried, _findings(findings, bad))}
    is_counted = counts(read, cell, carried)
    if is_counted is None:
        near = near_word(cell, names(read))
        hint = f"; {did_you_mean(near)}" if near else ""
        raise click.UsageError(f"there is no cell `{cell}`{hint}")
    bad.clear()
    found = [one for one in _findings(findings, bad) if is_counted(one)]
    screen = Screen()
    for one in found:
        screen.write(f"{_line(one)}\n")
    screen.write(f"{cell}: {counted(len(found), 'finding')}\n")
    return UNREADABLE if show_mistakes(bad) else 0


def _is_carried(one: Judged) -> bool:
    """Say whether a finding is carried over; these stand before all others."""
    return bool(one.carried)


def _findings(path: Path, bad: list[Diagnostic]) -> Iterator[Judged]:
    for one in read_ledger(path):
        if isinstance(one, Judged):
            yield one
        else:
            bad.append(one)


def _line(one: Judged) -> str:
    due = " ".join(filter(None, (one.entry, one.code))) or "-"
    there = " ".join(filter(None, (one.found, one.found_code))) or "-"
    there += f" ({one.matched})" if one.matched else ""
    late = f", {one.over} min past the deadline" if one.is_late else ""
    by = ", ".join(one.rules)
    decided = f"ruled by {one.ruled_by}: {one.ruled_because}" if one.ruled_by else by
    return f"{one.id}   {one.verdict.value}{late}   due {due}   found {there}   {decided}".rstrip()
