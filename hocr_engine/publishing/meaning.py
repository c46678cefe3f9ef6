"""What the names and paths of a condition stand for: what people call it, and what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve, field, frozen

from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Expression
from hocr_engine.rulebook.model import Book, DecisionDeclaration, DecisionKind
from hocr_engine.rulebook.steps import CountingStep
from hocr_engine.vocabulary.model import Definition, Fact, FactType, Role

CANDIDATE: Final = "candidate"
RECORD: Final = "record"
THING: Final = "{thing}"
CLAIM: Final = "that "
NONE: Final = "none"
NOT_ESTABLISHED: Final = "not established"
VALIDITY: Final = {"valid": "it may be done", "invalid": "it may not be done"}
_CLAUSES: Final = ("that ", "what ", "when ", "how ", "whether ", "since ", "who ", "where ")
_LINKS: Final = (FactType.LINK, FactType.LINKS, FactType.PART)
_TIMES: Final = (FactType.DATE, FactType.DATE_AND_TIME)


@frozen
class Meaning:
    """
    What something in a condition stands for: `words` name it, as a claim where they begin so.

    `kind` is the kind of a thing, or of each of `many`; `answers` are the words it may hold with
    their labels, `listed` the list whose keys it may hold; `of` names the thing that has to be
    named with all that belongs to it, being neither the subject nor one of its own.
    """

    words: str
    kind: str = ""
    many: bool = False
    answers: Mapping[str, str] = field(factory=dict, repr=False)
    listed: str = ""
    is_time: bool = False
    unit: str = ""
    absent: str = NONE
    of: str = ""

    @property
    def is_claim(self) -> bool:
        """Say whether it is something that is so or not."""
        return self.words.startswith(CLAIM)


@frozen(slots=False)
class Surroundings:
    """What a condition may name, and what that stands for."""

    book: Book = field(repr=False)
    names: Mapping[str, Meaning]

    def beside(self, name: str, meaning: Meaning) -> Surroundings:
        """Give the surroundings with one name more."""
        return evolve(self, names={**self.names, name: meaning})

    def name(self, name: str) -> Meaning:
        """Give what a name stands for."""
        known = self.names.get(name)
        return Meaning(name.replace("_", " ")) if known is None else known

    def member(self, base: Meaning, name: str) -> Meaning:
        """Give what a member of something stands for."""
        kind = self.book.vocabulary.kinds.get(base.kind)
        fact = None if kind is None else kind.facts.get(name)
        if fact is not None:
            return of_fact(base, fact)
        versions = self.book.vocabulary.definitions_of(base.kind, name)
        if versions:
            return self._of_definition(base, versions[-1])
        answered = base.answers.get(name)
        if answered is not None and base.kind.startswith("decision "):
            return self._output(base.kind.removeprefix("decision "), name)
        return Meaning(f"the {name.replace('_', ' ')} of {base.words}")

    def _output(self, decision: str, name: str) -> Meaning:
        output = next(one for one in self.book.decisions[decision].outputs if one.name == name)
        return Meaning(output.label, answers={one.word: one.label for one in output.answers})

    def _of_definition(self, base: Meaning, definition: Definition) -> Meaning:
        words = _about(definition.label, base)
        if definition.label.startswith(CLAIM):
            return Meaning(words)
        around = surroundings_of_kind(self.book, definition.of)
        return evolve(around.shape(definition.expression), words=words, of=base.of)

    def shape(self, expression: Expression) -> Meaning:
        """Give what an expression may hold, as far as that can be seen from how it is written."""
        match expression:
            case syntax.Name(name=name):
                return self.name(name)
            case syntax.Path(of=of, member=member):
                return self.member(self.shape(of), member)
            case syntax.Filter(of=of, where=where):
                found = self.shape(of)
                return evolve(found, many=found.many and not isinstance(where, syntax.Literal))
            case syntax.If(then=then, otherwise=otherwise):
                return self.shape(otherwise if _is_null(then) else then)
            case syntax.Call(arguments=(syntax.Argument(value=value), *_)):
                found = self.shape(value)
                return found if found.is_time else Meaning("")
            case syntax.Arithmetic(left=left):
                return self.shape(left)
        return Meaning("")


def _is_null(expression: Expression) -> bool:
    return isinstance(expression, syntax.Literal) and expression.value is None


def of_fact(base: Meaning, fact: Fact) -> Meaning:
    """Give what a fact of something stands for."""
    label = fact.label
    if fact.type is not FactType.YES_OR_NO and label.startswith(CLAIM):
        label = f"whether {label.removeprefix(CLAIM)}"
    words = _about(label, base)
    return Meaning(
        words=words,
        kind=(fact.kind or "") if fact.type in _LINKS else "",
        many=fact.type is FactType.LINKS or base.many,
        answers={one.word: one.label for one in fact.answers},
        listed=(fact.kind or "") if fact.type is FactType.CODE else "",
        is_time=fact.type in _TIMES,
        unit=fact.unit,
        absent=NOT_ESTABLISHED if fact.not_established else NONE,
        of=words if base.of and fact.type in _LINKS else base.of,
    )


def _about(label: str, base: Meaning) -> str:
    """Give a label with the thing named that it is about."""
    if THING in label:
        return label.replace(THING, base.words)
    if not base.of:
        return label
    return f"{label} (for {base.of})" if label.startswith(_CLAUSES) else f"{label} of {base.of}"


@frozen
class _Around:
    """The names of a role and of those that it lies within."""

    book: Book

    def names(self, role: Role) -> dict[str, Meaning]:
        outer = self.book.vocabulary.roles.get(role.within or "")
        names = {} if outer is None else self.names(outer)
        names |= {"this": Meaning(role.label, role.kind), "as_at": AS_AT}
        for name in role.names:
            found = Surroundings(self.book, names).shape(name.path)
            names[name.name] = evolve(found, words=name.label)
        for decision in self.book.decisions.values():
            if decision.about == role.name and decision.kind is not DecisionKind.STEPS:
                names[decision.id] = of_decision(decision)
        return names


AS_AT: Final = Meaning("the day whose rules are taken", is_time=True)


def of_decision(decision: DecisionDeclaration) -> Meaning:
    """Give what the answer of a decision stands for."""
    answers = {one.word: one.label for one in decision.answers}
    if decision.kind is DecisionKind.REQUIREMENTS:
        answers = VALIDITY
    if decision.outputs:
        outputs = {output.name: output.label for output in decision.outputs}
        return Meaning(decision.label, f"decision {decision.id}", answers=outputs)
    return Meaning(
        decision.label,
        many=decision.kind is DecisionKind.EVERY,
        answers=answers,
        listed=decision.answers_of or "",
        is_time=decision.answers_as == "date and time",
    )


def surroundings_of_role(book: Book, role: str) -> Surroundings:
    """Give what conditions about a role may name."""
    return Surroundings(book, _Around(book).names(book.vocabulary.roles[role]))


def surroundings_of_kind(book: Book, kind: str) -> Surroundings:
    """Give what definitions and presumptions of a kind may name."""
    role = book.vocabulary.role_of_kind.get(kind)
    if role is not None:
        return surroundings_of_role(book, role.name)
    this = Meaning(book.vocabulary.kinds[kind].label, kind)
    return Surroundings(book, {"this": this, "as_at": AS_AT})


def surroundings_of_step(book: Book, step: CountingStep) -> Surroundings:
    """Give what the rules of a step may name: this crime, and the other or the record."""
    names = {"this": Meaning("this crime", CANDIDATE, of="this crime"), "as_at": AS_AT}
    if step.against_register:
        names["record"] = Meaning("the record", RECORD, of="the record")
    else:
        names["other"] = Meaning("the other crime", CANDIDATE, of="the other crime")
    return Surroundings(book, names)
