"""Words for what a decision is about: its things, facts, answers and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from attrs import field, frozen

from hocr_engine.explanation import phrases, words
from hocr_engine.feel.values import Maybe, OneOf, YearsMonths, is_undecided
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import Element, FactRef, moment_of
from hocr_engine.rulebook.law import page_of
from hocr_engine.rulebook.model import Book, DecisionDeclaration, Rule, Template
from hocr_engine.vocabulary.model import Fact, FactType

NOT_KNOWN = "not known"
NOT_ESTABLISHED = "not established"
ANOTHER = "another not known yet"
ONE = "one not known yet"
MOST_TOLD = 8

Place = tuple[str, str]


@frozen(slots=False)
class Speaker:
    """
    Gives the words for one subject of a decision and for all that it leads to.

    `opened` holds the definitions whose conditions have been told, so that each is told once;
    `beside` the things that only sentences about two of them may name.
    """

    book: Book
    subject: Linked = field(repr=False)
    opened: set[tuple[str, str, str]] = field(factory=set, repr=False)
    beside: Mapping[str, Linked] = field(factory=dict, repr=False)

    @cached_property
    def names(self) -> Mapping[str, object]:
        """Give the names that sentences about the subject may use."""
        return self.subject.world.names(self.subject)

    def fill(self, sentence: Template) -> str:
        """Give a sentence with its places filled."""
        return "".join(
            part if isinstance(part, str) else self._place(part) for part in sentence.parts
        )

    def rule(self, rule: Rule) -> str:
        """Give the reason, or the remark, of a rule in words."""
        said = rule.because or rule.note
        return "" if said is None else self.fill(said)

    def _place(self, path: tuple[str, ...]) -> str:
        first, *rest = path
        if not rest and first in self._labels:
            return self._labels[first]
        value: object = self.beside[first] if first in self.beside else self.names[first]
        fact = None
        for name in rest:
            if not isinstance(value, Linked):
                break
            fact = self.book.vocabulary.kinds[value.kind].facts.get(name)
            value = value.member(name)
        decision = self.book.decisions.get(first)
        if decision is not None:
            return self.answer(decision, value)
        return self.value(value, fact)

    def label_of(self, name: str) -> str:
        """Give what a name that conditions use stands for, or nothing where it has no label."""
        return self._labels.get(name, "")

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        role = self.book.vocabulary.role_of_kind.get(self.subject.kind)
        found: dict[str, str] = {}
        while role is not None:
            found.setdefault("this", role.label)
            found |= {name.name: name.label for name in role.names if name.name not in found}
            role = self.book.vocabulary.roles.get(role.within or "")
        return found

    def thing(self, kind: str, element_id: str) -> str:
        """Give what a thing is called: by its part in the matter, or as one of its kind."""
        known = self._things.get((kind, element_id))
        return known if known is not None else self._one_of_its_kind(kind, element_id)

    def _one_of_its_kind(self, kind: str, element_id: str) -> str:
        label = self.book.vocabulary.kinds[kind].label
        same = self._in_order.get(kind, ())
        if element_id not in same or len(same) == 1:
            return label
        return words.nth(label, same.index(element_id) + 1)

    @cached_property
    def _in_order(self) -> Mapping[str, tuple[str, ...]]:
        """Give the ids of each kind, those that became known at some time in that order."""
        incident = self.subject.world.incident

        def when(element: Element) -> float:
            at = moment_of(element, self.book.vocabulary.kinds[element.kind].known)
            return 0.0 if at is None else at.timestamp()

        return {
            kind: tuple(element.id for element in sorted(found.values(), key=when))
            for kind, found in incident.by_kind.items()
        }

    @cached_property
    def _things(self) -> Mapping[Place, str]:
        """Give what the things that play a part are called, and those that belong to them."""
        found: dict[Place, str] = {}
        for thing, label in self._players():
            found.setdefault((thing.kind, thing.id), label)
            for owned, name in self._owned(thing, label):
                found.setdefault((owned.kind, owned.id), name)
        return found

    def _players(self) -> Iterator[tuple[Linked, str]]:
        role = self.book.vocabulary.role_of_kind.get(self.subject.kind)
        thing: object = self.subject
        while role is not None and isinstance(thing, Linked):
            yield thing, role.label
            for name in role.names:
                value = self.names.get(name.name)
                if isinstance(value, Linked):
                    yield value, name.label
            thing = thing.member(role.by) if role.by else None
            role = self.book.vocabulary.roles.get(role.within or "")

    def _owned(self, thing: Linked, label: str) -> Iterator[tuple[Linked, str]]:
        """Give the parts of a thing, and those who together are it."""
        for fact in self.book.vocabulary.kinds[thing.kind].facts.values():
            if fact.type is FactType.PART:
                part = thing.member(fact.name)
                if isinstance(part, Linked):
                    yield part, self.book.vocabulary.kinds[part.kind].label
            if fact.type is FactType.LINKS and fact.not_established:
                members = thing.member(fact.name)
                for number, member in enumerate(members if isinstance(members, list) else (), 1):
                    several = isinstance(members, list) and len(members) > 1
                    yield member, words.nth(label, number) if several else label

    def fact(self, ref: FactRef) -> str:
        """Give what a fact is called, as the victim's age."""
        return self.about(self._declared_label(ref.kind, ref.name), ref.kind, ref.id)

    def about(self, text: str, kind: str, element_id: str) -> str:
        """Give a text of the vocabulary with the thing named that it is about."""
        return text.replace("{thing}", self.thing(kind, element_id))

    def _declared_label(self, kind: str, name: str) -> str:
        fact = self.book.vocabulary.kinds[kind].facts.get(name)
        if fact is not None:
            return fact.label
        versions = self.book.vocabulary.definitions_of(kind, name)
        return versions[-1].label if versions else name.replace("_", " ")

    def value(self, value: object, fact: Fact | None = None) -> str:
        """Give a value in words."""
        match value:
            case None:
                none = fact is not None and fact.not_established
                return NOT_ESTABLISHED if none else "none"
            case bool():
                return "yes" if value else "no"
            case Decimal():
                return words.number(value, fact.unit if fact else "")
            case datetime():
                return words.moment(value)
            case date():
                return words.day(value)
            case timedelta():
                return words.length(value)
            case YearsMonths():
                return words.counted(value.total, "month")
            case str():
                return self._text(value, fact)
            case Linked():
                return self.thing(value.kind, value.id)
            case list():
                return words.listed(self.value(element, fact) for element in value) or "none"
            case Maybe():
                return f"perhaps {self.value(value.value, fact)}"
            case OneOf():
                return words.listed([self.value(o, fact) for o in value.options], "or")
        return NOT_KNOWN

    def _text(self, value: str, fact: Fact | None) -> str:
        known = fact.answer(value) if fact is not None else None
        if known is not None:
            return known.label
        if fact is not None and fact.type is FactType.CODE:
            return self._listed_row(fact.kind or "", value)
        return f"“{words.harmless(value)}”"

    def answer(self, decision: DecisionDeclaration, value: object) -> str:
        """Give the answer of a decision in words."""
        match value:
            case str():
                known = decision.answer(value)
                if known is not None:
                    return known.label
                return self._listed_row(decision.answers_of or "", value)
            case None:
                return "none"
            case Mapping():
                return "; ".join(self.answer(decision, part) for part in value.values())
            case list():
                shown = [self.answer(decision, part) for part in value[:MOST_TOLD]]
                more = [phrases.more(len(value) - MOST_TOLD)] if len(value) > MOST_TOLD else []
                return "; ".join((*shown, *more)) or "none"
            case Maybe():
                return f"perhaps {self._either(decision, value.value)}"
            case OneOf():
                return self._either(decision, value)
            case _:
                return NOT_KNOWN if is_undecided(value) else self.value(value)

    def _either(self, decision: DecisionDeclaration, value: object) -> str:
        """Give what an answer may be, each once and not too many of them."""
        options = value.options if isinstance(value, OneOf) else (value,)
        told = dict.fromkeys(self.answer(decision, option) for option in options)
        known = [one for one in told if one != NOT_KNOWN]
        shown = known[:MOST_TOLD]
        if len(known) > len(shown):
            shown.append(f"another of {len(known)}")
        elif NOT_KNOWN in told:
            shown.append(ANOTHER if known else ONE)
        return words.listed(shown, "or")

    def _listed_row(self, kind: str, key: str) -> str:
        row = self.book.rows.get(kind, {}).get(key)
        title = None if row is None else row.facts.get("title")
        return f"{words.harmless(key)} {title}" if isinstance(title, str) else words.harmless(key)


def pages(law: tuple[str, ...]) -> tuple[str, ...]:
    """Give the pages on which some statements of the law stand, each once."""
    return tuple(dict.fromkeys(page_of(one) for one in law))
