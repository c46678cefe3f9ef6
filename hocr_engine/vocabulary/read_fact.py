"""Reading one fact of a vocabulary: its type, its answers, what is presumed of it."""

from __future__ import annotations

import re
from decimal import Decimal

from hocr_engine import field_messages
from hocr_engine.feel.reading import read
from hocr_engine.feel.syntax import Expression
from hocr_engine.fields import Fields
from hocr_engine.nodes import Scalar
from hocr_engine.text import Span
from hocr_engine.vocabulary import messages as say
from hocr_engine.vocabulary.model import Answer, Fact, FactType, Presumption
from hocr_engine.vocabulary.values import NUMBER

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
_NEEDS_KIND = (FactType.LINK, FactType.LINKS, FactType.PART, FactType.CODE)


def read_fact(group: Fields) -> Fact:
    """Give one fact: its type, its answers and what is presumed where it is left out."""
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
        at=name_at(group, "name"),
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
        presume=None if presume is None else read_presumption(presume, needs_value=True),
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


def read_presumption(group: Fields, *, needs_value: bool) -> Presumption:
    """Give what is taken to be so when nothing is said, with its reason and its law."""
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


def read_answer(group: Fields) -> Answer:
    """Give one answer: its word, its label and what it was called before."""
    group.only(("word", "label", "formerly", "enters", "implies"))
    word = group.text("word")
    return Answer(
        word,
        group.optional("label") or word,
        group.at,
        tuple(former.text for former in group.words("formerly")),
        group.optional("enters"),
        tuple(implied.text for implied in group.words("implies")),
    )


def expression_of(group: Fields, name: str) -> Expression | None:
    """Give the condition that stands in a literal block under a key."""
    block = group.block(name)
    if block is None:
        return None
    expression, mistakes = read(block)
    group.mistakes.extend(mistakes)
    return expression


def name_at(group: Fields, name: str) -> Span:
    """Give the place of a name; that of its whole group where it is missing."""
    node = group.node.get(name)
    return group.at if node is None else node.at
