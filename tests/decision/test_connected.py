"""What hangs together, directly or through others, is one group."""

from __future__ import annotations

import csv
from pathlib import Path

from hocr_engine.decision.connected import connected


def test_names_are_grouped_as_their_links_reach() -> None:
    with (Path(__file__).parent / "connected.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            links = [(one, other) for one, other in map(_ends, row["links"].split())]
            found = connected(row["names"].split(), links)
            assert sorted(map(" ".join, found)) == sorted(filter(None, row["groups"].split("|"))), (
                row
            )


def _ends(link: str) -> tuple[str, str]:
    one, _, other = link.partition("-")
    return one, other
