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
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from attrs import frozen
from made_up_batch import CRIMES, write

ROOT: Final = Path(__file__).parent.parent
KILOBYTES: Final = 1024
FINDINGS: Final = "findings.jsonl"


@frozen
class Run:
    """What one audit took."""

    incidents: int
    seconds: float
    busy: float
    megabytes: float

    def told(self) -> str:
        """Give a run on one line."""
        return (
            f"{self.incidents:>9,} incidents {self.seconds:>9,.1f} s"
            f" {self.incidents / self.seconds:>7.1f} in a second"
            f" {self.busy:>9,.1f} s of processors"
            f" {self.megabytes:>7,.0f} MB the largest process"
        )


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
        incidents = sum(_lines(path) for path in samples.values())
        words = command(samples, folder, jobs)
        started = time.perf_counter()
        with (folder / "tables.txt").open("w", encoding="utf-8") as out:
            child = subprocess.Popen(words, stdout=out, cwd=ROOT)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        if child.returncode:
            raise SystemExit(f"the audit ended with {child.returncode}")
        busy = usage.ru_utime + usage.ru_stime
        return Run(incidents, seconds, busy, usage.ru_maxrss / KILOBYTES)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


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
