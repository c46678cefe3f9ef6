"""One question of the interview: what it asks for, what may be answered, and why it is asked."""

from __future__ import annotations

import re
from typing import Final

from attrs import field, frozen

from hocr_engine.explanation.outline import Question
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.interview import messages as say
from hocr_engine.vocabulary.model import Fact, FactType
from hocr_engine.vocabulary.values import NOT_ESTABLISHED, BadValueError, value_of

MOST_NAMED: Final = 20
_FORMS: Final = {
    FactType.NUMBER: say.NUMBER_OF,
    FactType.DATE: say.DATE_FORM,
    FactType.DATE_AND_TIME: say.MOMENT_FORM,
}


@frozen
class Choice:
    """An answer that may be given: the word that the record has for it, and how people read it."""

    word: str
    label: str


@frozen
class Asked:
    """
    One fact asked for: in words, with the answers that there may be, and the rules that wait.

    `form` says how to write an answer that is none of a list; `further` how many other facts may
    matter yet, None where all still may.
    """

    ref: FactRef
    fact: Fact
    text: str
    choices: tuple[Choice, ...]
    form: str
    waiting: tuple[str, ...]
    further: int | None
    known: tuple[str, ...] = field(repr=False)

    def value(self, text: str) -> object:
        """
        Give the value of an answer: a word or label of the list, its number, or a value as written.

        Raises BadValueError with the words for whoever answered.
        """
        text = " ".join(text.split())
        if self.fact.type is FactType.LINKS:
            return self._several(text)
        chosen = self._chosen(text)
        if self.fact.type is FactType.LINK:
            return self._one(chosen)
        if self.fact.nullable and not self.fact.not_established and chosen == say.NONE:
            return None
        if self.fact.type is FactType.YES_OR_NO:
            chosen = {say.YES: "true", say.NO: "false"}.get(chosen, chosen)
        return value_of(self.fact, chosen)

    def _chosen(self, text: str) -> str:
        """Give the word that an answer means; of what has no list, the answer itself."""
        for number, choice in enumerate(self.choices, 1):
            meant = {choice.word.lower(), choice.label.lower()}
            if text.lower() in meant or (not self.form and text == str(number)):
                return choice.word
        if self.form:
            return text
        alike = [c.label for c in self.choices if text and text.lower() in c.label.lower()]
        most = len(self.choices)
        raise BadValueError("not-an-answer", say.not_a_choice(text, most), say.did_you_mean(alike))

    def _one(self, chosen: str) -> str | None:
        if chosen == say.NONE:
            return None
        return self._fresh(1)[0] if chosen == say.NEW else chosen

    def _several(self, text: str) -> tuple[str, ...] | None:
        if text.lower() == NOT_ESTABLISHED:
            return None
        if not re.fullmatch(r"[0-9]{1,2}", text) or int(text) > MOST_NAMED:
            raise BadValueError("not-a-number", say.how_many(text, MOST_NAMED), "")
        return self._fresh(int(text))

    def _fresh(self, many: int) -> tuple[str, ...]:
        """Give ids that nothing in the record has yet."""
        kind, found = self.fact.kind or "", list[str]()
        number = 0
        while len(found) < many:
            number += 1
            if f"{kind}-{number}" not in self.known:
                found.append(f"{kind}-{number}")
        return tuple(found)


def asked(
    question: Question,
    ref: FactRef,
    fact: Fact,
    incident: Incident,
    waiting: tuple[str, ...] = (),
    further: int | None = None,
) -> Asked:
    """Give a missing fact as a question of the interview."""
    known = tuple(one.id for one in incident.elements)
    choices = _choices(fact, incident)
    form = _FORMS.get(fact.type, "") or ("" if choices else say.TEXT_FORM)
    if fact.type is FactType.LINKS:
        form = say.HOW_MANY_FORM
    return Asked(ref, fact, question.ask, choices, form, waiting, further, known)


def _choices(fact: Fact, incident: Incident) -> tuple[Choice, ...]:
    found: list[Choice] = []
    if fact.type is FactType.YES_OR_NO:
        found += [Choice(say.YES, say.YES), Choice(say.NO, say.NO)]
    if fact.type is FactType.ONE_OF:
        found += [Choice(answer.word, answer.label) for answer in fact.answers]
    if fact.type is FactType.LINK:
        found += [Choice(one.id, one.id) for one in incident.of_kind(fact.kind or "")]
        found.append(Choice(say.NEW, say.NOT_YET_NAMED))
    if fact.not_established and NOT_ESTABLISHED not in {one.word for one in found}:
        found.append(Choice(NOT_ESTABLISHED, NOT_ESTABLISHED))
    elif fact.nullable and not fact.not_established:
        found.append(Choice(say.NONE, say.NOBODY))
    return tuple(found)
