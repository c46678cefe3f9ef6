"""Reading the parser's tables from their file, as long as they are those of the grammar."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from hocr_engine.feel.tables import Rule, Tables

PATH: Final = Path(__file__).with_name("tables.json")


def hash_of(grammar: str) -> str:
    """Give the hash by which tables name the grammar that they are of."""
    return hashlib.sha256(grammar.encode()).hexdigest()


def read_tables(grammar: str) -> Tables | None:
    """Give the tables of a grammar; None where the file has those of another one."""
    data = json.loads(PATH.read_text(encoding="utf-8"))
    if data["grammar"] != hash_of(grammar):
        return None
    rules = (
        Rule(origin, size, method, passes_one, tuple(spread))
        for origin, size, method, passes_one, spread in data["rules"]
    )
    return Tables(tuple(rules), tuple(data["states"]), data["starts"], data["ends"])
