"""Values as text: as a literal that reads back as the same value, and as `string()` gives them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal

from hocr_engine.feel.far import FarDay, FarSpan, FarTime
from hocr_engine.feel.lexer import KEYWORDS
from hocr_engine.feel.literals import duration_text, moment_text
from hocr_engine.feel.values import Range, YearsMonths

_UNWRITABLE = "this value cannot be written out"
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FIRST_LONG = 0x10000
_RESERVED = KEYWORDS | {"external", "not"}


def write(value: object) -> str:
    """Give the literal of a value; ValueError for what has none, as a thing or the unknown."""
    try:
        return _written(value)
    except RecursionError:
        raise ValueError(_UNWRITABLE) from None


def _written(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return number_text(Decimal(value))
        case str():
            return quoted(value)
        case date() | time() | FarDay() | FarTime():
            return f'@"{moment_text(value)}"'
        case timedelta() | FarSpan() | YearsMonths():
            return f'@"{duration_text(value)}"'
        case list() | tuple():
            return "[" + ", ".join(_written(element) for element in value) + "]"
        case dict():
            return "{" + ", ".join(f"{_key(k)}: {_written(v)}" for k, v in value.items()) + "}"
        case Range():
            return _range_text(value)
        case _:
            raise ValueError(_UNWRITABLE)


def number_text(number: Decimal) -> str:
    """Give a number in plain digits, without trailing zeros after the point."""
    if number == 0:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quoted(text: str) -> str:
    """Give a text as a literal; signs that cannot be seen are written by their number."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for char, sign in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(char, sign)
    return f'"{"".join(map(_visible, escaped))}"'


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    sign, digits = ("u", 4) if ord(char) < _FIRST_LONG else ("U", 6)
    return f"\\{sign}" + f"{ord(char):X}".zfill(digits)


def _key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and key not in _RESERVED
    return key if plain else quoted(key)


def _range_text(value: Range) -> str:
    if value.negated:
        return f"(!= {write(value.low)})"
    if value.low is None:
        return f"({'<=' if value.high_included else '<'} {write(value.high)})"
    if value.high is None:
        return f"({'>=' if value.low_included else '>'} {write(value.low)})"
    if value.low is value.high:
        return f"(= {write(value.low)})"
    opening, closing = "[" if value.low_included else "(", "]" if value.high_included else ")"
    return f"{opening}{write(value.low)}..{write(value.high)}{closing}"


def as_text(value: object) -> str | None:
    """Give a value as `string()` does: texts and moments bare; null for null."""
    match value:
        case None:
            return None
        case str():
            return value
        case date() | time() | FarDay() | FarTime():
            return moment_text(value)
        case timedelta() | FarSpan() | YearsMonths():
            return duration_text(value)
        case _:
            return write(value)
