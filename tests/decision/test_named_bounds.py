"""What titles of offences ask of those involved stands in the table that tells contradictions."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

OFFENCES: Final = Path(__file__).parent.parent.parent / "rules" / "offences"
SEXED: Final = re.compile(r"\b(?:fe)?male\b", re.IGNORECASE)
OF_THE_OFFENDER: Final = re.compile(r" by a (?:fe)?male$")
AGES: Final = ("victim_age_from", "victim_age_below", "offender_age_from", "offender_age_below")

Row = Mapping[str, str]


def rows(name: str) -> dict[str, Row]:
    """Give the rows of a table of the rules by their code."""
    with (OFFENCES / name).open(encoding="utf-8", newline="") as table:
        return {row["code"]: row for row in csv.DictReader(table)}


OFFENCE: Final = rows("notifiable.csv")
BOUND: Final = rows("named-bounds.csv")


@pytest.mark.parametrize("code", BOUND)
def test_a_title_says_what_its_row_says(code: str) -> None:
    row, title = BOUND[code], OFFENCE[code]["title"]
    told = {int(number) for number in re.findall(r"\d+", title)}

    said = [int(row[age]) for age in AGES if row[age]]
    assert [age for age in said if not {age, age - 1} & told] == []
    if row["victim_sex"]:
        assert re.search(rf"\b{row['victim_sex']}\b", title, re.IGNORECASE)
    if row["completion"] == "attempt":
        assert title.startswith("Attempted")


def test_every_sexual_offence_against_a_female_or_a_male_has_a_row() -> None:
    sexed = {
        code
        for code, offence in OFFENCE.items()
        if offence["group"] == "sexual" and SEXED.search(OF_THE_OFFENDER.sub("", offence["title"]))
    }

    assert sexed - BOUND.keys() == set()
