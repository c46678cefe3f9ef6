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
DATE_FORM = "a date, as 12/6/2026"
MOMENT_FORM = "a date and time, as 12/6/2026 14:30"
TEXT_FORM = "in words"
CODE_FORM = "a code, as the list of offences has it"
HOW_MANY_FORM = "how many, or names with commas between"
NAME_FORM = "a name"
RECORD = "The record so far:"
PRESUMED = "Taken for granted, since nothing says otherwise:"
OTHERWISE = "the number of what is otherwise, or nothing to end"
REPORT_OF_WHAT = "--report adds to the record of a file; name the file first"
ALL_WAIT = "every rule waits for it"
STOP = ("stop", "quit", "q")
BACK = ("back", "b")
SKIP = ("skip", "don't know", "do not know", "dk")
WHY = ("?", "why")
MOST_RULES = 5
MOST_ALIKE = 4
LONGEST_ANSWER = 1_000


def not_a_choice(text: str, keys: Sequence[str]) -> str:
    """Say that an answer is none of those listed."""
    listed_as = f", {keys[0]} to {keys[-1]}" if keys else ""
    return f"`{text}` is none of these answers; write one of them or its number{listed_as}"


def not_a_name(text: str) -> str:
    """Say that an answer names nobody and nothing new."""
    return f"`{text}` is no name for somebody or something that the record does not have so far"


def called(label: str, known_as: str) -> str:
    """Give what somebody or something of the record is called."""
    return f"{label} ({known_as})"


def or_else(form: str, words: Sequence[str]) -> str:
    """Say how to write an answer, and which words stand for one."""
    return ", or ".join((form, *words))


def did_you_mean(labels: Sequence[str]) -> str:
    """Offer the answers in which the words given stand, where they are few."""
    if not 1 <= len(labels) <= MOST_ALIKE:
        return ""
    return f"did you mean {listed([f'“{label}”' for label in labels], 'or')}?"


def added(names: Sequence[str]) -> str:
    """Say who or what an answer put into the record, so that a slip is seen."""
    return f"new in the record: {listed(names)}"


def may_be(entries: Sequence[str]) -> str:
    """Say what something may still come to."""
    named = list(dict.fromkeys(entries))
    if len(named) > MOST_ALIKE:
        return f"still {len(named)} ways open"
    return f"may be {listed(named, 'or')}"


def leads_to(answer: str, comes_to: str) -> str:
    """Say what an answer would lead to, by what is known so far."""
    return f"{answer}: {comes_to}"


def not_listed(text: str, most: int) -> str:
    """Say that something is no number of a list."""
    return f"`{text}` is no number from 1 to {most}"


def kept(path: str) -> str:
    """Say where the record is kept, and how to go on from it."""
    return f"The record is in `{path}`; `hocr ask {path} --save {path}` goes on from it."


def how_many(text: str, most: int) -> str:
    """Say that an answer is no number of people or things."""
    return f"`{text}` is not a number from 0 to {most}"


def progress(number: int, further: int | None) -> str:
    """Say how far the interview is, and what else may be answered."""
    left = {None: "", 0: "; perhaps the last"}
    more = left.get(further, f"; up to {further} more may matter")
    return f"Question {number}{more}  (? tells why, back, skip if not known, stop)"


def more_rules(number: int) -> str:
    """Say that further rules wait for an answer."""
    return f"and {number} more rules"


def not_one_incident(number: int) -> str:
    """Say that an interview is about one incident."""
    return f"an interview is about one incident, and the file has {number}"


def not_kept(path: str, why: str) -> str:
    """Say that the record cannot be written where it was to be kept."""
    return f"the record cannot be written to `{path}`: {why}"
