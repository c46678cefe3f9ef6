"""A condition with the signs and words of other languages as this one writes them."""

from __future__ import annotations

import re
from typing import Final

from hocr_engine.feel.bounds import MAX_TEXT
from hocr_engine.feel.slips import DOUBLE, Mender
from hocr_engine.feel.tokens import GAP
from hocr_engine.feel.writing import quoted
from hocr_engine.text import Source, whole

_BETWEEN_CURLY: Final = re.compile(rf'[{DOUBLE}]([^\n"]*?)[{DOUBLE}]')


def repaired(text: str) -> str:
    """
    Give a condition with `==`, `&&`, `AND` or curly quotes as it is written here.

    One longer than a condition may be is given back as it is.
    """
    if len(text) > MAX_TEXT:
        return text
    pieces, reached = [], 0
    for token in Mender(whole(Source(text))).tokens():
        if token.text not in (token.at.text, GAP) and token.at.start >= reached:
            pieces += [text[reached : token.at.start], f" {token.text} "]
            reached = token.at.end
    return "".join((*pieces, text[reached:]))


def straight_quotes(text: str) -> str:
    """Give a text with the curly quotes round its words made straight."""
    return _BETWEEN_CURLY.sub(lambda found: quoted(found[1]), text)
