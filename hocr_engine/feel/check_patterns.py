"""The check of patterns that are written out: what nothing can be matched with is refused."""

from __future__ import annotations

import re
from typing import Final

from hocr_engine.feel import mistakes, syntax
from hocr_engine.feel.bounds import BoundExceededError
from hocr_engine.feel.checker import Checker
from hocr_engine.feel.functions.registry import BUILT_INS, BuiltIn
from hocr_engine.feel.messages import bound_exceeded
from hocr_engine.feel.syntax import Literal
from hocr_engine.text import Span

MATCHING: Final = ("matches", "replace", "split")
_BACK_REFERENCE: Final = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]")
_REPEATED: Final = re.compile(r"\{[0-9]*,?[0-9]{4,}\}")


def check_pattern(checker: Checker, function: BuiltIn, node: syntax.Call) -> None:
    """Note a pattern, its flags or a replacement that is written out and gives nothing."""
    names = [parameter.name for parameter in function.forms[0].parameters]
    given = {
        argument.name or name: argument.value
        for name, argument in zip(names, node.arguments, strict=False)
        if isinstance(argument.value, Literal)
    }
    pattern = given.get("pattern") or given.get("delimiter")
    if pattern is None:
        return
    try:
        _check(checker, function.name, pattern, given)
    except BoundExceededError as passed:
        checker.note(bound_exceeded(pattern.at, str(passed)))


def _check(checker: Checker, name: str, pattern: Literal, given: dict[str, Literal]) -> None:
    flags, by = given.get("flags"), given.get("replacement")
    chosen = [] if flags is None else [flags.value]
    found = BUILT_INS["matches"].on(["", pattern.value, *chosen])
    if flags is not None and BUILT_INS["matches"].on(["", "", flags.value]) is None:
        checker.note(mistakes.unknown_flags(flags.at))
    elif found is None:
        checker.note(mistakes.unreadable_pattern(pattern.at, _why(pattern.at)))
    elif found and name != "matches":
        checker.note(mistakes.found_anywhere(pattern.at))
    elif by is not None and BUILT_INS["replace"].on(["", pattern.value, by.value, *chosen]) is None:
        checker.note(mistakes.unreadable_replacement(by.at))


def _why(at: Span) -> str:
    """Give how a pattern that cannot be matched is mended."""
    if _BACK_REFERENCE.search(at.text.replace("\\\\", "\\")):
        return mistakes.NO_BACK_REFERENCE
    return mistakes.REPEATED_TOO_OFTEN if _REPEATED.search(at.text) else mistakes.CLOSE_BRACKETS
