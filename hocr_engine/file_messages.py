"""Every sentence about a file that cannot be opened as text, one function a mistake."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Span
from hocr_engine.yaml_messages import shown


def not_found(at: Span) -> Diagnostic:
    """Give the mistake of naming a file that is not there."""
    return Diagnostic(
        "file-not-found",
        f"there is no file {shown(at.source.name)}",
        at,
        help="look for a slip in the name, or for the folder you are in",
    )


def is_a_directory(at: Span) -> Diagnostic:
    """Give the mistake of naming a folder where a file is needed."""
    return Diagnostic(
        "file-is-a-folder",
        f"{shown(at.source.name)} is a folder",
        at,
        help="name a file in it",
    )


def not_allowed(at: Span) -> Diagnostic:
    """Give the mistake of a file that the system does not let us open."""
    return Diagnostic(
        "file-not-readable",
        f"the file {shown(at.source.name)} cannot be opened",
        at,
        help="ask for the right to read it",
    )


def empty(at: Span) -> Diagnostic:
    """Give the mistake of a file without a word in it."""
    return Diagnostic(
        "file-empty",
        "nothing is written in this file",
        at,
        help="write its content, or delete the file",
    )


def no_incidents(at: Span) -> Diagnostic:
    """Give the mistake of naming a place where no incident is written."""
    return Diagnostic(
        "no-incidents",
        f"there is no incident in {shown(at.source.name)}",
        at,
        help="incidents stand in files ending in .yaml, .json or .jsonl",
    )


def too_large(most: int, at: Span) -> Diagnostic:
    """Give the mistake of a file past the bound of sizes."""
    return Diagnostic(
        "file-too-large",
        f"this file is larger than {most / 1_000_000:g} MB",
        at,
        help="split it into several files",
    )


def not_utf_8(byte: int, at: Span) -> Diagnostic:
    """Give the mistake of a byte that is no text in UTF-8."""
    return Diagnostic(
        "file-not-utf-8",
        f"the byte {byte:X} here is not UTF-8",
        at,
        help="save the file as UTF-8, without changing its words",
    )


def binary(at: Span) -> Diagnostic:
    """Give the mistake of a file that is no text at all."""
    return Diagnostic(
        "file-binary",
        "this is not a text file",
        at,
        help="name a text file, saved as UTF-8",
    )


def no_records(at: Span) -> Diagnostic:
    """Give the mistake of naming a file in which no decision record is written."""
    return Diagnostic(
        "no-records",
        f"there is no decision record in {shown(at.source.name)}",
        at,
        help="`hocr decide --format jsonl` writes one on each line",
    )
