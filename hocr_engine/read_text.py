"""Opening a file as text: the first step of every reading, and the only one that meets the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hocr_engine import file_messages as say
from hocr_engine.bounds import MAX_FILE_BYTES
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Source, Span

# What files of incidents and of cases end in.
SUFFIXES: Final = (".yaml", ".yml", ".json", ".jsonl")


def read_file(
    path: Path, *, name: str | None = None, most: int = MAX_FILE_BYTES
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Give a file's text under its name, or None and what kept it from being read."""
    known_as = str(path) if name is None else name
    nowhere = Span(Source("", known_as), 0, 0)
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None, (say.not_found(nowhere),)
    except IsADirectoryError:
        return None, (say.is_a_directory(nowhere),)
    except (OSError, ValueError):
        return None, (say.not_allowed(nowhere),)
    if len(content) > most:
        return None, (say.too_large(most, nowhere),)
    return decode(content, known_as)


def decode(content: bytes, name: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Give bytes as a text, or None and why they are no text; a byte order mark is dropped."""
    try:
        source = Source(content.decode("utf-8").removeprefix("\ufeff"), name)
    except UnicodeDecodeError as error:
        return None, (_not_utf_8(content, error.start, name),)
    nul = source.text.find("\0")
    if nul >= 0:
        return None, (say.binary(Span(source, nul, nul + 1)),)
    if not source.text.strip():
        return None, (say.empty(Span(source, 0, 0)),)
    return source, ()


def _not_utf_8(content: bytes, bad: int, name: str) -> Diagnostic:
    before = content[:bad].decode("utf-8").removeprefix("\ufeff")
    shown = Source(before + content[bad:].decode("utf-8", "replace"), name)
    return say.not_utf_8(content[bad], Span(shown, len(before), len(before) + 1))
