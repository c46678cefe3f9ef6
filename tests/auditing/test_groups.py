"""Rates by groups of victims: who belongs to which, and how few are too few for an interval."""

from __future__ import annotations

import pytest

from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.auditing.model import Judged, Unit, Verdict
from tests.auditing.batches import cells, scheme

AGES = {
    "victims under 16": ("0", "15", "15.5"),
    "victims 16 to 24": ("16", "24"),
    "victims 25 to 44": ("25", "44"),
    "victims 45 to 64": ("45", "64"),
    "victims 65 and over": ("65", "103"),
}


def crime(age: str = "", sex: str = "", verdict: Verdict = Verdict.RIGHT) -> Judged:
    """Give a crime against a victim."""
    facts = {"allegation.victim.age": age, "allegation.victim.sex": sex}
    about = {name: value for name, value in facts.items() if value}
    return Judged("I/c", "I", Unit.CRIME, verdict, "8N", about=about)


def groups_of(one: Judged, table: str) -> set[str]:
    """Give the streams of a table that a crime is in."""
    (spec,) = (each for each in scheme().tables if each.id == table)
    return {name for name in spec.streams if scheme().takes(scheme().streams[name], one)}


@pytest.mark.parametrize(
    ("age", "stream"), [(age, name) for name, ages in AGES.items() for age in ages]
)
def test_an_age_is_in_one_group(age: str, stream: str) -> None:
    # Between two whole years nobody is: a fraction belongs to the years that are over.
    assert groups_of(crime(age), "age") == {stream}


@pytest.mark.parametrize("age", ["", "not established", "nan"])
def test_an_age_that_is_not_known_is_in_no_group(age: str) -> None:
    assert groups_of(crime(age), "age") == set()


def test_every_sex_that_is_known_is_in_its_group() -> None:
    assert groups_of(crime(sex="female"), "sex") == {"female victims"}
    assert groups_of(crime(sex="male"), "sex") == {"male victims"}
    assert groups_of(crime(sex="not established"), "sex") == set()


def test_a_group_of_few_has_a_rate_and_no_interval() -> None:
    tally = Tally(scheme())
    for number in range(30):
        verdict = Verdict.MISSING if number % 3 == 0 else Verdict.RIGHT
        tally.add([crime("30", "female", verdict)])
        if number:
            tally.add([crime("30", "male", verdict)])
    found = report(tally, Settings())
    (table,) = (one for one in found.tables if one.id == "sex")

    # By hand: 1.959964 * sqrt(2/3 * 1/3 / 30) = 0.16869.
    assert shown(cells(found)["female victims/rate"]) == "66.7 % ± 16.87"
    assert shown(cells(found)["male victims/rate"]) == "69.0 %"
    assert table.notes == (
        "Victims who are male: no interval, fewer than 30 were counted",
        "Victims who are female: normal",
        "where many groups are compared some differ by chance: of twenty intervals about one"
        " misses",
    )


def test_what_is_known_of_victims_comes_before_their_groups() -> None:
    order = [one.id for one in scheme().tables]

    assert order.index("equality") < order.index("sex") < order.index("age")
