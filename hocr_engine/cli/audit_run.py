"""`hocr audit run`: the incidents of a batch decided, compared, counted and told in tables."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import TextIO

import click
from attrs import evolve, frozen

from hocr_engine.auditing import words
from hocr_engine.auditing.agreement.agreeing import Agreeing
from hocr_engine.auditing.batch.account import Account
from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.batch.desk import Desk, Outcome
from hocr_engine.auditing.batch.met import Met
from hocr_engine.auditing.batch.read_carried import read_carried
from hocr_engine.auditing.batch.read_crimes import read_crimes
from hocr_engine.auditing.batch.read_parts import read_parts
from hocr_engine.auditing.batch.running import run
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.figures.withholding import published
from hocr_engine.auditing.judging.ledger import line_of
from hocr_engine.auditing.judging.read_rulings import read_rulings
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.scheme.bands import Bands
from hocr_engine.auditing.scheme.model import Frame, Scheme
from hocr_engine.auditing.scheme.read_bands import read_bands
from hocr_engine.auditing.scheme.read_frame import read_frame
from hocr_engine.auditing.scheme.read_scheme import bundled_scheme, read_scheme
from hocr_engine.auditing.sheets.mapping import Columns, Mappings, crimes_as_they_stand
from hocr_engine.auditing.sheets.read_mapping import read_mapping
from hocr_engine.auditing.sheets.read_sheet import TableLibraryError
from hocr_engine.cli.audit_forms import form_option, out_option, refuse_without_file, write
from hocr_engine.cli.processors import processors
from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option, show_mistakes
from hocr_engine.cli.terminal import Progress
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.estimating.strata import Mode
from hocr_engine.near_words import did_you_mean, near_word
from hocr_engine.rulebook.model import Book

Option = Callable[[Callable[..., int]], Callable[..., int]]


def _file(name: str, about: str, *, multiple: bool = False) -> Option:
    """Give an option that names a file."""
    kind = click.Path(path_type=Path)
    return click.option(name, type=kind, metavar="FILE", help=about, multiple=multiple)


@frozen
class Asked:
    """What a run of the command is asked for."""

    files: tuple[Path, ...]
    apart: tuple[tuple[str, Path], ...]
    carry: tuple[tuple[str, Path], ...]
    crimes: tuple[Path, ...]
    mapping: Path | None
    scheme: Path | None
    frame: Path | None
    bands: Path | None
    mode: str
    form: str
    out: Path | None
    findings: Path | None
    rulings: tuple[Path, ...]
    publish: bool
    jobs: int | None
    rules: Path | None

    @property
    def batch(self) -> Iterator[tuple[Path, str]]:
        """Give the files of the batch, each with the sample that it belongs to."""
        yield from ((path, "") for path in self.files)
        yield from ((path, sample) for sample, path in self.apart)


@click.command()
@click.argument("files", nargs=-1, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--apart",
    nargs=2,
    multiple=True,
    type=(str, click.Path(path_type=Path)),
    metavar="SAMPLE FILE",
    help="Incidents of a sample told apart, under the name that the scheme has for it.",
)
@click.option(
    "--carry-over",
    "carry",
    nargs=2,
    multiple=True,
    type=(str, click.Path(path_type=Path)),
    metavar="STREAM FINDINGS",
    help="Take a stream from the findings of an earlier audit, marked as carried over.",
)
@_file("--crimes", "What was recorded, joined by incident.", multiple=True)
@_file("--mapping", "Which column of the tables is which fact.")
@_file("--scheme", "Streams and tables; those of inspectors where left out.")
@_file("--frame", "Weights and populations, for the overall rate.")
@_file("--bands", "Bands that rates are put into; the engine has none of its own.")
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.HMICFRS.value,
    help="Intervals as inspectors print them, or by the design of the sample.",
)
@form_option
@out_option
@_file("--findings", "Keep every finding here, to trace figures.")
@_file("--rulings", "Verdicts of auditors, which stand in place of the rules.", multiple=True)
@click.option("--publish", is_flag=True, help="Withhold counts under 5, and what gives them away.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help="How many processes decide; as many as there are processors where left out.",
)
@rules_option
@click.pass_context
def command(context: click.Context, /, **_: object) -> int:
    """
    Decide the incidents of a batch, compare what was recorded, and print the tables of an audit.

    FILE is a file of incidents as `hocr decide` reads them, a folder of such files, or with
    --mapping a table (CSV, XLSX or Parquet). What was recorded stands in the incidents under
    `recorded:`, or in the tables or JSON Lines of --crimes. Bad rows are listed, each with its
    place and the fix, and the rest is audited. Ends with 2 where a row was bad.

    \b
    Examples:
      hocr audit examples/lancashire/
      hocr audit main.jsonl --apart "vulnerable people" referrals.jsonl --frame frame.yaml
      hocr audit incidents.csv --crimes crimes.csv --mapping mapping.yaml --findings findings.jsonl
      hocr audit incidents.xlsx --mapping mapping.yaml --publish --format html --out audit.html
    """
    asked = Asked(**context.params)
    if not asked.files and not asked.apart:
        raise click.UsageError("no file of incidents is named")
    refuse_without_file(asked.form, asked.out)
    book = open_book(root_of(asked.rules))
    if book is None:
        return UNREADABLE
    prepared = _prepared(asked, book)
    if prepared is None:
        return UNREADABLE
    try:
        with ExitStack() as stack:
            return _audit(asked, book, prepared, stack)
    except TableLibraryError as error:
        raise click.UsageError(str(error)) from None


@frozen
class Prepared:
    """The files that say how to audit, as read."""

    scheme: Scheme
    frame: Frame
    mappings: Mappings
    bands: Bands | None = None


def _prepared(asked: Asked, book: Book) -> Prepared | None:
    """Give how to audit, or None after showing what is wrong with the files that say so."""
    scheme, mistakes = read_scheme(asked.scheme or bundled_scheme(), book)
    if show_mistakes(mistakes) or scheme is None:
        return None
    frame: Frame | None = Frame()
    mappings: Mappings | None = Mappings()
    if asked.frame is not None:
        frame, mistakes = read_frame(asked.frame, scheme)
        show_mistakes(mistakes)
    if asked.mapping is not None:
        mappings, mistakes = read_mapping(asked.mapping)
        show_mistakes(mistakes)
    bands: Bands | None = None
    if asked.bands is not None:
        bands, mistakes = read_bands(asked.bands)
        if show_mistakes(mistakes) or bands is None:
            return None
    if frame is None or mappings is None:
        return None
    return Prepared(scheme, frame, mappings, bands)


def _audit(asked: Asked, book: Book, prepared: Prepared, stack: ExitStack) -> int:
    scheme = prepared.scheme
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hocr-audit-")))
    crimes = Crimes(folder / "crimes.sqlite") if asked.crimes else None
    account = Account(Tally(scheme), Met(folder / "met.sqlite"), crimes)
    for one in (account.met, crimes):
        if one is not None:
            stack.callback(one.close)
    columns = prepared.mappings.crimes or crimes_as_they_stand(book.vocabulary)
    _read_beside(asked, account, columns)
    judge = Desk(book, scheme.facts, evolve(prepared.mappings, crimes=columns), crimes)
    ledger = _ledger(asked.findings, stack)
    _carried_over(asked, account, ledger)
    outcomes = run(judge, read_parts(asked.batch), asked.jobs or processors())
    agreeing = _worked_through(account, outcomes, ledger)
    for line in account.left_over(columns):
        click.echo(line, err=True)
    _show(asked, book, prepared, account, agreeing)
    return 0 if account.is_whole else UNREADABLE


def _read_beside(asked: Asked, account: Account, columns: Columns) -> None:
    """Read recorded crimes and rulings, and list what is wrong with them."""
    for path in asked.crimes:
        assert account.crimes is not None
        for line in read_crimes(path, columns, account.crimes):
            account.bad_crimes += 1
            click.echo(line, err=True)
    for path in asked.rulings:
        for line in read_rulings(path, account.rulings, account.tally.scheme.causes):
            account.bad_rulings += 1
            click.echo(line, err=True)


def _carried_over(asked: Asked, account: Account, ledger: TextIO | None) -> None:
    """Count the streams of earlier audits before all that is counted now; UsageError."""
    tally = account.tally
    for stream, path in asked.carry:
        if stream not in tally.scheme.streams:
            near = near_word(stream, tally.scheme.streams)
            hint = f"; {did_you_mean(near)}" if near else ""
            raise click.UsageError(f"there is no stream `{stream}`{hint}")
        found = list(read_carried(path, stream, tally.scheme))
        show_mistakes([one for one in found if isinstance(one, Diagnostic)])
        carried = [one for one in found if isinstance(one, Judged)]
        if not carried:
            raise click.UsageError(words.nothing_carried(path, stream))
        for _, judged in groupby(carried, key=lambda one: one.incident):
            tally.carry(tuple(judged))
        if ledger is not None:
            ledger.writelines(f"{line_of(one)}\n" for one in carried)


def _worked_through(
    account: Account, outcomes: Iterable[Outcome], ledger: TextIO | None
) -> Agreeing:
    """Count outcomes as they come, keep their findings, list what is wrong with them."""
    agreeing, progress = Agreeing(), Progress("incidents audited")
    for outcome in outcomes:
        taken = account.take(outcome)
        for line in taken.told:
            click.echo(line, err=True)
        for one in taken.judged:
            agreeing.add(one, account.rulings.of(one.id))
        if ledger is not None:
            ledger.writelines(f"{line_of(one)}\n" for one in taken.judged)
        progress.step(account.tally.incidents)
    progress.end()
    return agreeing


def _show(
    asked: Asked, book: Book, prepared: Prepared, account: Account, agreeing: Agreeing
) -> None:
    mistakes = {name: rule.mistake for name, rule in book.rule.items() if rule.mistake}
    settings = Settings(
        Mode(asked.mode), frame=prepared.frame, mistakes=mistakes, bands=prepared.bands
    )
    found = report(account.tally, settings, tuple(account.told()))
    found = evolve(found, tables=(*found.tables, *agreeing.tables()))
    write(published(found) if asked.publish else found, asked.form, asked.out)


def _ledger(path: Path | None, stack: ExitStack) -> TextIO | None:
    """Give the file for findings, which takes its place when all of them are there."""
    if path is None:
        return None
    beside, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    file = os.fdopen(beside, "w", encoding="utf-8", newline="")

    def end(kind: type[BaseException] | None, *_: object) -> None:
        file.close()
        if kind is None:
            Path(name).replace(path)
        else:
            Path(name).unlink(missing_ok=True)

    stack.push(end)
    return file
