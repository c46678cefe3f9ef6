"""`hocr decide --out`: the decisions of a batch in a file, part by part in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Final

import click
from attrs import frozen

from hocr_engine import __version__
from hocr_engine.batching.deciding import Desk
from hocr_engine.batching.files import FORMS, Form, clerk
from hocr_engine.batching.read_unfinished import Run, Unfinished, begun
from hocr_engine.batching.tables import ArrowError
from hocr_engine.cli.options import Under
from hocr_engine.cli.processors import processors
from hocr_engine.cli.read_incidents import STDIN, parts
from hocr_engine.cli.rules import UNREADABLE
from hocr_engine.cli.terminal import Progress
from hocr_engine.in_processes import in_turn
from hocr_engine.read_incident_files import incident_files
from hocr_engine.rulebook.model import Book

ENDED: Final = (
    "a process was ended from outside, most often for want of memory;"
    " the same command goes on from there, also with fewer --jobs"
)


@frozen
class Out:
    """The file that decisions are kept in; a `short` one has their actions and no records."""

    path: Path
    short: bool
    jobs: int


def out_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say where decisions are kept, as its argument `out`."""

    @click.option(
        "--out",
        "path",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Keep the decisions in a file: .jsonl, .csv or .parquet.",
    )
    @click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        metavar="N",
        help="With --out, how many processes decide; as many as there are processors if left out.",
    )
    @click.option(
        "--short",
        is_flag=True,
        help="With --out, keep the actions alone and no decision records, in half the time.",
    )
    @wraps(command)
    def with_out(*, path: Path | None, jobs: int | None, short: bool, **arguments: object) -> int:
        if path is not None:
            form_of(path)
            return command(out=Out(path, short, jobs or processors()), **arguments)
        if jobs is not None:
            raise click.UsageError("--jobs needs --out, the file to keep the decisions in")
        if short:
            raise click.UsageError("--short needs --out, the file to keep the actions in")
        return command(out=None, **arguments)

    return with_out


def form_of(out: Path) -> Form:
    """Give the form in which a file is written, by how its name ends; UsageError."""
    form = FORMS.get(out.suffix)
    if form is None:
        known = ", ".join(FORMS)
        raise click.UsageError(f"`{out.name}` ends in none of {known}, which decisions are kept in")
    try:
        form.needs()
    except ArrowError as error:
        raise click.UsageError(str(error)) from None
    return form


def write(book: Book, files: Sequence[str], under: Under, out: Out) -> int:
    """Write the decisions to a file, going on where a run alike was stopped; give the exit code."""
    form = form_of(out.path)
    try:
        unfinished = begun(out.path, _run(book, files, under, out))
        if unfinished.lines:
            click.echo(f"going on after {_incidents(unfinished.lines)} decided before", err=True)
        _decide(unfinished, Desk(book, under.on, under.strict), files, out)
        unfinished.finish(form.finish)
    except OSError as error:
        why = (error.strerror or "").lower()
        raise click.UsageError(f"`{out.path}` cannot be written: {why}") from None
    except BrokenProcessPool:
        click.echo(ENDED, err=True)
        return UNREADABLE
    bad = f", {unfinished.bad:,} of them not decided" if unfinished.bad else ""
    click.echo(f"{_incidents(unfinished.lines)} in {out.path}{bad}")
    return UNREADABLE if unfinished.bad else 0


def _decide(unfinished: Unfinished, desk: Desk, files: Sequence[str], out: Out) -> None:
    progress = Progress(is_alone=True)
    left = islice(parts(files), unfinished.parts, None)
    try:
        for found in in_turn(clerk, (desk, out.path.suffix, out.short), left, out.jobs):
            unfinished.add(found)
            progress.step(unfinished.lines)
    finally:
        progress.end()
        unfinished.close()


def _incidents(number: int) -> str:
    return f"{number:,} incident{'' if number == 1 else 's'}"


def _run(book: Book, files: Sequence[str], under: Under, out: Out) -> Run:
    """Give what tells a run from another whose decisions may be others."""
    return {
        "engine": __version__,
        "rulebook": book.fingerprint,
        "on": None if under.on is None else under.on.isoformat(),
        "strict": under.strict,
        "as": out.path.suffix,
        "short": out.short,
        "files": [[str(path), *_state(path)] for path in _each(files)],
    }


def _each(files: Sequence[str]) -> Iterator[Path]:
    for name in files:
        path = Path(name)
        yield from incident_files(path) if path.is_dir() else (path,)


def _state(path: Path) -> tuple[int, ...]:
    if str(path) == STDIN or not path.exists():
        return ()
    found = path.stat()
    return found.st_size, found.st_mtime_ns
