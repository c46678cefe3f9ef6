"""
A made-up batch for audits, with the counts of the inspection of Lancashire of 2019.

Usage: python benchmarks/made_up_batch.py FOLDER [--times NUMBER] [--crimes]

Each incident is a full record without any answer in it: what should have been recorded comes from
the rulebook alone. `audit_batch/2018.csv` says how many of each there are and what was recorded,
`audit_batch/*.yaml` holds the records. A file of JSON Lines is written for each sample, `main` for
the sample proper; with `--times` every incident is there so many times, under names of their own.
With `--crimes` what was recorded stands in a file of its own, to be joined by incident.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, TextIO

from attrs import frozen

from hocr_engine.nodes import plain
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_yaml

HERE: Final = Path(__file__).parent / "audit_batch"
TABLE: Final = HERE / "2018.csv"
MAIN: Final = "main"
CRIMES: Final = "crimes.jsonl"
RECEIVED: Final = datetime.fromisoformat("2018-08-02 10:00")
DAYS: Final = 85
_DATE: Final = re.compile(r"2018-\d\d-\d\d")
_RECORDED: Final = re.compile(r"(?P<entry>\S+)(?: (?P<code>\d+/\d+))? \+(?P<hours>\d+)h")


@frozen
class Made:
    """One made-up incident, the sample that it belongs to, and what was recorded of it."""

    sample: str
    line: str
    crimes: tuple[str, ...] = ()


def batch(times: int = 1, *, apart: bool = False) -> Iterator[Made]:
    """Give every incident of the batch as its table has them, with crimes apart where asked for."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    number = 0
    for _ in range(times):
        for row in table:
            for _ in range(int(row["number"])):
                number += 1
                yield _made(row, number, apart=apart)


def _made(row: dict[str, str], number: int, *, apart: bool) -> Made:
    shift = timedelta(days=number % DAYS)
    record = json.loads(_later(_template(row["incident"]), shift))
    record["id"] = f"INC-{number:06}"
    found = enumerate(_RECORDED.finditer(row["recorded"]), 1)
    crimes = [_recorded(place, one, shift) for place, one in found]
    if apart:
        crimes = [{"incident": record["id"], **one} for one in (*crimes, *_standing(record))]
    elif "requests" not in record:
        record["recorded"] = crimes
    lines = (json.dumps(one, ensure_ascii=False) for one in (crimes if apart else ()))
    return Made(row["sample"] or MAIN, json.dumps(record, ensure_ascii=False), tuple(lines))


def _standing(record: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Give the records that requests are about as a table of crimes has them."""
    for one in record.get("records", ()):
        yield {name: one[name] for name in ("id", "allegation", "entry", "code", "recorded_at")}


def _recorded(place: int, one: re.Match[str], shift: timedelta) -> dict[str, str]:
    at = RECEIVED + shift + timedelta(hours=int(one["hours"]))
    found = {
        "id": f"record-{place}",
        "allegation": "act",
        "entry": one["entry"],
        "recorded_at": at.isoformat(sep=" ", timespec="minutes"),
    }
    return {**found, "code": one["code"]} if one["code"] else found


@cache
def _template(name: str) -> str:
    nodes, mistakes = read_yaml(Source((HERE / f"{name}.yaml").read_text("utf-8"), name))
    assert mistakes == (), mistakes
    return json.dumps(plain(nodes[0]))


def _later(text: str, shift: timedelta) -> str:
    """Give a record with all its dates so much later."""
    return _DATE.sub(lambda found: (date.fromisoformat(found[0]) + shift).isoformat(), text)


def write(folder: Path, times: int = 1, crimes: Path | None = None) -> dict[str, Path]:
    """
    Write the batch, a file for each sample, and give the files by their samples.

    What was recorded is put into `crimes` where that is named.
    """
    folder.mkdir(parents=True, exist_ok=True)
    samples: dict[str, Path] = {}
    with ExitStack() as stack:
        files: dict[str, TextIO] = {}
        recorded = (
            None if crimes is None else stack.enter_context(crimes.open("w", encoding="utf-8"))
        )
        for one in batch(times, apart=recorded is not None):
            if one.sample not in files:
                samples[one.sample] = folder / f"{one.sample.replace(' ', '-')}.jsonl"
                file = samples[one.sample].open("w", encoding="utf-8")
                files[one.sample] = stack.enter_context(file)
            files[one.sample].write(f"{one.line}\n")
            if recorded is not None:
                recorded.writelines(f"{line}\n" for line in one.crimes)
    return samples


def main() -> None:
    """Write the batch where it is asked for."""
    parser = argparse.ArgumentParser(description="Write a made-up batch for audits.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=1, help="every incident so many times")
    parser.add_argument("--crimes", action="store_true", help="what was recorded in its own file")
    asked = parser.parse_args()
    crimes = asked.folder / CRIMES if asked.crimes else None
    asked.folder.mkdir(parents=True, exist_ok=True)
    for sample, path in write(asked.folder, asked.times, crimes).items():
        print(f"{sample}: {path}")


if __name__ == "__main__":
    main()
