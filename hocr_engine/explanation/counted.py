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


def counted(book: Book, action: Action) -> tuple[Sentence, ...]:
    """Give how a crime stands to others and to the register, each relation with its rule."""
    own = dict.fromkeys(_sentence(book, relation) for relation in action.relations)
    return (*own, *_others(book, action))


def _others(book: Book, action: Action) -> Iterator[Sentence]:
    """Give what counts with a crime, those alike said together."""
    recorded = {entered.name for entered in action.entered}
    found = Counter(
        (one.entered.name in recorded, named(book, one.entered), _sentence(book, one.relation))
        for one in action.includes
    )
    for (again, crime, reason), number in found.items():
        yield evolve(reason, text=say.count_with(crime, number, again=again) + reason.text)


def _sentence(book: Book, relation: Relation) -> Sentence:
    speaker = Speaker(
        book, relation.this, beside={"other": relation.other, "record": relation.other}
    )
    return Sentence(speaker.rule(relation.rule), laws(relation.rule.law), relation.rule.id)
