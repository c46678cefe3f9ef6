"""What the vocabulary declares: kinds of things, their facts, roles and definitions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property

from attrs import field, frozen

from hocr_engine.feel.syntax import Expression
from hocr_engine.text import Span


class FactType(Enum):
    """What a fact's value is; the value of each member is the word in vocabulary files."""

    YES_OR_NO = "yes or no"
    NUMBER = "number"
    TEXT = "text"
    ONE_OF = "one of"
    DATE = "date"
    DATE_AND_TIME = "date and time"
    CODE = "code"
    LINK = "link"
    LINKS = "links"
    PART = "part"


@frozen
class Answer:
    """A word that a fact or a decision may have for its value, and how people read it."""

    word: str
    label: str
    at: Span = field(eq=False, repr=False)
    formerly: tuple[str, ...] = ()
    enters: str | None = None
    implies: tuple[str, ...] = ()


@frozen
class Presumption:
    """What is taken to be so when a fact is left out, why, and by which paragraph."""

    value: str | None
    because: str
    law: tuple[str, ...]
    at: Span = field(eq=False, repr=False)
    where: Expression | None = None


@frozen
class Fact:
    """One thing that a record may say about an element of a kind."""

    name: str
    label: str
    type: FactType
    at: Span = field(eq=False, repr=False)
    ask: str = ""
    answers: tuple[Answer, ...] = ()
    kind: str | None = None
    unit: str = ""
    nullable: bool = False
    not_established: bool = False
    required: bool = False
    judged: bool = False
    changeable: bool = True
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    presume: Presumption | None = None
    through: str | None = None
    pick: str | None = None
    by: str | None = None
    by_key: str | None = None
    matching: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Say whether records give this fact, and do not have it worked out from links."""
        return self.through is None and self.by_key is None and not self.matching

    def answer(self, word: str) -> Answer | None:
        """Give the answer with this word, under its present or a former name."""
        return next((a for a in self.answers if word == a.word or word in a.formerly), None)


@frozen(slots=False)
class Kind:
    """A kind of thing that records hold: where records list it, and its facts."""

    name: str
    label: str
    facts: Mapping[str, Fact]
    at: Span = field(eq=False, repr=False)
    section: str | None = None
    presume_none: Presumption | None = None
    data: str | None = None
    key: str | None = None
    decides: bool = True
    known: str | None = None
    listed_from: str | None = None
    listed_until: str | None = None

    @cached_property
    def former_names(self) -> Mapping[str, str]:
        """Give the present name of each fact by its former names."""
        return {old: fact.name for fact in self.facts.values() for old in fact.formerly}


@frozen
class RoleName:
    """A name that conditions about a role may use, and the path that it stands for."""

    name: str
    label: str
    path: Expression
    at: Span = field(eq=False, repr=False)


@frozen
class Role:
    """A part that a kind plays in decisions, with the names that conditions may use there."""

    name: str
    kind: str
    label: str
    at: Span = field(eq=False, repr=False)
    names: tuple[RoleName, ...] = ()
    within: str | None = None
    by: str | None = None
    happened: Expression | None = None
    ended: Expression | None = None


@frozen
class Definition:
    """A name for a condition over a kind's facts, with the law that it states."""

    name: str
    of: str
    label: str
    law: tuple[str, ...]
    since: date | None
    until: date | None
    expression: Expression = field(eq=False, repr=False)
    at: Span = field(eq=False, repr=False)
    certainty: str = ""

    def in_force(self, on: date) -> bool:
        """Say whether the definition holds on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@frozen(slots=False)
class Vocabulary:
    """All kinds, roles and definitions of a rulebook."""

    kinds: Mapping[str, Kind]
    roles: Mapping[str, Role]
    definitions: tuple[Definition, ...] = ()

    @cached_property
    def sections(self) -> Mapping[str, Kind]:
        """Give the kinds by the list under which records hold them."""
        return {kind.section: kind for kind in self.kinds.values() if kind.section}

    @cached_property
    def role_of_kind(self) -> Mapping[str, Role]:
        """Give the role that a kind plays, for the kinds that play one."""
        return {role.kind: role for role in self.roles.values()}

    def definitions_of(self, kind: str, name: str) -> tuple[Definition, ...]:
        """Give the versions of a definition, in the order written."""
        return self._definitions.get((kind, name), ())

    @cached_property
    def _definitions(self) -> Mapping[tuple[str, str], tuple[Definition, ...]]:
        found: dict[tuple[str, str], tuple[Definition, ...]] = {}
        for definition in self.definitions:
            key = (definition.of, definition.name)
            found[key] = (*found.get(key, ()), definition)
        return found
