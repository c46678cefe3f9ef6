"""The benchmark runs and prints its table; how long anything takes is not asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_benchmark_prints_a_ratio_for_everything_that_it_measures() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/decide.py", "--seconds", "0", "--incidents", "2"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    count, head, *rows = done.stdout.splitlines()

    assert int(count.split()[0]) > 0
    assert head.split()[-1] == "ratio"
    assert len(rows) == 6
    assert all(float(row.split()[-1].replace(",", "")) > 0 for row in rows)
