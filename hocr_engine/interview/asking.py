"""One question of the interview: what it asks for, what may be answered, and why it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from attrs import field, frozen

from hocr_engine.explanation.grounds import question
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import Element, FactRef
from hocr_engine.interview import messages as say
from hocr_engine.interview.dates import as_written, day_alone
from hocr_engine.rulebook.model import Rule
from hocr_engine.vocabulary.model import Fact, FactType
from hocr_engine.vocabulary.values import NOT_ESTABLISHED, BadValueError, value_of

MOST_NAMED: Final = 20
LONGEST_NAME: Final = 100
_NAME: Final = re.compile(r"[^\W\d_][\w '’./-]*")
_FORMS: Final = {
    FactType.NUMBER: say.NUMBER_OF,
    FactType.DATE: say.DATE_FORM,
    FactType.DATE_AND_TIME: say.MOMENT_FORM,
    FactType.CODE: say.CODE_FORM,
    FactType.LINK: say.NAME_FORM,
    FactType.LINKS: say.HOW_MANY_FORM,
    FactType.TEXT: say.TEXT_FORM,
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

    `about` is the allegation, pair or request that waits for it. `form` says how to write an answer
    that is none of a list; `further` how many other facts may matter yet, None where all may.
    """

    ref: FactRef
    fact: Fact
    about: str
    text: str
    choices: tuple[Choice, ...]
    form: str
    waiting: tuple[str, ...]
    further: int | None
    known: tuple[str, ...] = field(repr=False)
    alike: tuple[str, ...] = field(repr=False)

    @property
    def is_of_things(self) -> bool:
        """Say whether people or things are the answer, which may be new to the record."""
        return self.fact.type in (FactType.LINK, FactType.LINKS)

    @property
    def is_numbered(self) -> bool:
        """Say whether an answer may be given by its number in the list."""
        return not self.form or self.fact.type is FactType.LINK

    @property
    def keys(self) -> tuple[str, ...]:
        """Give what stands before each answer of the list: its number, or words that have one."""
        words = tuple(choice.word for choice in self.choices)
        if any(word[:1].isdigit() for word in words):
            return words
        return tuple(str(number) for number in range(1, len(words) + 1))

    def value(self, text: str) -> object:
        """
        Give the value of an answer: a word or label of the list, its number, or a value as written.

        A day alone, where a time is asked for as well, stays a date. Raises BadValueError with the
        words for whoever answered.
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
        if self.fact.type in (FactType.DATE, FactType.DATE_AND_TIME):
            chosen = as_written(chosen)
        value = value_of(self.fact, chosen)
        day = day_alone(chosen) if isinstance(value, datetime) else None
        return value if day is None else day

    def _chosen(self, text: str) -> str:
        """Give the word that an answer means; of what has no list, the answer itself."""
        for key, choice in zip(self.keys, self.choices, strict=True):
            meant = {choice.word.lower(), choice.label.lower()}
            if text.lower() in meant or (self.is_numbered and text == key):
                return choice.word
        if self.form and not (self.is_numbered and text.isdigit()):
            return text
        alike = [c.label for c in self.choices if text and text.lower() in c.label.lower()]
        told = say.not_a_choice(text, self.keys)
        raise BadValueError("not-an-answer", told, say.did_you_mean(alike))

    def _one(self, chosen: str) -> str | None:
        if chosen == say.NONE:
            return None
        return self._fresh(1)[0] if chosen == say.NEW else self._named(chosen)

    def _several(self, text: str) -> tuple[str, ...] | None:
        """Give those meant by their names, or as many new ones as a number says."""
        if text.lower() == NOT_ESTABLISHED:
            return None
        if re.fullmatch(r"[0-9]+", text):
            if int(text) > MOST_NAMED:
                raise BadValueError("not-a-number", say.how_many(text, MOST_NAMED), "")
            return self._fresh(int(text))
        names = [name for name in re.split(r"\s*,\s*|\s+and\s+", text) if name]
        return tuple(dict.fromkeys(self._named(name) for name in names))

    def _named(self, name: str) -> str:
        """Give the id of somebody or something by its name: one of the record's, or a new one."""
        same = next((one for one in self.alike if name.lower() == one.lower()), None)
        if same is not None:
            return same
        new = re.sub(r"[^\w./-]+", "-", name).strip("-")[:LONGEST_NAME]
        if not _NAME.fullmatch(name) or new in self.known:
            raise BadValueError("not-a-name", say.not_a_name(name), "")
        return new

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
    speaker: Speaker,
    ref: FactRef,
    waiting: Iterable[Rule] = (),
    further: int | None = None,
) -> Asked:
    """Give a fact as a question of the interview, in the words for a decision's subject."""
    fact = speaker.book.vocabulary.kinds[ref.kind].facts[ref.name]
    incident = speaker.subject.world.incident
    same = incident.of_kind(fact.kind or "") if fact.type in (FactType.LINK, FactType.LINKS) else ()
    choices = _choices(fact, [Choice(one.id, _called(speaker, one)) for one in same])
    form = _FORMS.get(fact.type, "") or ("" if choices else say.TEXT_FORM)
    titles = tuple(dict.fromkeys(rule.title for rule in waiting))
    return Asked(
        ref,
        fact,
        allegation_of(speaker.subject),
        question(speaker, ref).ask,
        choices,
        form,
        titles,
        further,
        known=tuple(one.id for one in incident.elements),
        alike=tuple(one.id for one in same),
    )


def allegation_of(subject: Linked) -> str:
    """Give the id of the allegation that a possible crime comes of; of anything else its own."""
    vocabulary = subject.world.vocabulary
    role = vocabulary.role_of_kind.get(subject.kind)
    above = subject.member(role.by) if role is not None and role.by else None
    return above.id if isinstance(above, Linked) else subject.id


def _called(speaker: Speaker, one: Element) -> str:
    """Give what a thing is called, with the name that the record has for it."""
    return say.called(speaker.thing(one.kind, one.id), one.id)


def _choices(fact: Fact, things: Sequence[Choice]) -> tuple[Choice, ...]:
    found: list[Choice] = list(things)
    if fact.type is FactType.YES_OR_NO:
        found += [Choice(say.YES, say.YES), Choice(say.NO, say.NO)]
    if fact.type is FactType.ONE_OF:
        found += [Choice(answer.word, answer.label) for answer in fact.answers]
    if fact.type is FactType.LINK:
        found.append(Choice(say.NEW, say.NOT_YET_NAMED))
    if fact.not_established and NOT_ESTABLISHED not in {one.word for one in found}:
        found.append(Choice(NOT_ESTABLISHED, NOT_ESTABLISHED))
    elif fact.nullable and not fact.not_established:
        found.append(Choice(say.NONE, say.NOBODY))
    return tuple(found)
