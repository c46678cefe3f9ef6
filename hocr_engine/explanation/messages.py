"""Every sentence of an explanation that is not the rulebook's own, one function each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hocr_engine.explanation.words import listed

ACT_DATE = "the day of the act is not established and counts as the day of the report"
NOT_COVERED = "this rulebook has no rule for it; that does not mean that there is no crime"
BY_RULE = "the law leaves it to the force crime registrar"
NOT_NEEDED = "not needed for this decision"
OPEN = "not known yet"
ALWAYS = "nothing more is asked"
DATES = "not in force on the day decided as at"
ACT_DATES = "does not reach an act of that day"
EXCEPTED = "its exception holds"
GAVE_WAY = "another rule prevails"
# How many crimes that something may be are named beside the first before they are only counted.
MAX_NAMED_BESIDE = 1


def conflict(titles: Iterable[str]) -> str:
    """Say that rules which apply disagree."""
    named = listed(f"“{title}”" for title in titles)
    return f"rules that apply disagree, and neither prevails: {named}"


def exception_assumed(title: str) -> str:
    """Say that the exception to a rule was taken not to hold."""
    return f"nothing shows that the exception to “{title}” holds"


def higher_layer(layer: str, lower: str) -> str:
    """Say that a rule of a more special layer prevailed."""
    return f"a rule of the layer “{layer}” prevails over one of the layer “{lower}”"


def said_to_override(title: str) -> str:
    """Say that the rule that prevailed names this one as overridden."""
    return f"“{title}” overrides it"


def one_of(crimes: Sequence[str]) -> str:
    """Name the crime that something is, or the first of those that it may be and how many more."""
    first, *others = dict.fromkeys(crimes)
    if len(others) <= MAX_NAMED_BESIDE:
        return " or ".join((first, *others))
    return f"{first} or another of {len(others) + 1} possible crimes"


def part_of(crime: str, whole: str, number: int) -> str:
    """Say, before the reason, which crime is part of another, and how often it is alleged."""
    times = "" if number == 1 else ", twice," if number == 2 else f", {number} times,"  # noqa: PLR2004
    return f"{crime}{times} is part of {whole}: "


def one_with(crime: str, whole: str, number: int) -> str:
    """Say, before the reason, that a crime alleged more than once is one crime."""
    whole = "the first" if whole == crime else whole
    more = "another" if number == 1 else f"{number} more of"
    return f"{more} {crime} {'counts' if number == 1 else 'count'} as one with {whole}: "


def ruled(ruling: str) -> str:
    """Say that a ruling settled an answer."""
    return f"settled by the ruling {ruling}"


def perhaps(answer: str) -> str:
    """Say that an answer is open, and the only one that it may be besides none."""
    return f"{OPEN}, perhaps {answer.removeprefix('perhaps ')}"


def not_established(what: str) -> str:
    """Say which of several possible things was left open."""
    return f"left open: {what}"
