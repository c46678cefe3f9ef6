"""The ids of the law index, kept between starts: a check of one file needs no more of it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.rulebook.compiled.pack import packed
from hocr_engine.rulebook.compiled.read_state import read_law_state
from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.rulebook.read import fingerprint_of


def law_ids(root: Path) -> Collection[str]:
    """Give the ids of the statements of a rulebook's law index."""
    state = read_law_state(root)
    if state is None:
        return read_law_index(root, [])
    if state.is_kept and state.pack is not None:
        ids: list[str] = state.pack.head["ids"]
        return dict.fromkeys(ids)
    mistakes: list[Diagnostic] = []
    found = read_law_index(root, mistakes)
    if not mistakes:
        fingerprint = fingerprint_of(state.texts.contents)
        state.keep(packed({"stamp": state.stamp, "fingerprint": fingerprint, "ids": [*found]}, {}))
    return found
