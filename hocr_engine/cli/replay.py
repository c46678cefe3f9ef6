"""`hocr replay`: whether a decision record still comes out the same, and if not why."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

import click
from attrs import define, field, frozen

from hocr_engine.cli.read_incidents import STDIN, Row, rows
from hocr_engine.cli.read_records import Records, read_records
from hocr_engine.cli.rules import (
    FINDINGS,
    UNREADABLE,
    open_book,
    root_of,
    rules_option,
    show_mistakes,
)
from hocr_engine.cli.terminal import Progress, Screen
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.differing.compare import Bench
from hocr_engine.explanation.layout import Piece, Tone, wrapped
from hocr_engine.explanation.words import counted, listed
from hocr_engine.incident.model import Incident
from hocr_engine.keeping import messages as say
from hocr_engine.keeping.model import Kept, Replay
from hocr_engine.keeping.replay import replay, with_rules_behind
from hocr_engine.keeping.text import lines, rulebook
from hocr_engine.rulebook.model import Book

SAME: Final = "the same"
ALIKE: Final = "with the same answers"
OTHERWISE: Final = "decided otherwise"


@frozen(slots=False)
class Before:
    """The rulebook that records were made by, beside the one that decides now."""

    folder: str
    book: Book = field(repr=False)
    now: Book = field(repr=False)

    @cached_property
    def bench(self) -> Bench:
        """Give what finds the rules that make a difference."""
        return Bench(self.book, self.now, ())


@define
class Desk:
    """Replays records one by one, and keeps what became of them."""

    book: Book = field(repr=False)
    before: Before | None
    screen: Screen
    ended: Counter[str] = field(factory=Counter)
    is_bad: bool = False

    def replay(self, kept: Kept, row: Row, earlier: Incident | None) -> None:
        """Replay one record of an incident; `earlier` is the incident as the old rules read it."""
        assert row.incident is not None
        found = replay(kept, row.incident, self.book)
        if not found.is_same and self.before is not None and self._is_of(kept, self.before):
            found = _explained(found, earlier, row.incident, self.before.bench)
        if self.ended.total():
            self.screen.show([(Piece(""),)])
        self.screen.show(lines(found, self.screen.width))
        self.ended[_ending(found)] += 1

    def _is_of(self, kept: Kept, before: Before) -> bool:
        """Say whether a record was made by the rules from before; otherwise it is said."""
        is_own = kept.fingerprint == before.book.fingerprint
        if not is_own and kept.fingerprint != self.book.fingerprint:
            theirs = rulebook(before.book.edition.isoformat(), before.book.fingerprint)
            ours = rulebook(kept.edition, kept.fingerprint)
            self.refuse((say.of_another_rulebook(before.folder, theirs, ours, kept.by),))
        return is_own

    def refuse(self, mistakes: tuple[Diagnostic, ...]) -> None:
        """Show what cannot be used."""
        self.is_bad = True
        sys.stdout.flush()
        show_mistakes(mistakes)

    def end(self) -> int:
        """Write how many ended how, where there are several, and give the exit code."""
        total = self.ended.total()
        if total > 1:
            told = listed(f"{self.ended[how]:,} {how}" for how in (SAME, ALIKE, OTHERWISE))
            head = f"{counted(total, 'record')} replayed: {told}"
            self.screen.show([(Piece(""),), *wrapped(head, self.screen.width, 0, tone=Tone.ANSWER)])
        if self.is_bad:
            return UNREADABLE
        return 0 if self.ended[SAME] == total else FINDINGS


def _explained(found: Replay, old: Incident | None, new: Incident, bench: Bench) -> Replay:
    """Give a replay with the rules behind it, where both rulebooks can be asked for them."""
    if old is None or found.kept.strict:
        return found
    return with_rules_behind(found, old, new, bench)


def _ending(found: Replay) -> str:
    return SAME if found.is_same else OTHERWISE if found.changes else ALIKE


@click.command()
@click.argument("record", metavar="RECORD")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@rules_option
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The rules that the record was made by: tells which rule makes the difference.",
)
def command(record: str, files: tuple[str, ...], rules: Path | None, before: Path | None) -> int:
    """
    Decide the incident of a decision record again, and say what differs, and why.

    RECORD is a file of one record or many, as `hocr decide --format json` or `jsonl` writes them,
    or `-`; FILE holds the incidents, as for `hocr decide`. A record is decided again with the
    options that it was made with. Ends with 0 where all are the same to the byte, with 1 where any
    is not.

    \b
    Examples:
      hocr replay record.json examples/threat-in-the-kitchen.yaml
      hocr replay records.jsonl incidents.jsonl
      hocr replay records.jsonl incidents.jsonl --before ../rules-of-last-year
    """
    if STDIN in files and (record == STDIN or before is not None):
        raise click.UsageError("the incidents are read along with something else: name their file")
    book = open_book(root_of(rules))
    old = None if before is None else open_book(root_of(before))
    if book is None or (before is not None and old is None):
        return UNREADABLE
    beside = None if old is None else Before(before.as_posix() if before else "", old, book)
    desk = Desk(book, beside, Screen())
    records = _read(record)
    for mistakes in records.mistakes:
        desk.refuse(mistakes)
    if records.places:
        _replay_all(desk, records, files)
    return desk.end()


def _read(path: str) -> Records:
    progress = Progress(what="records read")
    records = Records()
    for number, found in enumerate(read_records(path), 1):
        records = found
        progress.step(number)
    progress.end()
    return records


def _replay_all(desk: Desk, records: Records, files: tuple[str, ...]) -> None:
    """Replay the records of each incident, and say which records have none."""
    progress, left = Progress(what="incidents decided again"), dict.fromkeys(records.places)
    given: list[tuple[Row, Incident | None]] = []
    for number, (row, earlier) in enumerate(_pairs(desk, files), 1):
        if row.incident is None:
            desk.refuse(row.mistakes)
            continue
        given = [*given, (row, earlier)][:2]
        left.pop(row.incident.id, None)
        for kept in records.of(row.incident.id):
            desk.replay(kept, row, earlier)
        progress.step(number)
    progress.end()
    if records.count == len(left) == len(given) == 1:
        # One record and one incident are meant for each other, whatever their names.
        for kept in records.of(next(iter(left))):
            desk.replay(kept, *given[0])
        return
    for name in left:
        for kept in records.of(name):
            desk.refuse((say.without_incident(kept.incident, kept.at),))


def _pairs(desk: Desk, files: tuple[str, ...]) -> Iterator[tuple[Row, Incident | None]]:
    """Give each incident, and how the rules from before read it where they are given."""
    if desk.before is None:
        yield from ((row, None) for row in rows(files, desk.book))
        return
    for row, old in zip(rows(files, desk.book), rows(files, desk.before.book), strict=True):
        yield row, old.incident
