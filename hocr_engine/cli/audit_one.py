"""`hocr audit one`: a supervisor looks at a single closed incident."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import click

from hocr_engine.auditing.judging.judging import judged
from hocr_engine.auditing.judging.ledger import data_of
from hocr_engine.auditing.judging.single import Opinion, opinion, remarks
from hocr_engine.cli.audit_picked import Picked, picked
from hocr_engine.cli.options import Under, under_options
from hocr_engine.cli.read_incidents import STDIN, rows
from hocr_engine.cli.rules import UNREADABLE, show_mistakes
from hocr_engine.cli.terminal import Screen
from hocr_engine.decision import Decision
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import INDENT, brief
from hocr_engine.explanation.layout import Piece, Tone, listed, wrapped
from hocr_engine.explanation.words import harmless
from hocr_engine.rulebook.model import Book

ONE_FORMAT: Final = "hocr.audit-one.v1"
INCIDENT: Final = "incident"
FORMS: Final = ("text", "json", INCIDENT)
_PATH: Final = click.Path(path_type=Path)


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--incident", metavar="ID", help="Which incident, where FILE is a batch of them.")
@click.option(
    "--mapping", type=_PATH, metavar="FILE", help="Which column of a table is which fact."
)
@click.option("--crimes", type=_PATH, multiple=True, metavar="FILE", help="What was recorded.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="How to write it.")
@under_options
def command(
    file: str,
    incident: str | None,
    mapping: Path | None,
    crimes: tuple[Path, ...],
    form: str,
    under: Under,
) -> int:
    """
    Agree or disagree with what was recorded of one incident, and say why.

    FILE holds one incident with what was recorded under `recorded:`, or a request to change a
    record, as `hocr decide` reads it; or with --incident a batch as `hocr audit run` reads it. For
    dip sampling: what is wrong first, then the decision with its reasons. The form `incident` is
    the record itself, as the rules read it: `hocr explain -` takes it.

    \b
    Examples:
      hocr audit one examples/lancashire/rape-recorded-as-sexual-assault-2018.yaml
      hocr audit --one examples/lancashire/victim-wants-no-action-2018.yaml
      hocr audit one incidents.csv --mapping mapping.yaml --crimes crimes.csv --incident E-1002
    """
    book = under.book()
    if book is None:
        return UNREADABLE
    if incident is None and (mapping or crimes or form == INCIDENT):
        raise click.UsageError("name the incident of the batch with `--incident`")
    if incident is None:
        found = _only(file, book)
    else:
        found = picked(Path(file), incident, mapping, crimes, book)
    if found is None:
        return UNREADABLE
    if form == INCIDENT:
        sys.stdout.write(json.dumps(found.data, indent=2, ensure_ascii=False) + "\n")
        return 0
    decision = under.decide(book, found.incident)
    if form == "json":
        _write(decision)
    else:
        _show(found.file, decision)
    return 0


def _only(file: str, book: Book) -> Picked | None:
    """Give the incident of a file that holds one, or None after showing what is wrong with it."""
    found = list(rows((file,), book))
    if len(found) != 1:
        many = "name one with `--incident`, or audit all with `hocr audit`"
        raise click.UsageError(f"`{file}` holds {len(found):,} incidents; {many}")
    (row,) = found
    if show_mistakes(row.mistakes) or row.incident is None:
        return None
    return Picked(row.incident, "" if row.file == STDIN else row.file)


def _write(decision: Decision) -> None:
    found = judged(decision)
    data = {
        "format": ONE_FORMAT,
        "incident": decision.incident.id,
        "opinion": opinion(found).value,
        "findings": [data_of(one) for one in found],
    }
    sys.stdout.write(json.dumps(data, sort_keys=True, indent=2, ensure_ascii=False) + "\n")


def _show(file: str, decision: Decision) -> None:
    screen, found = Screen(), judged(decision)
    told = opinion(found)
    head = told.value if told is Opinion.CANNOT_SAY else f"{told.value} with what was recorded"
    screen.show(wrapped(head, screen.width, 0, tone=Tone.ANSWER))
    screen.show(listed("", map(harmless, remarks(found)), screen.width, INDENT))
    screen.show([(Piece(""),)])
    screen.show(brief(outline(decision, whole=False), screen.width, harmless(file)))
    screen.show([(Piece(""),), *wrapped(decision.book.supports, screen.width, 0, tone=Tone.ASIDE)])
