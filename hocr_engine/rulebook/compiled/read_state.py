"""What stands in a rulebook's folder now, and what was kept of it before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from hocr_engine import __version__
from hocr_engine.rulebook.compiled.pack import Pack, unpacked
from hocr_engine.rulebook.compiled.read_packs import folder_for, is_off, read_pack, write_pack
from hocr_engine.rulebook.compiled.texts import Texts
from hocr_engine.rulebook.read import (
    IN_WHEEL,
    LAW,
    deciding_files,
    fingerprint_of,
    law_files,
    read_contents,
)

HEAD: Final = "rulebook.yaml"
# The bundled rulebook as data, which is made when the package is built.
SHIPPED: Final = IN_WHEEL.with_suffix(".book")
_ENGINE: Final = Path(__file__).parents[2]
# The packages whose code makes a rulebook of its files.
MAKING: Final = (
    *("", "feel", "feel/functions", "incident"),
    *("vocabulary", "rulebook", "rulebook/compiled"),
)


@frozen
class State:
    """The files of a folder as they are, what was kept of it, and under which name."""

    base: Path
    texts: Texts
    stamp: str
    name: str
    pack: Pack | None

    @property
    def is_kept(self) -> bool:
        """Say whether what was kept is of the files as they are."""
        fingerprint = fingerprint_of(self.texts.contents)
        return self.pack is not None and self.pack.head["fingerprint"] == fingerprint

    def keep(self, content: bytes) -> None:
        """Keep the rulebook as data for the next start."""
        write_pack(self.name, content)


def read_state(root: Path) -> State | None:
    """Give the state of a rulebook's folder; None where nothing is to be kept of it."""
    return _state(root, "rules", deciding_files, is_shipped=root.resolve() == IN_WHEEL.resolve())


def read_law_state(root: Path) -> State | None:
    """Give the state of a rulebook's law index; None where nothing is to be kept of it."""
    return _state(root, LAW, law_files)


def _state(
    root: Path, what: str, files: Callable[[Path], list[str]], *, is_shipped: bool = False
) -> State | None:
    is_kept = folder_for(os.environ) is not None or (is_shipped and not is_off(os.environ))
    if not is_kept or not (root / HEAD).is_file():
        return None
    try:
        base, stamp = root.resolve(), _stamp()
        named = f"{stamp}\0{what}\0{base}".encode(errors="surrogateescape")
        name = hashlib.sha256(named).hexdigest()
        pack = _pack(read_pack(name), stamp)
        if pack is None and is_shipped:
            pack = _pack(SHIPPED.read_bytes(), made_by()) if SHIPPED.is_file() else None
        data = () if pack is None else pack.head.get("data", {}).values()
        there = (path for path in data if (base / path).is_file())
        texts = Texts(read_contents(base, (*files(base), *there)), root.as_posix().rstrip("/"))
    except OSError:
        return None
    return State(base, texts, stamp, name, pack)


def with_data(state: State, paths: Iterable[str]) -> State:
    """Give a state with the files of lists as well; raises OSError."""
    more = read_contents(state.base, paths)
    return evolve(state, texts=evolve(state.texts, contents={**state.texts.contents, **more}))


def _pack(content: bytes | None, stamp: str) -> Pack | None:
    found = None if content is None else unpacked(content)
    return found if found is not None and found.head["stamp"] == stamp else None


def made_by() -> str:
    """Give the hash of the engine's code as far as it makes a rulebook of files, wherever it is."""
    digest = hashlib.sha256(__version__.encode())
    for package, module in _modules():
        digest.update(f"\0{package}/{module.name}\0".encode())
        digest.update(Path(module.path).read_bytes())
    return digest.hexdigest()


def _stamp() -> str:
    """Give the version of the engine, and of its code as it stands in this place."""
    written = [__version__]
    for package, module in _modules():
        status = module.stat()
        written.append(f"{package}/{module.name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(written).encode()).hexdigest()


def _modules() -> Iterator[tuple[str, os.DirEntry[str]]]:
    for package in MAKING:
        with os.scandir(_ENGINE / package) as files:
            modules = [one for one in files if one.name.endswith((".py", ".json"))]
        for one in sorted(modules, key=lambda one: one.name):
            yield package, one
