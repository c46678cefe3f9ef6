"""The tables that the inspection of 2019 printed, from a batch with its counts."""

from __future__ import annotations

from typing import Final

import pytest

from hocr_engine.auditing.figures.model import Cell
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tracing import counts
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.scheme.model import Frame
from hocr_engine.estimating.model import Count, Estimate, Interval, NotEstimable
from hocr_engine.estimating.strata import Mode
from tests.auditing.batches import batch, cells, frame, scheme, table, tally_of

NAME: Final = "lancashire-2019"
EXPECTED: Final = table(f"{NAME}.expected.csv")


@pytest.fixture(scope="module")
def printed() -> dict[str, Cell]:
    return cells(report(tally_of(f"{NAME}.csv"), Settings(frame=frame(NAME))))


@pytest.fixture(scope="module")
def findings() -> list[Judged]:
    return [one for incident in batch(f"{NAME}.csv") for one in incident]


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["cell"])
def test_a_figure_is_as_printed(row: dict[str, str], printed: dict[str, Cell]) -> None:
    assert shown(printed[row["cell"]]) == row["shown"]


def test_the_design_mode_is_wider_and_says_so(printed: dict[str, Cell]) -> None:
    settings = Settings(Mode.DESIGN, frame=frame(NAME))
    found = cells(report(tally_of(f"{NAME}.csv"), settings))["overall/weighted/rate"].figure

    assert isinstance(found, Estimate)
    assert isinstance(found.interval, Interval)
    assert f"{found.value * 100:.1f}" == "93.3"
    assert 1.77 < found.interval.half_width * 100 < 1.80
    assert shown(printed["overall/weighted/rate"]).endswith("± 1.48")


def test_without_a_frame_the_overall_rate_is_not_estimable_and_never_pooled() -> None:
    found = cells(report(tally_of(f"{NAME}.csv"), Settings(frame=Frame())))

    assert isinstance(found["overall/weighted/rate"].figure, NotEstimable)
    assert isinstance(found["overall/weighted/yearly"].figure, NotEstimable)
    assert shown(found["violence/rate"]) == "90.0 % ± 2.55"


def test_the_number_missing_in_a_year_comes_from_the_rate(printed: dict[str, Cell]) -> None:
    found = printed["violence/yearly"].figure

    # 58,700 recorded at 478 of 531 leave 58,700 * 53 / 478 unrecorded.
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(58_700 * 53 / 478)


def test_every_figure_leads_to_as_many_records(
    printed: dict[str, Cell], findings: list[Judged]
) -> None:
    traced = 0
    for name, cell in printed.items():
        is_counted = counts(scheme(), name)
        if name.startswith("overall/") or name.endswith(("/rate", "/share", "/weight", "/yearly")):
            continue
        assert is_counted is not None, name
        number = sum(map(is_counted, findings))
        upper = cell.figure.having if isinstance(cell.figure, Count) else cell.figure
        assert number == upper, name
        traced += 1

    assert traced > 50
