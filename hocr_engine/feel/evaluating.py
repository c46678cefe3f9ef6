"""What other programs do with conditions: evaluate them, and ask why parts came out null."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.clock import at_time
from hocr_engine.feel.coercion import coerced
from hocr_engine.feel.declared import Types, type_named, with_types
from hocr_engine.feel.errors import FeelError
from hocr_engine.feel.logic import Truth, truth_of
from hocr_engine.feel.nulls import why_null
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.scoping import member_names
from hocr_engine.feel.trace import trace, trace_tests, value_of
from hocr_engine.text import Source, whole

_NO_NAMES: Mapping[str, object] = {}
_NO_TYPES: Types = {}


def evaluate(
    expression: str,
    names: Mapping[str, object] = _NO_NAMES,
    *,
    types: Types = _NO_TYPES,
    of: str = "",
    now: datetime | None = None,
) -> object:
    """
    Give the value of a FEEL expression; raises FeelError where the text is none.

    `types` are those of the caller's own, which `instance of`, parameters and `of` may name: a
    FEEL type as `list<number>`, or a DeclaredType. `of` is the type to which the value is fitted;
    what does not fit is null. `now` is what `now()` and `today()` give, null without it.
    """
    written = whole(Source(expression))
    tree, mistakes = parse(written, (*names, *types), member_names(names.values()))
    if tree is None:
        raise FeelError(mistakes)
    tree = with_types(tree, types)
    value = value_of(tree if now is None else at_time(tree, now), names)
    return coerced(value, type_named(of, types)) if of else value


def diagnose(
    expression: str, names: Mapping[str, object] = _NO_NAMES
) -> tuple[object, tuple[Diagnostic, ...]]:
    """Give the value of a FEEL expression, and why parts of it came out null.

    The standard has an error give null; the diagnostics are warnings, each at its place. Raises
    FeelError where the text is no expression.
    """
    tree, mistakes = parse(whole(Source(expression)), names, member_names(names.values()))
    if tree is None:
        raise FeelError(mistakes)
    step = trace(tree, names)
    return step.value, why_null(step)


def unary_test(tests: str, value: object, names: Mapping[str, object] = _NO_NAMES) -> Truth:
    """Say whether a value passes FEEL unary tests; raises FeelError where the text is none."""
    tree, mistakes = parse_tests(whole(Source(tests)), names, member_names(names.values()))
    if tree is None:
        raise FeelError(mistakes)
    return truth_of(trace_tests(tree, value, names).value)
