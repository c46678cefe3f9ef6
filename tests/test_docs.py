"""
What the documents show is what happens: every block of the README and of the guides is run.

A block's first line says what is done with it: `console` holds commands and what they print,
`python` is run, `text` after it is what it prints; any other with `> FILE` or `>> FILE` is written
to or put at the end of a file, and `diff FILE` changes one. A line `…` in what is printed stands
for lines left out. The blocks of a guide are run in order, in a folder of their own that holds the
rules, schemas and examples. `pytest --record` rewrites what is printed.
"""

from __future__ import annotations

import ast
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

import click
import pytest
from attrs import define, field, frozen

import hocr_engine
from hocr_engine.cli import main
from hocr_engine.cli.commands import COMMANDS, hocr
from hocr_engine.rulebook.load import load

ROOT: Final = Path(__file__).parent.parent
GUIDES: Final = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
DOCUMENTS: Final = tuple(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("*/**/*.md"))
    if not {".venv", "node_modules", "build", "dist"} & set(path.relative_to(ROOT).parts)
)
READ: Final = tuple(path for path in DOCUMENTS if path.relative_to(ROOT).parts[0] != "tests")
NOTES: Final = tuple(sorted((ROOT / "docs" / "interpretations").glob("*.md")))
BESIDE: Final = ("rules", "schemas", "examples", "audits")
LEFT_OUT: Final = "…"

FENCED: Final = re.compile(r"^```(\w*)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
START: Final = """\
python3 -m venv .venv && . .venv/bin/activate
pip install .  &&  hocr decide examples/          # decide the incidents of a folder
pip install '.[test]'  &&  pytest                 # run the tests
"""


@frozen
class Block:
    """One fenced block: its language, what stands beside that, its content and where that is."""

    language: str
    about: str
    content: str
    start: int


def blocks(text: str) -> Iterator[Block]:
    """Give the fenced blocks of a document."""
    for found in FENCED.finditer(text):
        yield Block(found[1], found[2] or "", found[3], found.start(3))


@define
class Reader:
    """Does what a guide says, in a folder, and keeps what came out otherwise than it shows."""

    folder: Path
    names: dict[str, object] = field(factory=dict)
    printed: str = ""
    now: dict[int, tuple[str, str]] = field(factory=dict)

    def follow(self, block: Block) -> None:
        """Do what one block says."""
        match block.language, block.about.split():
            case "console", []:
                self._is(block, "".join(map(self._session, sessions(block.content))))
            case "python", []:
                self.printed = self._python(block.content)
            case "text", []:
                self._is(block, as_shown(self.printed, block.content))
            case "diff", [file]:
                self._change(file, block.content)
            case _, [">", file]:
                (self.folder / file).write_text(block.content, encoding="utf-8")
            case _, [">>", file]:
                with (self.folder / file).open("a", encoding="utf-8") as opened:
                    opened.write(block.content)
            case _:
                assert block.content == START, "a block that nothing runs"

    def _is(self, block: Block, now: str) -> None:
        if block.content != now:
            self.now[block.start] = (block.content, now)

    def _session(self, session: tuple[str, str]) -> str:
        command, shown = session
        return f"$ {command}\n{as_shown(run(command), shown)}"

    def _python(self, code: str) -> str:
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(code, "guide", "exec"), self.names)
        return out.getvalue()

    def _change(self, file: str, lines: str) -> None:
        path = self.folder / file
        before = "".join(line[1:] for line in lines.splitlines(True) if line[0] in " -")
        after = "".join(line[1:] for line in lines.splitlines(True) if line[0] in " +")
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{file} has not exactly one place for\n{lines}"
        path.write_text(text.replace(before, after), encoding="utf-8")


def sessions(content: str) -> Iterator[tuple[str, str]]:
    """Give each command of a block with what it is shown to print."""
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def run(command: str) -> str:
    """Give what a command prints, and its exit code where it is not 0."""
    program, *arguments = shlex.split(command)
    if program != "hocr":
        words = [sys.executable if program == "python" else program, *arguments]
        here = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(words, capture_output=True, text=True, check=True, env=here)
        return done.stdout
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), pytest.MonkeyPatch.context() as patch:
        if "<" in arguments:
            *arguments, _, answers = arguments
            patch.setattr(sys, "stdin", io.StringIO(Path(answers).read_text(encoding="utf-8")))
        code = main(arguments)
    return out.getvalue() + (f"exit code {code}\n" if code else "")


def as_shown(printed: str, shown: str) -> str:
    """Give what was printed as a document shows it, without the parts that it leaves out."""
    text = re.sub(r"[ \t]+$", "", printed, flags=re.MULTILINE).strip("\n")
    text = f"{text}\n" if text else ""
    if re.fullmatch("".join(map(pattern, shown.splitlines())), text):
        return shown
    return with_gaps(text.splitlines(), shown) if f"{LEFT_OUT}\n" in shown else text


def pattern(line: str) -> str:
    """Give the pattern of a shown line: a line `…` is any lines, and `…` within one any signs."""
    if line == LEFT_OUT:
        return r"(?:.*\n)*?"
    return re.escape(line).replace(LEFT_OUT, ".+?") + r"\n"


