"""Every sentence on what the force recorded, one function each."""

from __future__ import annotations

NOTHING_RECORDED = "nothing was recorded"
NOT_GIVEN = "something not given"
IN_TIME = "in time"
RIGHT_CLASS_WRONG_CODE = "right class, wrong code"
ENOUGH_KNOWN = "although enough was known for a crime"
NO_ENTRY_DUE = "and nothing of the kind was to be recorded"
ENTRY_NOT_SAID = "as what, the file does not say"
NO_ALLEGATION = "of what, the file does not say"
NOT_REPORTED = "and no report tells of it"
FACTS_MISSING = "it depends on what is asked above"
FOR_THE_REGISTRAR = "the registrar is to rule first"
NOT_TOLD = "what became of it is not told"


def recorded_as(entry: str, when: str) -> str:
    """Say what was recorded, and when where that is known."""
    return f"recorded as {entry}{_on(when)}"


def stands(entry: str, when: str) -> str:
    """Say that what was recorded before stands as it was."""
    return f"the record of {entry}{_on(when)} stands as it was"


def late_by(length: str) -> str:
    """Say that something was recorded after its deadline."""
    return f"late by {length}"


def should_be(entry: str) -> str:
    """Say as which reported incident something should have been recorded."""
    return f"should be {entry}"


def should_not_be(entry: str) -> str:
    """Say as which reported incident something should not have been recorded."""
    return f"should not be {entry}"


def by_force(force: str) -> str:
    """Say which other force recorded what this one was to record."""
    return f"by {force}, while it is for this force to record"


def repeats(entry: str, when: str) -> str:
    """Say of which other record one is a duplicate."""
    return f"although there is a record of {entry}{_on(when)} already"


def put_right(entry: str, when: str) -> str:
    """Say by which other record the same is recorded as well."""
    return f"beside the record of {entry}{_on(when)}"


def told_with(line: str) -> str:
    """Say with which later or earlier action the record of this one is told."""
    return f"what was recorded is told with: {line}"


def counts_with(entry: str, reason: str) -> str:
    """Say why a crime that was recorded counts with another."""
    return f"not {entry}: it counts with another crime; {reason}"


def not_listed(entry: str, day: str) -> str:
    """Say that a class does not stand in the list on a day."""
    return f"not {entry}: there is no such class in the list on {day}"


def gave_way(entry: str, rules: str) -> str:
    """Say which rules for what was recorded gave way to others."""
    return f"not {entry}: another rule prevails over {rules}"


def not_applying(entry: str, rules: str) -> str:
    """Say which rules for what was recorded do not apply."""
    return f"not {entry}: there is no ground for it in {rules}"


def like_the_mistake(mistakes: str) -> str:
    """Say which mistakes lead to just this; what somebody thought, no record tells."""
    return f"consistent with the mistake of {mistakes}"


def past_the_bound(what: str) -> str:
    """Say which bound was met, so that nothing was compared."""
    return f"left open: {what}"


def _on(when: str) -> str:
    return f" on {when}" if when else ""
