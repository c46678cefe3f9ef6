"""The word that somebody meant: of those known the one most like what is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

MAX_COMPARED: Final = 2_000
_LEADING_NOUGHTS: Final = re.compile(r"(?<!\d)0+(?=\d)")
_ARTICLE: Final = re.compile(r"^(?:the|an?) ")


def near_word(word: str, known: Iterable[str]) -> str | None:
    """
    Give the known word most like the one written, or None where none is alike.

    Letter case, spaces and the noughts that a number starts with make no difference.
    """
    plain: dict[str, str] = {}
    for each in sorted(set(known)):
        plain.setdefault(_plain(each), each)
    if _plain(word) in plain:
        return plain[_plain(word)]
    close = get_close_matches(_plain(word), plain if len(plain) <= MAX_COMPARED else [], n=1)
    return plain[close[0]] if close else None


def _plain(word: str) -> str:
    return _LEADING_NOUGHTS.sub("", "".join(word.casefold().split()))


def did_you_mean(written: str, label: str = "") -> str:
    """Give the question whether something else was meant; `label` is how people read that."""
    plain = written.strip('"').replace("_", " ").casefold()
    says_more = _ARTICLE.sub("", label.casefold()) not in (plain, "")
    called = f" ({label})" if says_more else ""
    return f"did you mean `{written}`{called}?"
