"""Lines of text under labels, wrapped to a width; each piece with a tone for screens to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from textwrap import TextWrapper
from typing import Final

from attrs import frozen

LABEL_WIDTH: Final = 9
NARROWEST: Final = 40
SPACE: Final = 2


class Tone(Enum):
    """What a piece of text is, so that a screen may show it so; its words never depend on it."""

    PLAIN = "plain"
    ANSWER = "answer"
    LABEL = "label"
    ASIDE = "aside"


@frozen
class Piece:
    """A stretch of one line."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Piece, ...]


def plain(lines: Iterable[Line]) -> str:
    """Give lines as text, without their tones."""
    joined = ("".join(piece.text for piece in line).rstrip() for line in lines)
    return "\n".join(joined)


def wrapped(
    text: str, width: int, indent: int, *, label: str = "", tone: Tone = Tone.PLAIN
) -> Iterator[Line]:
    """Give a text in lines that hang under its start; the label stands before the first."""
    lead = max(LABEL_WIDTH, len(label) + 1) if label else 0
    room = max(NARROWEST, width - indent - lead)
    wrapper = TextWrapper(room, break_on_hyphens=False, drop_whitespace=True)
    for number, line in enumerate(wrapper.wrap(text) or [""]):
        head = label.ljust(lead) if number == 0 else " " * lead
        yield (Piece(" " * indent), Piece(head, Tone.LABEL), Piece(line, tone))


def listed(
    label: str, texts: Iterable[str], width: int, indent: int, tone: Tone = Tone.PLAIN
) -> Iterator[Line]:
    """Give several texts under one label, which stands before the first."""
    for number, text in enumerate(texts):
        head = label if number == 0 else " " * len(label)
        yield from wrapped(text, width, indent, label=head, tone=tone)


def beside(left: str, right: str, width: int, indent: int) -> Iterator[Line]:
    """Give an answer with something at the right edge, below it where there is no room."""
    *before, last = wrapped(left, width, indent, tone=Tone.ANSWER)
    yield from before
    gap = width - sum(len(piece.text) for piece in last) - len(right)
    if not right:
        yield last
    elif gap >= SPACE:
        yield (*last, Piece(" " * gap + right))
    else:
        yield last
        yield (Piece(right.rjust(width)),)
