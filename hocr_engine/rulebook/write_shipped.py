"""The bundled rulebook as data that travels with the package, so that the first start is quick."""

from __future__ import annotations

import sys
from pathlib import Path

from hocr_engine.rulebook.compiled.read_state import made_by
from hocr_engine.rulebook.compiled.texts import Texts
from hocr_engine.rulebook.compiled.write_book import data_files, written_book
from hocr_engine.rulebook.draft import drafted
from hocr_engine.rulebook.load import RulebookError
from hocr_engine.rulebook.read import bundled, deciding_files, read_contents


def shipped(root: Path) -> bytes:
    """Give the rulebook of a folder as data; raises RulebookError where anything is wrong in it."""
    draft = drafted(root)
    if draft.book is None or draft.mistakes:
        raise RulebookError(draft.mistakes)
    paths = (*deciding_files(root), *data_files(draft.book).values())
    texts = Texts(read_contents(root, paths), root.as_posix())
    return written_book(draft.book, texts, made_by(), None)


def main() -> None:
    """Write the bundled rulebook to the file named, as the build of the package asks."""
    Path(sys.argv[1]).write_bytes(shipped(bundled()))


if __name__ == "__main__":
    main()
