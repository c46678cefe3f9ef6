"""The forms in which `hocr decide` writes: for people, for programs, for documents."""

from __future__ import annotations

import json
from typing import Final, Protocol

from attrs import define, field

from hocr_engine.batching.deciding import record_of
from hocr_engine.cli.read_incidents import STDIN, Row
from hocr_engine.cli.terminal import Screen
from hocr_engine.decision import Decision
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import brief
from hocr_engine.explanation.layout import Line, Piece, Tone, wrapped
from hocr_engine.explanation.markdown import brief_markdown, escaped
from hocr_engine.explanation.tally import Tally
from hocr_engine.explanation.words import harmless
from hocr_engine.keeping.record import canonical
from hocr_engine.rulebook.model import Book


class Form(Protocol):
    """Writes decisions one by one, and what belongs at the end."""

    def add(self, row: Row, decision: Decision | None) -> None:
        """Write one decision, or that there is none."""

    def end(self, book: Book) -> None:
        """Write what follows the last one."""


@define
class Text:
    """Decisions as lines that people read."""

    screen: Screen
    why: bool = field(default=False, kw_only=True)
    tally: Tally = field(factory=Tally)

    def add(self, row: Row, decision: Decision | None) -> None:
        """Write one decision in a few lines, or why there is none."""
        if self.tally.incidents:
            self.screen.show([(Piece(""),)])
        if decision is None:
            self.tally.add_bad()
            self.screen.show([_rejected_line(row)] if row.is_one_of_many else [])
            return
        self.tally.add(decision)
        told = outline(decision, whole=False)
        source = "" if row.file == STDIN else harmless(row.file)
        self.screen.show(brief(told, self.screen.width, source, why=self.why))

    def end(self, book: Book) -> None:
        """Write the counts, and what the answers are worth."""
        if self.tally.bad == self.tally.incidents:
            return
        lines: list[Line] = [(Piece(""),)]
        lines += wrapped(self.tally.told(), self.screen.width, 0, tone=Tone.ANSWER)
        if self.tally.compared:
            lines += wrapped(self.tally.recorded(), self.screen.width, 0, tone=Tone.ANSWER)
        lines += wrapped(_support(book), self.screen.width, 0, tone=Tone.ASIDE)
        self.screen.show(lines)


@define
class Markdown:
    """Decisions as Markdown."""

    screen: Screen
    why: bool = field(default=False, kw_only=True)
    tally: Tally = field(factory=Tally)

    def add(self, row: Row, decision: Decision | None) -> None:
        """Write one decision under its heading, or why there is none."""
        if decision is None:
            self.tally.add_bad()
            text = "".join(piece.text for piece in _rejected_line(row))
            self.screen.write(f"{escaped(text)}\n\n")
            return
        self.tally.add(decision)
        self.screen.write(brief_markdown(outline(decision, whole=False), why=self.why) + "\n")

    def end(self, book: Book) -> None:
        """Write the counts, and what the answers are worth."""
        recorded = f"{escaped(self.tally.recorded())}\n\n" if self.tally.compared else ""
        self.screen.write(f"{escaped(self.tally.told())}\n\n{recorded}{escaped(_support(book))}\n")


@define
class JsonLines:
    """One decision record on each line."""

    screen: Screen
    why: bool = field(default=False, kw_only=True)

    def add(self, row: Row, decision: Decision | None) -> None:
        """Write one record, or the record of a bad incident."""
        self.screen.write(f"{canonical(record_of(row, decision))}\n")

    def end(self, book: Book) -> None:
        """Write nothing more: each record says what it is worth."""


@define
class Json:
    """One decision record, or a list of them where there is more than one."""

    screen: Screen
    why: bool = field(default=False, kw_only=True)
    many: bool = False
    number: int = 0

    def add(self, row: Row, decision: Decision | None) -> None:
        """Write one record, or the record of a bad incident."""
        self.many = row.is_one_of_many
        self.screen.write(",\n" if self.number else "[\n" if self.many else "")
        self.screen.write(json.dumps(record_of(row, decision), sort_keys=True, indent=2))
        self.number += 1

    def end(self, book: Book) -> None:
        """Close the list."""
        self.screen.write("\n]\n" if self.many else "\n")


FORMS: Final[dict[str, type[Text] | type[Markdown] | type[Json] | type[JsonLines]]] = {
    "text": Text,
    "json": Json,
    "jsonl": JsonLines,
    "markdown": Markdown,
}


def _support(book: Book) -> str:
    return f"{book.supports} It covers {book.covers}."


def _rejected_line(row: Row) -> Line:
    first = row.errors[0]
    count = f"; {len(row.errors)} mistakes" if len(row.errors) > 1 else ""
    place = f"{harmless(row.file)}:{first.at.line}:{first.at.column}"
    return (
        Piece("not decided  ", Tone.ANSWER),
        Piece(f"{place}: {harmless(first.message)}{count}"),
    )
