"""
How many cases of the extract of the DMN conformance suite are answered as it expects, by folder.

    python -m tests.feel.conformance > docs/conformance.md

The data is looked for in `../shared/tck/` beside the repository.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from tests.feel.extract import DATA, Case, cases, outcome

PAGE: Final = Path(__file__).parents[2] / "docs" / "conformance.md"
COMMAND: Final = "python -m tests.feel.conformance > docs/conformance.md"
KINDS: Final = ("literal", "decision_table")
LEVELS: Final = {
    "compliance-level-2": "Level 2",
    "compliance-level-3": "Level 3",
    "non-compliant": "Cases that the suite keeps apart from its levels",
}
WRONG: Final = Path(__file__).with_name("wrong-values.md")


@frozen
class Answered:
    """A case with what is answered to it."""

    case: Case
    kind: str
    fits: bool
    shown: str

    @property
    def name(self) -> str:
        """Give the folder of the case and its name there."""
        return f"{self.case['folder']}/{self.case['case']}"

    @property
    def is_wrong(self) -> bool:
        """Say whether a value came out that is another than the one expected; null is none."""
        return not self.fits and self.shown != "null"


def answered() -> Iterator[Answered]:
    """Give every case of the extract with its answer."""
    for kind in KINDS:
        for case in cases(kind):
            yield Answered(case, kind, *outcome(case))


def page(ran: Sequence[Answered]) -> str:
    """Give the page of figures."""
    return "\n".join((*_head(ran), *_levels(ran))) + "\n"


def _head(ran: Sequence[Answered]) -> Iterator[str]:
    wrong = [one.name for one in ran if one.is_wrong]
    yield "# What passes of the conformance suite"
    yield ""
    yield (
        f"The condition language passes {_of(ran)} FEEL cases of an extract of the DMN TCK "
        "(github.com/dmn-tck/tck, July 2026), which is about half of it."
    )
    yield (
        "A *value* is a case that expects one; an *error* one that expects null together with a "
        "reported error, so that a program that reads nothing passes it; a *table* is a whole "
        "decision table, put to a test bench in `tests/feel/tables.py`, since the engine has rules "
        "of its own."
    )
    yield (
        f"{len(wrong) or 'No'} wrong {'value' if len(wrong) == 1 else 'values'} come out; "
        "[wrong-values.md](../tests/feel/wrong-values.md) has the reason for whatever else does "
        "not pass."
    )
    yield ""
    yield "This page is printed by `python -m tests.feel.conformance`; a test keeps it as it is."
    yield "The data is not part of this repository: where it is not at hand, that test is skipped."


def _levels(ran: Sequence[Answered]) -> Iterator[str]:
    for level, title in LEVELS.items():
        of_level = [one for one in ran if one.case["level"] == level]
        if of_level:
            yield from ("", f"## {title}", "")
            yield from ("| folder | values | errors | tables |", "| --- | --: | --: | --: |")
            yield from _rows(of_level)


def _rows(ran: Sequence[Answered]) -> Iterator[str]:
    folders: dict[str, list[Answered]] = defaultdict(list)
    for one in ran:
        folders[one.case["folder"]].append(one)
    for folder in sorted(folders):
        yield f"| {folder} | {' | '.join(_cells(folders[folder]))} |"
    yield f"| **all** | {' | '.join(_cells(ran))} |"
    parts = [sum(one.fits for one in each) / len(each) for each in folders.values()]
    yield ""
    yield f"Average over the folders: {sum(parts) / len(parts):.1%}."


def _cells(ran: Sequence[Answered]) -> Iterator[str]:
    literals = [one for one in ran if one.kind == "literal"]
    yield _of(one for one in literals if not one.case["error"])
    yield _of(one for one in literals if one.case["error"])
    yield _of(one for one in ran if one.kind != "literal")


def _of(ran: Iterable[Answered]) -> str:
    """Give how many pass, of how many."""
    fits = [one.fits for one in ran]
    return f"{sum(fits):,} of {len(fits):,}" if fits else ""


def with_reasons() -> set[str]:
    """Give the cases whose wrong values are known, with their reasons."""
    return set(re.findall(r"^\* `([^`]+)`", WRONG.read_text(encoding="utf-8"), re.MULTILINE))


def main() -> int:
    """Print the page; say where the data is missing."""
    if not DATA.exists():
        print(f"the conformance data is not at {DATA}", file=sys.stderr)
        return 2
    print(page(list(answered())), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
