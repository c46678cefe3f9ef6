"""Sentences with places for names, as `{victim}` or `{event.place.kind}`."""

from __future__ import annotations

import re
from typing import Final

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.nodes import Scalar
from hocr_engine.rulebook import messages as say
from hocr_engine.rulebook.model import Template
from hocr_engine.text import Span

_PLACE: Final = re.compile(r"\{([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*)\}")


def read_template(scalar: Scalar, mistakes: list[Diagnostic]) -> Template:
    """Give the sentence that a text holds."""
    return template(" ".join(scalar.text.split()), scalar.at, mistakes)


def template(text: str, at: Span, mistakes: list[Diagnostic]) -> Template:
    """Give the sentence of a text; a brace that names nothing is a mistake."""
    parts: list[str | tuple[str, ...]] = []
    end = 0
    for found in _PLACE.finditer(text):
        parts += [text[end : found.start()], tuple(found[1].split("."))]
        end = found.end()
    parts.append(text[end:])
    if any("{" in part or "}" in part for part in parts if isinstance(part, str)):
        mistakes.append(say.open_brace(at))
    return Template(text, tuple(part for part in parts if part), at)
