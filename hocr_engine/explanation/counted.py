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
    found = Counter(
        (
            one.relation.kind == ONE_WITH,
            named(book, one.entered),
            within.get(one.relation.to, IT),
            relation_told(book, one.relation),
        )
        for one in action.includes
    )
    for (is_one, crime, whole, reason), number in found.items():
        head = (say.one_with if is_one else say.part_of)(crime, whole, number)
        yield evolve(reason, text=head + reason.text)


def relation_told(book: Book, relation: Relation) -> Sentence:
    """Give the reason of the rule by which a crime stands to another or to a record."""
    speaker = Speaker(
        book, relation.this, beside={"other": relation.other, "record": relation.other}
    )
    rule = relation.rule
    return Sentence(speaker.rule(rule), laws(rule.law), rule.id, rule.interpretation)
