"""Whatever a program hands over gives an incident, or says what is wrong with it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hocr_engine import Incident, IncidentError, Rulebook, load_rulebook
from hocr_engine.incident.model import Element
from tests.effort import MILLION, at_most

Data = dict[str, Any]
SLAP: Final[Data] = {
    "format": "hocr.incident.v1",
    "id": "INC-1",
    "report": {"received_at": "2026-05-04 11:05", "by": {"capacity": "victim"}},
    "allegation": {
        "id": "slap",
        "act": "assault",
        "injury": "none",
        "victim": {"sex": "female", "age": 30},
        "offenders": {"members": [{"id": "man", "age": "not established"}]},
        "event": {"from": "2026-05-04 10:00", "place": {"kind": "private dwelling"}},
        "account": {"says": "happened"},
    },
    "judgements": [{"question": "amounts_to_crime", "about": "slap", "answer": True}],
    "rulings": [{"question": "confirmation", "about": "slap", "answer": "established"}],
    "records": [{"allegation": "slap", "entry": "incident"}],
    "requests": [{"type": "cancel", "decided_by": "registrar"}],
}
SCALARS: Final = st.sampled_from(
    [
        None, True, False, 0, -1, 5, 10**40, 0.5, float("nan"), float("inf"), Decimal("1E+5"),
        "", " ", "null", "true", "NaN", "1e999", "x" * 5000, "\u0000", "\ud800", "é", "\u202e", "~",
        "slap", "man", "slap/none", "not established", "unknown", "assault", "yes", "2026-05-04",
        "0001-01-01", "9999-12-31 23:59", "0001-01-01 00:00+14:00", "9999-12-31T23:59:59-12:00",
        "2026-10-25 01:30", "2026-03-29 01:30", "2026-05-04T11:05:00.123456Z", "24:00",
        date(2026, 5, 4), datetime(2026, 5, 4, 11, 5, tzinfo=timezone(timedelta(hours=14))),
        datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59),
        b"bytes", {1, 2}, object(), (1, "a"), MappingProxyType({"id": "man"}),
    ]
)  # fmt: skip


@cache
def rulebook() -> Rulebook:
    """Give the rules as they stand in the tree."""
    return load_rulebook()


@cache
def words() -> list[str]:
    """Give every key that an incident may hold somewhere."""
    kinds = rulebook().book.vocabulary.kinds.values()
    facts = {name for kind in kinds for name in kind.facts}
    return sorted(facts | {kind.name for kind in kinds} | {kind.section or "id" for kind in kinds})


def anything() -> st.SearchStrategy[Any]:
    """Give any data, with keys that an incident may hold and others."""
    keys = st.sampled_from([*words(), "colour", "", "id", "format"])
    return st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=8,
    )


def places(data: Data | list[Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the way to everything in some data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in steps:
        yield (*path, step)
        if isinstance(value, dict | list):
            yield from places(value, (*path, step))


def changed(data: Data, path: tuple[Any, ...], value: object) -> Data:
    """Give the data with something else at the end of a way."""
    made = copy.deepcopy(data)
    inner: Any = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return made


def read(data: object) -> Incident | IncidentError:
    """Give the incident, or all that is wrong with it."""
    try:
        return rulebook().incident(data)  # type: ignore[arg-type]
    except IncidentError as error:
        return error


def is_told(found: Incident | IncidentError) -> bool:
    """Say whether the outcome is one that a program can count on."""
    if isinstance(found, Incident):
        return all(isinstance(element, Element) for element in found.elements)
    assert found.diagnostics
    for mistake in found.diagnostics:
        assert 0 <= mistake.at.start <= mistake.at.end <= len(mistake.at.source.text)
        assert mistake.at.line >= 1
        assert mistake.help
    return str(found) != ""


def test_the_slap_is_an_incident() -> None:
    assert isinstance(read(SLAP), Incident)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_group_of_keys_gives_an_incident_or_its_mistakes(data: st.DataObject) -> None:
    given_keys = st.sampled_from([*words(), "colour"])
    facts = data.draw(st.dictionaries(given_keys, anything(), max_size=5))

    assert is_told(read({"format": "hocr.incident.v1", "id": "INC-1", **facts}))


@settings(max_examples=100, deadline=None)
@given(path=st.sampled_from(list(places(SLAP))), data=st.data())
def test_one_odd_value_anywhere_gives_an_incident_or_its_mistakes(
    path: tuple[Any, ...], data: st.DataObject
) -> None:
    assert is_told(read(changed(SLAP, path, data.draw(anything()))))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(path=st.sampled_from(list(places(SLAP))), value=SCALARS)
def test_an_incident_that_can_be_read_can_be_decided(path: tuple[Any, ...], value: object) -> None:
    found = read(changed(SLAP, path, value))

    if isinstance(found, Incident):
        assert rulebook().decide(found).reports


@pytest.mark.parametrize("odd", [None, [], "incident", 5, [SLAP], {("a", "b"): 1}])
def test_what_is_no_incident_at_all_is_refused(odd: object) -> None:
    assert isinstance(read(odd), IncidentError)


def test_data_that_holds_itself_is_refused() -> None:
    endless: Data = {**SLAP}
    endless["allegation"] = endless

    assert isinstance(read(endless), IncidentError)


def test_data_too_deep_for_any_file_is_refused() -> None:
    deep: Data = {}
    inner = deep
    for _ in range(100_000):
        inner["victim"] = {}
        inner = inner["victim"]

    assert isinstance(read({**SLAP, "allegation": deep}), IncidentError)


def test_things_that_lead_to_one_another_in_a_circle_are_read_and_decided() -> None:
    circle = changed(SLAP, ("records",), [{"id": "a", "allegation": "slap"}])
    circle["requests"] = [{"id": "a", "record": "a", "type": "cancel"}]
    circle["report"]["carries"] = ["slap"]
    circle["allegation"]["reports"] = [{"id": "again", "received_at": "2026-05-05"}]

    assert rulebook().decide(circle).reports


def test_data_is_left_as_it_was() -> None:
    before = json.dumps(SLAP)
    rulebook().decide(SLAP)

    assert json.dumps(SLAP) == before


@pytest.mark.slow
@pytest.mark.parametrize("victim", [{"age": 30}, "nobody", {"age": "old"}])
def test_ten_thousand_allegations_are_read_without_much_work(victim: object) -> None:
    names = [f"a{number}" for number in range(10_000)]
    many = {
        "format": "hocr.incident.v1",
        "id": "INC-1",
        "report": {"received_at": "2026-05-04", "carries": names},
        "allegations": [{"id": name, "act": "assault", "victim": victim} for name in names],
    }
    with at_most(20 * MILLION):
        found = read(many)

    if isinstance(found, IncidentError):
        assert len(found.diagnostics) <= 201
