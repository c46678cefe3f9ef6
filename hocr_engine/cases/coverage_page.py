"""The page that says which classes facts reach and which statements of the law are still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from hocr_engine.cases.class_coverage import ClassReach
from hocr_engine.cases.law_coverage import StatementCover
from hocr_engine.rulebook.model import Book

One = TypeVar("One")

_HEAD = """\
# What is covered

This page is written from the rules and from the cases beside them by `{command}`, \
and a test holds it to them.
It is about the edition of {edition}.

## Classes

A class is *reached from facts* where a case tells what happened, names no code, \
and ends in the class under the rules of the edition.
A class *by its code only* is recorded rightly once somebody names the offence, \
with its basis, dates and group; no questions lead to it.
The pages are those of the counting rules that speak of the class; \
some classes of the official list have none.

{all} classes in which police record crimes are in force: \
{reached} are reached from facts, {rest} by their code only.
"""

_LAW = """\
## Not covered, by page

A statement is *open* where no rule, step, definition or presumption carries it, \
and [rules/law/not-encoded.yaml](../rules/law/not-encoded.yaml) does not say why none can.
What it asks for is not in any decision yet; `hocr show` with its id tells what it states.
A statement is carried where something cites it; `hocr test --law --verbose` names those \
that no case shows, and gives the reason for each that is left out.

Statements to encode: {all}; carried: {cited}; left out with a reason: {left_out}; open: {open}.
"""


def coverage_page(
    book: Book,
    classes: Sequence[ClassReach],
    listed: Sequence[StatementCover],
    *,
    command: str,
) -> str:
    """Give the page in Markdown: classes by their groups, then what is not covered, by page."""
    reached = sum(bool(one.families) for one in classes)
    head = _HEAD.format(
        command=command,
        edition=book.edition,
        all=len(classes),
        reached=reached,
        rest=len(classes) - reached,
    )
    law = _LAW.format(
        all=len(listed),
        cited=sum(bool(one.cited_by) for one in listed),
        left_out=sum(bool(one.left_out) for one in listed),
        open=sum(one.is_open for one in listed),
    )
    return "\n".join((head, *_groups(classes), law, *_by_page(classes, listed)))


def _groups(classes: Iterable[ClassReach]) -> Iterator[str]:
    for group, found in _grouped((one.group, one) for one in classes).items():
        yield f"### {group}\n"
        yield "| class | | pages | from facts, by the rules of |"
        yield "| --- | --- | --- | --- |"
        for one in found:
            families = ", ".join(one.families) or "*by its code only*"
            yield f"| {one.id} | {one.title} | {', '.join(one.pages) or '–'} | {families} |"
        yield ""


def _by_page(classes: Iterable[ClassReach], covers: Iterable[StatementCover]) -> Iterator[str]:
    """Give a line for each page with what it speaks of and the rulebook does not reach."""
    unreached = _grouped((p, one.id) for one in classes if not one.families for p in one.pages)
    unheard = _grouped((c.statement.page, c) for c in covers if c.is_open)
    yield "| page | classes by their code only | open statements |"
    yield "| --- | --- | --- |"
    for page in sorted({*unreached, *unheard}, key=_order):
        codes = ", ".join(unreached.get(page, ())) or "–"
        yield f"| {page} | {codes} | {_statements(unheard.get(page, ())) or '–'} |"
    yield ""


def _order(page: str) -> tuple[str, int]:
    """Give the order of pages: those of the rules first, each document by its numbers."""
    document, _, number = page.rpartition("p")
    return (document, int(number)) if number.isdigit() else (page, 0)


def _statements(covers: Iterable[StatementCover]) -> str:
    """Give the open statements of a page under their headings."""
    headings = _grouped((one.statement.heading, one.statement.id) for one in covers)
    return "; ".join(f"{heading}: {', '.join(ids)}" for heading, ids in headings.items())


def _grouped(pairs: Iterable[tuple[str, One]]) -> Mapping[str, list[One]]:
    found: dict[str, list[One]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found
