"""How much of the law the rules carry, and how much of that the cases show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from attrs import frozen

from hocr_engine.cases.coverage import named
from hocr_engine.cases.model import CaseResult, FileResult
from hocr_engine.rulebook.law import TO_ENCODE, Statement
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.not_encoded import NotEncoded
from hocr_engine.vocabulary.model import Vocabulary


@frozen
class StatementCover:
    """
    One statement of the law, what carries it, and whether a case shows it.

    `left_out` is the reason why nothing can carry it, empty where there is none.
    """

    statement: Statement
    cited_by: tuple[str, ...]
    is_covered: bool
    left_out: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether the statement is neither carried nor left out with a reason."""
        return not self.cited_by and not self.left_out


@frozen
class Count:
    """How many statements of one sort there are, and how many are cited, covered and left out."""

    name: str
    all: int
    cited: int
    covered: int
    left_out: int = 0

    @property
    def open(self) -> int:
        """Give how many are neither cited nor left out."""
        return self.all - self.cited - self.left_out


def cover_law(
    book: Book,
    law: Mapping[str, Statement],
    files: Iterable[FileResult],
    left_out: Iterable[NotEncoded] = (),
    *,
    marked: str = TO_ENCODE,
) -> tuple[StatementCover, ...]:
    """
    Give what carries each statement, and whether a case shows it.

    These are the statements to encode, or those that the index marks otherwise: `advice`, which
    rules may note.
    """
    shown = _shown(book, [result for file in files for result in file.results])
    citing = citations(book)
    reasons = {one.law: one.because for one in left_out}
    return tuple(
        StatementCover(
            statement,
            citing.get(statement.id, ()),
            statement.id in shown,
            "" if statement.id in citing else reasons.get(statement.id, ""),
        )
        for statement in law.values()
        if statement.encode == marked
    )


def _shown(book: Book, results: list[CaseResult]) -> frozenset[str]:
    """Give the statements that a rule cites which a case that passes names."""
    return frozenset(law for rule in named(results) for law in book.rule[rule].law)


def citations(book: Book) -> Mapping[str, tuple[str, ...]]:
    """Give for each statement the rules, steps, definitions and presumptions that cite it."""
    found: dict[str, dict[str, None]] = {}
    for name, law in _citing(book):
        for statement in law:
            found.setdefault(statement, {})[name] = None
    return {statement: tuple(names) for statement, names in found.items()}


def _citing(book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    for rule in book.rule.values():
        yield rule.id, rule.law
    for step in book.steps:
        yield f"step {step.id}", step.law
    for definition in book.vocabulary.definitions:
        yield f"{definition.of}.{definition.name}", definition.law
    yield from presumptions(book.vocabulary)


def presumptions(vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the facts and kinds that are presumed, each with the law that says so."""
    for kind in vocabulary.kinds.values():
        if kind.presume_none is not None:
            yield kind.name, kind.presume_none.law
        for fact in kind.facts.values():
            if fact.presume is not None:
                yield f"{kind.name}.{fact.name}", fact.presume.law


def by_kind(covers: Iterable[StatementCover]) -> tuple[Count, ...]:
    """Give the counts by the kind of statement."""
    return _counted(covers, lambda cover: cover.statement.kind)


def by_pages(covers: Iterable[StatementCover]) -> tuple[Count, ...]:
    """Give the counts by the file of the law index, each with the pages it reaches."""
    listed = list(covers)
    pages: dict[str, list[str]] = {}
    for cover in listed:
        pages.setdefault(_file(cover), []).append(cover.statement.page)
    titles = {file: f"{file} ({_reach(found)})" for file, found in pages.items()}
    return _counted(listed, lambda cover: titles[_file(cover)])


def _reach(pages: list[str]) -> str:
    """Give the first and last page of the rules themselves; other documents are left out."""
    own = [page for page in pages if page.startswith("p")] or pages
    return own[0] if own[0] == own[-1] else f"{own[0]} to {own[-1]}"


def _file(cover: StatementCover) -> str:
    return PurePosixPath(cover.statement.at.source.name).stem


def _counted(
    covers: Iterable[StatementCover], name_of: Callable[[StatementCover], str]
) -> tuple[Count, ...]:
    groups: dict[str, list[StatementCover]] = {}
    for cover in covers:
        groups.setdefault(name_of(cover), []).append(cover)
    return tuple(
        Count(
            name,
            len(found),
            sum(bool(cover.cited_by) for cover in found),
            sum(cover.is_covered for cover in found),
            sum(bool(cover.left_out) for cover in found),
        )
        for name, found in sorted(groups.items())
    )
