"""Bands of a force: by the rate before it is rounded; the engine has none of its own."""

from __future__ import annotations

import pytest

from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.figures.withholding import published
from hocr_engine.auditing.forms.forms import as_text
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.auditing.scheme.bands import Bands
from hocr_engine.auditing.scheme.model import Frame
from hocr_engine.auditing.scheme.read_bands import read_bands
from tests.auditing.batches import cells, frame, scheme, tally_of
from tests.decision.library import ROOT

NAME = "lancashire-2019"


@pytest.fixture(scope="module")
def bands() -> Bands:
    found, mistakes = read_bands(ROOT / "audits" / "example" / "bands.yaml")
    assert mistakes == ()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rate", "name"),
    [
        (0.0, "poor"),
        # 79.96 prints as 80.0 and is below it.
        (0.7996, "poor"),
        (0.8, "fair"),
        (0.8999, "fair"),
        (0.9, "good"),
        # The gap that was printed between 94.9 and “more than 95” is in the lower band.
        (0.949, "good"),
        (0.95, "good"),
        (0.9501, "excellent"),
        (1.0, "excellent"),
    ],
)
def test_a_rate_is_in_the_highest_band_that_it_reaches(
    rate: float, name: str, bands: Bands
) -> None:
    found = bands.of(rate)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        # 93.3 ± 1.48 is within one band, 90.0 ± 2.50 and 95.2 ± 2.22 reach into two.
        ("overall/weighted/band", "good"),
        ("violence/band", "good (fair to good)"),
        ("sexual offences/band", "excellent (good to excellent)"),
    ],
)
def test_a_band_says_which_others_its_interval_reaches(
    cell: str, expected: str, bands: Bands
) -> None:
    settings = Settings(frame=frame(NAME), bands=bands)
    found = cells(report(tally_of(f"{NAME}.csv"), settings))

    assert shown(found[cell]) == expected


def test_a_band_without_an_interval_says_so(bands: Bands) -> None:
    tally = Tally(scheme())
    for stream in ("8N", "20A", "49"):
        tally.add([Judged("I/c", "I", Unit.CRIME, Verdict.RIGHT, stream)])
    found = cells(report(tally, Settings(frame=frame(NAME), bands=bands)))

    assert shown(found["overall/weighted/band"]) == "excellent (no interval)"


def test_a_rate_that_is_not_estimable_is_in_no_band(bands: Bands) -> None:
    found = cells(report(tally_of(f"{NAME}.csv"), Settings(frame=Frame(), bands=bands)))

    assert shown(found["overall/weighted/band"]) == "not estimable"


def test_every_table_with_bands_says_whose_they_are(bands: Bands) -> None:
    text = as_text(report(tally_of(f"{NAME}.csv"), Settings(frame=frame(NAME), bands=bands)))

    assert (
        text.count("bands: made-up bands of Example Police; by the rate before it is rounded") == 2
    )
    assert text.count("no inspector's") == 2


def test_without_a_file_of_bands_no_table_has_one() -> None:
    text = as_text(report(tally_of(f"{NAME}.csv"), Settings(frame=frame(NAME))))

    assert "band" not in text


def test_the_band_of_few_is_withheld_with_its_rate(bands: Bands) -> None:
    # Nothing to tell by but the band: 2 of 3 are between 0 and 80 per cent.
    tally = Tally(scheme())
    for verdict in (Verdict.RIGHT, Verdict.RIGHT, Verdict.MISSING):
        tally.add([Judged("I/c", "I", Unit.CRIME, verdict, "8N")])
    found = cells(published(report(tally, Settings(bands=bands))))

    assert shown(found["violence/rate"]) == shown(found["violence/band"]) == "[c]"
