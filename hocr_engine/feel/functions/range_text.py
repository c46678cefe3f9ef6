"""The built-in function that reads a range from text."""

from __future__ import annotations

from typing import Final

from hocr_engine.feel import syntax
from hocr_engine.feel.arithmetic import negated
from hocr_engine.feel.functions.registry import BUILT_INS, UnfitError, built_in
from hocr_engine.feel.logic import compared
from hocr_engine.feel.parse import parse
from hocr_engine.feel.values import Range
from hocr_engine.text import Source, whole

_MAKERS: Final = ("date", "time", "date and time", "duration")


@built_in("range", "range", "from: text")
def range_of_text(text: str) -> Range:
    """Give the range that a text writes, its ends being literals."""
    tree, _ = parse(whole(Source(text)))
    if not isinstance(tree, syntax.RangeLiteral):
        raise UnfitError
    low, high = _end(tree.low), _end(tree.high)
    if compared("<=", low, high) is not True:
        raise UnfitError
    return Range(low, high, tree.low_included, tree.high_included)


def _end(node: syntax.Expression) -> object:
    """Give the value of a literal end; raises UnfitError for anything else."""
    match node:
        case syntax.Literal(value=value) if value is not None:
            return value
        case syntax.Negation(operand=operand):
            return negated(_end(operand))
        case syntax.Call(
            function=syntax.Name(name=name),
            arguments=(syntax.Argument(name=None, value=syntax.Literal(value=text)),),
        ) if name in _MAKERS:
            return BUILT_INS[name].on([text])
        case _:
            raise UnfitError
