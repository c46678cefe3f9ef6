"""
Documents of broken files: one a mistake, or several that are made together.

A document is Markdown with a title, the files, each under its name, and what their author is told,
drawn as the command line draws it.
The files take the place of files of the small rulebook in `broken/rulebook`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from attrs import frozen

from hocr_engine.cases.review import review
from hocr_engine.diagnostic import Diagnostic, in_reading_order

FOLDER: Final = Path(__file__).with_name("broken")
BOOK: Final = FOLDER / "rulebook"
DOCUMENTS: Final = tuple(sorted(path for path in FOLDER.glob("*/*.md")))
_FILE: Final = re.compile(r"^`([\w./-]+)`\n\n```(?:yaml|csv)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TOLD: Final = re.compile(r"^```text\n(.*?)\n```\n\Z", re.MULTILINE | re.DOTALL)


@frozen
class Document:
    """A title, files that hold a mistake, and what their author is told."""

    path: Path
    files: tuple[tuple[str, str], ...]
    told: str

    @property
    def name(self) -> str:
        """Give the name by which tests call it."""
        return self.path.relative_to(FOLDER).with_suffix("").as_posix()


def read_document(path: Path) -> Document:
    """Give a document; one without files or without its answer is none."""
    text = path.read_text(encoding="utf-8")
    files, told = tuple(_FILE.findall(text)), _TOLD.search(text)
    assert text.startswith("# ")
    assert files
    assert told
    return Document(path, files, told[1])


def mistakes_of(document: Document, folder: Path) -> tuple[Diagnostic, ...]:
    """Give what is wrong once the document's files stand in the small rulebook."""
    root = shutil.copytree(BOOK, folder / "rules")
    break_files(document, root)
    return in_reading_order(list(review(root).mistakes))


def break_files(document: Document, root: Path) -> None:
    """Put a document's files in the place of those of a rulebook's folder."""
    for name, text in document.files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
