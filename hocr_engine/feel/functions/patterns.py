"""Built-in functions on regular expressions, in the XPath flavour as far as `re` has it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from hocr_engine.feel.bounds import MAX_MATCHED, MAX_PATTERN, BoundExceededError, checked_text
from hocr_engine.feel.functions.registry import UnfitError, built_in

_FLAGS: Final = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}
_CLASSED_REFERENCE: Final = re.compile(r"\[[^]\\]*(?:\\[^0-9][^]\\]*)*\\[0-9]")
_GROUP: Final = re.compile(r"\\([$\\])|\$([0-9]+)|([\\$])")


@lru_cache(maxsize=256)
def _pattern(pattern: str, flags: str) -> re.Pattern[str]:
    """Give a pattern ready to match; raises UnfitError where it is none."""
    if len(pattern) > MAX_PATTERN:
        raise BoundExceededError(f"a pattern may hold no more than {MAX_PATTERN} characters")
    if not set(flags) <= {*_FLAGS, "q"}:
        raise UnfitError
    chosen = re.NOFLAG
    for flag in set(flags) - {"q"}:
        chosen |= _FLAGS[flag]
    if _CLASSED_REFERENCE.search(pattern) and "q" not in flags:
        raise UnfitError
    if "q" in flags:
        return re.compile(re.escape(pattern), chosen & ~re.VERBOSE)
    try:
        return re.compile(_without_space(pattern) if "x" in flags else pattern, chosen & ~re.X)
    except (re.error, OverflowError):
        raise UnfitError from None


def _without_space(pattern: str) -> str:
    """Give the pattern without white space, except within brackets."""
    kept, depth = [], 0
    for char in pattern:
        depth += (char == "[") - (char == "]")
        if depth or char not in " \t\n\r":
            kept.append(char)
    return "".join(kept)


def _matched(text: str) -> str:
    if len(text) > MAX_MATCHED:
        raise BoundExceededError(f"a text of over {MAX_MATCHED} characters is not matched")
    return text


@built_in("boolean", "matches", "input: text", "pattern: text", "flags: text?")
def matches(text: str, pattern: str, flags: str | None = None) -> bool:
    """Say whether a pattern is found in a text."""
    return _pattern(pattern, flags or "").search(_matched(text)) is not None


@built_in("text", "replace", "input: text", "pattern: text", "replacement: text", "flags: text?")
def replace(text: str, pattern: str, by: str, flags: str | None = None) -> str | None:
    """Give a text with each match replaced; `$1` stands for a group."""
    compiled = _pattern(pattern, flags or "")
    if compiled.match(""):
        return None
    if "q" in (flags or ""):
        return checked_text(compiled.sub(lambda _: by, _matched(text)))
    if any(match[3] for match in _GROUP.finditer(by)):
        return None
    return checked_text(compiled.sub(lambda match: _filled(by, match), _matched(text)))


def _filled(by: str, match: re.Match[str]) -> str:
    def part(sign: re.Match[str]) -> str:
        if sign[1]:
            return sign[1]
        number = int(sign[2])
        return (match[number] or "") if number <= match.re.groups else ""

    return _GROUP.sub(part, by)


@built_in("list", "split", "string: text", "delimiter: text")
def split(text: str, delimiter: str) -> list[object]:
    """Give the parts of a text between the matches of a pattern."""
    compiled = _pattern(delimiter, "")
    parts, start = [], 0
    for match in compiled.finditer(_matched(text)):
        if match.end() > match.start():
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]
