"""What a command takes: the time of the clock and of all its processes, and the largest of them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from attrs import frozen

ROOT: Final = Path(__file__).parent.parent
KILOBYTES: Final = 1024


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


def measured_run(words: Sequence[str], incidents: int, out: TextIO) -> Run:
    """Give what a command that goes through so many incidents takes; SystemExit where it fails."""
    started = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(words, stdout=out, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if child.returncode:
        raise SystemExit(f"the command ended with {child.returncode}")
    busy = usage.ru_utime + usage.ru_stime
    return Run(incidents, seconds, busy, usage.ru_maxrss / KILOBYTES)


def lines_of(path: Path) -> int:
    """Give how many lines a file has."""
    with path.open("rb") as file:
        return sum(1 for _ in file)
