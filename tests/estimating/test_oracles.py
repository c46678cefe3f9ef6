"""Intervals, agreement and cluster variances against statsmodels and scipy, over grids."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import sqrt
from typing import Final

import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from hocr_engine.estimating.agreement import Agreement, agreement
from hocr_engine.estimating.beta import beta_share
from hocr_engine.estimating.clusters import Clusters
from hocr_engine.estimating.intervals import SMALL, exact, normal, printed, wilson
from hocr_engine.estimating.model import Count, Estimate, Interval
from hocr_engine.estimating.strata import Mode, Stratum, weighted
from hocr_engine.estimating.yearly import difference

TOTALS: Final = (1, 2, 3, 5, 8, 14, 20, 24, 29, 30, 31, 60, 114, 273, 531, 1_063, 10_000)
CONFIDENCES: Final = (0.8, 0.95, 0.99)
GRID: Final = [
    (k, n) for n in TOTALS for k in sorted({0, 1, n // 4, n // 2, (9 * n) // 10, n - 1, n})
]


def ends(found: Interval) -> tuple[float, float]:
    """Give both ends of an interval."""
    return found.low, found.high


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("method", ["normal", "wilson", "beta"])
def test_intervals_are_those_of_statsmodels(method: str, confidence: float) -> None:
    for k, n in GRID:
        wanted = proportion_confint(k, n, alpha=1 - confidence, method=method)
        match method:
            case "normal":
                found = normal(k / n, n, None, confidence)
                wanted = (max(0.0, wanted[0]), min(1.0, wanted[1]))
                told = (max(0.0, found.low), min(1.0, found.high))
            case "wilson":
                told = ends(wilson(Count(k, n), confidence))
            case _:
                told = ends(exact(Count(k, n), confidence))

        assert told == pytest.approx(wanted, abs=1e-10), (k, n)


@given(st.floats(1e-6, 1 - 1e-6), st.floats(0.5, 5_000), st.floats(0.5, 5_000))
def test_the_beta_distribution_is_that_of_scipy(x: float, a: float, b: float) -> None:
    assert beta_share(x, a, b) == pytest.approx(float(stats.beta.cdf(x, a, b)), abs=1e-9)


counts = st.integers(1, 3_000).flatmap(
    lambda n: st.builds(Count, having=st.integers(0, n), total=st.just(n))
)


@given(counts, st.integers(0, 50_000))
def test_what_is_printed_stays_between_none_and_all_and_holds_the_rate(
    count: Count, more: int
) -> None:
    found = printed(count, count.total + more)

    assert isinstance(found, Estimate)
    assert isinstance(found.interval, Interval)
    assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1


@given(counts)
def test_the_exact_interval_has_a_width_and_holds_the_rate(count: Count) -> None:
    found = exact(count)

    assert found.half_width > 0
    assert found.low <= count.having / count.total <= found.high


@given(counts, st.integers(0, 20_000))
def test_the_correction_narrows_and_vanishes_when_all_were_looked_at(
    count: Count, more: int
) -> None:
    rate = count.having / count.total
    plain = normal(rate, count.total)
    corrected = normal(rate, count.total, count.total + more)

    assert corrected.half_width <= plain.half_width
    assert normal(rate, count.total, count.total).half_width == 0


@given(counts, counts)
def test_the_difference_of_two_wilson_intervals_is_that_of_newcombe(one: Count, two: Count) -> None:
    wanted = confint_proportions_2indep(
        two.having, two.total, one.having, one.total, method="newcomb", compare="diff"
    )
    found = difference(
        Estimate(one.having / one.total, wilson(one)), Estimate(two.having / two.total, wilson(two))
    )

    assert isinstance(found.interval, Interval)
    assert ends(found.interval) == pytest.approx(wanted, abs=1e-9)


answers = st.sampled_from(["right", "late", "missing"])
judged = st.lists(st.tuples(answers, answers), min_size=1, max_size=60)


@given(judged)
def test_kappa_is_that_of_statsmodels(pairs: list[tuple[str, str]]) -> None:
    words = sorted({word for pair in pairs for word in pair})
    found = agreement(pairs)
    assert isinstance(found, Agreement)
    if not isinstance(found.kappa, float):
        assert len(words) == 1
        return
    table = [[pairs.count((one, two)) for two in words] for one in words]

    wanted = float(cohens_kappa(table, return_results=False))

    assert found.kappa == pytest.approx(wanted, abs=1e-12)


@given(judged)
def test_ac1_is_as_gwet_defines_it_in_whole_numbers(pairs: list[tuple[str, str]]) -> None:
    n, said = len(pairs), Counter(word for pair in pairs for word in pair)
    same = Fraction(sum(one == two for one, two in pairs), n)
    chance = sum(
        (Fraction(k, 2 * n) * (1 - Fraction(k, 2 * n)) for k in said.values()), Fraction()
    ) / max(1, len(said) - 1)
    found = agreement(pairs)

    assert isinstance(found, Agreement)
    assert found.ac1 == pytest.approx(float((same - chance) / (1 - chance)), abs=1e-12)


incidents = st.lists(
    st.integers(1, 5).flatmap(
        lambda n: st.builds(Count, having=st.integers(0, n), total=st.just(n))
    ),
    min_size=2,
    max_size=40,
)


@given(incidents)
def test_the_variance_between_incidents_is_that_of_a_regression_by_clusters(
    found: list[Count],
) -> None:
    """The robust variance of a mean by clusters in statsmodels, its small-sample factor undone."""
    sums = Clusters()
    for one in found:
        sums.add(one)
    values = [float(i < one.having) for one in found for i in range(one.total)]
    groups = [number for number, one in enumerate(found) for _ in range(one.total)]
    fit = sm.OLS(values, [1.0] * len(values)).fit(
        cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}
    )
    wanted = float(fit.cov_params()[0][0]) * len(found) / (len(found) - 1)

    assert sums.variance() == pytest.approx(wanted, abs=1e-12)


shares = st.lists(st.integers(1, 100), min_size=1, max_size=5)


@given(shares, st.data())
def test_the_stratified_interval_is_the_sum_worked_out_beside_it(
    weights: list[int], data: st.DataObject
) -> None:
    strata = [
        Stratum(str(number), data.draw(counts), weight / sum(weights))
        for number, weight in enumerate(weights)
    ]
    found = weighted(strata, Mode.DESIGN)
    assert isinstance(found, Estimate)
    rates = [one.count.having / one.count.total for one in strata]
    spread = sum(
        (one.weight or 0) ** 2 * rate * (1 - rate) / one.count.total
        for one, rate in zip(strata, rates, strict=True)
    )
    width = float(stats.norm.ppf(0.975)) * sqrt(spread)

    assert found.value == pytest.approx(
        sum((one.weight or 0) * rate for one, rate in zip(strata, rates, strict=True))
    )
    if isinstance(found.interval, Interval):
        assert found.interval.low == pytest.approx(max(0.0, found.value - width), abs=1e-12)
        assert found.interval.high == pytest.approx(min(1.0, found.value + width), abs=1e-12)
    else:
        assert spread == 0 or sum(one.count.total for one in strata) < SMALL
