"""Built-in functions on regular expressions, as XPath and XQuery Functions and Operators has them.

`elementpath` puts a pattern of that flavour into common form, and `re2` matches it in a time that
grows with the text alone, so that no pattern can hang. `re2` has no back-references and repeats a
part at most 1000 times: a pattern that asks for more gives null, as whatever is no pattern does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from hocr_engine.feel.bounds import MAX_MATCHED, MAX_PATTERN, BoundExceededError, checked_text
from hocr_engine.feel.functions.registry import UnfitError, built_in

_FLAGS: Final = frozenset("smixq")
_SPACE: Final = " \t\n\r"
_REPLACED: Final = re.compile(r"\\([$\\])|\$([0-9]+)|([\\$])")
# What `re2` takes for letters of ASCII alone.
_CLASSES: Final = {
    r"\d": r"\p{Nd}",
    r"\D": r"\P{Nd}",
    r"\w": r"[^\p{P}\p{Z}\p{C}]",
    r"\W": r"[\p{P}\p{Z}\p{C}]",
    r"\s": r"[ \t\n\r]",
    r"\S": r"[^ \t\n\r]",
}
# How `elementpath` writes `^` and `$` for an engine that lets `$` stand before a last line's end.
_ENDS: Final = ((r"(?<!\n\Z)^", "^"), (r"$(?!\n\Z)", "$"))


@lru_cache(maxsize=256)
def _pattern(pattern: str, flags: str) -> Any:  # noqa: ANN401 - `re2` declares no types
    """Give a pattern ready to match; raises UnfitError where it is none."""
    import re2  # noqa: PLC0415

    if len(pattern) > MAX_PATTERN:
        raise BoundExceededError(f"a pattern may hold no more than {MAX_PATTERN} characters")
    if not set(flags) <= _FLAGS:
        raise UnfitError
    common = re2.escape(pattern) if "q" in flags else _in_common_form(pattern, flags)
    chosen = "".join(sorted(set(flags) & set("smi")))
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(f"(?{chosen}){common}" if chosen else common, options)
    except re2.error:
        raise UnfitError from None


def _in_common_form(pattern: str, flags: str) -> str:
    """Give a pattern as most engines write it."""
    from elementpath.regex import RegexError, translate_pattern  # noqa: PLC0415

    chosen = (re.DOTALL if "s" in flags else 0) | (re.IGNORECASE if "i" in flags else 0)
    try:
        common = translate_pattern("".join(_spelt_out(pattern, "x" in flags)), chosen)
    except RegexError:
        raise UnfitError from None
    for written, meant in _ENDS:
        common = common.replace(written, meant)
    return common


def _spelt_out(pattern: str, spaced: bool) -> Iterator[str]:
    """Give the parts of a pattern, short classes in full; where spaced, without white space.

    White space within brackets stays, as the standard has it.
    """
    part, depth = "", 0
    for char in pattern:
        if spaced and not depth and char in _SPACE:
            continue
        part += char
        if part == "\\":
            continue
        depth += (part == "[") - (part == "]")
        yield part if depth else _CLASSES.get(part, part)
        part = ""
    yield part


def _matched(text: str) -> str:
    if len(text) > MAX_MATCHED:
        raise BoundExceededError(f"a text of over {MAX_MATCHED} characters is not matched")
    return text


@built_in("boolean", "matches", "input: text", "pattern: text", "flags: text?")
def matches(text: str, pattern: str, flags: str | None = None) -> bool:
    """Say whether a pattern is found in a text."""
    return _pattern(pattern, flags or "").search(_matched(text)) is not None


@built_in("text", "replace", "input: text", "pattern: text", "replacement: text", "flags: text?")
def replace(text: str, pattern: str, by: str, flags: str | None = None) -> str:
    """Give a text with each match replaced; `$1` stands for a group, `$0` for the match."""
    literal = "q" in (flags or "")
    if not literal and any(sign[3] for sign in _REPLACED.finditer(by)):
        raise UnfitError
    made, start = [], 0
    for match in _found(_pattern(pattern, flags or ""), text):
        made += [text[start : match.start()], by if literal else _filled(by, match)]
        start = match.end()
    return checked_text("".join([*made, text[start:]]))


def _found(pattern: Any, text: str) -> Iterator[Any]:  # noqa: ANN401 - `re2` declares no types
    """Give the matches in a text; raises UnfitError for a pattern that nothing matches."""
    if pattern.search("") is not None:
        raise UnfitError
    found: Iterator[Any] = pattern.finditer(_matched(text))
    return found


def _filled(by: str, match: Any) -> str:  # noqa: ANN401 - `re2` declares no types
    """Give the replacement of one match, its groups filled in."""
    return _REPLACED.sub(lambda sign: sign[1] or _group(sign[2], match), by)


def _group(digits: str, match: Any) -> str:  # noqa: ANN401 - `re2` declares no types
    """Give a group; digits that make no group's number with those before stand for themselves."""
    kept = len(digits)
    while kept > 1 and int(digits[:kept]) > match.re.groups:
        kept -= 1
    number = int(digits[:kept])
    found = match.group(number) if number <= match.re.groups else ""
    return (found or "") + digits[kept:]


@built_in("list", "split", "string: text", "delimiter: text")
def split(text: str, delimiter: str) -> list[object]:
    """Give the parts of a text between the matches of a pattern."""
    parts, start = [], 0
    for match in _found(_pattern(delimiter, ""), text):
        parts.append(text[start : match.start()])
        start = match.end()
    return [*parts, text[start:]]
