"""The law index: one entry a statement of the law, with the id that rules cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.nodes import Node
from hocr_engine.text import Span
from hocr_engine.vocabulary.messages import declared_twice

LAW_FORMAT = "hocr.law.v1"
TO_ENCODE = "yes"
ADVICE = "advice"
NEITHER = "no"
_KEYS = ["id", "heading", "states", "kind", "classes", "encode", "why not", "conflict"]


@frozen
class Statement:
    """One statement of the law in our own words, and whether it is to be encoded."""

    id: str
    heading: str
    states: str
    kind: str
    encode: str
    classes: tuple[str, ...]
    conflict: str
    why_not: str
    at: Span

    @property
    def page(self) -> str:
        """Give the page as people cite it, `p45`, or the document with it outside the rules."""
        return page_of(self.id)


def page_of(law: str) -> str:
    """Give the page of a statement from its id: `CRR26-045-05` stands on p45; or its document."""
    document_key, _, rest = law.partition("-")
    page = rest.split("-")[0]
    number = page.lstrip("0")
    if document_key == "CRR26":
        return f"p{number}"
    return f"{document_key} p{number}" if page.isdigit() else document_key


def read_law(
    documents: Iterable[tuple[tuple[Node, ...], Span]], mistakes: list[Diagnostic]
) -> Mapping[str, Statement]:
    """Give the statements of some files of the index by their ids."""
    found: dict[str, Statement] = {}
    for nodes, at in documents:
        group = document(nodes, LAW_FORMAT, at, mistakes)
        if group is None:
            continue
        group.only(("format", "statements"))
        for statement in map(_statement, group.groups("statements", "the statement")):
            if statement.id in found:
                first = found[statement.id].at
                mistakes.append(declared_twice("statement", statement.id, statement.at, first))
            found.setdefault(statement.id, statement)
    return found


def _statement(group: Fields) -> Statement:
    group.only(_KEYS)
    return Statement(
        id=group.text("id"),
        heading=group.text("heading"),
        states=group.text("states"),
        kind=group.text("kind"),
        encode=group.word("encode", (TO_ENCODE, ADVICE, NEITHER)),
        classes=tuple(word.text for word in group.words("classes")),
        conflict=group.optional("conflict") or "",
        why_not=group.optional("why not") or "",
        at=group.at,
    )
