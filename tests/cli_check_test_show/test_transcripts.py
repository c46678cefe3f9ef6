"""The commands print what the transcripts show; `pytest --record` rewrites their wording."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.cli import main

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
BLOCK: Final = re.compile(r"```console\n\$ hocr ([^\n]*)\n(.*?)```\n", re.DOTALL)
DOCUMENTS: Final = tuple(sorted(HERE.glob("*.md")))


def transcript(arguments: str) -> str:
    """Give what a command prints, and its exit code where it is not 0."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main(shlex.split(arguments))
    text = re.sub(r"[ \t]+$", "", out.getvalue(), flags=re.MULTILINE).rstrip("\n")
    ending = f"\nexit code {code}" if code else ""
    return f"{text}{ending}\n".lstrip("\n")


def blocks() -> Iterator[tuple[Path, str, str]]:
    """Give each command of the documents with what it is to print."""
    for document in DOCUMENTS:
        for found in BLOCK.finditer(document.read_text(encoding="utf-8")):
            yield document, found[1], found[2]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the transcripts were made."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module", autouse=True)
def recorded(record: bool) -> None:
    """Write what the commands print now into the documents, where that was asked for."""
    if not record:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for document in DOCUMENTS:
            text = document.read_text(encoding="utf-8")
            document.write_text(BLOCK.sub(_again, text), encoding="utf-8")


def _again(found: re.Match[str]) -> str:
    printed = transcript(found[1])
    assert re.findall(r"exit code \d", printed) == re.findall(r"exit code \d", found[2])
    return f"```console\n$ hocr {found[1]}\n{printed}```\n"


@pytest.mark.parametrize(
    ("document", "arguments", "printed"),
    [pytest.param(*block, id=f"{block[0].stem}: {block[1]}") for block in blocks()],
)
def test_a_command_prints_what_its_transcript_shows(
    document: Path, arguments: str, printed: str, record: bool
) -> None:
    if record:
        pytest.skip("recorded anew")

    assert transcript(arguments) == printed
