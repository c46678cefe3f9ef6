"""The checks of a vocabulary as a whole: everything that it names is declared in it."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.vocabulary import messages as say
from hocr_engine.vocabulary.model import Definition, Fact, Kind, Role, Vocabulary


def check_vocabulary(vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Give every kind, fact and role that is named and not declared."""
    for kind in vocabulary.kinds.values():
        for key, name in _named(kind):
            if name is not None and name not in kind.facts:
                yield say.no_such_fact(key, name, kind.name, kind.facts, kind.at)
        for fact in kind.facts.values():
            yield from _fact(fact, kind, vocabulary)
    for role in vocabulary.roles.values():
        yield from _role(role, vocabulary)


def _named(kind: Kind) -> tuple[tuple[str, str | None], ...]:
    """Give the keys of a kind that name one of its facts."""
    listed = ("listed_from", kind.listed_from), ("listed_until", kind.listed_until)
    return (("known", kind.known), ("key", kind.key), *listed)


def check_definitions(vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Give every definition of no kind, with a fact's name, or in force beside its namesake."""
    earlier: dict[tuple[str, str], list[Definition]] = {}
    for definition in vocabulary.definitions:
        kind = vocabulary.kinds.get(definition.of)
        if kind is None:
            yield say.unknown_kind(definition.of, vocabulary.kinds, definition.at)
        elif definition.name in kind.facts:
            first = kind.facts[definition.name].at
            yield say.declared_twice("fact", definition.name, definition.at, first)
        for other in earlier.get((definition.of, definition.name), ()):
            if _meet(definition, other):
                yield say.declared_twice("definition", definition.name, definition.at, other.at)
        earlier.setdefault((definition.of, definition.name), []).append(definition)


def _meet(one: Definition, other: Definition) -> bool:
    """Say whether there is a day on which both are in force."""
    starts = [version.since for version in (one, other) if version.since is not None]
    if not starts:
        return True
    return all(version.until is None or max(starts) < version.until for version in (one, other))


def _fact(fact: Fact, kind: Kind, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    if fact.by_key is not None and fact.by_key not in kind.facts:
        yield say.no_such_fact("by_key", fact.by_key, kind.name, kind.facts, fact.at)
    if fact.kind is None:
        return
    for name in fact.matching:
        if name not in kind.facts:
            yield say.no_such_fact("matching", name, kind.name, kind.facts, fact.at)
    target = vocabulary.kinds.get(fact.kind)
    if target is None:
        yield say.unknown_kind(fact.kind, vocabulary.kinds, fact.at)
        return
    if fact.through is not None and not _leads_back(target, fact.through, kind.name):
        yield say.no_link_back(fact.name, fact.through, fact.kind, fact.at)
    for name in fact.matching:
        if name in kind.facts and name not in target.facts:
            yield say.no_such_fact("matching", name, target.name, target.facts, fact.at)
    if fact.by is not None and fact.by not in target.facts:
        yield say.no_such_fact("by", fact.by, target.name, target.facts, fact.at)


def _leads_back(target: Kind, through: str, kind: str) -> bool:
    fact = target.facts.get(through)
    return fact is not None and fact.kind == kind and fact.is_given


def _role(role: Role, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    kind = vocabulary.kinds.get(role.kind)
    if kind is None:
        yield say.unknown_kind(role.kind, vocabulary.kinds, role.at)
    elif role.by is not None and role.by not in kind.facts:
        yield say.no_such_fact("by", role.by, kind.name, kind.facts, role.at)
    outer = role
    for _ in vocabulary.roles:
        if outer.within is None:
            return
        if outer.within not in vocabulary.roles:
            yield say.no_such_role(outer.within, vocabulary.roles, outer.at)
            return
        outer = vocabulary.roles[outer.within]
    yield say.role_within_itself(role.name, role.at)
