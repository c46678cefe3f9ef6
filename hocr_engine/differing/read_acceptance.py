"""Reading the file of changes that are meant, with every mistake at its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.differing import messages as say
from hocr_engine.differing.acceptance import ACCEPTED_FORMAT, Acceptance, Accepted
from hocr_engine.fields import Fields, document
from hocr_engine.rulebook.read import read_nodes


def read_acceptance(path: Path) -> tuple[Acceptance, tuple[Diagnostic, ...]]:
    """Give the changes that a file says are meant, and every mistake in it."""
    mistakes: list[Diagnostic] = []
    read = read_nodes(path, path.as_posix(), mistakes)
    group = None if read is None else document(read[0], ACCEPTED_FORMAT, read[1], mistakes)
    if group is None:
        return Acceptance(), tuple(mistakes)
    group.only(("format", "accepted"))
    group.required("accepted")
    groups = group.groups("accepted", "what is accepted")
    changes = tuple(change for one in groups for change in _changes(one))
    first: dict[Accepted, Accepted] = {}
    for one in changes:
        if one in first:
            mistakes.append(say.accepted_twice(one.case, one.at, first[one].at))
        first.setdefault(one, one)
    return Acceptance(changes), tuple(mistakes)


def _changes(group: Fields) -> Iterator[Accepted]:
    group.only(("by", "because", "changes"))
    group.required("by")
    group.text("because")
    group.required("changes")
    by = frozenset(word.text for word in group.words("by"))
    for one in group.groups("changes", "the change"):
        one.only(("case", "about", "after"))
        one.required("after")
        named = one.node.get("case")
        yield Accepted(
            case=one.text("case"),
            about=one.text("about"),
            by=by,
            after=tuple(" ".join(word.text.split()) for word in one.words("after")),
            at=one.at if named is None else named.at,
        )
