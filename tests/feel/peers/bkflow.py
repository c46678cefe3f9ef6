"""
Reads one expression a line as JSON, and writes its value a line in the words of `peer_answers.py`.

With `names` and `seconds` beside the `text` it is evaluated for so long, and told how long each
time took at best.
"""

from __future__ import annotations

import json
import sys
import time as clock
from datetime import date, datetime, time, timedelta
from typing import Any

from bkflow_feel.api import parse_expression


def told(value: Any) -> Any:  # noqa: ANN401 - whatever the peer gives
    """Give a value in the words that answers are set against."""
    match value:
        case None | bool() | str():
            return value
        case int() | float():
            return {"number": str(value)}
        case list() | tuple():
            return [told(element) for element in value]
        case dict():
            return {str(key): told(inner) for key, inner in value.items()}
        case date() | datetime() | time():
            return {"moment": value.isoformat()}
        case timedelta():
            return {"duration": str(value)}
        case _:
            return {"other": type(value).__name__}


def held(value: Any) -> Any:  # noqa: ANN401 - data of any shape
    """Give a fact as Python holds it."""
    match value:
        case {"date": text}:
            return date.fromisoformat(text)
        case dict():
            return {key: held(inner) for key, inner in value.items()}
        case list():
            return [held(element) for element in value]
        case _:
            return value


def answered(asked: Any) -> dict[str, Any]:  # noqa: ANN401 - a text, or what else was asked
    """Give the answer, and the time it takes where that was asked for."""
    if isinstance(asked, str):
        return {"value": told(parse_expression(asked))}
    text, names, each = asked["text"], held(asked["names"]), float("inf")
    value, until = told(parse_expression(text, names)), clock.perf_counter() + asked["seconds"]
    while True:
        started = clock.perf_counter()
        parse_expression(text, names)
        ended = clock.perf_counter()
        each = min(each, ended - started)
        if ended >= until:
            return {"value": value, "each": each}


for line in sys.stdin:
    try:
        answer = answered(json.loads(line))
    except Exception as error:
        answer = {"refused": str(error)[:80]}
    print(json.dumps(answer), flush=True)
