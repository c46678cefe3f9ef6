"""The record of a decision is the same to the byte in every process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INCIDENT = "examples/lancashire/e-mail-to-the-control-room-2018.yaml"


def recorded(seed: str) -> str:
    """Give the record that a process with its own order of sets makes."""
    done = subprocess.run(
        [sys.executable, "-m", "hocr_engine.cli", "decide", INCIDENT, "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
    )
    return done.stdout


@pytest.mark.slow
def test_a_record_is_the_same_whatever_the_order_of_sets() -> None:
    first, *others = (recorded(seed) for seed in "123")

    assert '"facts"' in first
    assert others == [first, first]
