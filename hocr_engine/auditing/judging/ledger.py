"""Findings as lines of a file, so that every figure can be traced and counted again."""

from __future__ import annotations

import json
from typing import Final

from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.nodes import Mapping, Node, Scalar, Sequence

FINDING_FORMAT: Final = "hocr.audit-finding.v1"
_TEXTS: Final = (
    *("id", "incident", "entry", "code", "record", "found", "found_code", "matched", "later"),
    *("ruled_by", "ruled_because", "by_rules", "cause", "carried", "carried_from"),
)


def line_of(one: Judged) -> str:
    """Give a finding as one line of JSON, the same for the same finding."""
    return json.dumps(data_of(one), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def data_of(one: Judged) -> dict[str, object]:
    """Give a finding as groups, lists and texts."""
    texts = {name: getattr(one, name) for name in _TEXTS}
    return {
        "format": FINDING_FORMAT,
        "unit": one.unit.value,
        "verdict": one.verdict.value,
        "flags": sorted(one.flags),
        "about": dict(one.about),
        "elapsed": one.elapsed,
        "over": one.over,
        "rules": list(one.rules),
        "mistakes": list(one.mistakes),
        **texts,
    }


def finding_of(node: Node) -> Judged | None:
    """Give the finding that a line holds, or None where it holds none."""
    if not isinstance(node, Mapping) or _text(node, "format") != FINDING_FORMAT:
        return None
    try:
        return Judged(
            id=_text(node, "id"),
            unit=Unit(_text(node, "unit")),
            verdict=Verdict(_text(node, "verdict")),
            flags=frozenset(_list(node, "flags")),
            about=_about(node.get("about")),
            incident=_text(node, "incident"),
            entry=_text(node, "entry"),
            code=_text(node, "code"),
            record=_text(node, "record"),
            found=_text(node, "found"),
            found_code=_text(node, "found_code"),
            matched=_text(node, "matched"),
            elapsed=_minutes(node, "elapsed"),
            over=_minutes(node, "over"),
            later=_text(node, "later"),
            rules=_list(node, "rules"),
            mistakes=_list(node, "mistakes"),
            ruled_by=_text(node, "ruled_by"),
            ruled_because=_text(node, "ruled_because"),
            by_rules=_text(node, "by_rules"),
            cause=_text(node, "cause"),
            carried=_text(node, "carried"),
            carried_from=_text(node, "carried_from"),
        )
    except ValueError:
        return None


def _text(node: Mapping, name: str) -> str:
    found = node.get(name)
    return found.text if isinstance(found, Scalar) and not found.is_null else ""


def _minutes(node: Mapping, name: str) -> int | None:
    text = _text(node, name)
    return int(text) if text else None


def _list(node: Mapping, name: str) -> tuple[str, ...]:
    found = node.get(name)
    items = found.items if isinstance(found, Sequence) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _about(node: Node | None) -> dict[str, str]:
    entries = node.entries if isinstance(node, Mapping) else ()
    return {one.key.text: one.value.text for one in entries if isinstance(one.value, Scalar)}
