"""Batches of incidents in gardens: good ones, and bad ones among them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from hocr_engine.embedding import Rulebook, load_rulebook

GARDEN: Final = Path(__file__).parents[1] / "explanation" / "garden"
DONE: Final = ("picked", "sniffed", "trampled", "looked at")
NO_JSON: Final = b'{"format": "hocr.incident.v1", "id": \n'
NO_TEXT: Final = b'{"format": "hocr.incident.v1", "id": "\xff"}\n'
NO_ANSWER: Final = 7


def garden() -> Rulebook:
    """Give the rules for gardens."""
    return load_rulebook(GARDEN)


def incident(number: int) -> dict[str, object]:
    """Give an incident; one in seven says that something was done which nobody does."""
    allegation: dict[str, object] = {"done": DONE[number % len(DONE)]}
    if number % NO_ANSWER == 0:
        allegation["done"] = "plucked"
    if number % 3:
        allegation["victim"] = {"age": number % 90}
    if number % 5:
        allegation["account"] = {"says": "happened"}
    return {
        "format": "hocr.incident.v1",
        "id": f"G-{number}",
        "report": {"received_at": f"2026-05-04 {number % 24:02}:00"},
        "allegation": allegation,
    }


def write_day(path: Path, count: int) -> None:
    """Write incidents one on each line, with an empty line and two that cannot be read."""
    lines = [json.dumps(incident(number)).encode() + b"\n" for number in range(1, count + 1)]
    path.write_bytes(b"".join([*lines[:3], b"\n", NO_JSON, *lines[3:], NO_TEXT]))
