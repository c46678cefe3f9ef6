"""The condition language: FEEL, and one value more, the unknown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hocr_engine.feel.declared import DeclaredType
    from hocr_engine.feel.errors import FeelError
    from hocr_engine.feel.evaluating import diagnose, evaluate, unary_test
    from hocr_engine.feel.tree_text import write_tree
    from hocr_engine.feel.values import (
        Bounds,
        Maybe,
        OneOf,
        Range,
        Thing,
        Unknown,
        YearsMonths,
        awaits_of,
        is_undecided,
    )
    from hocr_engine.feel.writing import write

__all__ = [
    "Bounds",
    "DeclaredType",
    "FeelError",
    "Maybe",
    "OneOf",
    "Range",
    "Thing",
    "Unknown",
    "YearsMonths",
    "awaits_of",
    "diagnose",
    "evaluate",
    "is_undecided",
    "unary_test",
    "write",
    "write_tree",
]

_HOME: Final = {
    "DeclaredType": "declared",
    "FeelError": "errors",
    "diagnose": "evaluating",
    "evaluate": "evaluating",
    "unary_test": "evaluating",
    "write": "writing",
    "write_tree": "tree_text",
}


def __getattr__(name: str) -> object:
    """Load what is asked for when it is asked for: the tree of a condition needs no parser."""
    if name not in __all__:
        raise AttributeError(f"hocr_engine.feel has no {name!r}")
    return getattr(import_module(f"hocr_engine.feel.{_HOME.get(name, 'values')}"), name)
