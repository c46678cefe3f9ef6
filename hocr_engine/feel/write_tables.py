"""
Writing `hocr_engine/feel/tables.json`, the parser's tables as Lark makes them of the grammar.

Usage: python -m hocr_engine.feel.write_tables [--check]

With `--check` nothing is written; tables that are not as the grammar makes them are an error.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from hocr_engine.feel.grammar import GRAMMAR, lalr_tables
from hocr_engine.feel.read_tables import PATH, hash_of, read_tables
from hocr_engine.feel.tables import Rule, Tables


def main(arguments: list[str]) -> None:
    """Write the tables, or with `--check` say whether they are up to date."""
    match arguments:
        case []:
            PATH.write_text(tables_text(lalr_tables()), encoding="utf-8")
        case ["--check"]:
            if read_tables(GRAMMAR) != lalr_tables():
                sys.exit(f"{PATH.name} is not as the grammar makes it: write it anew")
        case _:
            sys.exit(__doc__)


def tables_text(tables: Tables) -> str:
    """Give tables as the text of their file."""
    data: dict[str, Any] = {
        "grammar": hash_of(GRAMMAR),
        "starts": tables.starts,
        "ends": tables.ends,
        "rules": [_rule(rule) for rule in tables.rules],
        "states": tables.states,
    }
    lines = [f"{json.dumps(name)}: {_lines(part)}" for name, part in data.items()]
    return "{" + ",\n".join(lines) + "}\n"


def _rule(rule: Rule) -> list[object]:
    return [rule.origin, rule.size, rule.method, rule.passes_one, rule.spread]


def _lines(part: object) -> str:
    if not isinstance(part, list | tuple):
        return json.dumps(part)
    return "[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in part) + "]"


if __name__ == "__main__":
    main(sys.argv[1:])
