"""Whatever is done to the files of a rulebook gives a rulebook, or says what is wrong with it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine.diagnostic import Severity, draw
from hocr_engine.rulebook.load import read_book
from tests.rulebook.bad_files import SMALL

FILES: Final = sorted(path.relative_to(SMALL) for path in SMALL.rglob("*") if path.is_file())
VALUES: Final = st.sampled_from(
    [
        "", "null", "~", "x", "[]", "[a, b]", "''", '"{victim}"', "{a}", "|", ">-", "true", "0",
        "yes", "2026-04-01", "not established", "refer", "allegation", "candidate", "table",
        "every", "link", "part", "one of", "requirements", "text", "number", "date and time",
        "this", "../../x.csv", "A" * 300,
        "&a", "*a", "!!int 5", "- a", "é", "confirmation", "offence", "%",
    ]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Path, str]:
    """Give a file of the small rulebook with some of its lines taken out, doubled or changed."""
    path = draw(st.sampled_from(FILES))
    lines = (SMALL / path).read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(0, max(0, len(lines) - 1)))
        line = lines[number] if lines else ""
        match draw(st.sampled_from(["take out", "double", "change", "indent", "cut", "end here"])):
            case "take out":
                lines[number : number + 1] = []
            case "double":
                lines[number:number] = [line]
            case "change":
                lines[number : number + 1] = [f"{line.partition(':')[0]}: {draw(VALUES)}"]
            case "indent":
                lines[number : number + 1] = [f"  {line}"]
            case "cut":
                lines[number : number + 1] = [line[: len(line) // 2]]
            case _:
                del lines[number + 1 :]
    return path, "\n".join(lines) + "\n"


@settings(max_examples=100, deadline=None)
@given(damage=damaged())
def test_a_damaged_rulebook_is_read_whole_or_not_at_all(damage: tuple[Path, str]) -> None:
    name, text = damage
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "rules"
        shutil.copytree(SMALL, root)
        (root / name).write_text(text, encoding="utf-8")

        book, mistakes = read_book(root)

    assert (book is None) == any(mistake.severity is Severity.ERROR for mistake in mistakes)
    for mistake in mistakes:
        assert draw(mistake)
        assert 0 <= mistake.at.start <= mistake.at.end <= len(mistake.at.source.text)
