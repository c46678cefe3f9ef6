"""
Interviews over the whole library, one record after the other: `python -m tests.interview.whole`.

It takes an hour or so; `--every N` takes each Nth record from the one numbered `--first` on,
`--one` those of one allegation, `--actions` those that say what is to be done. What comes out
otherwise than the whole record, each question asked twice, and each allegation with more answers
than `MOST` before its class stands, is named. With `--mattering` the answers to each question are
tried as well, which takes some ten times as long, and each question asked in vain is named.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Final

from attrs import define, field

from hocr_engine.collecting import collect_seldom
from hocr_engine.decision import decide
from hocr_engine.rulebook.model import Book
from tests.decision.library import rulebook
from tests.interview.library import Record, cases, examples, has_one_allegation
from tests.interview.mattering import Matters, mattering
from tests.interview.simulated import Course, Simulation, lines

MOST: Final = 12


@define
class Figures:
    """What came of the interviews that were gone through."""

    records: int = 0
    otherwise: int = 0
    twice: int = 0
    questions: list[int] = field(factory=list)
    answers: list[int] = field(factory=list)
    seconds: list[float] = field(factory=list)
    mattering: Counter[Matters] = field(factory=Counter)

    def add(self, record: Record, course: Course, book: Book) -> Iterator[str]:
        """Count an interview, and name what is wrong with it."""
        self.records += 1
        self.questions.append(len(course.told))
        self.seconds += [one.seconds for one in course.told]
        if course.lines != lines(decide(book, record.incident)):
            self.otherwise += 1
            yield f"otherwise: {record.name}"
        if len({one.ref for one in course.told}) < len(course.told):
            self.twice += 1
            yield f"asked twice: {record.name}"
        for about, taken in course.answers_to_a_class().items():
            self.answers.append(taken)
            if taken > MOST:
                yield f"{taken} answers for {about}: {record.name}"

    def add_mattering(self, record: Record, course: Course) -> Iterator[str]:
        """Count which difference each question makes, and name those that make none."""
        for asked, how in mattering(course):
            self.mattering[how] += 1
            if how is Matters.IN_VAIN:
                yield f"in vain: {asked.ref.pointer}: {record.name}"

    def table(self) -> Iterator[str]:
        """Give the figures line by line."""
        yield f"records                     {self.records}"
        yield f"same decision               {self.records - self.otherwise}"
        yield f"asked something twice       {self.twice}"
        yield f"questions, median and most  {_middle(self.questions)}"
        yield f"allegations with a class    {len(self.answers)}"
        yield f"answers, median and most    {_middle(self.answers)}"
        yield f"seconds a question          {_middle(self.seconds)}"
        for how, number in self.mattering.items():
            yield f"questions {how:18}{number}"

    @property
    def is_good(self) -> bool:
        """Say whether all is as it must be."""
        is_short = max(self.answers, default=0) <= MOST
        is_same = not self.otherwise and not self.twice
        return is_same and is_short and not self.mattering[Matters.IN_VAIN]


def _middle(found: list[int] | list[float]) -> str:
    return f"{median(found):.4g}, {max(found):.4g}" if found else "none"


def chosen(arguments: list[str]) -> tuple[list[Record], bool]:
    """Give the records that are asked for, and whether each answer is to be tried."""
    parser = ArgumentParser(prog="python -m tests.interview.whole")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--one", action="store_true")
    parser.add_argument("--actions", action="store_true")
    parser.add_argument("--mattering", action="store_true")
    asked = parser.parse_args(arguments)
    found = [*cases(), *examples()]
    if asked.one:
        found = [record for record in found if has_one_allegation(record)]
    if asked.actions:
        found = [record for record in found if record.is_of_actions]
    return found[asked.first :: asked.every], asked.mattering


def main(arguments: list[str]) -> int:
    """Simulate the interviews, and tell how they went."""
    collect_seldom()
    book = rulebook().book
    simulation, figures = Simulation(book), Figures()
    records, tries_answers = chosen(arguments)
    for record in records:
        try:
            course = simulation.course(record.incident)
        except AssertionError as error:
            figures.otherwise += 1
            sys.stdout.write(f"no end: {record.name}: {error}\n")
            continue
        for told in figures.add(record, course, book):
            sys.stdout.write(f"{told}\n")
        if tries_answers:
            sys.stdout.writelines(f"{told}\n" for told in figures.add_mattering(record, course))
        sys.stdout.flush()
    sys.stdout.writelines(f"{line}\n" for line in figures.table())
    return 0 if figures.is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
