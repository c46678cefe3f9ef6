"""An answer on one line, to be set beside others: what is to be done, and why where unclear."""

from __future__ import annotations

from typing import Final

from hocr_engine.decision.model import Action, ActionKind
from hocr_engine.explanation.grounds import referrals
from hocr_engine.explanation.headline import headline, possible
from hocr_engine.explanation.reasons import fails
from hocr_engine.explanation.words import listed
from hocr_engine.rulebook.model import Book

NOTHING_NEW: Final = "nothing new is to be done"
MOST_POSSIBLE: Final = 3


def answered(book: Book, action: Action) -> str:
    """Give an answer in a few words, with why where the answer alone would not tell it."""
    head = headline(book, action)
    return ": ".join(filter(None, (head.verb, head.what, _why(book, action))))


def _why(book: Book, action: Action) -> str:
    """Give why a request fails or something is referred, or what an open answer may be."""
    if action.kind is ActionKind.NEEDS_FACTS:
        return may_be(possible(book, action))
    told = [one.text for one in fails(book, action)]
    for one in referrals(book, action):
        told += [rule.text for rule in one.rules] or [one.why]
    return "; ".join(dict.fromkeys(told))


def may_be(answers: tuple[str, ...]) -> str:
    """Give the first answers that there may be, and how many there are where they are many."""
    if len(answers) <= MOST_POSSIBLE:
        return listed(answers, "or")
    return f"{', '.join(answers[:MOST_POSSIBLE])} or another of {len(answers)} answers"
