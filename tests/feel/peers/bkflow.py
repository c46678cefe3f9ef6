"""Reads one expression a line as JSON, and writes its value a line in the words of `peers.py`."""

from __future__ import annotations

import json
import sys
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


for line in sys.stdin:
    try:
        answer = {"value": told(parse_expression(json.loads(line)))}
    except Exception as error:
        answer = {"refused": str(error)[:80]}
    print(json.dumps(answer), flush=True)
