"""The names that conditions may use, by role, with their types: what `check` checks against."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import types
from hocr_engine.feel.check import check
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.types import FeelType, Limits, Period, Scope
from hocr_engine.rulebook.model import Book, DecisionDeclaration, DecisionKind
from hocr_engine.rulebook.steps import CountingStep
from hocr_engine.vocabulary.model import Role
from hocr_engine.vocabulary.types import labels, limits, things, words

MAX_PASSES = 10
CANDIDATE = "candidate"
RECORD = "record"


@frozen
class Scopes:
    """The scope of each role and of each kind, with every definition typed."""

    of_role: Mapping[str, Scope]
    of_kind: Mapping[str, Scope]
    mistakes: tuple[Diagnostic, ...]

    def of_step(self, step: CountingStep) -> Scope:
        """Give the scope of a step's rules: this possible crime, and the other or the record."""
        any_scope = next(iter(self.of_kind.values()))
        names: dict[str, FeelType] = _own_names(CANDIDATE)
        if step.against_register:
            names["record"] = types.ThingType(RECORD)
        else:
            names["other"] = types.ThingType(CANDIDATE)
        return Scope(
            names, any_scope.things, any_scope.limits, member_labels=any_scope.member_labels
        )


@frozen
class _Typing:
    """What types are worked out from, the types so far, and what was found wrong on the way."""

    book: Book
    typed: dict[str, dict[str, FeelType]]
    limits: Mapping[str, Mapping[str, Limits]]
    labels: Mapping[str, Mapping[str, str]]
    mistakes: dict[Diagnostic, None] = field(factory=dict)

    def scope(self, names: Mapping[str, FeelType], called: Mapping[str, str]) -> Scope:
        """Give the scope with these names, and what they are called."""
        return Scope(names, self.typed, self.limits, called, self.labels)

    def check(
        self, expression: Expression, scope: Scope, period: Period = (None, None)
    ) -> FeelType:
        """Give the type of an expression, and keep what is wrong with it."""
        found, more = check(expression, scope, house=True, period=period)
        self.mistakes.update(dict.fromkeys(more))
        return found


def scopes(book: Book) -> Scopes:
    """Give the scopes of a rulebook, and what is wrong in its definitions and role names."""
    known = things(book.vocabulary, book.listed)
    typing = _Typing(book, known, limits(book.vocabulary), labels(book.vocabulary))
    for definition in book.vocabulary.definitions:
        typing.typed.setdefault(definition.of, {})[definition.name] = types.ANY
    for _ in range(MAX_PASSES):
        typing.mistakes.clear()
        result = _pass(typing)
        if not _retype(typing, result):
            break
    return Scopes(result.of_role, result.of_kind, tuple(typing.mistakes))


def _retype(typing: _Typing, result: Scopes) -> bool:
    """Work out the types of definitions once more; say whether any came out otherwise."""
    changed = False
    for definition in typing.book.vocabulary.definitions:
        scope = result.of_kind[definition.of]
        found = typing.check(definition.expression, scope, (definition.since, definition.until))
        if typing.typed[definition.of][definition.name] != found:
            typing.typed[definition.of][definition.name] = found
            changed = True
    return changed


def _pass(typing: _Typing) -> Scopes:
    vocabulary = typing.book.vocabulary
    of_role = {role.name: _role_scope(typing, role) for role in vocabulary.roles.values()}
    of_kind = {
        kind: of_role[vocabulary.role_of_kind[kind].name]
        if kind in vocabulary.role_of_kind
        else typing.scope(_own_names(kind), {})
        for kind in typing.typed
    }
    return Scopes(of_role, of_kind, ())


def _role_scope(typing: _Typing, role: Role) -> Scope:
    book = typing.book
    names, called = _own_names(role.kind), dict[str, str]()
    outer = book.vocabulary.roles.get(role.within or "")
    if outer is not None:
        around = _role_scope(typing, outer)
        names, called = {**around.names, **names}, dict(around.labels)
    for name in role.names:
        names[name.name] = typing.check(name.path, typing.scope(names, called))
        called[name.name] = name.label
    for decision in book.decisions.values():
        if decision.about == role.name and decision.kind is not DecisionKind.STEPS:
            names[decision.id] = answer_type(decision, book)
            called[decision.id] = decision.label
    return typing.scope(names, called)


def _own_names(kind: str) -> dict[str, FeelType]:
    return {"this": types.ThingType(kind), "as_at": types.DATE}


def answer_type(decision: DecisionDeclaration, book: Book) -> FeelType:
    """Give the type that a decision's answer has in conditions."""
    if decision.kind is DecisionKind.REQUIREMENTS:
        return types.Words(("valid", "invalid"))
    if decision.outputs:
        return types.ContextType({each.name: words(each.answers) for each in decision.outputs})
    single = _single(decision, book)
    return types.ListOf(single) if decision.kind is DecisionKind.EVERY else single


def _single(decision: DecisionDeclaration, book: Book) -> FeelType:
    if decision.answers_as is not None:
        return types.DATE_AND_TIME if decision.answers_as == "date and time" else types.NUMBER
    if decision.answers_of is not None:
        listed = book.listed.get(decision.answers_of, {})
        return types.Words(tuple(listed), listed)
    return words(decision.answers)
