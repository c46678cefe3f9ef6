"""
How quickly a batch of any size is decided from JSON Lines, and in how much memory.

Usage: python benchmarks/batch.py [INCIDENTS …] [--jobs NUMBER] [--whole] [--folder FOLDER]

Each run decides incidents of the sample proper of `made_up_batch.py`, over and over under names of
their own, and keeps their actions, with `--whole` the decision records as well. It prints incidents
in a second, the processor time of all processes and the size of the largest one, which is not to
grow with the batch. In a folder that is named what was decided stays, and a run that was stopped is
gone on with.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from made_up_batch import MAIN, batch
from processes import Run, lines_of, measured_run


def measured(incidents: int, folder: Path, jobs: int, *, whole: bool) -> Run:
    """Give what deciding so many incidents takes."""
    given, kept = folder / f"{incidents}.jsonl", folder / f"{incidents}-decided.jsonl"
    if not given.exists() or lines_of(given) < incidents:
        _write(given, incidents)
    words = [sys.executable, "-m", "hocr_engine.cli", "decide", str(given), "--out", str(kept)]
    words += ["--jobs", str(jobs), *(() if whole else ("--short",))]
    found = measured_run(words, incidents, sys.stderr)
    decided = lines_of(kept)
    if decided != incidents:
        raise SystemExit(f"{decided:,} rows for {incidents:,} incidents")
    return found


def _write(path: Path, incidents: int) -> None:
    made = (one.line for one in batch(incidents) if one.sample == MAIN)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in islice(made, incidents))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the batches asked for take."""
    parser = argparse.ArgumentParser(description="Measure batches of any size.")
    parser.add_argument("incidents", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--whole", action="store_true", help="with the decision records")
    parser.add_argument("--folder", type=Path, help="where it all stays")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = asked.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for incidents in asked.incidents:
            found = measured(incidents, folder, asked.jobs, whole=asked.whole)
            print(found.told(), flush=True)


if __name__ == "__main__":
    main()
