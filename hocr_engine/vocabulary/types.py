"""The types that conditions are checked against, worked out from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

from hocr_engine.feel import types
from hocr_engine.feel.types import FeelType, Limits, Period
from hocr_engine.vocabulary.model import Fact, FactType, Vocabulary

Codes = Mapping[str, Mapping[str, Period]]

_PLAIN: Mapping[FactType, FeelType] = {
    FactType.YES_OR_NO: types.BOOLEAN,
    FactType.NUMBER: types.NUMBER,
    FactType.TEXT: types.TEXT,
    FactType.DATE: types.DATE,
    FactType.DATE_AND_TIME: types.DATE_AND_TIME,
}


def things(vocabulary: Vocabulary, codes: Codes) -> dict[str, dict[str, FeelType]]:
    """
    Give for each kind the types of its facts.

    `codes` are the keys of the kinds held as data, each with when its line holds.
    """
    return {
        kind.name: {fact.name: fact_type(fact, codes) for fact in kind.facts.values()}
        for kind in vocabulary.kinds.values()
    }


def fact_type(fact: Fact, codes: Codes) -> FeelType:
    """Give the type of a fact's value in conditions."""
    plain = _bare(fact, codes)
    absent = fact.nullable or fact.not_established
    return types.Nullable(plain) if absent else plain


def _bare(fact: Fact, codes: Codes) -> FeelType:
    match fact.type:
        case FactType.ONE_OF:
            return types.Words(tuple(answer.word for answer in fact.answers))
        case FactType.CODE:
            listed = codes.get(fact.kind or "", {})
            return types.Words(tuple(listed), listed)
        case FactType.LINK | FactType.PART:
            return types.ThingType(fact.kind or "")
        case FactType.LINKS:
            return types.ListOf(types.ThingType(fact.kind or ""))
        case _:
            return _PLAIN[fact.type]


def limits(vocabulary: Vocabulary) -> dict[str, dict[str, Limits]]:
    """Give for each kind what its facts are presumed to be, and how far their numbers go."""
    return {
        kind.name: {
            fact.name: Limits(
                None if fact.presume is None else fact.presume.value, fact.at_least, fact.at_most
            )
            for fact in kind.facts.values()
        }
        for kind in vocabulary.kinds.values()
    }
