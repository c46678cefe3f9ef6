"""The types that conditions are checked against, worked out from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hocr_engine.feel import types
from hocr_engine.feel.types import FeelType, Limits, Period
from hocr_engine.vocabulary.model import Answer, Fact, FactType, Vocabulary

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
            return words(fact.answers)
        case FactType.CODE:
            listed = codes.get(fact.kind or "", {})
            return types.Words(tuple(listed), listed)
        case FactType.LINK | FactType.PART:
            return types.ThingType(fact.kind or "")
        case FactType.LINKS:
            return types.ListOf(types.ThingType(fact.kind or ""))
        case _:
            return _PLAIN[fact.type]


def words(answers: Iterable[Answer]) -> types.Words:
    """Give the type of a text that is one of these answers."""
    read = answer_labels(answers)
    return types.Words(tuple(read), labels=read)


def answer_labels(answers: Iterable[Answer]) -> dict[str, str]:
    """Give how people read each of the answers, by its word."""
    return {answer.word: answer.label for answer in answers}


def labels(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """Give for each kind how people read its facts and definitions."""
    found = {
        kind.name: {fact.name: fact.label for fact in kind.facts.values()}
        for kind in vocabulary.kinds.values()
    }
    for definition in vocabulary.definitions:
        found.setdefault(definition.of, {})[definition.name] = definition.label
    for kind, of_kind in found.items():
        thing = vocabulary.kinds[kind].label if kind in vocabulary.kinds else "it"
        found[kind] = {name: text.replace("{thing}", thing) for name, text in of_kind.items()}
    return found


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
