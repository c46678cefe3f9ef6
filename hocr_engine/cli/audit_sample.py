"""`hocr audit sample`: incidents drawn so that anybody draws the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import click
from attrs import frozen

from hocr_engine.auditing.forms.forms import safe
from hocr_engine.auditing.sampling import messages as say
from hocr_engine.auditing.sampling import words
from hocr_engine.auditing.sampling.read_plan import read_plan
from hocr_engine.auditing.sampling.read_sampled import Sampled, read_earlier
from hocr_engine.auditing.sampling.sampling import Drawn, Earlier, drawn, frame_hash, manifest
from hocr_engine.auditing.sheets.read_sheet import TABLES, TableLibraryError
from hocr_engine.cli.audit_forms import put
from hocr_engine.cli.rules import UNREADABLE, show_mistakes
from hocr_engine.cli.terminal import Screen
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.near_words import did_you_mean, near_word
from hocr_engine.read_incident_files import LINES
from hocr_engine.text import Source, Span

HEAD: Final = ("incident", "stratum", "number", "earlier")


@frozen
class Asked:
    """What a run of the command is asked for."""

    files: tuple[Path, ...]
    seed: str
    key: str
    by: str
    plan: Path | None
    sizes: tuple[tuple[str, int], ...]
    earlier: Path | None
    manifest: Path | None


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--seed", required=True, metavar="TEXT", help="Any words, by which all is ordered.")
@click.option("--id", "key", default="id", metavar="COLUMN", help="The incident; `id` if left out.")
@click.option("--by", default="", metavar="COLUMN", help="The stratum; one for all if left out.")
@click.option(
    "--plan", type=click.Path(path_type=Path), metavar="FILE", help="How many of each stratum."
)
@click.option(
    "--size",
    "sizes",
    nargs=2,
    multiple=True,
    type=(str, click.IntRange(0)),
    metavar="STRATUM N",
    help="How many of a stratum, in place of what the plan says; `all` where there is one.",
)
@click.option(
    "--earlier",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The manifest of the sample that this one enlarges.",
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Keep here how the sample was drawn.",
)
@click.pass_context
def command(context: click.Context, /, **_: object) -> int:
    """
    Draw a sample of incidents: the same on any machine, and part of each larger one.

    FILE is a table (CSV, XLSX or Parquet) or JSON Lines, where COLUMN is a path as report.channel.
    What is drawn is printed as CSV, how many of each stratum beside it. The manifest holds the
    seed, the hashes of the files and of what was drawn, and every incident drawn. Rows that tell
    no incident or no stratum are listed and left out; the command then ends with 2.

    \b
    Examples:
      hocr audit sample incidents.csv --id Incident --by Type --seed 2026-07 --size Assault 50
      hocr audit sample incidents.csv --id Incident --by Type --seed 2026-07 --plan plan.yaml
    """
    asked = Asked(**context.params)
    for path in asked.files:
        if path.suffix not in (*TABLES, *LINES):
            raise click.UsageError(f"`{path}` is no table and no JSON Lines")
    wanted, earlier, mistakes = _asked_for(asked)
    if show_mistakes(mistakes):
        return UNREADABLE
    sampled = Sampled(asked.key, asked.by)
    try:
        for line in sampled.read(asked.files):
            click.echo(line, err=True)
    except TableLibraryError as error:
        raise click.UsageError(str(error)) from None
    _check_strata(wanted, sampled.strata)
    frame = frame_hash(sampled.strata)
    if earlier is not None and show_mistakes(_not_enlarged(asked, wanted, earlier, frame)):
        return UNREADABLE
    found = drawn(sampled.strata, wanted, asked.seed, earlier.picks if earlier else None)
    if asked.manifest is not None:
        columns = {"incident": asked.key, "stratum": asked.by}
        data = manifest(found, asked.seed, frame, columns, sampled.inputs)
        data["left_out"] = sampled.bad
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        put(asked.manifest, text.encode())
    Screen().write(_as_csv(found))
    for line in _told(found, sampled, enlarges=earlier is not None):
        click.echo(line, err=True)
    return UNREADABLE if sampled.bad else 0


def _asked_for(asked: Asked) -> tuple[dict[str, int], Earlier | None, Sequence[Diagnostic]]:
    """Give how many of each stratum are wanted and the earlier sample, with all mistakes."""
    if asked.plan is None and not asked.sizes:
        raise click.UsageError("nothing says how many to draw; add `--plan FILE` or `--size`")
    wanted: dict[str, int] = {}
    mistakes: list[Diagnostic] = []
    if asked.plan is not None:
        plan, found = read_plan(asked.plan)
        mistakes += found
        wanted |= {} if plan is None else plan.sizes
    wanted |= dict(asked.sizes)
    earlier = None
    if asked.earlier is not None:
        earlier, found = read_earlier(asked.earlier)
        mistakes += found
    return wanted, earlier, mistakes


def _check_strata(wanted: Mapping[str, int], strata: Mapping[str, str]) -> None:
    known = sorted(set(strata.values()))
    for name in wanted:
        if name not in known:
            near = near_word(name, known)
            hint = f"; {did_you_mean(near)}" if near else ""
            raise click.UsageError(f"no incident is in a stratum `{name}`{hint}")


def _not_enlarged(
    asked: Asked, wanted: Mapping[str, int], earlier: Earlier, frame: str
) -> Iterator[Diagnostic]:
    """Give why a sample does not enlarge the earlier one."""
    at = Span(Source("", str(asked.earlier)), 0, 0)
    if earlier.seed != asked.seed:
        yield say.other_seed(earlier.seed, at)
    if earlier.frame != frame:
        yield say.other_frame(at)
    for stratum, picks in earlier.picks.items():
        if wanted.get(stratum, 0) < len(picks):
            yield say.fewer(stratum, wanted.get(stratum, 0), len(picks), at)


def _as_csv(found: Sequence[Drawn]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    for one in found:
        for number, pick in enumerate(one.picks, 1):
            kept = "yes" if pick.is_kept else "no"
            writer.writerow((safe(pick.incident), safe(one.stratum), number, kept))
    return out.getvalue()


def _told(found: Sequence[Drawn], sampled: Sampled, *, enlarges: bool) -> Iterator[str]:
    for one in found:
        yield words.drawn(one.stratum, len(one.picks), one.wanted, one.incidents)
    if enlarges:
        kept = [pick.is_kept for one in found for pick in one.picks]
        yield words.kept(sum(kept), len(kept) - sum(kept))
    if sampled.again:
        yield words.again(sampled.again)
    if sampled.bad:
        yield words.left_out(sampled.bad)
