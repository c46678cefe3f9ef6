"""
How quickly a batch is audited, and in how much memory, for batches of growing size.

Usage: python benchmarks/audit.py [TIMES …] [--jobs NUMBER]

Each run audits the made-up batch of `made_up_batch.py` so many times over, in a process of its own,
with what was recorded in another file, joined by incident. It prints incidents in a second, the
processor time of all processes and the size of the largest one, which is not to grow with the
batch.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from made_up_batch import CRIMES, write
from processes import Run, lines_of, measured_run

FINDINGS: Final = "findings.jsonl"


def command(samples: dict[str, Path], folder: Path, jobs: int) -> list[str]:
    """Give the command that audits a batch, as somebody would write it."""
    named = [word for sample, path in samples.items() for word in ("--apart", sample, str(path))]
    kept = ["--findings", str(folder / FINDINGS), "--jobs", str(jobs)]
    named += ["--crimes", str(folder / CRIMES)]
    return [sys.executable, "-m", "hocr_engine.cli", "audit", "run", *named, *kept]


def measured(times: int, jobs: int) -> Run:
    """Give what auditing the batch so many times over takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples = write(folder, times, folder / CRIMES)
        incidents = sum(lines_of(path) for path in samples.values())
        words = command(samples, folder, jobs)
        with (folder / "tables.txt").open("w", encoding="utf-8") as out:
            return measured_run(words, incidents, out)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the audits asked for take."""
    parser = argparse.ArgumentParser(description="Measure audits of growing batches.")
    parser.add_argument("times", nargs="*", type=int, default=[1, 4])
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args(arguments)
    for times in asked.times:
        print(measured(times, asked.jobs).told(), flush=True)


if __name__ == "__main__":
    main()
