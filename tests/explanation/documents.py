"""Test documents in Markdown: fenced blocks in sections, and the rewriting of recorded wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

_BLOCK: Final = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^## (.+)$", re.MULTILINE)
_FIGURES: Final = re.compile(r"[\w/:.-]*\d[\w/:.-]*")
_UNSAID: Final = re.compile(r"\band\s+[0-9]+\s+more\b")


@frozen
class Block:
    """One fenced block: its language, what stands beside that, and its content."""

    language: str
    about: str
    content: str


@frozen
class Section:
    """One part of a document, under its heading."""

    name: str
    path: Path
    blocks: tuple[Block, ...]

    def of(self, language: str) -> tuple[Block, ...]:
        """Give the blocks of a language."""
        return tuple(block for block in self.blocks if block.language == language)

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.name}"


def sections(folder: Path) -> list[Section]:
    """Give the sections of all documents in a folder."""
    return [section for path in sorted(folder.glob("*.md")) for section in _sections(path)]


def _sections(path: Path) -> Iterator[Section]:
    text = path.read_text(encoding="utf-8")
    # Headings within blocks are what is shown, not parts of the document.
    bare = _BLOCK.sub(lambda block: " " * len(block[0]), text)
    heads = list(_HEADING.finditer(bare))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        part = text[head.end() : end]
        blocks = tuple(Block(m[1], m[2] or "", m[3]) for m in _BLOCK.finditer(part))
        yield Section(head[1], path, blocks)


def figures(text: str) -> list[str]:
    """
    Give the dates, codes and counts in a text, which are never rewritten.

    How many presumptions are left unsaid is no such count: it grows with the vocabulary.
    """
    return sorted(_FIGURES.findall(_UNSAID.sub("", text)))


def agree(section: Section, block: Block, now: str, *, record: bool) -> None:
    """Assert that a block says what is said now; with `record`, rewrite its wording instead."""
    if record and block.content != now:
        if block.content.count("\n") > 1:
            assert figures(now) == figures(block.content), "only wording is rewritten"
        _rewrite(section.path, lambda text: _replaced(text, section, block, now))
        return
    assert block.content == now


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def _replaced(text: str, section: Section, block: Block, now: str) -> str:
    """Give a document with one block of one section rewritten."""
    head = f"```{block.language}{' ' + block.about if block.about else ''}\n"
    start = text.index(f"## {section.name}\n")
    at = text.index(head + block.content + "```", start)
    return text[: at + len(head)] + now + text[at + len(head) + len(block.content) :]
