"""The raw words and signs of a condition, before names are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import messages
from hocr_engine.text import Span

SPACES: Final = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
_START: Final = (
    "?A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_PART: Final = _START + "0-9\xb7\u0300-\u036f\u203f-\u2040"
_TEXT: Final = r'"(?:[^"\\\n]|\\.)*"'
_PATTERN: Final = re.compile(
    rf"""(?P<SPACE>[{SPACES}]+|//[^\n]*|/\*(?s:.*?)\*/)
    |(?P<OPEN_COMMENT>/\*)
    |(?P<NUMBER>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<AT>@{_TEXT})
    |(?P<STRING>{_TEXT})
    |(?P<WORD>[{_START}][{_PART}]*)
    |(?P<SIGN>\*\*|<=|>=|!=|\.\.|->|[-+*/=<>()\[\]{{}},:.'])""",
    re.VERBOSE,
)
_SIGNS: Final = {
    "**": "POWER",
    "<=": "LE",
    ">=": "GE",
    "!=": "NE",
    "..": "DOTS",
    "->": "ARROW",
    "-": "MINUS",
    "+": "PLUS",
    "*": "STAR",
    "/": "SLASH",
    "=": "EQ",
    "<": "LT",
    ">": "GT",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    ",": "COMMA",
    ":": "COLON",
    ".": "DOT",
    "'": "QUOTE",
}
_HALF: Final = "[Dd][89ABab][0-9A-Fa-f]{2}", "[Dd][C-Fc-f][0-9A-Fa-f]{2}"
_ESCAPE: Final = re.compile(
    rf"\\(?:u({_HALF[0]})\\u({_HALF[1]})|u([0-9A-Fa-f]{{4}})|U([0-9A-Fa-f]{{6}})|(.))", re.DOTALL
)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}
# The name that stands where nothing readable does, so that the rest can still be checked.
GAP: Final = ""
_LAST_CHARACTER: Final = 0x10FFFF
# What stands for a character only in pairs.
_HALVES: Final = range(0xD800, 0xE000)


@frozen
class Token:
    """A word or sign of a condition: its type, its text, its place."""

    type: str
    text: str
    at: Span


class UnreadableError(Exception):
    """The text cannot be read on from here; carries the diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def raw_tokens(at: Span) -> Iterator[Token]:
    """Give the words and signs of a slice; raises UnreadableError where there is neither."""
    index = at.start
    while index < at.end:
        token, index = token_at(at, index)
        if token is not None:
            yield token


def token_at(at: Span, index: int) -> tuple[Token | None, int]:
    """
    Give what stands at a place of a slice (None for spaces and remarks), and where it ends.

    Raises UnreadableError where there is neither.
    """
    match = _PATTERN.match(at.source.text, index, at.end)
    if match is None or match.lastgroup == "OPEN_COMMENT":
        raise UnreadableError(_unreadable(at, index))
    end = match.end()
    return None if match.lastgroup == "SPACE" else _token(match, Span(at.source, index, end)), end


def _token(match: re.Match[str], at: Span) -> Token:
    kind = match.lastgroup or ""
    return Token(_SIGNS[match.group()] if kind == "SIGN" else kind, match.group(), at)


def _unreadable(at: Span, index: int) -> Diagnostic:
    text = at.source.text
    if text.startswith("/*", index):
        return messages.unclosed_comment(Span(at.source, index, index + 2))
    if text.startswith(('"', '@"'), index):
        end = text.find("\n", index, at.end)
        return messages.unclosed_text(Span(at.source, index, at.end if end < 0 else end))
    end = index + (2 if text[index : index + 2] in ("&&", "||") else 1)
    return messages.unexpected_character(Span(at.source, index, end))


def unquoted(text: str) -> str:
    """Give the text that a quoted text stands for."""
    return _ESCAPE.sub(_unescaped, text[1:-1])


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return (bytes.fromhex(match[1]) + bytes.fromhex(match[2])).decode("utf-16-be")
    digits = match[3] or match[4]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= _LAST_CHARACTER and code not in _HALVES else match.group()
    return _ESCAPES.get(match[5], match.group())
