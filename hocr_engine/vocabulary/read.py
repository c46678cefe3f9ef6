"""Reading vocabulary files: from keys and values to kinds, facts and roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.nodes import Node
from hocr_engine.text import Span
from hocr_engine.vocabulary import messages as say
from hocr_engine.vocabulary.check import check_vocabulary
from hocr_engine.vocabulary.model import Definition, Kind, Role, RoleName, Vocabulary
from hocr_engine.vocabulary.read_fact import expression_of, name_at, read_fact, read_presumption
from hocr_engine.vocabulary.read_more import (
    More,
    named_once,
    read_more_answers,
    read_more_facts,
    with_more,
)

VOCABULARY_FORMAT = "hocr.vocabulary.v1"
DEFINITIONS_FORMAT = "hocr.definitions.v1"

_KIND_KEYS = [
    "kind",
    "section",
    "label",
    "facts",
    "presume_none",
    "data",
    "key",
    "decides",
    "known",
    "listed_from",
    "listed_until",
]
_ROLE_KEYS = ["role", "kind", "label", "within", "by", "happened", "ended", "names"]
_DEFINITION_KEYS = ["name", "of", "label", "law", "from", "until", "is"]
_DEFINITION_KEYS += ["certainty", "inferred from", "interpretation"]

T = TypeVar("T", Kind, Role)
Documents = Iterable[tuple[tuple[Node, ...], Span]]


def read_vocabulary(documents: Documents, mistakes: list[Diagnostic]) -> Vocabulary:
    """Give the vocabulary of some files; what is wrong in them is added to `mistakes`."""
    kinds: dict[str, Kind] = {}
    roles: dict[str, Role] = {}
    more: list[More] = []
    for nodes, at in documents:
        group = document(nodes, VOCABULARY_FORMAT, at, mistakes)
        if group is None:
            continue
        group.only(("format", "kinds", "roles", "more facts", "more answers"))
        for kind in map(_kind, group.groups("kinds", "the kind")):
            _add(kinds, kind.name, kind, "kind", mistakes)
        for role in map(_role, group.groups("roles", "the role")):
            _add(roles, role.name, role, "role", mistakes)
        more += map(read_more_facts, group.groups("more facts", "the addition"))
        more += map(read_more_answers, group.groups("more answers", "the addition"))
    vocabulary = Vocabulary(with_more(kinds, more, mistakes), roles)
    mistakes.extend(check_vocabulary(vocabulary))
    return vocabulary


def read_definitions(documents: Documents, mistakes: list[Diagnostic]) -> tuple[Definition, ...]:
    """Give the definitions of some files; what is wrong in them is added to `mistakes`."""
    found: list[Definition] = []
    for nodes, at in documents:
        group = document(nodes, DEFINITIONS_FORMAT, at, mistakes)
        if group is None:
            continue
        group.only(("format", "definitions"))
        for definition in group.groups("definitions", "the definition"):
            read = _definition(definition)
            if read is not None:
                found.append(read)
    return tuple(found)


def _add(into: dict[str, T], name: str, thing: T, what: str, mistakes: list[Diagnostic]) -> None:
    if name in into:
        mistakes.append(say.declared_twice(what, name, thing.at, into[name].at))
    else:
        into[name] = thing


def _kind(group: Fields) -> Kind:
    group.only(_KIND_KEYS)
    facts = tuple(map(read_fact, group.groups("facts", "the fact")))
    none = group.group("presume_none", "the presumption")
    return Kind(
        name=group.text("kind"),
        label=group.text("label"),
        facts=named_once({}, facts, group.mistakes),
        at=name_at(group, "kind"),
        section=group.optional("section"),
        presume_none=None if none is None else read_presumption(none, needs_value=False),
        data=group.optional("data"),
        key=group.optional("key"),
        decides=not group.has("decides") or group.switch("decides"),
        known=group.optional("known"),
        listed_from=group.optional("listed_from"),
        listed_until=group.optional("listed_until"),
    )


def _role(group: Fields) -> Role:
    group.only(_ROLE_KEYS)
    return Role(
        name=group.text("role"),
        kind=group.text("kind"),
        label=group.text("label"),
        at=name_at(group, "role"),
        names=tuple(
            name for name in map(_role_name, group.groups("names", "the name")) if name is not None
        ),
        within=group.optional("within"),
        by=group.optional("by"),
        happened=expression_of(group, "happened"),
        ended=expression_of(group, "ended"),
    )


def _role_name(group: Fields) -> RoleName | None:
    group.only(("name", "label", "is"))
    group.required("is")
    path = expression_of(group, "is")
    name, label = group.text("name"), group.text("label")
    return None if path is None else RoleName(name, label, path, group.at)


def _definition(group: Fields) -> Definition | None:
    group.only(_DEFINITION_KEYS)
    group.required("is")
    expression = expression_of(group, "is")
    name, of, label = group.text("name"), group.text("of"), group.text("label")
    law = tuple(word.text for word in group.words("law"))
    since, until = group.day("from"), group.day("until")
    if expression is None:
        return None
    at = name_at(group, "name")
    certainty = group.optional("certainty") or ""
    return Definition(name, of, label, law, since, until, expression, at, certainty)
