"""The law as read: decisions, topics, rules, tables, data and the law index."""

from hocr_engine.rulebook.load import RulebookError, load
from hocr_engine.rulebook.model import (
    Book,
    Computed,
    DecisionDeclaration,
    DecisionKind,
    Output,
    Outputs,
    Refer,
    RowCondition,
    Rule,
    Topic,
    Word,
)

__all__ = [
    "Book",
    "Computed",
    "DecisionDeclaration",
    "DecisionKind",
    "Output",
    "Outputs",
    "Refer",
    "RowCondition",
    "Rule",
    "RulebookError",
    "Topic",
    "Word",
    "load",
]
