"""Files as the house lays them out: what is mended, what is left, and that both say the same."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine.diagnostic import draw
from hocr_engine.rulebook.formatting import mended, mends
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.meaning import same_meaning
from hocr_engine.rulebook.style import house_style, sources
from hocr_engine.text import Source
from tests.rulebook.broken_files import DOCUMENTS, read_document

ROOT: Final = Path(__file__).parents[2]
RULES: Final = ROOT / "rules"
DOCUMENT: Final = Path(__file__).with_name("formatting.md").read_text(encoding="utf-8")
BLOCK: Final = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECTIONS: Final = {
    section.split("\n", 1)[0]: BLOCK.findall(section) for section in DOCUMENT.split("\n## ")[1:]
}
BROKEN: Final = [file for path in DOCUMENTS for file in read_document(path).files]
UNTIDY: Final = "".join(text for texts in SECTIONS.values() for text in texts[:1])


@pytest.mark.parametrize("title", SECTIONS)
def test_a_file_is_laid_out_as_the_document_shows(title: str) -> None:
    before, after = (SECTIONS[title] * 2)[:2]
    found = mended(Source(before))

    assert found is not None
    assert found.text == after
    assert mended(found) == found
    assert list(mends(found)) == [] or before == after


def test_lines_that_end_as_elsewhere_end_as_here() -> None:
    text = SECTIONS["The keys of a rule stand in the house's order"][1]
    found = mended(Source(text.replace("\n", "\r\n")))

    assert found is not None
    assert found.text == text


@pytest.mark.parametrize("text", [text for _, text in BROKEN])
def test_a_broken_file_is_mended_without_saying_anything_else(text: str) -> None:
    source = Source(text, "rules/broken.yaml")
    found = mended(source)

    if found is not None:
        assert found == source or same_meaning(source, found)
        assert mended(found) == found


@given(st.integers(0, len(UNTIDY)), st.text("\n -|\"'#:ab\u00a0", max_size=3), st.integers(0, 9))
@settings(deadline=None, max_examples=150)
def test_a_damaged_file_is_mended_without_raising(at: int, put: str, left_out: int) -> None:
    source = Source(UNTIDY[: at % 900] + put + UNTIDY[at % 900 + left_out : 900])
    found = mended(source)

    if found is not None:
        assert found == source or same_meaning(source, found)
        assert mended(found) == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("when: |\n  a = 1\n", "when: |\n  a = 2\n"),
        ("when: |\n  a and (b or c)\n", "when: |\n  (a and b) or c\n"),
        ("then: |\n  a\n", "then: a\n"),
        ("title: one  two\n", "title: one two\n"),
        ("then: null\n", 'then: "null"\n'),
        ('table: |\n  a || b\n  1 || "x"\n', 'table: |\n  a || b\n  2 || "x"\n'),
        ('table: |\n  a || b\n  1 || "x"\n', 'table: |\n  a || b\n  1 || "y"\n'),
        ("rules:\n  - id: a\n  - id: b\n", "rules:\n  - id: b\n  - id: a\n"),
        ("id: a\n", "id: a\nuntil: 2020-01-01\n"),
        ("when: |\n  a ==\n", "when: |\n  a =\n"),
    ],
)
def test_two_texts_that_say_different_things_are_told_apart(before: str, after: str) -> None:
    head = "format: hocr.rules.v1\n"

    assert not same_meaning(Source(head + before), Source(head + after))
    assert same_meaning(Source(head + before), Source(head + before))


def test_the_rules_and_their_cases_are_in_the_house_style() -> None:
    assert [draw(remark) for remark in house_style(RULES)] == []


def untidied(text: str) -> str:
    """Give a file with the signs of its conditions pressed together and its lines torn apart."""
    text = re.sub(r" (=|!=|<=|>=) (?=[\"0-9a-z@])", r"\1", text)
    text = re.sub(r"^( +)(and|or) (?!\()", r"\1   \2\n\1 ", text, flags=re.MULTILINE)
    return re.sub(r"  +(\|\|?) ", r" \1    ", text)


@pytest.mark.slow
def test_a_rulebook_that_was_untidied_and_mended_is_the_rulebook_as_it_was(tmp_path: Path) -> None:
    root = tmp_path / "rules"
    shutil.copytree(RULES, root)
    shutil.copytree(ROOT / "docs" / "interpretations", tmp_path / "docs" / "interpretations")
    changed, before = 0, load(root)
    for path, source in sources(root):
        if path.name.endswith(".cases.yaml") or "law" in path.parts:
            continue
        untidy = evolve(source, text=untidied(source.text))
        if not same_meaning(source, untidy):
            continue
        found = mended(untidy)
        assert found is not None
        assert found.text == source.text, path
        changed += untidy != source
        path.write_text(found.text, encoding="utf-8")

    assert changed > 50
    assert load(root) == before
