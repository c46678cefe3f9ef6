"""Every word that tables of an audit say besides what a scheme says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.estimating.strata import Mode
from hocr_engine.explanation.words import counted, length, listed

STREAM: Final = "stream"
RECORDED: Final = "recorded"
NOT_RECORDED: Final = "not recorded"
RATE: Final = "rate"
A_YEAR: Final = "not recorded a year"
WEIGHT: Final = "weight"
WEIGHTED: Final = "weighted"
AS_IT_SHOULD_BE: Final = "as it should be"
SHARE: Final = "share"
ALL: Final = "all"
IN_TIME: Final = "by the deadline"
LATER: Final = "later"
UNTIMED: Final = "time not known"
MISTAKE: Final = "mistake"
TIMES: Final = "times"
NOT_ESTIMABLE: Final = "not estimable"
WITHHELD: Final = "[c]"
ABOUT_CHARTS: Final = (
    "each share is a point on a line from 0 to 100 per cent, its interval a thicker stretch;"
    " the table below has the figures"
)
NOT_TOLD: Final = "the tables do not tell why"
BASE_OF_TIMES: Final = "of those recorded, by the time from the report to the entry"
NO_YEAR: Final = "the number of crimes recorded in a year is not given"
NO_WEIGHT: Final = "the weight is not given"
NO_MISTAKE: Final = "no mistake named by a rule leads to just what was recorded"
BAND: Final = "band"
NO_INTERVAL: Final = "no interval"
MANY_GROUPS: Final = (
    "where many groups are compared some differ by chance: of twenty intervals about one misses"
)
CAUSE: Final = "cause"
CAUSE_NOT_GIVEN: Final = "no cause given"
NOT_NAMED: Final = "not given"
NO_CAUSE: Final = "no auditor gave a cause"
BASE_OF_CAUSES: Final = (
    "of those that are not as they should be, by what an auditor says it came of"
)

BY_AN_AUDITOR: Final = "by an auditor"
MATCHED_OTHERWISE: Final = "the record that it was judged by answers another finding"
AUDITORS_DIFFER: Final = "the auditors differ"
RULES_AND_AUDITOR: Final = "the rules and an auditor"
TWO_AUDITORS: Final = "an auditor and a second one"
AGREEMENT: Final = "How far verdicts agree"
BETWEEN: Final = "between"
AGREED: Final = "agreed"
KAPPA: Final = "kappa"
AC1: Final = "AC1"
RULE: Final = "rule"
BY_RULE: Final = "Where an auditor agrees, by the rule that decided"
CONFUSION: Final = "Verdicts of the rules, by row, and of the auditor, by column"
ON_AGREEMENT: Final = (
    "kappa is Cohen's, which falls towards 0 where nearly all verdicts are the same;"
    " AC1 is Gwet's, which does not"
)

_MODES: Final = {
    Mode.HMICFRS: (
        "intervals as inspectors print them: normal, corrected for a population where it is given,"
        " around the weighted rate by the pooled number, which understates the error"
    ),
    Mode.DESIGN: (
        "intervals by design: stratified, with incidents as what was drawn, each stratum corrected"
        " for its population where it is given"
    ),
}


def chart(title: str) -> str:
    """Give the name of a chart, for those who cannot see it."""
    return f"{title}: a chart of shares in per cent"


def within(hours: int) -> str:
    """Give the head of a column of those entered within so many hours."""
    return f"≤ {hours} h"


def mode(how: Mode, confidence: float) -> str:
    """Give by which method intervals were worked out."""
    return f"{_MODES[how]}; at {confidence * 100:g} per cent"


def audited(incidents: int, findings: int) -> str:
    """Give how much was looked at."""
    return f"{counted(incidents, 'incident')} audited, {counted(findings, 'finding')}"


def incidents_read(used: int, bad: int) -> str:
    """Give what became of the rows of incidents."""
    return f"{counted(used + bad, 'incident')} read: {used:,} audited, {left_out(bad)}"


def crimes_read(joined: int, of_left_out: int, of_none: int, bad: int) -> str:
    """Give what became of the rows of recorded crimes."""
    parts = (
        f"{joined:,} joined",
        f"{of_left_out:,} of an incident left out",
        f"{of_none:,} of no incident in the batch",
        left_out(bad),
    )
    every = joined + of_left_out + of_none + bad
    return f"{counted(every, 'recorded crime')} read: {', '.join(parts)}"


def left_out(bad: int) -> str:
    """Give how many rows could not be used."""
    return f"{bad:,} left out, each listed with what is wrong" if bad else "none left out"


def findings_left_out(bad: int) -> str:
    """Give how many lines are no findings that can be counted."""
    return f"{counted(bad, 'row')} left out, each listed with what is wrong"


def rulings_left_out(bad: int) -> str:
    """Give how many rows of rulings could not be used."""
    return f"{counted(bad, 'ruling')} left out, each listed with what is wrong"


def findings(number: int) -> str:
    """Give how much was found."""
    return counted(number, "finding")


def left_open(found: Mapping[Verdict, int]) -> str:
    """Give how much is in no figure since it is undecided."""
    parts = [f"{verdict.value} {number:,}" for verdict, number in found.items() if number]
    return f"in no figure: {listed(parts)}"


def ruled(number: int) -> str:
    """Give in how many findings an auditor's verdict stands."""
    return f"{counted(number, 'verdict')} by an auditor in place of the rules"


