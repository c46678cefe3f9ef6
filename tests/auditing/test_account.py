"""Rows in are rows used and rows listed, whatever a batch holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from hocr_engine.auditing.batch.account import Account
from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.batch.desk import Outcome
from hocr_engine.auditing.batch.met import Met
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.sheets.mapping import crimes_as_they_stand
from hocr_engine.auditing.sheets.rows import SheetRow
from tests.auditing.batches import scheme
from tests.decision.library import rulebook

NAMES: Final = ("A", "B", "C", "")
NUMBER: Final = re.compile(r"\d+")


@frozen
class Row:
    """A row of incidents: its incident and sample, and whether it can be read."""

    incident: str
    sample: str
    is_bad: bool


rows = st.lists(
    st.builds(Row, st.sampled_from(NAMES), st.sampled_from(["", "main"]), st.booleans()),
    max_size=12,
)


def accounted(
    rows: Sequence[Row], crimes: Sequence[str], folder: Path
) -> tuple[Account, list[str]]:
    """Give the account of a batch, and all that is listed in it."""
    kept = Crimes(folder / "crimes.sqlite")
    for number, incident in enumerate(crimes, 2):
        kept.add(incident, SheetRow("crimes.csv", number, {"incident": incident, "id": "C"}))
    kept.settle()
    account = Account(Tally(scheme()), Met(folder / "met.sqlite"), kept)
    listed: list[str] = []
    for number, row in enumerate(rows, 2):
        told = (f"row {number}",) if row.is_bad else ()
        place = f"incidents.csv: row {number}"
        found = Outcome(row.incident, (), told, row.is_bad or not row.incident, place, row.sample)
        taken = account.take(found)
        listed += taken.told or ((f"row {number}",) if taken.is_bad else ())
    listed += account.left_over(crimes_as_they_stand(rulebook().book.vocabulary))
    return account, listed


@given(rows, st.lists(st.sampled_from(["A", "B", "C", "D"]), max_size=8))
def test_rows_in_are_rows_used_and_rows_listed(rows: list[Row], crimes: list[str]) -> None:
    with TemporaryDirectory() as folder:
        account, listed = accounted(rows, crimes, Path(folder))
    of_incidents, of_crimes, *_ = account.told()
    used = {(row.incident, row.sample) for row in rows if row.incident and not row.is_bad}
    names = {name for name, _ in used}

    assert account.tally.incidents == len(used)
    assert account.tally.incidents + account.bad == len(rows)
    assert account.of_left_out + account.of_none == sum(name not in names for name in crimes)
    assert len(listed) == account.bad + account.of_left_out + account.of_none
    assert NUMBER.findall(of_incidents)[0] == str(len(rows))
    assert NUMBER.findall(of_crimes)[0] == str(len(crimes))


def test_the_second_of_two_rows_is_listed_with_the_place_of_the_first(tmp_path: Path) -> None:
    _, listed = accounted([Row("A", "main", False), Row("A", "main", False)], [], tmp_path)

    assert listed == [
        "incidents.csv: row 3: incident-twice: incident `A` stands at incidents.csv: row 2"
        " already; take one of them out, or put them into samples of their own with `--apart`"
    ]


def test_one_incident_may_be_in_two_samples(tmp_path: Path) -> None:
    account, listed = accounted([Row("A", "", False), Row("A", "main", False)], [], tmp_path)

    assert (account.tally.incidents, listed) == (2, [])


def test_a_row_that_is_mended_further_down_is_used(tmp_path: Path) -> None:
    account, listed = accounted([Row("A", "", True), Row("A", "", False)], ["A"], tmp_path)

    assert (account.tally.incidents, account.bad, listed) == (1, 1, ["row 2"])


def test_the_crimes_of_an_incident_left_out_are_told_apart_from_those_of_none(
    tmp_path: Path,
) -> None:
    account, listed = accounted([Row("A", "", True)], ["A", "B"], tmp_path)

    assert [re.search(r"crime-[a-z-]+", line)[0] for line in listed[1:]] == [  # type: ignore[index]
        "crime-of-incident-left-out",
        "crime-without-incident",
    ]
    assert list(account.told())[1] == (
        "2 recorded crimes read: 0 joined, 1 of an incident left out, 1 of no incident in the"
        " batch, none left out"
    )
