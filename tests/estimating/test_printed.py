"""The intervals that the inspections of 2017 and 2019 printed, and those that do not come out."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.estimating.clusters import Clusters
from hocr_engine.estimating.intervals import normal, printed
from hocr_engine.estimating.model import Count, Estimate, Interval, Method, NotEstimable
from hocr_engine.estimating.planning import Wanted, crimes_needed, incidents_needed
from hocr_engine.estimating.strata import Mode, Stratum, weighted
from hocr_engine.estimating.yearly import additional, difference, unrecorded

HERE: Final = Path(__file__).parent
DOES_NOT: Final = "does not reproduce"


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table beside this module."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PRINTED: Final = rows("printed.csv")


def interval(row: dict[str, str]) -> Interval:
    """Give the interval that a row asks for."""
    n, given = int(row["n"]), float(row["rate or count"])
    population = int(row["population"]) if row["population"] else None
    return normal(given if given <= 1 else given / n, n, population)


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: f"{row['figure']} {row['method']}")
def test_an_interval_comes_out_as_worked_out_by_hand(row: dict[str, str]) -> None:
    found = interval(row)

    assert f"{found.half_width * 100:.2f}" == row["half-width"]
    assert (found.method is Method.CORRECTED) is (row["method"] == "corrected")


@pytest.mark.parametrize("figure", sorted({row["figure"] for row in PRINTED}))
def test_a_printed_interval_is_reached_unless_the_table_says_why_not(figure: str) -> None:
    of_it = [row for row in PRINTED if row["figure"] == figure]
    reached = any(row["half-width"] == row["printed"] for row in of_it)

    assert reached is not any(row["note"].startswith(DOES_NOT) for row in of_it)


# What is recorded in a year, from what was printed as additionally recorded and unrecorded.
ALL: Final = 15_200 / 0.09
OF_VIOLENCE: Final = 7_630 / 0.117 / ALL
SEXUALLY: Final = 80 / 0.016 / ALL
VIOLENCE: Final = Stratum("violence", Count(478, 531), OF_VIOLENCE, 14_673)
SEXUAL: Final = Stratum("sexual offences", Count(260, 273), SEXUALLY, 1_190)
OTHER: Final = Stratum("other", Count(247, 259), 1 - OF_VIOLENCE - SEXUALLY, 23_530)
LANCASHIRE_2019: Final = (VIOLENCE, SEXUAL, OTHER)


def estimate(found: Estimate | NotEstimable) -> Estimate:
    """Give an estimate that there must be."""
    assert isinstance(found, Estimate)
    return found


def width(found: Estimate) -> str:
    """Give half of an interval that there must be, in percentage points as printed."""
    assert isinstance(found.interval, Interval)
    return f"{found.interval.half_width * 100:.2f}"


def test_the_rate_of_2019_is_weighted_and_not_pooled() -> None:
    found = estimate(weighted(LANCASHIRE_2019, Mode.HMICFRS, population=39_393))

    assert f"{found.value * 100:.2f}" == "93.30"
    assert f"{(478 + 260 + 247) / 1_093 * 100:.1f}" == "90.1"


def test_the_weights_are_those_of_the_recorded_crimes_of_a_year() -> None:
    assert [f"{one.weight:.3f}" for one in LANCASHIRE_2019] == ["0.386", "0.030", "0.584"]


def test_the_two_modes_give_the_printed_and_the_wider_interval() -> None:
    as_printed = estimate(weighted(LANCASHIRE_2019, Mode.HMICFRS, population=39_393))
    by_design = estimate(weighted(LANCASHIRE_2019, Mode.DESIGN))

    assert width(as_printed) == "1.48"
    assert width(by_design) == "1.78"


def test_the_wider_interval_with_and_without_the_correction() -> None:
    without = [Stratum(one.name, one.count, one.weight) for one in LANCASHIRE_2019]
    corrected = estimate(weighted(LANCASHIRE_2019, Mode.DESIGN)).interval
    plain = estimate(weighted(without, Mode.DESIGN)).interval

    assert isinstance(corrected, Interval)
    assert isinstance(plain, Interval)
    assert f"{corrected.half_width * 100:.3f}" == "1.775"
    assert f"{plain.half_width * 100:.3f}" == "1.792"


def test_crimes_of_vulnerable_victims_kept_among_the_others_would_give_another_rate() -> None:
    other = Stratum("other", Count(247, 289), OTHER.weight)
    found = estimate(weighted((VIOLENCE, SEXUAL, other), Mode.HMICFRS))

    assert f"{found.value * 100:.1f}" == "87.5"


def test_the_numbers_a_year_lead_back_to_the_rates_they_were_made_from() -> None:
    recorded_2017, recorded_2019, violence_2019 = 107_400, 157_600, 58_700

    missing = estimate(unrecorded(recorded_2017, estimate(printed(Count(1212, 1438)))))
    more = additional(recorded_2019, 0.843, 0.933)
    more_violence = additional(violence_2019, 0.783, 0.900)

    assert missing.value == pytest.approx(20_000, rel=0.005)
    assert more == pytest.approx(15_200, rel=0.001)
    assert more_violence == pytest.approx(7_630, rel=0.001)


def test_the_rise_between_the_two_audits_is_nine_points_and_sure() -> None:
    before = Estimate(0.843, normal(0.843, 1_438, 53_694))
    after = Estimate(0.933, normal(0.933, 1_063, 39_393))
    found = difference(before, after)

    assert f"{found.value * 100:.1f}" == "9.0"
    # The half-widths 1.855 and 1.483 at right angles: the square root of 3.442 + 2.199.
    assert width(found) in ("2.37", "2.38")
    assert isinstance(found.interval, Interval)
    assert found.interval.low > 0


@pytest.mark.parametrize("row", rows("needed.csv"), ids=lambda row: row["population"] or "endless")
@pytest.mark.parametrize("points", ["5", "4", "3"])
def test_so_many_are_needed_for_an_interval_so_narrow(row: dict[str, str], points: str) -> None:
    population = int(row["population"]) if row["population"] else None

    assert round(crimes_needed(Wanted(int(points) / 100, population=population))) == int(
        row[points]
    )


def test_incidents_are_drawn_by_what_they_bring_and_how_crimes_cluster() -> None:
    alone = Wanted(0.05, population=14_673)
    # 375 crimes at 0.75 an incident, the variance a fifth wider: 375 * 1.2 / 0.75.
    clustered = Wanted(0.05, population=14_673, yield_=0.75, effect=1.2)

    assert incidents_needed(alone) == 375
    assert incidents_needed(clustered) == 600


def test_crimes_that_stand_by_themselves_vary_as_without_incidents() -> None:
    sums = Clusters()
    for recorded in (1,) * 478 + (0,) * 53:
        sums.add(Count(recorded, 1))
    alone = VIOLENCE.count.having / 531 * (53 / 531) / 531

    assert sums.count == VIOLENCE.count
    assert sums.variance() == pytest.approx(alone * 531 / 530, rel=1e-12)
