"""
Where rulebooks are kept as data: a folder of this user's own, which nobody else may write to.

What cannot be read or written is left out silently, since everything in it can be made again.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from hocr_engine.bounds import MAX_PACK_BYTES, MAX_PACKS

SETTING: Final = "HOCR_CACHE"
OFF: Final = frozenset({"off", "no", "0"})
_SUFFIX: Final = ".book"
_PART: Final = ".part"
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_UNSWAPPED: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def is_off(environment: Mapping[str, str]) -> bool:
    """Say whether an environment asks for the files to be read each time."""
    return environment.get(SETTING, "").lower() in OFF


def folder_for(environment: Mapping[str, str]) -> Path | None:
    """Give the folder that an environment asks rulebooks to be kept in; None where it asks none."""
    setting = environment.get(SETTING, "")
    if is_off(environment) or not hasattr(os, "getuid"):
        return None
    shared = Path(environment.get("XDG_CACHE_HOME", ""))
    parent = shared if shared.is_absolute() else Path(environment.get("HOME", "")) / ".cache"
    chosen = Path(setting) if setting else parent / "hocr_engine"
    return chosen if chosen.is_absolute() else None


def read_pack(name: str) -> bytes | None:
    """Give what is kept under a name; None where nothing is, or somebody else may have put it."""
    with suppress(OSError), _own_folder(create=False) as folder:
        file = os.open(name + _SUFFIX, os.O_RDONLY | _UNSWAPPED, dir_fd=folder)
        with os.fdopen(file, "rb") as opened:
            status = os.fstat(file)
            is_file = stat.S_ISREG(status.st_mode) and status.st_size < MAX_PACK_BYTES
            return opened.read() if is_file and _is_own(status) else None
    return None


def write_pack(name: str, content: bytes) -> None:
    """Keep something under a name: whoever reads it finds what was kept before, or this."""
    if len(content) >= MAX_PACK_BYTES:
        return
    with suppress(OSError), _own_folder(create=True) as folder:
        part = f"{name}.{os.urandom(8).hex()}{_PART}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _UNSWAPPED
        try:
            with os.fdopen(os.open(part, flags, 0o600, dir_fd=folder), "wb") as file:
                file.write(content)
            os.replace(part, name + _SUFFIX, src_dir_fd=folder, dst_dir_fd=folder)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(part, dir_fd=folder)
        _forget_old(folder)


@contextmanager
def _own_folder(*, create: bool) -> Iterator[int]:
    """Give the folder opened, so that no other can be put in its place; raises OSError."""
    path = folder_for(os.environ)
    if path is None:
        raise FileNotFoundError
    if create:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | _UNSWAPPED)
    try:
        if not _is_own(os.fstat(folder)):
            raise PermissionError
        yield folder
    finally:
        os.close(folder)


def _is_own(status: os.stat_result) -> bool:
    return status.st_uid == os.getuid() and not status.st_mode & _OTHERS_WRITE


def _forget_old(folder: int) -> None:
    """Remove the oldest of too many, and what was begun and never finished."""
    found = []
    for name in os.listdir(folder):
        if name.endswith((_SUFFIX, _PART)):
            with suppress(FileNotFoundError):
                found.append((os.stat(name, dir_fd=folder).st_mtime_ns, name))
    for _, name in sorted(found, reverse=True)[MAX_PACKS:]:
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=folder)
