"""The extract of the DMN conformance suite: its cases, and what is answered to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hocr_engine.feel import DeclaredType, FeelError, YearsMonths, evaluate, write
from hocr_engine.feel.declared import Types
from hocr_engine.feel.far import FarDay, FarSpan, FarTime
from hocr_engine.feel.literals import duration_from, moment_text
from tests.feel.tables import table_answer

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
DATA = Path(__file__).parents[3] / "shared" / "tck"

Case = dict[str, Any]


def cases(kind: str) -> list[Case]:
    """Give the cases of a kind: `literal` or `decision_table`."""
    lines = (DATA / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def inputs(case: Case) -> dict[str, object]:
    """Give what a case puts in."""
    return {name: evaluate(value["feel"]) for name, value in case["inputs"].items()}


def answer(case: Case, given: Mapping[str, object]) -> object:
    """Give what the case's decision answers; each decision is in scope for those after it."""
    names, types = dict(given), types_of(case.get("types") or {})
    for declared in case["decls"]:
        names[declared["name"]] = _decided(declared, names, types)
    return names[case["decls"][-1]["name"]]


def _decided(declared: Mapping[str, Any], names: Mapping[str, object], types: Types) -> object:
    if "table" in declared:
        return table_answer(declared["table"], names)
    of = declared.get("typeRef", "")
    return evaluate(declared["expr"], names, types=types, of=of, now=NOW)


def types_of(definitions: Mapping[str, Any]) -> Types:
    """Give the item definitions of a case as types in FEEL's words."""
    found: dict[str, DeclaredType] = {}
    for name, definition in definitions.items():
        _declare(name, definition, found)
    return found


def _declare(name: str, definition: Mapping[str, Any], found: dict[str, DeclaredType]) -> None:
    """Declare a type, and one for each of its parts."""
    parts = definition.get("children", [])
    texts = {part["tag"]: part for part in parts}
    members = []
    for part in parts:
        if part["tag"] == "itemComponent":
            member = part["attrs"]["name"]
            _declare(f"{name}_{member}", part, found)
            members.append(f"{member}: {name}_{member}")
    of = f"context<{', '.join(members)}>" if members else ""
    of = of or texts.get("typeRef", {}).get("text", "Any")
    allowed = texts.get("allowedValues", {}).get("children", [{}])[0].get("text", "")
    if definition.get("attrs", {}).get("isCollection") == "true":
        found[f"{name}_item"] = DeclaredType(of, allowed)
        found[name] = DeclaredType(f"list<{name}_item>")
    else:
        found[name] = DeclaredType(of, allowed)


def group(case: Case) -> str:
    """Give the level of a case and whether it expects a value or an error."""
    return f"{case['level']} {'error' if case['error'] else 'value'}"


def outcome(case: Case) -> tuple[bool, str]:
    """Give whether a case is answered as expected, and what was answered."""
    try:
        value = answer(case, inputs(case))
    except FeelError:
        return bool(case["error"]), "null"
    except ValueError as error:
        return False, str(error)
    return same(value, case["expected"]), shown(value)


def shown(value: object) -> str:
    """Give a value as a literal where it has one."""
    try:
        return write(value)
    except ValueError:
        return repr(value)


def _normal(text: str) -> str:
    text = text.replace("+00:00", "Z")
    head, point, rest = text.partition(".")
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    kept = digits.rstrip("0")
    return head + ("." + kept if point and kept else "") + rest[len(digits) :]


def same(value: object, expected: dict[str, Any]) -> bool:
    """Say whether a value is what a case expects."""
    wanted: Any = expected.get("v")
    match expected["t"]:
        case "null":
            return value is None
        case "number":
            return isinstance(value, Decimal) and _near(value, Decimal(wanted))
        case "list":
            return (
                isinstance(value, list)
                and len(value) == len(wanted)
                and all(map(same, value, wanted))
            )
        case "context":
            return (
                isinstance(value, dict)
                and value.keys() == wanted.keys()
                and all(same(value[key], wanted[key]) for key in wanted)
            )
        case "duration":
            return isinstance(value, timedelta | FarSpan | YearsMonths) and value == duration_from(
                wanted
            )
        case "date" | "time" | "dateTime":
            return isinstance(value, date | time | FarDay | FarTime) and (
                _normal(moment_text(value)) == _normal(wanted)
            )
        case _:
            return type(value) is type(wanted) and value == wanted


def _near(value: Decimal, wanted: Decimal) -> bool:
    return abs(value - wanted) <= Decimal("1e-8") * max(abs(value), abs(wanted))
