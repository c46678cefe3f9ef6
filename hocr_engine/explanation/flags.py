"""The flags of a crime's record in words: those it carries, those still open, and the others."""

from __future__ import annotations

from hocr_engine.decision.entering import FLAGS
from hocr_engine.decision.model import Action, Flag
from hocr_engine.explanation.grounds import question
from hocr_engine.explanation.outline import Flags, OpenFlag, Sentence
from hocr_engine.explanation.reasons import laws
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.linked import facts_awaited
from hocr_engine.rulebook.model import Book
from hocr_engine.vocabulary.model import Answer


def flags(book: Book, action: Action) -> Flags | None:
    """Give the flags of the record that an action makes or changes; None where it has none."""
    if action.flags is None:
        return None
    speaker, answers = Speaker(book, action.subject), book.making[FLAGS].answers
    label = {answer.word: answer.label for answer in answers}
    sure = {flag.word for flag in action.flags if flag.is_sure}
    told = {flag.word for flag in action.flags}
    return Flags(
        tuple(_carried(flag, label[flag.word]) for flag in action.flags if flag.is_sure),
        tuple(_open(speaker, flag, label[flag.word]) for flag in action.flags if not flag.is_sure),
        tuple(one.label for one in answers if one.word not in told and _could_be(one, sure)),
    )


def _carried(flag: Flag, label: str) -> Sentence:
    law = tuple(dict.fromkeys(one for rule in flag.rules for one in laws(rule.law)))
    return Sentence(label, law, ", ".join(rule.id for rule in flag.rules))


def _open(speaker: Speaker, flag: Flag, label: str) -> OpenFlag:
    asked = (question(speaker, ref) for ref in facts_awaited(flag.awaits))
    return OpenFlag(label, tuple(asked))


def _could_be(answer: Answer, sure: set[str]) -> bool:
    """Say whether a flag is worth naming as not set: not where one that it implies is not set."""
    return all(word in sure for word in answer.implies)
