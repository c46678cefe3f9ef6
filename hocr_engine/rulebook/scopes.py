"""The names that conditions may use, by role, with their types: what `check` checks against."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import types
from hocr_engine.feel.check import check
from hocr_engine.feel.types import FeelType, Scope
from hocr_engine.rulebook.model import Book, DecisionDeclaration, DecisionKind
from hocr_engine.rulebook.steps import CountingStep
from hocr_engine.vocabulary.model import Role
from hocr_engine.vocabulary.types import things

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
        things_ = next(iter(self.of_kind.values())).things
        names: dict[str, FeelType] = _own_names(CANDIDATE)
        if step.against_register:
            names["record"] = types.ThingType(RECORD)
        else:
            names["other"] = types.ThingType(CANDIDATE)
        return Scope(names, things_)


def scopes(book: Book) -> Scopes:
    """Give the scopes of a rulebook, and what is wrong in its definitions and role names."""
    known: Mapping[str, Mapping[str, FeelType]] = things(book.vocabulary, book.rows)
    typed = {kind: dict(members) for kind, members in known.items()}
    for definition in book.vocabulary.definitions:
        typed.setdefault(definition.of, {})[definition.name] = types.ANY
    mistakes: dict[Diagnostic, None] = {}
    for _ in range(MAX_PASSES):
        mistakes.clear()
        result = _pass(book, typed, mistakes)
        changed = _retype(book, typed, result, mistakes)
        if not changed:
            break
    return Scopes(result.of_role, result.of_kind, tuple(mistakes))


def _retype(
    book: Book,
    typed: dict[str, dict[str, FeelType]],
    result: Scopes,
    mistakes: dict[Diagnostic, None],
) -> bool:
    """Work out the types of definitions once more; say whether any came out otherwise."""
    changed = False
    for definition in book.vocabulary.definitions:
        scope = result.of_kind[definition.of]
        found, more = check(definition.expression, scope)
        mistakes.update(dict.fromkeys(more))
        if typed[definition.of][definition.name] != found:
            typed[definition.of][definition.name] = found
            changed = True
    return changed


def _pass(
    book: Book, typed: dict[str, dict[str, FeelType]], mistakes: dict[Diagnostic, None]
) -> Scopes:
    of_role: dict[str, Scope] = {}
    for role in book.vocabulary.roles.values():
        of_role[role.name] = _role_scope(book, role, typed, mistakes)
    of_kind = {
        kind: of_role[book.vocabulary.role_of_kind[kind].name]
        if kind in book.vocabulary.role_of_kind
        else Scope(_own_names(kind), typed)
        for kind in typed
    }
    return Scopes(of_role, of_kind, ())


def _role_scope(
    book: Book,
    role: Role,
    typed: dict[str, dict[str, FeelType]],
    mistakes: dict[Diagnostic, None],
) -> Scope:
    names = _own_names(role.kind)
    outer = book.vocabulary.roles.get(role.within or "")
    if outer is not None:
        above = _role_scope(book, outer, typed, mistakes)
        names = {**above.names, **names}
    for name in role.names:
        found, more = check(name.path, Scope(names, typed))
        mistakes.update(dict.fromkeys(more))
        names[name.name] = found
    for decision in book.decisions.values():
        if decision.about == role.name and decision.kind is not DecisionKind.STEPS:
            names[decision.id] = answer_type(decision, book)
    return Scope(names, typed)


def _own_names(kind: str) -> dict[str, FeelType]:
    return {"this": types.ThingType(kind), "as_at": types.DATE}


def answer_type(decision: DecisionDeclaration, book: Book) -> FeelType:
    """Give the type that a decision's answer has in conditions."""
    if decision.kind is DecisionKind.REQUIREMENTS:
        return types.Words(("valid", "invalid"))
    if decision.outputs:
        return types.ContextType(
            {
                output.name: types.Words(tuple(answer.word for answer in output.answers))
                for output in decision.outputs
            }
        )
    single = _single(decision, book)
    return types.ListOf(single) if decision.kind is DecisionKind.EVERY else single


def _single(decision: DecisionDeclaration, book: Book) -> FeelType:
    if decision.answers_as is not None:
        return types.DATE_AND_TIME if decision.answers_as == "date and time" else types.NUMBER
    if decision.answers_of is not None:
        return types.Words(tuple(book.rows.get(decision.answers_of, ())))
    return types.Words(tuple(answer.word for answer in decision.answers))
