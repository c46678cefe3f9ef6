"""`hocr check --watch`, driven as a reader drives it: files change, and what is shown follows."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen

ROOT: Final = Path(__file__).parents[2]
SMALL: Final = ROOT / "tests" / "cases" / "small"
PATIENCE: Final = 30.0
# Where the tests themselves run in the background, Ctrl-C would otherwise be ignored.
STARTED: Final = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from hocr_engine.cli import main
sys.exit(main(sys.argv[1:]))
"""
RIGHT: Final = "15 rules and 20 cases: no mistakes\n"


@frozen
class Watching:
    """A watcher at work on a rulebook of its own, and the file that it prints to."""

    process: subprocess.Popen[bytes]
    rules: Path
    printed: Path

    def shows(self, text: str, times: int = 1) -> bool:
        """Say whether a text is printed so often within a while."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.printed.read_text(encoding="utf-8").count(text) >= times:
                return True
            time.sleep(0.1)
        return False

    def end(self) -> int:
        """Press Ctrl-C, and give the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    """Give a watcher that has started."""
    shutil.copytree(SMALL, tmp_path / "rules")
    command = [sys.executable, "-c", STARTED, "check", "--watch", "rules"]
    printed = tmp_path / "printed"
    with printed.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        yield Watching(process, tmp_path / "rules", printed)
        process.kill()
        process.wait()


@pytest.mark.slow
def test_what_is_shown_follows_the_files_until_the_reader_ends_it(watching: Watching) -> None:
    assert watching.shows(RIGHT)
    rule = watching.rules / "general" / "class.yaml"
    text = rule.read_text(encoding="utf-8")

    rule.write_text(text.replace("decision: class", "decision: clas"), encoding="utf-8")
    assert watching.shows("general/class.yaml:3:11: unknown-decision: there is no decision `clas`")

    rule.write_text(text[: len(text) // 2], encoding="utf-8")
    assert watching.shows("rules/general/class.yaml:", times=2)

    rule.write_text(text, encoding="utf-8")
    assert watching.shows(RIGHT, times=2)

    assert watching.end() == 130
    lines = watching.printed.read_text(encoding="utf-8")
    assert "watching rules; Ctrl-C ends" in lines
    assert "\x1b" not in lines
    assert "Traceback" not in lines


@pytest.mark.slow
def test_a_folder_that_goes_away_is_told_and_may_come_back(watching: Watching) -> None:
    assert watching.shows(RIGHT)

    shutil.rmtree(watching.rules)
    assert watching.shows("file-not-found")

    shutil.copytree(SMALL, watching.rules)
    assert watching.shows(RIGHT, times=2)
    assert watching.end() == 130
