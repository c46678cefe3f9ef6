"""Reading vocabulary files: from keys and values to kinds, facts and roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from hocr_engine import field_messages
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import Expression
from hocr_engine.fields import Fields, document
from hocr_engine.nodes import Node, Scalar
from hocr_engine.text import Span
from hocr_engine.vocabulary import messages as say
from hocr_engine.vocabulary.check import check_vocabulary
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
from hocr_engine.vocabulary.values import NUMBER

VOCABULARY_FORMAT = "hocr.vocabulary.v1"
DEFINITIONS_FORMAT = "hocr.definitions.v1"

_FACT_KEYS = [
    "name",
    "matching",
    "label",
    "ask",
    "type",
    "answers",
    "kind",
    "unit",
    "not_established",
    "may_be_absent",
    "required",
    "judged",
    "changeable",
    "at_least",
    "at_most",
    "presume",
    "through",
    "pick",
    "by",
    "by_key",
    "formerly",
    "sensitivity",
]
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
]
_ROLE_KEYS = ["role", "kind", "label", "within", "by", "happened", "names"]
_DEFINITION_KEYS = ["name", "of", "label", "law", "from", "until", "is"]
_DEFINITION_KEYS += ["certainty", "inferred from", "interpretation"]
_NEEDS_KIND = (FactType.LINK, FactType.LINKS, FactType.PART, FactType.CODE)

T = TypeVar("T", Kind, Role)
Documents = Iterable[tuple[tuple[Node, ...], Span]]


def read_vocabulary(documents: Documents, mistakes: list[Diagnostic]) -> Vocabulary:
    """Give the vocabulary of some files; what is wrong in them is added to `mistakes`."""
    kinds: dict[str, Kind] = {}
    roles: dict[str, Role] = {}
    for nodes, at in documents:
        group = document(nodes, VOCABULARY_FORMAT, at, mistakes)
        if group is None:
            continue
        group.only(("format", "kinds", "roles"))
        for kind in map(_kind, group.groups("kinds", "the kind")):
            _add(kinds, kind.name, kind, "kind", mistakes)
        for role in map(_role, group.groups("roles", "the role")):
            _add(roles, role.name, role, "role", mistakes)
    vocabulary = Vocabulary(kinds, roles)
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


def read_answer(group: Fields) -> Answer:
    """Give one answer: its word, its label and what it was called before."""
    group.only(("word", "label", "formerly", "enters"))
    formerly = tuple(word.text for word in group.words("formerly"))
    word = group.text("word")
    return Answer(
        word, group.optional("label") or word, group.at, formerly, group.optional("enters")
    )


def expression_of(group: Fields, name: str) -> Expression | None:
    """Give the condition that stands in a literal block under a key."""
    block = group.block(name)
    if block is None:
        return None
    expression, mistakes = parse(block)
    group.mistakes.extend(mistakes)
    return expression


def _add(into: dict[str, T], name: str, thing: T, what: str, mistakes: list[Diagnostic]) -> None:
    if name in into:
        mistakes.append(say.declared_twice(what, name, thing.at, into[name].at))
    else:
        into[name] = thing


def _kind(group: Fields) -> Kind:
    group.only(_KIND_KEYS)
    facts: dict[str, Fact] = {}
    for fact in map(_fact, group.groups("facts", "the fact")):
        if fact.name in facts:
            first = facts[fact.name].at
            group.mistakes.append(say.declared_twice("fact", fact.name, fact.at, first))
        else:
            facts[fact.name] = fact
    none = group.group("presume_none", "the presumption")
    return Kind(
        name=group.text("kind"),
        label=group.text("label"),
        facts=facts,
        at=_name_at(group, "kind"),
        section=group.optional("section"),
        presume_none=None if none is None else _presumption(none, needs_value=False),
        data=group.optional("data"),
        key=group.optional("key"),
        decides=not group.has("decides") or group.switch("decides"),
        known=group.optional("known"),
    )


def _fact(group: Fields) -> Fact:
    group.only(_FACT_KEYS)
    name = group.text("name")
    words = tuple(kind.value for kind in FactType)
    written = group.word("type", words)
    fact_type = FactType(written) if written else FactType.TEXT
    presume = group.group("presume", "the presumption")
    label = group.text("label")
    fact = Fact(
        name=name,
        label=label,
        type=fact_type,
        at=_name_at(group, "name"),
        ask=group.optional("ask") or "",
        answers=tuple(map(read_answer, group.groups("answers", "the answer"))),
        kind=group.optional("kind"),
        unit=group.optional("unit") or "",
        not_established=group.optional_word("not_established", ("allowed",)) is not None,
        nullable=group.switch("may_be_absent"),
        required=group.switch("required"),
        judged=group.switch("judged"),
        changeable=not group.has("changeable") or group.switch("changeable"),
        at_least=_number(group, "at_least"),
        at_most=_number(group, "at_most"),
        presume=None if presume is None else _presumption(presume, needs_value=True),
        through=group.optional("through"),
        pick=group.optional_word("pick", ("earliest", "latest")),
        by=group.optional("by"),
        by_key=group.optional("by_key"),
        matching=tuple(word.text for word in group.words("matching")),
        formerly=tuple(word.text for word in group.words("formerly")),
    )
    _check_fact(fact, group)
    return fact


def _check_fact(fact: Fact, group: Fields) -> None:
    if fact.type is FactType.ONE_OF and not fact.answers:
        group.mistakes.append(say.no_answers(fact.name, fact.at))
    if fact.type in _NEEDS_KIND and fact.kind is None:
        group.mistakes.append(say.no_kind_named(fact.name, fact.at))
    if fact.presume is not None and not _may_be(fact, fact.presume.value):
        text = fact.presume.value or "null"
        group.mistakes.append(say.not_its_value(fact.name, text, fact.presume.at))


def _may_be(fact: Fact, text: str | None) -> bool:
    if text is None:
        return fact.nullable or fact.not_established
    if fact.type is FactType.YES_OR_NO:
        return text in ("true", "false")
    if fact.type is FactType.ONE_OF:
        return fact.answer(text) is not None
    return True


def _presumption(group: Fields, *, needs_value: bool) -> Presumption:
    group.only(("value", "because", "law", "where"))
    value = group.node.get("value")
    if needs_value:
        group.required("value")
    absent = isinstance(value, Scalar) and value.is_null
    return Presumption(
        value=None if absent or value is None else group.text("value"),
        because=group.text("because"),
        law=tuple(word.text for word in group.words("law")),
        at=group.at if value is None else value.at,
        where=expression_of(group, "where"),
    )


def _number(group: Fields, name: str) -> Decimal | None:
    scalar = group.scalar(name)
    if scalar is None:
        return None
    if not re.fullmatch(NUMBER, scalar.text):
        group.mistakes.append(field_messages.not_a_number(scalar.text, scalar.at))
        return None
    return Decimal(scalar.text)


def _role(group: Fields) -> Role:
    group.only(_ROLE_KEYS)
    return Role(
        name=group.text("role"),
        kind=group.text("kind"),
        label=group.text("label"),
        at=_name_at(group, "role"),
        names=tuple(
            name for name in map(_role_name, group.groups("names", "the name")) if name is not None
        ),
        within=group.optional("within"),
        by=group.optional("by"),
        happened=expression_of(group, "happened"),
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
    at = _name_at(group, "name")
    certainty = group.optional("certainty") or ""
    return Definition(name, of, label, law, since, until, expression, at, certainty)


def _name_at(group: Fields, name: str) -> Span:
    node = group.node.get(name)
    return group.at if node is None else node.at
