"""From the text of a fact to its value, and back to words that people read."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from hocr_engine.vocabulary.model import Fact, FactType

LONDON: Final = ZoneInfo("Europe/London")
NOT_ESTABLISHED: Final = "not established"
# Python reads more than these as numbers and dates, and would read `20260401` without a word.
NUMBER: Final = r"-?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?"
DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
OFFSET: Final = r"Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?"
DATE_AND_TIME: Final = (
    rf"{DATE}([ T][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}(\.[0-9]{{1,6}})?)?({OFFSET})?)?"
)


class BadValueError(ValueError):
    """A text that is no value of its fact; `code` names the mistake, the message says the fix."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code = code
        self.fix = fix


def value_of(fact: Fact, text: str) -> object:
    """
    Give the value of a fact from its text as written in a record or a presumption.

    `not established` gives None where the fact allows it. Raises BadValueError.
    """
    if fact.not_established and text == NOT_ESTABLISHED:
        return None
    match fact.type:
        case FactType.YES_OR_NO:
            return _yes_or_no(text)
        case FactType.NUMBER:
            return _number(fact, text)
        case FactType.ONE_OF:
            return _word(fact, text)
        case FactType.DATE:
            return _date(text)
        case FactType.DATE_AND_TIME:
            return moment(text)
        case _:
            return text


def _yes_or_no(text: str) -> bool:
    if text not in ("true", "false"):
        raise BadValueError(
            "not-true-or-false", f"`{text}` is neither true nor false", "write `true` or `false`"
        )
    return text == "true"


def _number(fact: Fact, text: str) -> Decimal:
    if not re.fullmatch(NUMBER, text):
        also = " or `not established`" if fact.not_established else ""
        raise BadValueError("not-a-number", f"`{text}` is not a number", f"write a number{also}")
    number = Decimal(text)
    if fact.at_least is not None and number < fact.at_least:
        fix = f"it is at least {fact.at_least}"
        raise BadValueError("number-out-of-range", f"{text} is too small for `{fact.name}`", fix)
    if fact.at_most is not None and number > fact.at_most:
        fix = f"it is at most {fact.at_most}"
        raise BadValueError("number-out-of-range", f"{text} is too large for `{fact.name}`", fix)
    return number


def _word(fact: Fact, text: str) -> str:
    answer = fact.answer(text)
    if answer is None:
        from_list = ", ".join(f"`{known.word}`" for known in fact.answers)
        raise BadValueError(
            "not-an-answer", f"`{text}` is no answer for `{fact.name}`", f"it is one of {from_list}"
        )
    return answer.word


def _date(text: str) -> date:
    try:
        if re.fullmatch(DATE, text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadValueError("not-a-date", f"`{text}` is not a date", "write it as 2026-04-01")


def moment(text: str) -> datetime:
    """
    Give a date and time; without an offset it is local time in London, a date alone its midnight.

    Raises BadValueError, also for an hour that the clocks skip or repeat.
    """
    try:
        read = datetime.fromisoformat(text) if re.fullmatch(DATE_AND_TIME, text) else None
        if read is not None and read.tzinfo is not None:
            return read.astimezone(LONDON)
    except (ValueError, OverflowError):
        read = None
    if read is None:
        raise BadValueError(
            "not-a-time", f"`{text}` is not a date and time", "write it as 2026-04-01 09:40"
        )
    local = read.replace(tzinfo=LONDON)
    if local.utcoffset() == local.replace(fold=1).utcoffset():
        return local
    raise BadValueError(
        "ambiguous-hour",
        f"the clocks change in the hour of `{text}`",
        "add the offset, as in 2026-10-25 01:30+00:00",
    )
