"""
A rulebook as one piece of data: a head, and parts that are read when something asks for them.

The first line holds the hash of all that follows it, so that what was damaged is never read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from attrs import frozen

# Lists, texts and numbers, of which nothing is known until they are taken apart.
Plain: TypeAlias = Any

_FORMAT: Final = b"hocr.kept.v1"
_HASH: Final = 64
_START: Final = len(_FORMAT) + _HASH + 2


@frozen
class Pack:
    """What was kept: the head, and the parts as text by their names."""

    head: Mapping[str, Any]
    content: bytes
    starts: Mapping[str, tuple[int, int]]

    def part(self, name: str) -> Plain:
        """Give a part as plain lists, texts and numbers."""
        return json.loads(self.written(name))

    def written(self, name: str) -> bytes:
        """Give a part as it was written."""
        start, end = self.starts[name]
        return self.content[start:end]


def packed(head: Mapping[str, object], parts: Mapping[str, bytes]) -> bytes:
    """Give a head and some parts as one piece."""
    sizes = {name: len(part) for name, part in parts.items()}
    first = as_json({**head, "parts": sizes})
    body = b"".join((first, b"\n", *parts.values()))
    return b" ".join((_FORMAT, _digest(body))) + b"\n" + body


def unpacked(content: bytes) -> Pack | None:
    """Give what was packed; None where this is not, to the byte, what was."""
    body = content[_START:]
    if content[:_START] != b" ".join((_FORMAT, _digest(body))) + b"\n":
        return None
    end = body.index(b"\n")
    head = json.loads(body[:end])
    starts, start = {}, end + 1
    for name, size in head["parts"].items():
        starts[name] = (start, start + size)
        start += size
    return Pack(head, body, starts)


def as_json(data: object) -> bytes:
    """Give plain data as JSON on one line."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