def with_gaps(printed: list[str], shown: str) -> str:
    """Give as many lines after each gap as are shown, from the line with which they begin."""
    kept: list[str] = []
    for stretch in re.split(rf"^{LEFT_OUT}\n", shown, flags=re.MULTILINE):
        lines = stretch.splitlines()
        starts = [at for at, line in enumerate(printed) if lines and is_shown(line, lines[0])]
        assert starts or not lines, f"nothing prints the line\n{lines[0]}"
        now = printed[starts[0] :] if starts else printed
        pairs = list(zip(now, lines, strict=False))
        kept.append("".join(f"{old if is_shown(new, old) else new}\n" for new, old in pairs))
        printed = now[len(lines) :]
    return f"{LEFT_OUT}\n".join(kept)


def is_shown(line: str, shown: str) -> bool:
    """Say whether a line that was printed is the one that a document shows."""
    return re.fullmatch(pattern(shown), f"{line}\n") is not None


def endings(text: str) -> list[str]:
    """Give the exit codes that a document shows, which are never rewritten."""
    return re.findall(r"^exit code \d$", text, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of somebody who has just taken a copy of the project."""
    for name in BESIDE:
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_everything_that_a_guide_shows_happens(guide: Path, folder: Path, record: bool) -> None:
    text = guide.read_text(encoding="utf-8")
    reader = Reader(folder)
    for block in blocks(text):
        reader.follow(block)

    if record:
        for start, (before, now) in sorted(reader.now.items(), reverse=True):
            assert endings(now) == endings(before), "only what is printed is rewritten"
            text = text[:start] + now + text[start + len(before) :]
        guide.write_text(text, encoding="utf-8")
        return
    assert dict(reader.now.values()) == {}


def test_the_readme_starts_with_the_commands_that_are_run_for_every_change() -> None:
    found = [b.content for b in blocks(GUIDES[0].read_text("utf-8")) if b.language == "sh"]

    assert found == [START]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_told_in_the_documents_and_shows_an_example(name: str) -> None:
    command = hocr.get_command(click.Context(hocr), name)
    told = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")

    assert command is not None
    assert "Example" in (command.help or "")
    assert f"hocr {name}" in (command.help or "")
    assert f"`hocr {name}" in told


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_leads_nowhere_that_does_not_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    bare = FENCED.sub("", text)
    links = [link for link in LINK.findall(bare) if "://" not in link]

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_names_no_command_that_there_is_not(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|\$ |^    )hocr ([a-z]+)\b", text, re.MULTILINE))

    assert named - COMMANDS.keys() == set()


def test_the_public_names_are_these() -> None:
    assert hocr_engine.__all__ == [
        "Decision",
        "Incident",
        "IncidentError",
        "Rejected",
        "Rulebook",
        "RulebookError",
        "__version__",
        "load_rulebook",
    ]
    assert all(getattr(hocr_engine, name) for name in hocr_engine.__all__)


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.stem)
def test_a_note_says_what_is_in_dispute_how_it_can_be_read_and_what_was_chosen(note: Path) -> None:
    text = note.read_text(encoding="utf-8")
    number = note.name[:3]

    assert re.match(rf"# {number} \S.*\n\n\S.*, \d{{4}}-\d\d-\d\d\.\n", text)
    parts = re.findall(r"^\*\*([A-Z][\w ]+)\.\*\*", text, re.MULTILINE)
    assert parts[:4] == ["Text", "In dispute", "Readings", "Choice"]
    assert len(re.findall(r"^\d\. ", text, re.MULTILINE)) >= 2


def test_every_note_is_cited_by_a_rule_or_a_definition_and_no_number_is_used_twice() -> None:
    numbers = [note.name[:3] for note in NOTES]
    cited = {number for rule in load(ROOT / "rules").rule.values() for number in rule.readings}
    for path in (ROOT / "rules" / "definitions").glob("*.yaml"):
        cited |= set(
            re.findall(r"^ *interpretation: (\d+)$", path.read_text("utf-8"), re.MULTILINE)
        )

    assert len(set(numbers)) == len(numbers)
    assert set(numbers) - cited == set()


ARCHITECTURE: Final = ROOT / "ARCHITECTURE.md"
PLACE: Final = re.compile(r"`((?:hocr_engine|tests|rules|schemas|docs|\.ci)/[\w./-]*)`")
TEST: Final = re.compile(r"`(test_\w+)`")
FUNCTION: Final = re.compile(r"\b((?:\w+/)*\w+)\.py:(\w+)")
MODULE: Final = re.compile(r"`((?:\w+/)+\w+\.py)\b")


def test_the_architecture_names_what_there_is() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert len(text.splitlines()) <= 250
    assert [place for place in PLACE.findall(text) if not (ROOT / place).exists()] == []
    assert [name for name in MODULE.findall(text) if not is_there(name)] == []
    assert [name for name in TEST.findall(text) if f"def {name}(" not in tests] == []
    assert [pair for pair in FUNCTION.findall(text) if not is_defined(*pair)] == []


def is_there(module: str) -> bool:
    """Say whether a module is named by its path from the root or below the engine."""
    return (ROOT / module).exists() or (ROOT / "hocr_engine" / module).exists()


def is_defined(module: str, name: str) -> bool:
    """Say whether a module of the engine defines a name."""
    path = ROOT / "hocr_engine" / f"{module}.py"
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if path.exists() else ()
    return any(
        isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name for node in nodes
    )
