"""Whatever is put in, a command ends with the exit code that says whose fault it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hocr_engine.cli import main, options

ROOT = Path(__file__).parents[2]
KITCHEN = str(ROOT / "examples" / "threat-in-the-kitchen.yaml")

GARDEN = ("--rules", str(ROOT / "tests" / "explanation" / "garden"))

UNREADABLE = {
    "nothing in it": b"",
    "only white space": b" \n\n",
    "not UTF-8": "id: caf\u00e9".encode("latin-1"),
    "UTF-16": "id: A".encode("utf-16"),
    "no text at all": b"\x00\x01\x02",
    "larger than is read": b"#" * 10_000_001,
    "nested too deep": b"[" * 100_000,
    "lists in lists": b"- " * 100_000 + b"a",
    "a list of nothing": b"- 1\n- 2\n",
    "another format": b"format: hocr.rules.v1\nid: A\n",
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=list(UNREADABLE))
@pytest.mark.parametrize("ending", ["yaml", "json", "jsonl"])
def test_bad_input_is_said_to_be_so(
    content: bytes, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"input.{ending}"
    path.write_bytes(content)

    assert main(["decide", *GARDEN, str(path)]) == 2
    assert main(["explain", *GARDEN, str(path)]) == 2

    shown = capsys.readouterr()
    assert "Traceback" not in shown.err + shown.out
    assert str(path) in shown.err


def test_a_file_that_may_not_be_read_is_bad_input(tmp_path: Path) -> None:
    assert main(["decide", *GARDEN, str(tmp_path / "no" / "such.jsonl")]) == 2
    assert main(["decide", *GARDEN, "nul\0name"]) == 2


def fail(*_: object, **__: object) -> None:
    """Fail as a fault of the program would."""
    raise KeyError("secret-name")


def test_a_fault_of_ours_is_owned_and_tells_no_facts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(options, "decide", fail)
    monkeypatch.delenv("HOCR_DEBUG", raising=False)

    assert main(["decide", KITCHEN]) == 3

    shown = capsys.readouterr().err
    assert "please report it" in shown
    assert "secret-name" not in shown
    assert len(shown.splitlines()) == 1


def test_where_a_fault_happened_is_shown_to_whoever_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(options, "decide", fail)
    monkeypatch.setenv("HOCR_DEBUG", "1")

    assert main(["decide", KITCHEN]) == 3
    assert "Traceback" in capsys.readouterr().err


def hocr(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "hocr_engine.cli", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_a_narrow_encoding_is_no_obstacle() -> None:
    done = hocr("explain", KITCHEN, PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert done.stdout.isascii()


def test_nothing_is_said_when_the_reader_goes_away() -> None:
    words = f"{sys.executable} -m hocr_engine.cli explain {KITCHEN} | head -1"
    done = subprocess.run(["sh", "-c", words], cwd=ROOT, capture_output=True, check=False)

    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("command", ["decide", "explain"])
def test_help_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0

    shown = capsys.readouterr().out
    assert "Example" in shown
    assert f"hocr {command} " in shown
