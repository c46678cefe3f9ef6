"""The sentences about what did not come about, one function each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hocr_engine.explanation.words import day, listed

NEAREST = "What came nearest"
MAY_BE = "it may still be"
IS_ANSWER = "that is the answer"
RULE_APPLIES = "that rule applies"
NO_RULE = "no rule leads to it; that does not mean that it is no crime"
NONE_TO_SET = "there is nothing to set it against"
NONE_ASKED = "nothing in the record is asked about"
WAITS = "it waits for what is not known yet"
ITS_EXCEPTION = "its condition holds, and so does its exception"
REQUIRED_HOLDS = "what it requires is so"
REQUIRED_FAILS = "what it requires is not so"
NOT_THE_SAME = "its condition holds, but it speaks of two that have more in common"
NOT_SPOKEN = "its condition holds, and another rule of its step spoke"
GIVEN = "that answer was given and not worked out by rules"
SAME = "the same for both"


def title(what: str) -> str:
    """Give what a part of an explanation is called that says why not something."""
    return f"Why not {what}?"


def rule(title: str, name: str) -> str:
    """Name a rule by its title and id."""
    return f"“{title}” ({name})"


def word(label: str) -> str:
    """Name an answer by its label."""
    return f"“{label}”"


def is_answer(question: str) -> str:
    """Say that what was asked about is the answer to a question."""
    return f"{IS_ANSWER}: {question}"


def found(label: str, answer: str) -> str:
    """Say what a decision found instead."""
    return f"{label.removeprefix('the ')}: {answer}"


def waits(asked: Sequence[str]) -> str:
    """Say what a rule waits for."""
    return f"{WAITS}: {'; '.join(asked)}" if asked else WAITS


def needing(told: str, needed: str) -> str:
    """Say what was read or found, and what would have been needed."""
    return f"{told} (needed: {needed})"


def or_else(told: str) -> str:
    """Say another condition that would have done as well."""
    return f"or {told}"


def of_element(element: str) -> str:
    """Say of which of several things a condition speaks."""
    return f"of {element}"


def alike(rules: Sequence[str]) -> str:
    """Say which other rules the same stood in the way of."""
    return f"and likewise: {listed(rules)}"


def besides(number: int) -> str:
    """Say how many more conditions of a rule are not met."""
    return f"and {number} more of its conditions {'is' if number == 1 else 'are'} not met"


def more_rules(number: int) -> str:
    """Say how many more rules could have led there."""
    return f"and {number} more rule{'' if number == 1 else 's'} that could have led there"


def elsewhere(others: Iterable[str]) -> str:
    """Say about what else the answer is that."""
    return f"that is the answer about {listed(others)}"


def counted(told: str) -> str:
    """Say that it is no crime of its own, by which rule."""
    return f"it is counted with another and not by itself: {told}"


def open_for(asked: Sequence[str], *, is_referred: bool) -> str:
    """Say that it may still be, and what has to be known or who is to say."""
    if asked:
        return f"it may still be; it waits for: {listed(asked)}"
    return "it may still be; the force crime registrar is to say" if is_referred else MAY_BE


def not_asked(question: str, *, sets: bool) -> str:
    """Say that a decision concerns nothing of the record; `sets` two things against each other."""
    return f"{NONE_TO_SET if sets else NONE_ASKED}: {question}"


def listed_only(since: date | None, until: date | None) -> str:
    """Say when the list has something, where that is not the day decided as at."""
    return f"the list has it {within(since, until)}"


def dated(label: str, on: date) -> str:
    """Say a day that a list has beside something."""
    return f"{label}: {day(on)}"


def rules_of(on: date) -> str:
    """Say by the rules of which day it was decided."""
    return f"decided by the rules of {day(on)}"


def act_of(on: date | None) -> str:
    """Say when the act was."""
    return f"the day of the act: {day(on) if on else 'not established'}"


def within(since: date | None, until: date | None) -> str:
    """Say from when to when something holds."""
    start = f"from {day(since)}" if since else ""
    end = f"before {day(until)}" if until else ""
    return " and ".join(filter(None, (start, end)))


def a_day(since: date | None, until: date | None) -> str:
    """Say which day is needed."""
    return f"a day {within(since, until)}"


def works_out(answer: str) -> str:
    """Say what a rule that applies works out instead."""
    return f"it applies, and comes to {answer}"


def first_in_topic(title: str) -> str:
    """Say that an earlier rule of the same topic answered."""
    return f"its condition holds, but first in its topic is “{title}”"


def despite(why: str) -> str:
    """Say that a rule applied and did not prevail, and why not."""
    return f"it applies, and {why}"
