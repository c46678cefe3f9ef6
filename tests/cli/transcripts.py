"""Running what a document shows: commands in a folder with the examples and the files it writes."""

from __future__ import annotations

import io
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.cli import main
from tests.explanation.documents import Section

ROOT: Final = Path(__file__).parents[2]
PROMPT: Final = "$ "


def prepare(section: Section, folder: Path) -> None:
    """Put into a folder the examples, the small rulebook and the files of a section."""
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "garden").symlink_to(ROOT / "tests" / "explanation" / "garden")
    for language in ("yaml", "json", "jsonl", "txt"):
        for block in section.of(language):
            path = folder / block.about
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, encoding="utf-8")


def command_of(content: str) -> str:
    """Give the command that a console block begins with."""
    return content.splitlines()[0].removeprefix(PROMPT)


def run(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a command with what it prints, and its exit code where that is not 0."""
    words = shlex.split(command)
    if "<" in words:
        at = words.index("<")
        monkeypatch.setattr(
            sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(words[at + 1]).read_bytes()))
        )
        words = words[:at]
    assert words[0] == "hocr"
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main(words[1:])
    ended = f"[exit {code}]\n" if code else ""
    return f"{PROMPT}{command}\n{out.getvalue()}{ended}"
