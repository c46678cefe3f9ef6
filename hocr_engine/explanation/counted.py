"""How the count came about: what a crime is part of, and what counts with it."""

from __future__ import annotations

from hocr_engine.decision.model import Action, Relation
from hocr_engine.explanation import messages as say
from hocr_engine.explanation.headline import named
from hocr_engine.explanation.outline import Sentence
from hocr_engine.explanation.reasons import laws
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.rulebook.model import Book


def counted(book: Book, action: Action) -> tuple[Sentence, ...]:
    """Give how a crime stands to others and to the register, each relation with its rule."""
    own = [_sentence(book, relation, "") for relation in action.relations]
    others = [
        _sentence(book, one.relation, say.counts_with(named(book, one.entered)))
        for one in action.includes
    ]
    return tuple(dict.fromkeys((*own, *others)))


def _sentence(book: Book, relation: Relation, lead: str) -> Sentence:
    speaker = Speaker(
        book, relation.this, beside={"other": relation.other, "record": relation.other}
    )
    return Sentence(lead + speaker.rule(relation.rule), laws(relation.rule.law), relation.rule.id)
