"""How the count came about: what a crime is part of, and what counts with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from hocr_engine.decision.model import Action, Relation
from hocr_engine.explanation import messages as say
from hocr_engine.explanation.headline import named
from hocr_engine.explanation.outline import Sentence
from hocr_engine.explanation.reasons import laws
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.steps import ONE_WITH

IT = "it"


def counted(book: Book, action: Action) -> tuple[Sentence, ...]:
    """Give how a crime stands to others and to the register, each relation with its rule."""
    own = dict.fromkeys(relation_told(book, relation) for relation in action.relations)
    return (*own, *_others(book, action))


def _others(book: Book, action: Action) -> Iterator[Sentence]:
    """Give what counts with a crime, those alike said together."""
    within = {one.slot: named(book, one.entered) for one in action.includes}
    ways: dict[tuple[str, bool, str, Sentence], list[str]] = {}
    for one in action.includes:
        whole = within.get(one.relation.to, IT)
        is_one = one.relation.kind == ONE_WITH
        way = (one.slot, is_one, whole, relation_told(book, one.relation))
        ways.setdefault(way, []).append(named(book, one.entered))
    found = Counter(
        (tuple(crimes), is_one, whole, reason)
        for (_, is_one, whole, reason), crimes in ways.items()
    )
    for (crimes, is_one, whole, reason), number in found.items():
        head = (say.one_with if is_one else say.part_of)(say.one_of(crimes), whole, number)
        yield evolve(reason, text=head + reason.text)


def relation_told(book: Book, relation: Relation) -> Sentence:
    """Give the reason of the rule by which a crime stands to another or to a record."""
    speaker = Speaker(
        book, relation.this, beside={"other": relation.other, "record": relation.other}
    )
    rule = relation.rule
    return Sentence(speaker.rule(rule), laws(rule.law), rule.id, rule.interpretation)
