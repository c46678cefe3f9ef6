"""Built-in functions on texts."""

from __future__ import annotations

from decimal import Decimal

from hocr_engine.feel.bounds import checked_text
from hocr_engine.feel.functions.registry import UnfitError, built_in
from hocr_engine.feel.values import as_number
from hocr_engine.feel.writing import as_text


@built_in("text", "substring", "string: text", "start position: number", "length: number?")
def substring(text: str, start: Decimal, length: Decimal | None = None) -> str | None:
    """Give the part of a text from a position, from 1, or from the end when negative."""
    begin = int(start) - 1 if start > 0 else len(text) + int(start)
    if start == 0 or not 0 <= begin < len(text):
        return None
    if length is not None and not 1 <= length <= len(text) - begin:
        return None
    return text[begin:] if length is None else text[begin : begin + int(length)]


@built_in("number", "string length", "string: text")
def string_length(text: str) -> Decimal:
    """Give how many characters a text has."""
    return as_number(len(text))


@built_in("text", "upper case", "string: text")
def upper_case(text: str) -> str:
    """Give a text in capital letters."""
    return text.upper()


@built_in("text", "lower case", "string: text")
def lower_case(text: str) -> str:
    """Give a text in small letters."""
    return text.lower()


@built_in("text", "substring before", "string: text", "match: text")
def substring_before(text: str, match: str) -> str:
    """Give what stands before the first match; empty where there is none."""
    return text.partition(match)[0] if match and match in text else ""


@built_in("text", "substring after", "string: text", "match: text")
def substring_after(text: str, match: str) -> str:
    """Give what stands after the first match; empty where there is none."""
    return text.partition(match)[2] if match else text


@built_in("boolean", "contains", "string: text", "match: text")
def contains(text: str, match: str) -> bool:
    """Say whether a text holds another."""
    return match in text


@built_in("boolean", "starts with", "string: text", "match: text")
def starts_with(text: str, match: str) -> bool:
    """Say whether a text begins with another."""
    return text.startswith(match)


@built_in("boolean", "ends with", "string: text", "match: text")
def ends_with(text: str, match: str) -> bool:
    """Say whether a text ends with another."""
    return text.endswith(match)


@built_in("text", "string join", "list: list", "delimiter: text?")
def string_join(parts: list[object], delimiter: str | None = None) -> str:
    """Give the texts of a list in one, nulls left out."""
    texts = [part for part in parts if part is not None]
    if not all(isinstance(part, str) for part in texts):
        raise UnfitError
    return checked_text((delimiter or "").join(map(str, texts)))


@built_in("text", "string", "from: any")
def string(value: object) -> str | None:
    """Give a value as text."""
    return as_text(value)
