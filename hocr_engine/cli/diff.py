"""`hocr diff`: what two rulebooks decide otherwise, and which rule makes the difference."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

import click
from attrs import frozen

from hocr_engine.bounds import MAX_QUESTIONS
from hocr_engine.cases.model import Case
from hocr_engine.cli.options import on_option
from hocr_engine.cli.processors import processors
from hocr_engine.cli.read_incidents import STDIN, Row, rows
from hocr_engine.cli.rules import FINDINGS, UNREADABLE, open_book, root_of, show_mistakes
from hocr_engine.cli.terminal import Progress, Screen
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.differing.acceptance import Acceptance, drafted
from hocr_engine.differing.compare import Bench, compare
from hocr_engine.differing.data import comparison_data
from hocr_engine.differing.model import Comparison, Ending, Question
from hocr_engine.differing.read_acceptance import read_acceptance
from hocr_engine.differing.read_questions import (
    Pair,
    days_beside,
    first_error,
    read_library_questions,
)
from hocr_engine.differing.text import Form, lines

EXAMPLES: Final = "examples"


@frozen
class Asked:
    """What is compared, how it is shown, and what of it is meant; named as the options are."""

    old: Path
    new: Path
    incidents: tuple[str, ...]
    accept: Path | None
    draft: Path | None
    topics: tuple[str, ...]
    on: date | None
    no_cases: bool
    jobs: int | None
    form: str
    whole: bool
    reasons: bool


@click.command()
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@click.argument("incidents", nargs=-1, metavar="[FILE]…")
@click.option("--accept", type=click.Path(path_type=Path), metavar="FILE", help="Changes meant.")
@click.option(
    "--write-accept",
    "draft",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draft a file that accepts every change; you add why.",
)
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="TEXT",
    help="Only cases whose path below the rules begins with this; may be repeated.",
)
@on_option
@click.option("--no-cases", is_flag=True, help="Leave out the cases and examples.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help="How many processes decide; as many as there are processors where left out.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it."
)
@click.option("--all", "whole", is_flag=True, help="Show every change and every case.")
@click.option("--reasons", is_flag=True, help="Show what is decided alike by other rules.")
@click.pass_context
def command(context: click.Context, /, **_: object) -> int:
    """
    Say what two rulebooks decide otherwise, before and after, and which rule makes the difference.

    OLD and NEW are folders of rules. Both decide the cases beside their rules, the examples beside
    their folders, and the incidents of every FILE or folder given, each on its own days or all as
    the rules stand on one. Ends with 1 where a decision changes that --accept does not name.

    \b
    Examples:
      hocr diff rules/ my-rules/
      hocr diff rules/ my-rules/ incidents.jsonl --no-cases
      hocr diff rules/ next-rules/ --on 2027-04-01            # as that day will have it
      hocr diff rules/ my-rules/ --write-accept meant.yaml    # then say why in it
      hocr diff rules/ my-rules/ --accept meant.yaml
      git worktree add ../before v1.2 && hocr diff ../before/rules rules/
    """
    asked = Asked(**context.params)
    if STDIN in asked.incidents:
        raise click.UsageError("both rulebooks read the incidents, so they must stand in files")
    pair = _pair(asked)
    acceptance = Acceptance()
    mistakes: list[Diagnostic] = []
    if asked.accept is not None:
        acceptance, found = read_acceptance(asked.accept)
        mistakes.extend(found)
    if show_mistakes(mistakes) or pair is None:
        return UNREADABLE
    questions = tuple(islice(_questions(asked, pair, mistakes), MAX_QUESTIONS + 1))
    if len(questions) > MAX_QUESTIONS:
        raise click.UsageError(f"more than {MAX_QUESTIONS:,} incidents; compare some of them")
    if show_mistakes(mistakes):
        return UNREADABLE
    comparison = _compared(Bench(pair.old, pair.new, questions), asked.jobs)
    is_whole = not asked.topics and not asked.no_cases
    show_mistakes(acceptance.stale(comparison, whole=is_whole))
    _show(comparison, acceptance, asked)
    if asked.draft is not None and not _write(asked.draft, drafted(comparison)):
        return UNREADABLE
    return _ended(comparison, acceptance)


def _pair(asked: Asked) -> Pair | None:
    """Give both rulebooks, or None after showing what keeps either from being used."""
    roots = root_of(asked.old), root_of(asked.new)
    old, new = map(open_book, roots)
    return None if old is None or new is None else Pair(old, new, *roots, under=asked.on)


def _questions(asked: Asked, pair: Pair, mistakes: list[Diagnostic]) -> Iterator[Question]:
    if not asked.no_cases:
        yield from read_library_questions(pair, mistakes, topics=asked.topics)
    if not asked.no_cases and not asked.topics:
        roots = dict.fromkeys(path.resolve().parent for path in (asked.old, asked.new))
        for folder in (root / EXAMPLES for root in roots):
            if folder.is_dir():
                yield from _incidents((str(folder),), pair, folder.parent)
    if asked.incidents:
        yield from _incidents(asked.incidents, pair, None)


def _incidents(paths: Iterable[str], pair: Pair, beside: Path | None) -> Iterator[Question]:
    """Give a question for each incident in files and folders, and for each day besides its own."""
    both = tuple(paths)
    for old, new in zip(rows(both, pair.old), rows(both, pair.new), strict=True):
        path = Path(old.file)
        name = path.relative_to(beside).as_posix() if beside else path.as_posix()
        name = f"{name}, incident {old.number}" if old.number > 1 else name
        for day in (pair.under,) if pair.under else (None, *days_beside(path)):
            called = f"{name}, under the rules of {day}" if day != pair.under else name
            why = first_error(old.mistakes) or first_error(new.mistakes)
            yield Question(called, _case(old, called, day), _case(new, called, day), why)


def _case(row: Row, name: str, day: date | None) -> Case | None:
    if row.incident is None:
        return None
    return Case(name, row.incident.at, None, row.incident, (), (), under=day)


def _compared(bench: Bench, jobs: int | None) -> Comparison:
    progress = Progress(what=f"of {len(bench.questions):,} questions answered", is_alone=True)
    comparison = compare(bench, jobs=jobs or processors(), done=progress.step)
    progress.end()
    return comparison


def _show(comparison: Comparison, acceptance: Acceptance, asked: Asked) -> None:
    screen = Screen()
    if asked.form == "json":
        data = comparison_data(comparison, acceptance)
        screen.write(json.dumps(data, sort_keys=True, indent=2) + "\n")
        return
    folders = (asked.old.as_posix(), asked.new.as_posix())
    form = Form(screen.width, *folders, whole=asked.whole, reasons=asked.reasons)
    screen.show(lines(comparison, acceptance, form))


def _write(path: Path, text: str) -> bool:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        click.echo(f"{path}: cannot be written: {(error.strerror or '').lower()}", err=True)
        return False
    click.echo(f"{path}: written; say under each `because` why it is meant", err=True)
    return True


def _ended(comparison: Comparison, acceptance: Acceptance) -> int:
    if comparison.ending(Ending.NEITHER):
        return UNREADABLE
    return FINDINGS if acceptance.left(comparison.differences) else 0
