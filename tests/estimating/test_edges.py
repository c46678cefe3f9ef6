"""Where there is no figure, and what the smallest and the plainest batches give."""

from __future__ import annotations

import pytest

from hocr_engine.estimating.agreement import Agreement, agreement
from hocr_engine.estimating.clusters import Clusters
from hocr_engine.estimating.intervals import exact, printed
from hocr_engine.estimating.model import Count, Estimate, Interval, Method, NotEstimable
from hocr_engine.estimating.strata import Mode, Stratum, weighted
from hocr_engine.estimating.yearly import additional, difference, unrecorded

VIOLENCE = Stratum("violence", Count(478, 531), 0.4)
OTHER = Stratum("other", Count(247, 259), 0.6)


def why(found: object) -> str:
    """Give why there is no figure."""
    assert isinstance(found, NotEstimable)
    return found.why


@pytest.mark.parametrize("mode", Mode)
def test_no_weighted_rate_without_every_weight_and_every_stratum(mode: Mode) -> None:
    unweighted = Stratum("other", Count(247, 259), None)
    empty = Stratum("other", Count(0, 0), 0.6)
    heavy = Stratum("other", Count(247, 259), 0.7)

    assert why(weighted((), mode)) == "no strata are given to weight by"
    assert why(weighted((VIOLENCE, unweighted), mode)) == "the weight is missing of `other`"
    assert why(weighted((VIOLENCE, empty), mode)) == "nothing was counted in `other`"
    assert why(weighted((VIOLENCE, heavy), mode)) == "the weights add up to 1.1 and not to 1"


def test_the_pooled_rate_is_never_given_in_place_of_the_weighted() -> None:
    unweighted = Stratum("other", Count(247, 259), None)

    assert not isinstance(weighted((VIOLENCE, unweighted), Mode.HMICFRS), Estimate)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("having", [0, 1])
def test_strata_that_are_all_one_way_have_a_rate_and_no_interval(mode: Mode, having: int) -> None:
    strata = (
        Stratum("violence", Count(having * 20, 20), 0.4),
        Stratum("other", Count(having * 30, 30), 0.6),
    )
    found = weighted(strata, mode)

    assert isinstance(found, Estimate)
    assert found.value == having
    assert "no variation" in why(found.interval)


def test_a_sample_larger_than_its_population_has_no_interval() -> None:
    over = Stratum("violence", Count(478, 531), 1.0, population=530)
    designed = weighted((over,), Mode.DESIGN)
    pooled = weighted((over,), Mode.HMICFRS, population=530)
    alone = printed(over.count, 530)

    for found in (designed, pooled, alone):
        assert isinstance(found, Estimate)
        assert why(found.interval).startswith("more was counted than there is in")


def test_one_incident_does_not_tell_how_incidents_vary() -> None:
    sums = Clusters()
    sums.add(Count(20, 30))
    sums.add(Count(0, 0))
    found = weighted((Stratum("violence", Count(20, 30), 1.0, clusters=sums),), Mode.DESIGN)

    assert isinstance(found, Estimate)
    assert why(found.interval) == "variation between incidents needs two of them in `violence`"


@pytest.mark.parametrize("mode", Mode)
def test_a_weighted_rate_of_few_has_no_normal_interval(mode: Mode) -> None:
    strata = (Stratum("violence", Count(9, 14), 0.4), Stratum("other", Count(11, 15), 0.6))
    found = weighted(strata, mode)

    assert isinstance(found, Estimate)
    assert why(found.interval) == "fewer than 30 were counted in all strata together"


def test_an_empty_batch_has_no_rate() -> None:
    assert why(printed(Count(0, 0))) == "nothing was counted"


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        # One of one and none of one: the point below which a fortieth lies, 0.025.
        (Count(1, 1), 0.025, 1.0),
        (Count(0, 1), 0.0, 0.975),
        # All of twenty: the twentieth root of 0.025.
        (Count(20, 20), 0.025 ** (1 / 20), 1.0),
        (Count(0, 20), 0.0, 1 - 0.025 ** (1 / 20)),
        # All of a thousand is no small count, and the normal interval has no width there.
        (Count(1_000, 1_000), 0.025 ** (1 / 1_000), 1.0),
    ],
)
def test_one_record_and_batches_all_one_way_have_the_exact_interval(
    count: Count, low: float, high: float
) -> None:
    found = printed(count)

    assert isinstance(found, Estimate)
    assert isinstance(found.interval, Interval)
    assert found.interval.method is Method.EXACT
    assert found.interval.low == pytest.approx(low, abs=1e-12)
    assert found.interval.high == pytest.approx(high, abs=1e-12)


def test_nineteen_of_twenty_is_never_given_a_normal_interval_past_all() -> None:
    found = printed(Count(19, 20))

    assert isinstance(found, Estimate)
    assert isinstance(found.interval, Interval)
    assert found.interval.method is Method.EXACT
    assert found.interval.high < 1


@pytest.mark.parametrize(("having", "total"), [(-1, 3), (4, 3)])
def test_more_than_all_and_less_than_none_is_no_count(having: int, total: int) -> None:
    with pytest.raises(ValueError, match="is no count"):
        Count(having, total)


def test_numbers_a_year_need_something_recorded() -> None:
    nothing = Estimate(0.0, exact(Count(0, 20)))

    assert why(unrecorded(1_000, nothing)).startswith("nothing was recorded")
    assert why(additional(1_000, 0.0, 0.0)).startswith("nothing was recorded")


def test_numbers_a_year_have_the_interval_of_the_rate_turned_round() -> None:
    rate = Estimate(0.8, Interval(0.5, 1.0, Method.NORMAL))
    found = unrecorded(1_000, rate)

    assert isinstance(found, Estimate)
    assert isinstance(found.interval, Interval)
    assert found.value == pytest.approx(250)
    assert (found.interval.low, found.interval.high) == (0, 1_000)


def test_two_audits_without_an_interval_differ_without_one() -> None:
    known = Estimate(0.8, Interval(0.7, 0.9, Method.NORMAL))
    open_ = Estimate(0.9, NotEstimable("no weights"))

    assert why(difference(known, open_).interval) == "no weights"
    assert why(difference(open_, known).interval) == "no weights"


def test_kappa_misleads_where_nearly_all_is_right_and_ac1_does_not() -> None:
    """118 right by both of 125, 5 and 2 by one alone: worked out by hand from the definitions."""
    pairs = [("right", "right")] * 118 + [("right", "wrong")] * 5 + [("wrong", "right")] * 2
    found = agreement(pairs)

    assert isinstance(found, Agreement)
    assert found.share == pytest.approx(118 / 125)
    # By chance 123/125 * 120/125 + 2/125 * 5/125 = 0.94528, so (0.944 - 0.94528) / 0.05472.
    assert found.kappa == pytest.approx(-0.00128 / 0.05472)
    # By chance 2 * 0.972 * 0.028 = 0.054432, so (0.944 - 0.054432) / 0.945568.
    assert found.ac1 == pytest.approx(0.889568 / 0.945568)


def test_agreement_of_nobody_and_of_one_answer_throughout() -> None:
    alone = agreement([("right", "right")] * 9)

    assert why(agreement([])) == "nothing was judged twice"
    assert isinstance(alone, Agreement)
    assert (alone.share, alone.ac1) == (1.0, 1.0)
    assert why(alone.kappa).startswith("both gave one and the same answer")
