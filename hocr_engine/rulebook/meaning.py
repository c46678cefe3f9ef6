"""Whether two texts of a file say the same."""

from __future__ import annotations

from collections.abc import Callable

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.feel.reading import read, read_tests
from hocr_engine.feel.repair import straight_quotes
from hocr_engine.feel.syntax import Expression, UnaryTests
from hocr_engine.feel.writing import quoted
from hocr_engine.nodes import Entry, Mapping, Node, Scalar, Sequence
from hocr_engine.rulebook.conditions import TABLE, condition_keys, is_condition
from hocr_engine.rulebook.read_table import Line, lines_of
from hocr_engine.text import Source, Span, whole
from hocr_engine.yaml_nodes import read_yaml

Keys = tuple[str, ...]
Tree = Expression | UnaryTests


def same_meaning(before: Source, after: Source) -> bool:
    """
    Say whether a file says the same in both texts.

    Keys, words and sentences are equal, and so are the trees of conditions. What could not be read
    before has to be readable after; a file that could not be read at all, in the same words.
    """
    nodes, mistakes = read_yaml(before)
    again, more = read_yaml(after)
    if any(mistake.severity is Severity.ERROR for mistake in more):
        return False
    if any(mistake.severity is Severity.ERROR for mistake in mistakes):
        return before.text.split() == after.text.split()
    keys = condition_keys(nodes)
    pairs = zip(nodes, again, strict=False)
    return len(nodes) == len(again) and all(_same(one, other, keys) for one, other in pairs)


def _same(one: Node, other: Node, keys: Keys) -> bool:
    match one, other:
        case Mapping(), Mapping():
            entries = {entry.key.text: entry for entry in other.entries}
            return entries.keys() == set(one.names) and all(
                _same_entry(entry, entries[entry.key.text], keys) for entry in one.entries
            )
        case Sequence(), Sequence():
            pairs = zip(one.items, other.items, strict=False)
            return len(one.items) == len(other.items) and all(_same(a, b, keys) for a, b in pairs)
        case Scalar(), Scalar():
            return one == other and one.is_null == other.is_null
        case _:
            return False


def _same_entry(one: Entry, other: Entry, keys: Keys) -> bool:
    first, second = one.value, other.value
    if is_condition(one, keys) != is_condition(other, keys):
        return False
    if not (isinstance(first, Scalar) and isinstance(second, Scalar) and is_condition(one, keys)):
        return _same(first, second, keys)
    if one.key.text == TABLE:
        return _same_table(first.text, second.text)
    return first.text == second.text or _same_condition(first.text, second.text)


def _same_condition(before: str, after: str) -> bool:
    tree, again = (_sound(*read(whole(Source(text)))) for text in (before, after))
    return again is not None and tree in (None, again)


def _sound(tree: Tree | None, mistakes: tuple[Diagnostic, ...]) -> Tree | None:
    """Give a tree unless there were mistakes, past which it only serves to find more."""
    return None if mistakes else tree


def _same_table(before: str, after: str) -> bool:
    lines, again = (lines_of(whole(Source(text))) for text in (before, after))
    pairs = zip(lines, again, strict=False)
    return len(lines) == len(again) and all(
        _same_line(one, other, is_head=number == 0) for number, (one, other) in enumerate(pairs)
    )


def _same_line(one: Line, other: Line, *, is_head: bool) -> bool:
    if (len(one.left), len(one.right)) != (len(other.left), len(other.right)):
        return False
    cells = zip(one.left, other.left, strict=True)
    words = zip(one.right, other.right, strict=True)
    return all(_same_cell(a, b, is_head=is_head) for a, b in cells) and all(
        b.text in (a.text, quoted(a.text), straight_quotes(a.text)) for a, b in words
    )


def _same_cell(one: Span, other: Span, *, is_head: bool) -> bool:
    reading: Callable[[Span], tuple[Tree | None, tuple[Diagnostic, ...]]]
    reading = read if is_head else read_tests
    tree, again = _sound(*reading(one)), _sound(*reading(other))
    return one.text == other.text or (again is not None and tree in (None, again))
