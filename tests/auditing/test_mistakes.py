"""What the authors of schemes, frames, bands and plans are told, as a document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.auditing.sampling.read_plan import PLAN_FORMAT, read_plan
from hocr_engine.auditing.scheme.read_bands import BANDS_FORMAT, read_bands
from hocr_engine.auditing.scheme.read_frame import FRAME_FORMAT, read_frame
from hocr_engine.auditing.scheme.read_scheme import read_scheme
from hocr_engine.diagnostic import Diagnostic, in_reading_order
from tests.auditing.batches import HERE, scheme
from tests.decision.library import rulebook

DOCUMENT: Final = HERE / "mistakes.md"
SECTION: Final = re.compile(
    r"^## ([^\n]+)\n\n```yaml\n(.*?)^```\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL
)
SECTIONS: Final = SECTION.findall(DOCUMENT.read_text(encoding="utf-8"))


def told(text: str, folder: Path) -> str:
    """Give what the author of a file is told, one line a mistake."""
    path = folder / "file.yaml"
    path.write_text(text, encoding="utf-8")
    mistakes: tuple[Diagnostic, ...]
    if FRAME_FORMAT in text:
        found, mistakes = read_frame(path, scheme())
        assert found is None
    elif PLAN_FORMAT in text:
        plan, mistakes = read_plan(path)
        assert plan is None
    elif BANDS_FORMAT in text:
        bands, mistakes = read_bands(path)
        assert bands is None
    else:
        read, mistakes = read_scheme(path, rulebook().book)
        assert read is None
    return "".join(
        f"{one.at.line}:{one.at.column} {one.code}: {one.message}; {one.help}\n"
        for one in in_reading_order(list(mistakes))
    )


@pytest.mark.parametrize(
    ("name", "text", "expected"), SECTIONS, ids=[section[0] for section in SECTIONS]
)
def test_an_author_is_told_every_mistake(
    name: str, text: str, expected: str, tmp_path: Path, record: bool
) -> None:
    found = told(text, tmp_path)
    if record and found != expected:
        document = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(
            document.replace(f"{text}```\n\n```text\n{expected}", f"{text}```\n\n```text\n{found}"),
            encoding="utf-8",
        )
        return

    assert found == expected
