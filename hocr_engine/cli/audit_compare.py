"""`hocr audit compare`: two audits side by side, and by how much each share rose."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
from attrs import evolve, frozen

from hocr_engine.auditing.comparing import words as say
from hocr_engine.auditing.comparing.comparing import compared, published
from hocr_engine.auditing.comparing.read_shares import read_shares
from hocr_engine.auditing.figures.tables import Settings
from hocr_engine.auditing.scheme.model import Frame, Scheme
from hocr_engine.auditing.scheme.read_frame import read_frame
from hocr_engine.auditing.scheme.read_scheme import bundled_scheme, read_scheme
from hocr_engine.cli.audit_forms import form_option, out_option, refuse_without_file, write
from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option, show_mistakes
from hocr_engine.estimating.strata import Mode
from hocr_engine.explanation.words import counted

_A_FILE: Final = click.Path(path_type=Path)


@frozen
class Asked:
    """What a comparison is asked for."""

    before: Path
    after: Path
    frame_before: Path | None
    frame: Path | None
    scheme: Path | None
    mode: str
    publish: bool
    form: str
    out: Path | None
    rules: Path | None


@click.command()
@click.argument("before", type=_A_FILE, metavar="EARLIER")
@click.argument("after", type=_A_FILE, metavar="LATER")
@click.option(
    "--frame-before",
    type=_A_FILE,
    metavar="FILE",
    help="Weights and populations of the earlier audit, where EARLIER holds findings.",
)
@click.option(
    "--frame",
    type=_A_FILE,
    metavar="FILE",
    help="Weights, populations and how many are recorded a year, of the later audit.",
)
@click.option(
    "--scheme", type=_A_FILE, metavar="FILE", help="Streams and tables; those of inspectors else."
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.HMICFRS.value,
    help="Intervals as inspectors print them, or by the design of the sample.",
)
@click.option("--publish", is_flag=True, help="Withhold counts under 5, and what gives them away.")
@form_option
@out_option
@rules_option
@click.pass_context
def command(context: click.Context, /, **_: object) -> int:
    """
    Compare two audits: each share before and after, and by how much it rose, with its interval.

    EARLIER and LATER are each what `hocr audit --findings` kept, counted anew, or the tables that
    `hocr audit --format json` wrote. With a frame of the later audit it is told how many crimes a
    year are recorded in addition since the rate rose. Ends with 2 where a line was bad.

    \b
    Examples:
      hocr audit compare spring.jsonl autumn.jsonl --frame-before spring.yaml --frame autumn.yaml
      hocr audit compare 2017.json 2019.json --format html --out comparison.html
    """
    asked = Asked(**context.params)
    refuse_without_file(asked.form, asked.out)
    book = open_book(root_of(asked.rules))
    if book is None:
        return UNREADABLE
    scheme, mistakes = read_scheme(asked.scheme or bundled_scheme(), book)
    if show_mistakes(mistakes) or scheme is None:
        return UNREADABLE
    before = _frame(asked.frame_before, scheme)
    after = _frame(asked.frame, scheme)
    if before is None or after is None:
        return UNREADABLE
    return _compare(asked, scheme, before, after)


def _compare(asked: Asked, scheme: Scheme, before: Frame, after: Frame) -> int:
    seen: set[str] = set()
    again: set[str] = set()

    def meet(incident: str) -> None:
        if incident in seen:
            again.add(incident)

    mode = Mode(asked.mode)
    first, mistakes = read_shares(asked.before, scheme, Settings(mode, frame=before), seen.add)
    bad = show_mistakes(mistakes)
    second, mistakes = read_shares(asked.after, scheme, Settings(mode, frame=after), meet)
    bad += show_mistakes(mistakes)
    if first is None or second is None:
        return UNREADABLE
    report = compared(first, second, after)
    if again:
        told = say.in_both(counted(len(again), "incident"))
        report = evolve(report, left_out=(*report.left_out, told))
    write(published(report) if asked.publish else report, asked.form, asked.out)
    return UNREADABLE if bad else 0


def _frame(path: Path | None, scheme: Scheme) -> Frame | None:
    """Give a frame, an empty one where none is named, or None after showing what is wrong."""
    if path is None:
        return Frame()
    found, mistakes = read_frame(path, scheme)
    show_mistakes(mistakes)
    return found
