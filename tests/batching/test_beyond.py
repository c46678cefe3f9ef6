"""What the guides to other engines show is what happens, where those engines are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.test_docs import Block, blocks

ROOT: Final = Path(__file__).parents[2]
GUIDES: Final = ROOT / "docs" / "beyond"


def happened(guide: Path, folder: Path, *, record: bool) -> None:
    """Run the blocks of a guide; a text must be what the program before it prints."""
    text, printed, now = guide.read_text(encoding="utf-8"), "", list[tuple[Block, str]]()
    for block in blocks(text):
        if block.about.startswith("> "):
            (folder / block.about[2:]).write_text(block.content, encoding="utf-8")
        elif block.language == "python":
            printed = run(block.content, folder)
        elif block.content != printed:
            now.append((block, printed))
    if record:
        for block, shown in reversed(now):
            end = block.start + len(block.content)
            text = text[: block.start] + shown + text[end:]
        guide.write_text(text, encoding="utf-8")
    else:
        assert [(block.content, shown) for block, shown in now] == []


def run(program: str, folder: Path) -> str:
    """Give what a program prints, run by itself: an engine may leave threads and warnings."""
    here = {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_guide_to_duckdb_happens(tmp_path: Path, record: bool) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install duckdb")
    happened(GUIDES / "duckdb.md", tmp_path, record=record)


@pytest.mark.slow
def test_the_guide_to_spark_happens(tmp_path: Path, record: bool) -> None:
    pytest.importorskip("pyspark", reason="Spark is not installed: pip install '.[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java, which is not installed")
    happened(GUIDES / "spark.md", tmp_path, record=record)
