"""The house style: each condition of the document gets the remark that stands beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.feel.parse import parse
from hocr_engine.feel.style import style
from hocr_engine.text import Source, whole

DOCUMENT: Final = Path(__file__).with_name("style.md")
REMARK: Final = re.compile(r"\s+# ([a-z-]+): (.*)$")
LINES: Final = re.findall(r"^    (\S.*)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)


def remarks_on(text: str) -> list[Diagnostic]:
    """Give the remarks on a condition, those of one place and kind once."""
    tree, mistakes = parse(whole(Source(text)), ["list contains"])
    assert tree is not None, mistakes
    return list(dict.fromkeys(style(tree)))


@pytest.mark.parametrize("line", LINES)
def test_an_author_is_told_what_the_house_writes_instead(line: str) -> None:
    condition = REMARK.sub("", line)
    expected = REMARK.findall(line)
    found = remarks_on(condition)

    assert [(remark.code, remark.help) for remark in found] == expected
    assert all(remark.severity is Severity.WARNING for remark in found)


@pytest.mark.parametrize("line", [line for line in LINES if "write `" in line and "…" not in line])
def test_what_the_house_writes_is_in_its_style(line: str) -> None:
    written = re.search(r"# [a-z-]+: write `([^`]*)`", line)

    if written is not None and " list" not in written[1]:
        assert remarks_on(written[1]) == []


def test_a_remark_stands_where_the_condition_can_be_mended() -> None:
    (remark,) = remarks_on("a and (b = c) and d")

    assert remark.at.text == "(b = c)"
