"""Every sentence that the YAML reader can say, one function a mistake."""

from __future__ import annotations

import unicodedata

from hocr_engine.bounds import MAX_LIST, MAX_MISTAKES, MAX_NESTING
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Span

MAX_WORDS_SHOWN = 40


def duplicate_key(name: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of a key written twice in one group."""
    return Diagnostic(
        "duplicate-key",
        f"the key {shown(name)} is written twice in the same group",
        at,
        help="keep one of the two, or rename one of them",
        related=((f"{shown(name)} was first written here", first),),
    )


def too_deep(at: Span) -> Diagnostic:
    """Give the mistake of lists and groups nested past the bound."""
    return Diagnostic(
        "too-deep",
        f"this is nested more than {MAX_NESTING} levels deep",
        at,
        help="no file of this project needs that; write it flatter",
    )


def too_many_entries(at: Span) -> Diagnostic:
    """Give the mistake of a list or group with more entries than the bound."""
    return Diagnostic(
        "too-many-entries",
        f"more than {MAX_LIST:,} entries stand in one list",
        at,
        help="split the list over several files",
    )


def too_many_mistakes(at: Span) -> Diagnostic:
    """Give the note that reading stopped because so much was wrong."""
    return Diagnostic(
        "too-many-mistakes",
        f"reading stopped here after {MAX_MISTAKES} mistakes",
        at,
        help="mend those above and check again",
    )


def anchor(name: str, at: Span) -> Diagnostic:
    """Give the mistake of naming a part with `&` to repeat it."""
    return Diagnostic(
        "yaml-anchor",
        f"the anchor {shown('&' + name)} is not allowed",
        at,
        help="delete it and write the repeated part out where it is needed",
    )


def alias(name: str, at: Span) -> Diagnostic:
    """Give the mistake of repeating a named part with `*`."""
    return Diagnostic(
        "yaml-alias",
        f"the alias {shown('*' + name)} is not allowed",
        at,
        help="write the repeated part out, or put the text in quotes if the `*` belongs to it",
    )


def tag(at: Span) -> Diagnostic:
    """Give the mistake of a type written with `!`."""
    return Diagnostic(
        "yaml-tag",
        f"the tag {shown(at.text)} is not allowed",
        at,
        help="delete it, or put the text in quotes if the `!` belongs to it",
    )


def directive(at: Span) -> Diagnostic:
    """Give the mistake of a `%` line before a document."""
    return Diagnostic(
        "yaml-directive",
        "a line beginning with `%` is not allowed",
        at,
        help="delete the line",
    )


def merge_key(at: Span) -> Diagnostic:
    """Give the mistake of merging another group with `<<`."""
    return Diagnostic(
        "yaml-merge-key",
        "the merge key `<<` is not allowed",
        at,
        help="write the merged keys out",
    )


def flow_mapping(at: Span) -> Diagnostic:
    """Give the mistake of a group of keys in braces."""
    return Diagnostic(
        "yaml-flow-mapping",
        "a group of keys in braces is not allowed",
        at,
        help="write each `key: value` on a line of its own; quote a text that begins with `{`",
    )


def flow_list_of_lists(at: Span) -> Diagnostic:
    """Give the mistake of a list in brackets that holds more than words."""
    return Diagnostic(
        "yaml-flow-list",
        "a list in brackets may hold only words",
        at,
        help="write each entry on a line of its own, beginning with `- `",
    )


def flow_list_over_lines(at: Span) -> Diagnostic:
    """Give the mistake of a list in brackets that runs over the line end."""
    return Diagnostic(
        "yaml-flow-list",
        "a list in brackets must stand on one line",
        at,
        help="write each entry on a line of its own, beginning with `- `",
    )


def key_not_a_word(at: Span) -> Diagnostic:
    """Give the mistake of a key that is a list, a group or several lines."""
    return Diagnostic(
        "yaml-key",
        "a key must be one word or text on one line",
        at,
        help="write `key: value`",
    )


def empty_key(at: Span) -> Diagnostic:
    """Give the mistake of a colon with no key before it."""
    return Diagnostic(
        "yaml-key",
        "no key is written before this `:`",
        at,
        help="write `key: value`, or put the text in quotes if the `:` belongs to it",
    )


def empty_value(at: Span) -> Diagnostic:
    """Give the mistake of a key or dash with nothing after it."""
    return Diagnostic(
        "yaml-empty-value",
        "nothing is written here",
        at,
        help="write the value; `null` if it is known to be absent; or leave the key out",
    )


def tab(at: Span) -> Diagnostic:
    """Give the mistake of a tab before the first word of a line."""
    return Diagnostic(
        "yaml-tab",
        "this line is indented by a tab",
        at,
        help="indent by spaces, two a level",
    )


def hidden_character(at: Span) -> Diagnostic:
    """Give the mistake of a character that nobody can see."""
    name = unicodedata.name(at.text, "a control character")
    number = f"{ord(at.text):X}".zfill(4)
    return Diagnostic(
        "hidden-character",
        f"the hidden character U+{number} ({name.lower()}) stands here",
        at,
        help="delete it and type the place again",
    )


def unclosed_quote(at: Span) -> Diagnostic:
    """Give the mistake of a quoted text without its closing quote."""
    return Diagnostic(
        "yaml-unclosed-quote",
        "this quote is never closed",
        at,
        help="close it, or write `''` for an apostrophe inside single quotes",
    )


def unclosed_bracket(at: Span) -> Diagnostic:
    """Give the mistake of a bracket that is not closed, or of a comma left out after it."""
    return Diagnostic(
        "yaml-unclosed-bracket",
        f"this {shown(at.text)} is not closed, or a `,` is missing after it",
        at,
        help="close it on the same line, or put the text in quotes if the bracket belongs to it",
    )


def second_colon(at: Span) -> Diagnostic:
    """Give the mistake of `: ` where no key can stand."""
    return Diagnostic(
        "yaml-colon",
        "no key can stand before this `:`",
        at,
        help="put the text in quotes if the `:` belongs to it, "
        "or indent the line like the keys beside it",
    )


def no_colon(at: Span) -> Diagnostic:
    """Give the mistake of a line among keys that has no colon."""
    return Diagnostic(
        "yaml-no-colon",
        "a `:` is missing on this line",
        at,
        help="write `key: value`, or indent the line if it continues the text above",
    )


def misplaced_line(at: Span) -> Diagnostic:
    """Give the mistake of a line whose indentation fits nothing above it."""
    return Diagnostic(
        "yaml-indentation",
        "this line does not fit what stands above it",
        at,
        help="indent it exactly like the lines of the same group",
    )


def text_after_value(at: Span) -> Diagnostic:
    """Give the mistake of words after a value that has ended."""
    return Diagnostic(
        "yaml-text-after-value",
        "more follows here although the value has ended",
        at,
        help="put the whole value in one pair of quotes",
    )


def misplaced_dash(at: Span) -> Diagnostic:
    """Give the mistake of a list entry where no list can stand."""
    return Diagnostic(
        "yaml-indentation",
        "a list entry cannot stand here",
        at,
        help="begin the list on the line after its key and indent each `- ` alike",
    )


def no_value_can_begin(at: Span) -> Diagnostic:
    """Give the mistake of a sign that YAML keeps for itself."""
    return Diagnostic(
        "yaml-sign",
        f"a text cannot begin with {shown(at.text)}",
        at,
        help="put the text in quotes",
    )


def bad_escape(at: Span) -> Diagnostic:
    """Give the mistake of a backslash that means nothing."""
    return Diagnostic(
        "yaml-escape",
        "this backslash is followed by something it cannot stand before",
        at,
        help="use single quotes, or write the backslash twice",
    )


def bad_block_header(at: Span) -> Diagnostic:
    """Give the mistake of text on the line of a `|` or `>`."""
    return Diagnostic(
        "yaml-block",
        "nothing may follow `|` or `>` on its line",
        at,
        help="begin the text on the next line, indented",
    )


def value_missing(at: Span) -> Diagnostic:
    """Give the mistake of a list or group that breaks off where a value must stand."""
    return Diagnostic(
        "yaml-value-missing",
        "a value is missing here",
        at,
        help="write the value, or put the text in quotes if the sign before belongs to it",
    )


def not_readable(at: Span) -> Diagnostic:
    """Give the mistake of a place that cannot be read, for which there is no better sentence."""
    return Diagnostic(
        "yaml-unreadable",
        "this is not readable as YAML here",
        at,
        help="compare the line with one that works, or put the text in quotes",
    )


def shown(text: str) -> str:
    """Give an author's words in backticks, shortened to one line."""
    words = " ".join(text.split()) or text[:1]
    if len(words) > MAX_WORDS_SHOWN:
        words = words[: MAX_WORDS_SHOWN - 1] + "…"
    return f"`{words}`"
