"""Reading what one vocabulary file adds to the kinds and facts that another declares."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields
from hocr_engine.text import Span
from hocr_engine.vocabulary import messages as say
from hocr_engine.vocabulary.model import Answer, Fact, FactType, Kind
from hocr_engine.vocabulary.read_fact import name_at, read_answer, read_fact


@frozen
class More:
    """What is added to a kind: facts of its own, or answers to one fact that it has."""

    of: str
    at: Span = field(eq=False, repr=False)
    facts: tuple[Fact, ...] = ()
    fact: str = ""
    answers: tuple[Answer, ...] = ()


def read_more_facts(group: Fields) -> More:
    """Give facts that are added to a kind of another file."""
    group.only(("of", "facts"))
    facts = tuple(map(read_fact, group.groups("facts", "the fact")))
    return More(group.text("of"), name_at(group, "of"), facts)


def read_more_answers(group: Fields) -> More:
    """Give answers that are added to the list of a fact of another file."""
    group.only(("of", "fact", "answers"))
    answers = tuple(map(read_answer, group.groups("answers", "the answer")))
    of = group.text("of")
    return More(of, name_at(group, "fact"), fact=group.text("fact"), answers=answers)


def with_more(
    kinds: Mapping[str, Kind], additions: list[More], mistakes: list[Diagnostic]
) -> dict[str, Kind]:
    """Give the kinds with everything that is added to them; facts come before answers."""
    found = dict(kinds)
    for more in sorted(additions, key=lambda more: bool(more.fact)):
        kind = found.get(more.of)
        if kind is None:
            mistakes.append(say.unknown_kind(more.of, kinds, more.at))
        elif more.fact:
            found[kind.name] = _with_answers(kind, more, mistakes)
        else:
            found[kind.name] = _with_facts(kind, more.facts, mistakes)
    return found


def _with_facts(kind: Kind, facts: tuple[Fact, ...], mistakes: list[Diagnostic]) -> Kind:
    return evolve(kind, facts=named_once(kind.facts, facts, mistakes))


def named_once(
    declared: Mapping[str, Fact], facts: tuple[Fact, ...], mistakes: list[Diagnostic]
) -> dict[str, Fact]:
    """Give the facts declared with some more; one whose name is taken is a mistake."""
    found = dict(declared)
    for fact in facts:
        first = found.setdefault(fact.name, fact)
        if first is not fact:
            mistakes.append(say.declared_twice("fact", fact.name, fact.at, first.at))
    return found


def _with_answers(kind: Kind, more: More, mistakes: list[Diagnostic]) -> Kind:
    fact = kind.facts.get(more.fact)
    if fact is None:
        mistakes.append(say.no_such_fact("fact", more.fact, kind.name, kind.facts, more.at))
        return kind
    if fact.type is not FactType.ONE_OF:
        mistakes.append(say.no_list_of_answers(fact.name, more.at))
        return kind
    answers = list(fact.answers)
    for answer in more.answers:
        first = fact.answer(answer.word)
        if first is None:
            answers.append(answer)
        else:
            mistakes.append(say.declared_twice("answer", answer.word, answer.at, first.at))
    return evolve(kind, facts={**kind.facts, fact.name: evolve(fact, answers=tuple(answers))})
