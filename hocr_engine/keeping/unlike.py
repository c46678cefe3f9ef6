"""How two decision records differ: in their actions, in the facts read, in anything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from hocr_engine.keeping.model import Change, Data, Reading, Unlike
from hocr_engine.keeping.record import canonical

# Which rulebook, engine and incident a record is of is told as the cause.
HEAD: Final = frozenset(("format", "engine", "rulebook", "incident", "incident_hash", "reports"))
OF_ACTION: Final = frozenset(("id", "line", "by"))

Key = tuple[Any, ...]


def changes(was: Data, now: Data) -> Iterator[Change]:
    """Give the actions whose answer or deadline is not the same, by the report they follow."""
    before, after = _actions(was), _actions(now)
    for key in dict.fromkeys((*before, *after)):
        told = tuple("" if one is None else _told(one) for one in (before.get(key), after.get(key)))
        if told[0] != told[1]:
            yield Change(_about(key), *told)


def readings(was: Data, now: Data) -> Iterator[Reading]:
    """Give the facts on which both rest and which are not the same in them."""
    before, after = _facts(was), _facts(now)
    for pointer in before:
        if pointer in after and before[pointer] != after[pointer]:
            yield Reading(pointer, canonical(before[pointer]), canonical(after[pointer]))


def others(was: Data, now: Data) -> Iterator[Unlike]:
    """Give what is not the same besides, of the whole and of each action that both have."""
    whole = _parts(was, now, HEAD)
    if whole:
        yield Unlike("", whole)
    before, after = _actions(was), _actions(now)
    for key in before:
        if key in after:
            parts = _parts(before[key], after[key], OF_ACTION)
            if parts:
                yield Unlike(_about(key), parts)


def _parts(was: Data, now: Data, apart: frozenset[str]) -> tuple[str, ...]:
    names = sorted((was.keys() | now.keys()) - apart)
    return tuple(name for name in names if canonical(was.get(name)) != canonical(now.get(name)))


def _actions(data: Data) -> Mapping[Key, Data]:
    """Give the actions of a record, each by its report, when that came in, and its id."""
    found: dict[Key, Data] = {}
    seen: Counter[Key] = Counter()
    for report in data["reports"]:
        for action in report["actions"]:
            key = (str(report.get("report") or ""), str(report["at"]), str(action["id"]))
            found[(*key, seen[key])] = action
            seen[key] += 1
    return found


def _facts(data: Data) -> Mapping[str, Any]:
    """Give the facts that a record rests on, as they were read after the last report."""
    return {
        str(fact["pointer"]): fact.get("value")
        for action in _actions(data).values()
        for fact in _listed(action.get("facts"))
        if isinstance(fact, dict) and "pointer" in fact
    }


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _told(action: Data) -> str:
    by = action.get("by")
    return f"{action['line']}{f' by {by}' if by else ''}"


def _about(key: Key) -> str:
    report, at, action, _ = key
    head = f"report {report}" if report else "what became known"
    return f"{action}, {head}, {at[:16].replace('T', ' ')}"
