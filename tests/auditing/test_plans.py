"""Plans of samples: what each stratum needs, and what comes of all of them together."""

from __future__ import annotations

from typing import Final

import pytest
from attrs import evolve

from hocr_engine.auditing.figures.model import Cell
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.sampling.plans import Plan, Planned, plan_report
from hocr_engine.auditing.sampling.read_plan import read_plan
from hocr_engine.estimating.model import Estimate, Interval
from hocr_engine.estimating.planning import Wanted
from tests.auditing.batches import cells
from tests.decision.library import ROOT

EXAMPLE: Final = ROOT / "audits" / "example" / "plan.yaml"


@pytest.fixture
def plan() -> Plan:
    found, mistakes = read_plan(EXAMPLE)
    assert mistakes == ()
    assert found is not None
    return found


@pytest.fixture
def figures(plan: Plan) -> dict[str, Cell]:
    return cells(plan_report(plan))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # 1.96² · 0.9 · 0.1 / 0.03² = 384.1; of 1,600: 384.1 / (1 + 383.1 / 1600) = 309.9.
        # 310 · 1.2 = 372; 372 / 1.1 = 338.2; 339 · 25 min = 141.25 h.
        ("plan/violence/crimes", "372"),
        ("plan/violence/incidents", "339"),
        ("plan/violence/hours", "142"),
        # 202.7 of 200: 202.7 / (1 + 201.7 / 200) = 100.9; 101 · 1.2 = 121.2; 121.2 / 1.1 = 110.2.
        ("plan/sexual offences/incidents", "111"),
        # 314.1 of 2,200: 314.1 / (1 + 313.1 / 2200) = 275.0, just above; 276 · 1.2 / 1.1 = 301.1.
        ("plan/other/incidents", "302"),
        ("all strata/incidents", "752"),
        # 0.40 · 279/310 + 0.05 · 96/101 + 0.55 · 254/276
        ("all strata/rate", "91.4 % (89.3 to 93.4)"),
    ],
)
def test_a_plan_tells_how_much_to_look_at(
    name: str, expected: str, figures: dict[str, Cell]
) -> None:
    assert shown(figures[name]) == expected


def test_what_is_looked_at_in_a_stratum_does_for_the_half_width_wanted(plan: Plan) -> None:
    for one in plan.strata:
        alone = Plan("P", (evolve(one, weight=1.0),))
        figure = cells(plan_report(alone))["all strata/rate"].figure

        assert isinstance(figure, Estimate)
        assert isinstance(figure.interval, Interval)
        assert figure.value == pytest.approx(one.wanted.rate, abs=0.005)
        assert figure.interval.half_width == pytest.approx(one.wanted.half_width, rel=0.03)


def test_without_a_weight_there_is_no_rate_of_all_and_it_is_said_why(plan: Plan) -> None:
    without = evolve(plan, strata=(evolve(plan.strata[0], weight=None), *plan.strata[1:]))
    found = plan_report(without)

    assert shown(cells(found)["all strata/rate"]) == "not estimable"
    assert found.tables[1].notes == (
        "all strata: not estimable, the weight is missing of `violence`",
    )


def test_without_minutes_no_hours_are_told(plan: Plan) -> None:
    found = plan_report(evolve(plan, minutes=None))

    assert [name for name in cells(found) if name.endswith("hours")] == []


def test_more_crimes_an_incident_need_fewer_incidents_and_clusters_more() -> None:
    wanted = Wanted(0.05, 0.9)
    changed = (wanted, evolve(wanted, yield_=2.0), evolve(wanted, effect=2.0))
    sizes = [Planned("A", one).incidents for one in changed]

    # 1.96² · 0.09 / 0.05² = 138.3
    assert sizes == [139, 70, 278]
