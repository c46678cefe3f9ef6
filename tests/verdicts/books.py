"""A rulebook of every shape of flat rule, and what its facts may be."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from benchmarks.flat_book import DECISION, WORDS, flat_rules, write_files
from hocr_engine.decision.applying import applies
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.names import Names
from hocr_engine.embedding import Rulebook, load_rulebook
from hocr_engine.incident.linked import World
from hocr_engine.verdicts.judging import Judge
from hocr_engine.verdicts.planning import plan_of

SHAPES: Final = Path(__file__).parent / "shapes"
ON: Final = date(2026, 6, 10)
NUMBERS: Final = (0, 9, 10, 17, 18, 30, 59.5, 60, 61, "18")
DAYS: Final = ("2024-01-01", "2024-05-21", "2024-05-22", "2024-06-01", "2025-01-01")
FACTS: Final[dict[str, Any]] = {
    "age": NUMBERS,
    "height": (149, 150, 151, "not established"),
    "count_of_part_01": (5, 10, 19, 20, 21),
    "count_of_part_02": (10, 19, 50),
    "wish": (None, "peace", "quiet"),
    "note": ("a note", "none", "7", "true"),
    "usual": (True, False),
    "rare": (True, False),
    "day_of_part_01": DAYS,
    "day_of_part_02": DAYS,
    "degree_of_part_01": WORDS,
    "degree_of_part_02": WORDS,
    **{f"told_of_part_0{number}": (True, False, "true") for number in range(1, 5)},
}


@frozen
class Books:
    """A rulebook of every shape of flat rule, with what judges by it."""

    rulebook: Rulebook = field(repr=False)
    judge: Judge = field(repr=False)
    strict: Judge = field(repr=False)

    def ordinary(self, facts: dict[str, Any], *, strict: bool = False) -> Iterator[Any]:
        """Give how each rule comes out by itself."""
        book = self.rulebook.book
        world = World(self.incident(facts), book.vocabulary, book.rows, ON, strict=strict)
        role = book.vocabulary.roles["allegation"]
        subject = world.thing("allegation", "allegation-1")
        names = Names(book, role, subject, Deliberation(book, world).ask)
        return (applies(one.rule, names) for one in self.judge.plan.rules)

    def incident(self, facts: dict[str, Any]) -> Any:  # noqa: ANN401 -- an incident as read
        """Give the incident of which these are the facts of the allegation."""
        head = {"format": "hocr.incident.v1", "id": "A"}
        report = {"received_at": "2026-06-10 09:40"}
        return self.rulebook.incident({**head, "report": report, "allegation": facts})


def books_in(folder: Path) -> Books:
    """Give a book of sixty generated rules and of the shapes written beside this, in a folder."""
    write_files(folder, flat_rules(60))
    (folder / "definitions").mkdir()
    shutil.copy(SHAPES / "vocabulary.yaml", folder / "vocabulary" / "shapes.yaml")
    shutil.copy(SHAPES / "definitions.yaml", folder / "definitions" / "shapes.yaml")
    shutil.copy(SHAPES / "rules.yaml", folder / "general" / "shapes.yaml")
    shutil.copy(SHAPES / "table.yaml", folder / "general" / "table.yaml")
    named = re.findall(r"then: (\S+)", (SHAPES / "rules.yaml").read_text("utf-8"))
    with (folder / "data" / "findings.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{name}\n" for name in (*named, "row-1", "row-2", "row-3"))
    rulebook = load_rulebook(folder)
    judge = Judge(plan_of(rulebook.book, DECISION, ON, strict=False))
    return Books(rulebook, judge, Judge(plan_of(rulebook.book, DECISION, ON, strict=True)))
