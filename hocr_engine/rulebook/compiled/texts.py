"""The files of a rulebook's folder, as they were read at one moment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from attrs import frozen

from hocr_engine.text import Source


@frozen
class Texts:
    """The content of each file by its path below the folder, and how the folder is shown."""

    contents: Mapping[str, bytes]
    shown: str

    def source(self, path: str) -> Source:
        """Give a file as a text."""
        name = f"{self.shown}/{path}" if self.shown else path
        return Source(self.contents[path].decode().removeprefix("\ufeff"), name)

    def sources(self, paths: Iterable[str]) -> tuple[Source, ...]:
        """Give several files as texts."""
        return tuple(map(self.source, paths))

    def hashes(self) -> dict[str, str]:
        """Give the hash of each file."""
        return {path: hashlib.sha256(found).hexdigest() for path, found in self.contents.items()}
