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
_BRACE: Final = re.compile(r"[{}]")


def place_in(sentence: Template, path: tuple[str, ...]) -> Span:
    """Give where a sentence names something, with its braces."""
    named = f"{{{'.'.join(path)}}}"
    start = sentence.at.start + max(0, sentence.at.text.find(named))
    return Span(sentence.at.source, start, start + len(named))


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
    brace = _BRACE.search(_PLACE.sub(lambda place: " " * len(place[0]), at.text))
    if brace is not None:
        start = at.start + brace.start()
        mistakes.append(say.open_brace(Span(at.source, start, start + 1)))
    return Template(text, tuple(part for part in parts if part), at)
