"""
Interviews over the whole library, one record after the other: `python -m tests.interview.whole`.

It takes hours where several allegations are told; `--every N` takes each Nth record, `--one` those
of one allegation, `--actions` those that say what is to be done. What comes out otherwise than the
whole record, and each interview of more answers than `MOST` before the class stands, is named.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from statistics import median
from typing import Final

from hocr_engine.decision import decide
from tests.decision.library import rulebook
from tests.interview.library import Record, cases, examples, has_one_allegation
from tests.interview.simulated import Simulation, classes, is_class, lines

MOST: Final = 12


def chosen(arguments: list[str]) -> list[Record]:
    """Give the records that are asked for."""
    parser = ArgumentParser(prog="python -m tests.interview.whole")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--one", action="store_true")
    parser.add_argument("--actions", action="store_true")
    asked = parser.parse_args(arguments)
    found = [*cases(), *examples()]
    if asked.one:
        found = [record for record in found if has_one_allegation(record)]
    if asked.actions:
        found = [record for record in found if record.is_of_actions]
    return found[:: asked.every]


def main(arguments: list[str]) -> int:
    """Simulate the interviews, and tell how many answers it took to a class."""
    book = rulebook().book
    simulation, answers, others = Simulation(book), Counter[int](), 0
    records = chosen(arguments)
    for record in records:
        decided = decide(book, record.incident)
        course = simulation.course(record.incident)
        if course.lines != lines(decided):
            others += 1
            sys.stdout.write(f"otherwise: {record.name}\n")
        elif is_class(classes(decided)):
            taken = course.answers_to_a_class()
            answers[taken] += 1
            if taken > MOST:
                sys.stdout.write(f"{taken} answers: {record.name}\n")
    for taken, many in sorted(answers.items()):
        sys.stdout.write(f"{taken:3} answers to a class: {many}\n")
    middle = median(answers.elements()) if answers else 0
    sys.stdout.write(f"{len(records)} records, {others} decided otherwise, median {middle}\n")
    return 1 if others or max(answers, default=0) > MOST else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
