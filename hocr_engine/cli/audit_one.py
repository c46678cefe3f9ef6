"""`hocr audit one`: a supervisor looks at a single closed incident."""

from __future__ import annotations

import json
import sys
from typing import Final

import click

from hocr_engine.auditing.judging.judging import judged
from hocr_engine.auditing.judging.ledger import data_of
from hocr_engine.auditing.judging.single import Opinion, opinion, remarks
from hocr_engine.cli.options import Under, under_options
from hocr_engine.cli.read_incidents import STDIN, Row, rows
from hocr_engine.cli.rules import UNREADABLE, show_mistakes
from hocr_engine.cli.terminal import Screen
from hocr_engine.decision import Decision
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import INDENT, brief
from hocr_engine.explanation.layout import Piece, Tone, listed, wrapped
from hocr_engine.explanation.words import harmless

ONE_FORMAT: Final = "hocr.audit-one.v1"
FORMS: Final = ("text", "json")


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="How to write it.")
@under_options
def command(file: str, form: str, under: Under) -> int:
    """
    Agree or disagree with what was recorded of one incident, and say why.

    FILE holds one incident with what was recorded under `recorded:`, or a request to change a
    record, as `hocr decide` reads it. For dip sampling: what is wrong first, then the decision with
    its reasons.

    \b
    Examples:
      hocr audit one examples/lancashire/rape-recorded-as-sexual-assault-2018.yaml
      hocr audit --one examples/lancashire/victim-wants-no-action-2018.yaml
    """
    book = under.book()
    if book is None:
        return UNREADABLE
    found = list(rows((file,), book))
    if len(found) != 1:
        raise click.UsageError(f"`{file}` holds {len(found):,} incidents; `hocr audit` takes many")
    (row,) = found
    if show_mistakes(row.mistakes) or row.incident is None:
        return UNREADABLE
    decision = under.decide(book, row.incident)
    if form == "json":
        _write(decision)
    else:
        _show(row, decision)
    return 0


def _write(decision: Decision) -> None:
    found = judged(decision)
    data = {
        "format": ONE_FORMAT,
        "incident": decision.incident.id,
        "opinion": opinion(found).value,
        "findings": [data_of(one) for one in found],
    }
    sys.stdout.write(json.dumps(data, sort_keys=True, indent=2, ensure_ascii=False) + "\n")


def _show(row: Row, decision: Decision) -> None:
    screen, found = Screen(), judged(decision)
    told = opinion(found)
    head = told.value if told is Opinion.CANNOT_SAY else f"{told.value} with what was recorded"
    screen.show(wrapped(head, screen.width, 0, tone=Tone.ANSWER))
    screen.show(listed("", map(harmless, remarks(found)), screen.width, INDENT))
    screen.show([(Piece(""),)])
    source = "" if row.file == STDIN else harmless(row.file)
    screen.show(brief(outline(decision, whole=False), screen.width, source))
    screen.show([(Piece(""),), *wrapped(decision.book.supports, screen.width, 0, tone=Tone.ASIDE)])
