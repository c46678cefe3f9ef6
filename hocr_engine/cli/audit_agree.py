"""`hocr audit agree`: how far two judgements of the same findings agree."""

from __future__ import annotations

from pathlib import Path

import click

from hocr_engine.auditing.agreement import words
from hocr_engine.auditing.agreement.read_determinations import is_of_rulings, read_determinations
from hocr_engine.auditing.agreement.second import Determinations, Pair, paired, second_report
from hocr_engine.auditing.sheets.read_sheet import TableLibraryError
from hocr_engine.cli.audit_forms import form_option, out_option, refuse_without_file, write
from hocr_engine.cli.rules import UNREADABLE
from hocr_engine.cli.terminal import Screen


@click.command()
@click.argument("one", type=click.Path(path_type=Path), metavar="ONE")
@click.argument("other", type=click.Path(path_type=Path), metavar="OTHER")
@click.option("--list", "lists", is_flag=True, help="List what the two judge otherwise instead.")
@form_option
@out_option
def command(one: Path, other: Path, *, lists: bool, form: str, out: Path | None) -> int:
    """
    Tell how far two judgements of the same findings agree: in per cent, kappa and AC1.

    Each of ONE and OTHER is a file of findings, as `hocr audit run --findings` keeps it, or a table
    of an auditor's rulings. Findings beside rulings stand for the rules, and each rule is told with
    how often the auditor agreed. Ends with 2 where a line or row was bad.

    \b
    Examples:
      hocr audit agree auditor-a.csv auditor-b.csv
      hocr audit agree findings.jsonl auditor-a.csv --list
    """
    refuse_without_file(form, out)
    of_rules = is_of_rulings(one) or is_of_rulings(other)
    found, bad = (Determinations(one.name), Determinations(other.name)), 0
    try:
        for path, into in zip((one, other), found, strict=True):
            for line in read_determinations(path, into, of_rules=of_rules):
                click.echo(line, err=True)
                bad += 1
    except TableLibraryError as error:
        raise click.UsageError(str(error)) from None
    if lists:
        _list(paired(*found))
    else:
        write(second_report(*found), form, out)
    return UNREADABLE if bad else 0


def _list(pairs: tuple[Pair, ...]) -> None:
    screen = Screen()
    differing = [pair for pair in pairs if not pair.agrees]
    for pair in differing:
        one, other = (f"{d.verdict} {d.entry}".strip() for d in (pair.one, pair.other))
        screen.write(f"{pair.finding}   {one}   {other}   {', '.join(pair.rules)}".rstrip() + "\n")
    screen.write(f"{words.differing(len(differing), len(pairs))}\n")
