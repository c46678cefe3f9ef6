"""Every sentence about the keys and values of a file's groups, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.near_words import did_you_mean, near_word
from hocr_engine.text import Span

MAX_NAMES_LISTED = 12


def nearest(word: str, known: Iterable[str], labels: Mapping[str, str] | None = None) -> str:
    """Give a help text that names the nearest known word, or lists the known ones."""
    names = sorted(set(known))
    near = near_word(word, names)
    if near is not None:
        return did_you_mean(near, (labels or {}).get(near, ""))
    listed = ", ".join(f"`{name}`" for name in names[:MAX_NAMES_LISTED])
    more = ", …" if len(names) > MAX_NAMES_LISTED else ""
    return f"known here: {listed}{more}" if names else ""


def unknown_key(key: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a key that this group does not have."""
    return Diagnostic("unknown-key", f"there is no key `{key}` here", at, nearest(key, known))


def missing_key(key: str, what: str, at: Span) -> Diagnostic:
    """Give the mistake of a required key left out."""
    return Diagnostic("missing-key", f"{what} has no `{key}`", at, f"add `{key}:` to it")


def not_a_text(key: str, at: Span) -> Diagnostic:
    """Give the mistake of a list or group where one text belongs."""
    return Diagnostic("not-a-text", f"`{key}` takes one text", at, "write it on one line")


def empty_text(key: str, at: Span) -> Diagnostic:
    """Give the mistake of a text left empty."""
    return Diagnostic("empty-text", f"`{key}` is empty", at, "write the text, or drop the key")


def not_a_list(key: str, at: Span) -> Diagnostic:
    """Give the mistake of a text or group where a list belongs."""
    return Diagnostic(
        "not-a-list", f"`{key}` takes a list", at, "write each entry on a line after `- `"
    )


def not_a_group(what: str, at: Span) -> Diagnostic:
    """Give the mistake of a text or list where a group of keys belongs."""
    return Diagnostic("not-a-group", f"{what} takes keys with values", at, "write `key: value`")


def not_a_block(key: str, at: Span) -> Diagnostic:
    """Give the mistake of a condition that does not stand in a literal block."""
    return Diagnostic(
        "not-a-block",
        f"`{key}` must stand in a block",
        at,
        f"write `{key}: |` and the text on the lines below, so that places in it stay exact",
    )


def not_a_date(text: str, at: Span) -> Diagnostic:
    """Give the mistake of a text that is not a day of the calendar."""
    return Diagnostic("not-a-date", f"`{text}` is not a date", at, "write it as 2026-04-01")


def not_a_number(text: str, at: Span) -> Diagnostic:
    """Give the mistake of a text that is not a number."""
    return Diagnostic("not-a-number", f"`{text}` is not a number", at, "write a number")


def not_yes_or_no(text: str, at: Span) -> Diagnostic:
    """Give the mistake of a switch that is neither yes nor no."""
    return Diagnostic("not-yes-or-no", f"`{text}` is neither yes nor no", at, 'write "yes" or "no"')


def not_one_of(key: str, text: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a word that is not among those that a key takes."""
    return Diagnostic("not-one-of", f"`{key}` cannot be `{text}`", at, nearest(text, known))


def wrong_format(text: str, expected: str, at: Span) -> Diagnostic:
    """Give the mistake of a file that declares another format, or none."""
    found = f"this file declares `{text}`" if text else "this file does not declare its format"
    return Diagnostic("wrong-format", found, at, f"its first key must be `format: {expected}`")