def reason(heads: Iterable[str], why: str) -> str:
    """Give why figures are not estimable."""
    return f"{listed(heads)}: {NOT_ESTIMABLE}, {why}"


def no_interval(heads: Iterable[str], why: str) -> str:
    """Give why figures stand without an interval."""
    return f"{listed(heads)}: {NO_INTERVAL}, {why}"


def below(band: str) -> str:
    """Give where a rate is that is in no band."""
    return f"below {band}"


def bands_of(title: str) -> str:
    """Give whose bands they are, and how a rate comes into one."""
    return (
        f"bands: {title}; by the rate before it is rounded, in brackets those that its interval"
        " reaches; no inspector's"
    )


def carried_over(title: str) -> str:
    """Give the title of a stream that is taken over from an earlier audit."""
    return f"{title}, carried over"


def carried_from(title: str, source: str, aside: int) -> str:
    """Give from where a stream is carried over, and how many of this batch are not counted."""
    rest = f"; {counted(aside, 'finding')} of this batch not counted in it" if aside else ""
    return f"{title}: carried over from {source}, an earlier audit{rest}"


def nothing_carried(path: object, stream: str) -> str:
    """Give why a stream cannot be carried over from a file."""
    return f"`{path}` has no finding of the stream `{stream}`"


def few(least: int) -> str:
    """Give why a group has no interval."""
    return f"fewer than {least} were counted"


def methods(heads: Iterable[str], method: str) -> str:
    """Give by which method the intervals of some rows were worked out."""
    return f"{listed(heads)}: {method}"


def withheld(least: int) -> str:
    """Give what the sign of a withheld figure means."""
    return f"{WITHHELD}: withheld, since it tells of fewer than {least} or gives such a figure away"


def remark(one: Judged) -> str:
    """Give what is not as it should be about one thing, or undecided."""
    is_told = one.verdict is not Verdict.RIGHT and one.unit is not Unit.REQUEST
    due = f"due is {_named(one.entry, one.code)}" if one.entry and is_told else ""
    found = f"recorded is {_named(one.found, one.found_code)}" if one.found and is_told else ""
    late = f"late by {length(timedelta(minutes=one.over))}" if one.is_late and one.over else ""
    about = one.id.removeprefix(f"{one.incident}/")
    return f"{about}: {', '.join(filter(None, (one.verdict.value, due, found, late)))}"


def _named(entry: str, code: str) -> str:
    return f"{entry} ({code})" if code else entry
