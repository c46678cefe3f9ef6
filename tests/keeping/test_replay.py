"""A record comes out the same again, or it is said what differs and why."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from hocr_engine import __version__, load_rulebook
from hocr_engine.differing.compare import Bench
from hocr_engine.explanation.layout import plain
from hocr_engine.keeping.model import Behind, Cause, Change, Reading, Replay
from hocr_engine.keeping.record import canonical
from hocr_engine.keeping.replay import decided, replay, with_rules_behind
from hocr_engine.keeping.text import lines
from hocr_engine.rulebook import Book
from tests.keeping.records import (
    EARLIER,
    GARDEN,
    HERE,
    ROOT,
    Data,
    another_garden,
    book_of,
    facts_of,
    incident,
    kept,
    made,
    refused,
)
from tests.schemas.schema_files import faults

EXAMPLES: Final = sorted(
    path for path in (ROOT / "examples").rglob("*.yaml") if ".expected" not in path.name
)
PICKED: Final = facts_of(HERE / "garden.yaml")
# What a record made now has, though earlier ones without it are still read.
NOW: Final = {"incident_hash", "on"}


@pytest.fixture(scope="module")
def garden() -> Book:
    """Give the small rulebook."""
    return book_of(GARDEN)


def set_against(data: Data, facts: Data, book: Book) -> Replay:
    """Give a record replayed with an incident."""
    return replay(kept(data), incident(facts, book), book)


def changed(data: Data, path: str, value: object) -> Data:
    """Give data with another value at a place named by its keys."""
    found = copy.deepcopy(data)
    inner: Any = found
    *way, last = (int(key) if key.isdigit() else key for key in path.split("/"))
    for key in way:
        inner = inner[key]
    inner[last] = value
    return found


@pytest.mark.slow
def test_the_record_of_every_example_replays_to_the_same_bytes_in_another_process() -> None:
    words = [sys.executable, "-m", "hocr_engine.cli", "decide", "--format", "jsonl"]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    files = [str(path) for path in EXAMPLES]
    there = subprocess.run(
        [*words, *files], env=environment, capture_output=True, text=True, check=True
    )
    records = there.stdout.splitlines()
    rulebook = load_rulebook(ROOT / "rules")

    assert len(records) == len(EXAMPLES)
    for path, record in zip(EXAMPLES, records, strict=True):
        data, facts = json.loads(record), facts_of(path)
        assert faults("decision.schema.json", data) == [], path
        assert data.keys() >= NOW
        assert canonical(data) == record == rulebook.decide(facts).to_json(), path
        assert set_against(data, facts, rulebook.book).is_same, path


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("on", [None, date(2016, 5, 1)])
def test_a_record_is_decided_again_with_the_options_that_it_was_made_with(
    strict: bool, on: date | None, garden: Book
) -> None:
    data = made(PICKED, garden, strict=strict, on=on)

    assert (data["strict"], data["on"]) == (strict, on and on.isoformat())
    assert set_against(data, PICKED, garden).is_same


def test_a_record_that_was_changed_is_found_out(garden: Book) -> None:
    data = changed(made(PICKED, garden), "reports/0/actions/0/line", "no crime: nothing")
    found = set_against(data, PICKED, garden)
    about = "a/picking, report report-1, 2026-05-04 11:00"
    by = " by 2026-05-05T11:00:00+01:00"

    assert found.causes == (Cause.RECORD,)
    assert found.changes == (Change(about, f"no crime: nothing{by}", f"record P F2{by}"),)


def test_a_record_of_which_a_detail_was_changed_is_found_out(garden: Book) -> None:
    data = made(PICKED, garden)
    for path in ("reports/0/actions/0/notes", "register", "recorded", "force", "more"):
        found = set_against(changed(data, path, 5), PICKED, garden)
        assert found.causes == (Cause.RECORD,), path


def test_an_incident_that_has_changed_is_told_with_the_facts_that_differ(garden: Book) -> None:
    data = made(PICKED, garden)
    other = {**PICKED, "allegation": {**PICKED["allegation"], "done": "trampled"}}
    found = set_against(data, other, garden)

    assert found.causes == (Cause.INCIDENT,)
    assert Reading("a.done", '"picked"', '"trampled"') in found.readings


def test_another_incident_is_told_as_such(garden: Book) -> None:
    found = set_against(made(PICKED, garden), {**PICKED, "id": "G-2"}, garden)

    assert found.causes == (Cause.OTHER_INCIDENT,)
    assert found.changes == ()


def test_another_version_of_the_engine_is_told(garden: Book) -> None:
    found = set_against({**made(PICKED, garden), "engine": "0.0.9"}, PICKED, garden)

    assert found.causes == (Cause.ENGINE,)
    assert (found.changes, found.others) == ((), ())
    assert f"then 0.0.9, now {__version__}" in said(found)


def test_another_rulebook_is_told_with_the_rule_that_makes_the_difference(
    garden: Book, tmp_path: Path
) -> None:
    new = book_of(
        another_garden(tmp_path, "general/picking.yaml", "from: 2015-04-01", "from: 2026-06-01")
    )
    record = kept(made(PICKED, garden))
    before, now = incident(PICKED, garden), incident(PICKED, new)
    found = with_rules_behind(replay(record, now, new), before, now, Bench(garden, new, ()))

    assert found.causes == (Cause.RULEBOOK,)
    assert [one.was for one in found.changes] == ["record P F2 by 2026-05-05T11:00:00+01:00", ""]
    assert found.behind == (Behind("what is to be done", ("flowers-picked",)),)
    assert f"then edition 2026-04-01 ({garden.fingerprint[:12]})" in said(found)


def said(found: Replay) -> str:
    """Give a replay as text on one line."""
    return " ".join(plain(lines(found, 100)).split())


EARLIER_KEYS: Final = ("incident_hash", "on", "because", "ask", "cited")


def as_earlier(value: object) -> Any:  # noqa: ANN401 -- any part of a record
    """Give a record as it was made before it had the keys that it has now."""
    if isinstance(value, dict):
        return {key: as_earlier(one) for key, one in value.items() if key not in EARLIER_KEYS}
    return [as_earlier(one) for one in value] if isinstance(value, list) else value


def test_a_record_without_what_is_kept_now_is_compared_in_what_it_has(garden: Book) -> None:
    data = as_earlier(made(PICKED, garden))
    found = set_against(data, PICKED, garden)

    assert found.is_same
    assert set(found.lacks) >= set(EARLIER_KEYS)
    assert "an earlier record, without the hash of its incident" in said(found)


def test_an_earlier_record_does_not_say_whether_it_or_the_incident_changed(garden: Book) -> None:
    data = changed(as_earlier(made(PICKED, garden)), "reports/0/actions/0/line", "none")

    assert set_against(data, PICKED, garden).causes == (Cause.INCIDENT_OR_RECORD,)


def of_earlier(path: Path) -> tuple[Data, Book]:
    """Give the incident of a record from before, and the rules to decide it by now."""
    if path.stem.startswith("garden"):
        return PICKED, book_of(GARDEN)
    example = ROOT / "examples" / f"{path.stem.replace('--', '/')}.yaml"
    return facts_of(example), book_of(ROOT / "rules")


@pytest.mark.parametrize("path", EARLIER, ids=lambda path: path.stem)
def test_records_of_earlier_versions_are_read_and_compared(path: Path) -> None:
    """What the law says of these incidents has not changed since, whatever else has."""
    facts, book = of_earlier(path)
    text = path.read_text(encoding="utf-8")
    data = json.loads(text)
    found = set_against(data, facts, book)

    assert refused(text) == ()
    assert faults("decision.schema.json", data) == []
    assert found.changes == ()
    assert set(found.causes) <= {Cause.RULEBOOK, Cause.ENGINE}
    assert found.lacks


def test_the_day_asked_for_is_seen_from_an_earlier_record() -> None:
    """It was made by `hocr decide --on 2017-04-01`, which records did not say then."""
    (path,) = (path for path in EARLIER if path.stem == "stalking-and-damage-2018")
    facts, book = of_earlier(path)
    record = kept(json.loads(path.read_text(encoding="utf-8")))

    assert record.on is None
    assert {one.edition for one in decided(record, incident(facts, book), book).reports} == {
        date(2017, 4, 1)
    }


def test_a_record_nested_too_deep_is_refused_and_a_number_too_long_is_none() -> None:
    deep = "[" * 200 + "]" * 200

    assert [one.code for one in refused(f'{{"format": {deep}}}')] == ["too-deep"]
    assert [one.code for one in refused(f'{{"format": {"9" * 5000}}}')] == ["not-a-record"]
