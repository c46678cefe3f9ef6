"""Every sentence of the interview that is neither the rulebook's nor an explanation's."""

from __future__ import annotations

from collections.abc import Sequence

from hocr_engine.explanation.words import listed

YES = "yes"
NO = "no"
NONE = "none"
NEW = "new"
NOBODY = "there is none"
NOT_YET_NAMED = "not in the record so far"
NUMBER_OF = "a number"
DATE_FORM = "a date, as 2026-04-01"
MOMENT_FORM = "a date and time, as 2026-04-01 09:40"
TEXT_FORM = "in words"
HOW_MANY_FORM = "how many"
RECORD = "The record so far:"
ALL_WAIT = "every rule waits for it"
STOP = ("stop", "quit", "q")
BACK = ("back", "b")
SKIP = ("skip", "don't know", "do not know", "dk")
WHY = ("?", "why")
MOST_RULES = 5
MOST_ALIKE = 4
LONGEST_ANSWER = 1_000


def not_a_choice(text: str, most: int) -> str:
    """Say that an answer is none of those listed."""
    return f"`{text}` is none of these answers; write one of them or its number, 1 to {most}"


def or_else(form: str, words: Sequence[str]) -> str:
    """Say how to write an answer, and which words stand for one."""
    return ", or ".join((form, *words))


def did_you_mean(labels: Sequence[str]) -> str:
    """Offer the answers in which the words given stand, where they are few."""
    if not 1 <= len(labels) <= MOST_ALIKE:
        return ""
    return f"did you mean {listed([f'“{label}”' for label in labels], 'or')}?"


def how_many(text: str, most: int) -> str:
    """Say that an answer is no number of people or things."""
    return f"`{text}` is not a number from 0 to {most}"


def progress(number: int, further: int | None) -> str:
    """Say how far the interview is, and what else may be answered."""
    left = {None: "", 0: "; the last that may matter"}
    more = left.get(further, f"; up to {further} more may matter")
    return f"Question {number}{more}  (?, back, skip, stop)"


def more_rules(number: int) -> str:
    """Say that further rules wait for an answer."""
    return f"and {number} more rules"


def not_one_incident(number: int) -> str:
    """Say that an interview is about one incident."""
    return f"an interview is about one incident, and the file has {number}"


def not_kept(path: str, why: str) -> str:
    """Say that the record cannot be written where it was to be kept."""
    return f"the record cannot be written to `{path}`: {why}"
