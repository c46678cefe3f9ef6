"""Every word that plans and samples say."""

from __future__ import annotations

from typing import Final

from hocr_engine.explanation.words import counted

STRATUM: Final = "stratum"
HALF_WIDTH: Final = "half-width"
RATE: Final = "rate"
YIELD: Final = "crimes an incident"
EFFECT: Final = "design effect"
SUPPOSED: Final = (HALF_WIDTH, RATE, YIELD, EFFECT)
CRIMES: Final = "crimes"
INCIDENTS: Final = "incidents"
HOURS: Final = "hours"
ALL: Final = "all strata"
PLAN: Final = "Incidents to look at"
ALTOGETHER: Final = "Altogether, if all is as supposed"
AT_MOST_AS_GOOD: Final = (
    "a plan is as good as what it supposes; look at some incidents first where that is not known"
)
METHOD: Final = (
    "of each stratum the incidents with the smallest SHA-256 of the seed, a bar and the incident"
)


def sure(confidence: float) -> str:
    """Give how sure the half-widths are meant to be."""
    return f"normal intervals at {confidence * 100:g} per cent"


def corrected(stratum: str, population: int) -> str:
    """Give for which population the size of a stratum is corrected."""
    return f"{stratum}: corrected for a population of {population:,}"


def no_interval(why: str) -> str:
    """Give why the rate of all strata has no interval."""
    return f"{ALL}: no interval, {why}"


def no_rate(why: str) -> str:
    """Give why there is no rate of all strata."""
    return f"{ALL}: not estimable, {why}"


def drawn(stratum: str, picked: int, wanted: int, incidents: int) -> str:
    """Give how many incidents of a stratum were drawn."""
    short = f", {wanted - picked:,} fewer than wanted" if picked < wanted else ""
    return f"{stratum}: {picked:,} of {counted(incidents, 'incident')}{short}"


def kept(number: int, fresh: int) -> str:
    """Give how much of an earlier sample was kept."""
    return f"{number:,} kept from the earlier sample, {fresh:,} new"


def again(number: int) -> str:
    """Give how many rows told of an incident already read."""
    return f"{counted(number, 'row')} on an incident read before, counted once"


def left_out(number: int) -> str:
    """Give how many rows could not be sampled from."""
    return f"{counted(number, 'row')} left out, each listed with what is wrong"
