"""What may be answered: dates as people write them, people by name or number, and slips."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.linked import World
from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.incident.read import INCIDENT_FORMAT
from hocr_engine.interview import Asked, Interview, begin, carried, with_report
from hocr_engine.interview.asking import asked
from hocr_engine.interview.dates import as_written
from hocr_engine.vocabulary.values import BadValueError, moment
from tests.decision.library import rulebook
from tests.interview.simulated import read

BOOK = rulebook().book


def question(now: Interview, kind: str, element: str, fact: str) -> Asked:
    """Give a fact as a question."""
    world = World(now.incident, BOOK.vocabulary, BOOK.rows, date.max)
    return asked(
        Speaker(BOOK, world.thing("allegation", "allegation-1")), FactRef(kind, element, fact)
    )


def started() -> Interview:
    """Give an interview that has just begun."""
    return begin(BOOK, "4/5/2026 11:00")


def written(incident: Incident) -> str:
    """Give a record as a file."""
    return long_form(incident, BOOK.vocabulary, INCIDENT_FORMAT)


def test_dates_are_read_as_people_here_write_them() -> None:
    with (Path(__file__).parent / "dates.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        try:
            at = moment(as_written(row["written"]))
        except BadValueError:
            found[row["written"]] = "neither"
        else:
            is_day = " " not in as_written(row["written"])
            found[row["written"]] = at.date().isoformat() if is_day else f"{at:%Y-%m-%d %H:%M}"

    assert found == {row["written"]: row["read as"] for row in rows}


def test_a_day_alone_is_kept_as_a_day_alone() -> None:
    now = started()
    when = question(now, "event", "allegation-1/event", "from")

    told = now.told(when, "3/5/2026")

    assert "from: 2026-05-03\n" in written(told.incident)
    assert isinstance(told.incident.find("event", "allegation-1/event").facts["from"], datetime)  # type: ignore[union-attr]
    later = told.told(when, "3/5/2026 20:15")
    assert "from: 2026-05-03 20:15\n" in written(later.incident)


def test_offenders_are_told_by_how_many_they_are_or_by_their_names() -> None:
    now = started()
    who = question(now, "offenders", "allegation-1/offenders", "members")

    two = now.told(who, "2").incident
    named = now.told(who, "Sam, Alex Smith").incident
    both = now.told(who, "Sam and Alex")
    again = both.told(question(both, "offenders", "allegation-1/offenders", "members"), "sam")

    assert [one.id for one in two.of_kind("person")] == ["person-1", "person-2"]
    assert [one.id for one in named.of_kind("person")] == ["Sam", "Alex-Smith"]
    assert again.incident.of_kind("offenders")[0].facts["members"] == ("Sam",)


def test_somebody_is_chosen_from_the_record_by_number_or_named_anew() -> None:
    now = started()
    against = question(now, "allegation", "allegation-1", "victim")
    told = now.told(against, "Jo").told(
        question(now, "offenders", "allegation-1/offenders", "members"), "Sam"
    )
    again = question(told, "allegation", "allegation-1", "victim")

    assert told.incident.of_kind("allegation")[0].facts["victim"] == "Jo"
    assert [choice.word for choice in again.choices] == ["Jo", "Sam", "new", "none"]
    assert told.told(again, "2").incident.of_kind("allegation")[0].facts["victim"] == "Sam"
    assert told.told(again, "none").incident.of_kind("allegation")[0].facts["victim"] is None


def test_what_has_a_number_of_its_own_is_chosen_by_that() -> None:
    outcome = question(started(), "request", "request-1", "outcome")

    assert outcome.value("16") == "16"
    assert outcome.value("1a") == "1A"
    assert outcome.value("outcome 4, taken into consideration") == "4"
    assert outcome.keys[:4] == ("1", "1A", "2", "2A")


@pytest.mark.parametrize("slip", ["report-1", "9", "11 June 2026", "Sam!", ""])
def test_what_names_nobody_is_no_answer(slip: str) -> None:
    against = question(started(), "allegation", "allegation-1", "victim")

    with pytest.raises(BadValueError):
        against.value(slip)


def test_a_further_report_carries_what_is_known_or_something_new() -> None:
    now = started()
    about = carried(BOOK, now.incident)

    same = with_report(now, "5/5/2026 10:00", about, "allegation-1").incident
    new = with_report(now, "5/5/2026 10:00", about, "1").incident

    assert same.find("report", "report-2").facts["carries"] == ("allegation-1",)  # type: ignore[union-attr]
    assert [one.id for one in new.of_kind("allegation")] == ["allegation-1", "allegation-2"]


def test_what_nobody_knows_is_kept_with_the_record_and_not_asked_again() -> None:
    now = started().answer("assault").do_not_know().do_not_know()
    first, second = now.incident.not_known
    gone_on = Interview(BOOK, read(written(now.incident), BOOK.vocabulary))

    assert gone_on.incident.not_known == now.incident.not_known
    assert gone_on.question is not None
    assert gone_on.question.ref.pointer not in {first, second}


def test_an_answer_takes_back_that_nobody_knows() -> None:
    now = started().answer("assault")
    asked_first = now.question
    assert asked_first is not None
    left_open = now.do_not_know()

    assert left_open.incident.not_known == (asked_first.ref.pointer,)
    assert left_open.told(asked_first, asked_first.choices[0].word).incident.not_known == ()
