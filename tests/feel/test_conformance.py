"""How many cases of the DMN conformance suite's extract are answered as the suite expects."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hocr_engine.feel import FeelError, YearsMonths, evaluate, write
from hocr_engine.feel.literals import duration_from, moment_text

DATA = Path(__file__).parents[3] / "shared" / "tck" / "literal.jsonl"
FLOOR_LEVEL_2 = 1.0
FLOOR_LEVEL_3 = 0.93

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason=f"the conformance data is not at {DATA.parent}"
)


def _cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def _input(value: dict[str, Any]) -> object:
    return evaluate(value["feel"])


def _answer(case: dict[str, Any]) -> object:
    names = {name: _input(value) for name, value in case["inputs"].items()}
    for declared in case["decls"]:
        names[declared["name"]] = evaluate(declared["expr"], names)
    return names[case["decls"][-1]["name"]]


def _normal(text: str) -> str:
    text = text.replace("+00:00", "Z")
    head, point, rest = text.partition(".")
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    kept = digits.rstrip("0")
    return head + ("." + kept if point and kept else "") + rest[len(digits) :]


def _same(value: object, expected: dict[str, Any]) -> bool:
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
                and all(map(_same, value, wanted))
            )
        case "context":
            return (
                isinstance(value, dict)
                and value.keys() == wanted.keys()
                and all(_same(value[key], wanted[key]) for key in wanted)
            )
        case "duration":
            return isinstance(value, timedelta | YearsMonths) and value == duration_from(wanted)
        case "date" | "time" | "dateTime":
            return isinstance(value, date | time | datetime) and (
                _normal(moment_text(value)) == _normal(wanted)
            )
        case _:
            return type(value) is type(wanted) and value == wanted


def _near(value: Decimal, wanted: Decimal) -> bool:
    return abs(value - wanted) <= Decimal("1e-8") * max(abs(value), abs(wanted))


def _passes(case: dict[str, Any]) -> tuple[bool, str]:
    try:
        value = _answer(case)
    except FeelError:
        return bool(case["error"]), "null"
    except ValueError as error:
        return False, str(error)
    try:
        shown = write(value)
    except ValueError:
        shown = repr(value)
    return _same(value, case["expected"]), shown


def test_the_suite_is_answered_as_it_expects(capsys: pytest.CaptureFixture[str]) -> None:
    """Level 2 is answered in full, level 3 to the floor; figures and wrong values are printed."""
    passed: Counter[str] = Counter()
    of: Counter[str] = Counter()
    wrong = []
    for case in _cases():
        group = f"{case['level']} {'error' if case['error'] else 'value'}"
        fits, shown = _passes(case)
        of[group] += 1
        passed[group] += fits
        if not fits and shown != "null":
            wrong.append(f"{case['id']}: {case['decls'][-1]['expr']!r} gave {shown}")

    with capsys.disabled():
        print()
        for group in sorted(of):
            print(f"{group}: {passed[group]} of {of[group]}")
        print("\n".join(wrong))
    assert passed["compliance-level-2 value"] >= FLOOR_LEVEL_2 * of["compliance-level-2 value"]
    assert passed["compliance-level-3 value"] >= FLOOR_LEVEL_3 * of["compliance-level-3 value"]
