"""The benchmarks run and print their tables; how long anything takes is not asserted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def printed(script: str, *options: str) -> list[str]:
    """Give the lines that a benchmark prints."""
    done = subprocess.run(
        [sys.executable, f"benchmarks/{script}", *options],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    return done.stdout.splitlines()


@pytest.mark.slow
def test_the_benchmark_prints_a_ratio_for_everything_that_it_measures() -> None:
    count, head, *rows = printed("decide.py", "--seconds", "0", "--incidents", "2")

    assert int(count.split()[0]) > 0
    assert head.split()[-1] == "ratio"
    assert len(rows) == 8
    assert all(float(row.split()[-1].replace(",", "")) > 0 for row in rows)


@pytest.mark.slow
def test_the_benchmark_of_conditions_prints_a_ratio_for_each_comparison() -> None:
    options = ("--seconds", "0", "--incidents", "1", "--conditions", "20")
    counts, head, *rows = printed("feel.py", *options)
    rows, five = rows[: rows.index("")], rows[rows.index("") + 1 :]

    assert int(counts.split()[0]) > 0
    assert head.split()[-1] == "ratio"
    assert [" ".join(row.split()[-4:-2]) for row in rows] == [
        "plain Lark",
        "every step",
        "plain Python",
    ]
    assert all(float(row.split()[-1].replace(",", "")) > 0 for row in rows)
    assert re.split(r"  +", five[0])[1:5] == ["compiled", "plain Python", "ratio", "read too"]
    figures = [re.split(r"  +", row)[1:5] for row in five[1:6]]
    assert all(float(cell.replace(",", "")) > 0 for row in figures for cell in row)


@pytest.mark.slow
def test_the_benchmark_of_explanations_prints_a_ratio_for_each() -> None:
    count, head, *rows = printed("explain.py", "120")

    assert int(count.split()[0]) > 0
    assert head.split()[-2:] == ["worst", "ratio"]
    assert len(rows) == 6
    assert rows[0].split()[-2:] == ["1.0", "1.0"]


@pytest.mark.slow
def test_the_benchmark_of_flat_rules_prints_a_share_for_each_size_of_book() -> None:
    options = ("--rules", "10", "20", "--records", "5", "--batches", "9", "--seconds", "0")
    _, head, *rows = printed("flat.py", *options, "--without-peers")

    assert head.split()[:3] == ["rules", "us", "each"]
    assert [re.split(r"  +", row)[:2] for row in rows] == [
        [f"hocr{way}{missing}{trace}", size]
        for size in ("10", "20")
        for way, missing, trace in (
            ("", "", ""),
            ("", "", ", trace"),
            ("", ", a tenth missing", ""),
            ("", ", a tenth missing", ", trace"),
            (", 9 at once", "", ""),
            (", 9 at once, by row", "", ""),
            (", 9 at once", ", a tenth missing", ""),
            (", 9 at once, by row", ", a tenth missing", ""),
        )
    ]
    assert all(float(row.split()[-1]) > 0 for row in rows)


@pytest.mark.slow
def test_the_benchmark_of_workloads_prints_a_row_for_each_share_left_out() -> None:
    _, _, *rates, head, complete, fewer = printed(
        "workloads.py", "--incidents", "2", "--seconds", "0"
    )

    assert [row.split()[0] for row in (*rates, complete, fewer)] == ["0%", "10%"] * 2
    assert head.split()[2:] == ["median", "9", "in", "10", "99", "in", "100", "longest"]
    for row in (complete, fewer):
        times = [float(cell) for cell in row.split()[1:]]
        assert 0 < times[0] <= times[1] <= times[2] <= times[3]


@pytest.mark.slow
def test_the_benchmark_of_starts_prints_a_ratio_and_the_memory_of_each() -> None:
    _, head, *rows = printed("start.py", "--times", "1")
    times, memory = rows[:12], rows[12:]

    assert head.split() == ["seconds", "ratio"]
    assert times[0].split()[-1] == "1.00"
    assert all(float(row.split()[-1]) > 0 for row in times)
    assert len(memory) == 6
    assert all(row.endswith("MiB above the interpreter") for row in memory)
