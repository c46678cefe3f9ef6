"""
A made-up batch for audits, with the counts of the inspection of Lancashire of 2019.

Usage: python benchmarks/made_up_batch.py FOLDER [--times NUMBER]

Each incident is a full record without any answer in it: what should have been recorded comes from
the rulebook alone. `audit_batch/2018.csv` says how many of each there are and what was recorded,
`audit_batch/*.yaml` holds the records. A file of JSON Lines is written for each sample, `main` for
the sample proper; with `--times` every incident is there so many times, under names of their own.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from attrs import frozen

from hocr_engine.nodes import plain
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_yaml

HERE: Final = Path(__file__).parent / "audit_batch"
TABLE: Final = HERE / "2018.csv"
MAIN: Final = "main"
RECEIVED: Final = datetime.fromisoformat("2018-08-02 10:00")
DAYS: Final = 85
_DATE: Final = re.compile(r"2018-\d\d-\d\d")
_RECORDED: Final = re.compile(r"(?P<entry>\S+)(?: (?P<code>\d+/\d+))? \+(?P<hours>\d+)h")


@frozen
class Made:
    """One made-up incident, and the sample that it belongs to."""

    sample: str
    line: str


def batch(times: int = 1) -> Iterator[Made]:
    """Give every incident of the batch, as the lines of its table have them."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    number = 0
    for _ in range(times):
        for row in table:
            for _ in range(int(row["number"])):
                number += 1
                yield Made(row["sample"] or MAIN, _line(row, number))


def _line(row: dict[str, str], number: int) -> str:
    shift = timedelta(days=number % DAYS)
    record = json.loads(_later(_template(row["incident"]), shift))
    record["id"] = f"INC-{number:06}"
    if "requests" not in record:
        found = enumerate(_RECORDED.finditer(row["recorded"]), 1)
        record["recorded"] = [_recorded(place, one, shift) for place, one in found]
    return json.dumps(record, ensure_ascii=False)


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


def write(folder: Path, times: int = 1) -> dict[str, Path]:
    """Write the batch, a file for each sample, and give the files by their samples."""
    folder.mkdir(parents=True, exist_ok=True)
    samples: dict[str, Path] = {}
    files = {}
    try:
        for one in batch(times):
            if one.sample not in files:
                samples[one.sample] = folder / f"{one.sample.replace(' ', '-')}.jsonl"
                files[one.sample] = samples[one.sample].open("w", encoding="utf-8")
            files[one.sample].write(f"{one.line}\n")
    finally:
        for file in files.values():
            file.close()
    return samples


def main() -> None:
    """Write the batch where it is asked for."""
    parser = argparse.ArgumentParser(description="Write a made-up batch for audits.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=1, help="every incident so many times")
    asked = parser.parse_args()
    for sample, path in write(asked.folder, asked.times).items():
        print(f"{sample}: {path}")


if __name__ == "__main__":
    main()
