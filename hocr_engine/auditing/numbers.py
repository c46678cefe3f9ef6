"""Numbers as people write them in the files of an audit."""

from __future__ import annotations

import re
from typing import Final

from hocr_engine.auditing import messages as say
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import not_a_number
from hocr_engine.fields import Fields
from hocr_engine.nodes import Scalar

_NUMBER: Final = re.compile(r"[0-9][0-9,_]{0,14}(?:\.[0-9]{1,12})?")


def number(scalar: Scalar, mistakes: list[Diagnostic]) -> float | None:
    """Give a number above 0, or None with a mistake where it is none."""
    found = _NUMBER.fullmatch(scalar.text.strip())
    value = float(found.group().replace(",", "").replace("_", "")) if found else 0
    if value <= 0:
        mistakes.append(not_a_number(scalar.text, scalar.at))
        return None
    return value


def optional_number(group: Fields, name: str) -> float | None:
    """Give the number under a key where it is written."""
    scalar = group.scalar(name)
    return None if scalar is None else number(scalar, group.mistakes)


def optional_whole(group: Fields, name: str) -> int | None:
    """Give the number under a key where it is written, without what follows its point."""
    found = optional_number(group, name)
    return None if found is None else int(found)


def optional_share(group: Fields, name: str, *, with_one: bool = False) -> float | None:
    """Give the number between 0 and 1 under a key, with 1 where the whole may be meant."""
    scalar = group.scalar(name)
    found = None if scalar is None else number(scalar, group.mistakes)
    if scalar is None or found is None:
        return None
    if found > 1 or (found == 1 and not with_one):
        group.mistakes.append(say.not_a_share(scalar.text, scalar.at))
        return None
    return found
