"""The facts that a record may give, the kinds of things they are about, and their words."""

from hocr_engine.vocabulary.model import (
    Answer,
    Definition,
    Fact,
    FactType,
    Kind,
    Presumption,
    Role,
    RoleName,
    Vocabulary,
)

__all__ = [
    "Answer",
    "Definition",
    "Fact",
    "FactType",
    "Kind",
    "Presumption",
    "Role",
    "RoleName",
    "Vocabulary",
]
