"""Don't know is always an answer: the interview ends, and its decision is that of what is known."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hocr_engine.decision import decide
from hocr_engine.interview import Interview
from hocr_engine.interview.by_code import MANY_NOT_KNOWN
from tests.decision.library import incident, rulebook
from tests.decision.library import paths as examples
from tests.interview.simulated import emptied, lines

BOOK: Final = rulebook().book
MOST: Final = 12
EVERY: Final = 130


def left_open(now: Interview) -> tuple[Interview, list[str]]:
    """Give an interview in which everything is answered by *don't know*, and what was asked."""
    asked = list[str]()
    while now.question is not None:
        asked.append(now.question.ref.pointer)
        now = now.do_not_know()
    return now, asked


@pytest.mark.slow
@pytest.mark.parametrize("path", examples()[::EVERY], ids=lambda path: path.stem)
def test_a_record_of_which_nobody_knows_anything_is_soon_at_its_end(path: Path) -> None:
    begun = emptied(incident(path), BOOK.vocabulary)
    now, asked = left_open(Interview(BOOK, begun))

    assert len(asked) == len(set(asked))
    assert len(asked) <= MOST
    assert lines(now.decision) == lines(decide(BOOK, begun))


def test_where_much_of_what_was_done_is_not_known_the_offence_is_asked_for_by_its_code() -> None:
    path = next(one for one in examples() if one.stem == "GEN-A-02")
    begun = Interview(BOOK, emptied(incident(path), BOOK.vocabulary)).answer("robbery")
    _, asked = left_open(begun)
    own = [pointer for pointer in asked if pointer.startswith("allegation-1.")]

    assert own.index("allegation-1.offence_code") == MANY_NOT_KNOWN


@pytest.mark.parametrize("act", ["assault", "damage", "theft"])
def test_where_only_the_act_is_known_each_fact_is_asked_for_once(act: str) -> None:
    path = next(one for one in examples() if one.stem == "GEN-A-02")
    begun = Interview(BOOK, emptied(incident(path), BOOK.vocabulary)).answer(act)
    now, asked = left_open(begun)
    facts = sum(len(kind.facts) for kind in BOOK.vocabulary.kinds.values())

    assert asked
    assert len(asked) == len(set(asked)) <= facts
    assert lines(now.decision) == lines(decide(BOOK, begun.incident))
    assert set(now.incident.not_known) == set(asked)
