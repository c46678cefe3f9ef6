"""What a condition asks of a fact, in words: under 18, not a dwelling, one of several."""

from __future__ import annotations

from typing import Final

from hocr_engine.explanation.speaker import NOT_ESTABLISHED, Speaker
from hocr_engine.explanation.words import listed
from hocr_engine.feel import syntax
from hocr_engine.feel.steps import Read, Step
from hocr_engine.incident.linked import Linked
from hocr_engine.vocabulary.model import Fact

GIVEN: Final = "known"
LONGEST: Final = 100
_OPERATORS: Final = {
    "=": "{}",
    "!=": "not {}",
    "<": "under {}",
    "<=": "{} or under",
    ">": "over {}",
    ">=": "{} or over",
}


def asked(speaker: Speaker, step: Step) -> str:
    """Give what a step asks of what it read; nothing where that is no plain comparison."""
    match step.expression:
        case syntax.Comparison(operator="!=", right=syntax.Literal(value=None)):
            return GIVEN
        case syntax.Comparison(operator=operator, right=syntax.Literal(value=value)):
            read = step.parts[0].read
            word = _word(speaker, read, value)
            return _OPERATORS[operator].format(word) if word else ""
        case syntax.In(tests=tests):
            words = [_test(speaker, step.parts[0].read, test) for test in tests]
            named = listed(words, "or") if all(words) else ""
            return named if len(named) <= LONGEST else f"one of {len(tests)} answers"
        case _:
            return ""


def _test(speaker: Speaker, read: Read | None, test: syntax.Expression) -> str:
    return _word(speaker, read, test.value) if isinstance(test, syntax.Literal) else ""


def _word(speaker: Speaker, read: Read | None, value: object) -> str:
    if read is None:
        return ""
    if isinstance(read.thing, Linked):
        fact = speaker.book.vocabulary.kinds[read.thing.kind].facts.get(read.name)
        return _fact_word(speaker, fact, value)
    decision = speaker.book.decisions.get(read.name)
    return "" if decision is None else speaker.answer(decision, value)


def _fact_word(speaker: Speaker, fact: Fact | None, value: object) -> str:
    if value is None:
        return NOT_ESTABLISHED if fact is not None and fact.not_established else "none"
    return speaker.value(value, fact)
