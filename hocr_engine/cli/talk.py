"""The conversation of `hocr ask`: questions out, answers in, the record kept after each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from attrs import define

from hocr_engine.cli.replacing import replace
from hocr_engine.cli.terminal import Screen
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import brief
from hocr_engine.explanation.layout import Line, Piece, Tone, wrapped
from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import Incident, IncidentError
from hocr_engine.incident.read import INCIDENT_FORMAT
from hocr_engine.interview import Asked, Interview, begin, carried, first_question, with_report
from hocr_engine.interview import messages as say
from hocr_engine.rulebook.model import Book
from hocr_engine.vocabulary.values import BadValueError

PROMPT: Final = "> "


class NotKeptError(Exception):
    """The record cannot be written where it was to be kept."""


@define
class Talk:
    """The conversation; `save` is where the record is kept, None where it is shown at the end."""

    book: Book
    screen: Screen
    save: Path | None

    def begin(self, on: date | None) -> Interview | None:
        """Give the interview about a new report, once its time of receipt is known."""
        self.say(first_question(self.book), Tone.ANSWER)
        self.say(say.MOMENT_FORM, Tone.ASIDE)
        for text in self.answers():
            if text.lower() in say.STOP:
                break
            try:
                return begin(self.book, text, on=on)
            except IncidentError as error:
                self.say(error.diagnostics[0].message)
        return None

    def further_report(self, now: Interview, received_at: str) -> Interview | None:
        """Give the interview after a further report, once it is known what that is about."""
        asked = carried(self.book, now.incident)
        self.show(asked)
        for text in self.answers():
            if text.lower() in say.STOP:
                break
            try:
                return with_report(now, received_at, asked, text)
            except BadValueError as error:
                self.wrong(error)
            except IncidentError as error:
                self.say(error.diagnostics[0].message)
        return None

    def through(self, now: Interview) -> Interview:
        """Give the interview when nothing is left to ask, or whoever answers stops."""
        self.keep(now.incident)
        while (asked := self.ask(now)) is not None:
            then = self.after(now, asked)
            if then is None:
                return now
            now = then
            self.keep(now.incident)
        otherwise = self.presumed(now)
        return now if otherwise is None else self.through(otherwise)

    def after(self, now: Interview, asked: Asked) -> Interview | None:
        """Give the interview after the answer to a question; None where whoever answers stops."""
        for text in self.answers():
            word = text.lower()
            if word in say.STOP:
                return None
            if word in say.WHY:
                self.why(now, asked)
                continue
            then = self.take(now, asked, text)
            if then is not None:
                return then
        return None

    def take(self, now: Interview, asked: Asked, text: str) -> Interview | None:
        """Give the interview after an answer, or None after saying what is wrong with it."""
        word = text.lower()
        if word in say.BACK:
            return now.before or now
        if word in say.SKIP:
            return now.do_not_know()
        try:
            then = now.told(asked, text)
        except BadValueError as error:
            self.wrong(error)
            return None
        added = then.added_by(asked)
        if added:
            self.say(say.added(added), Tone.ASIDE)
        return then

    def presumed(self, now: Interview) -> Interview | None:
        """Show what is taken for granted; give the interview once something of it is corrected."""
        if not now.presumed:
            return None
        self.say("")
        self.say(say.PRESUMED, Tone.ANSWER)
        for number, one in enumerate(now.presumed, 1):
            self.screen.show(wrapped(one.because, self.screen.width, 2, label=str(number)))
        self.say(say.OTHERWISE, Tone.ASIDE)
        for text in self.answers():
            if not text or text.lower() in (*say.STOP, *say.SKIP):
                break
            if text.lower() in say.BACK:
                return now.before or now
            if text.isdigit() and 1 <= int(text) <= len(now.presumed):
                asked = now.presumed[int(text) - 1].asked
                self.show(asked)
                return self.after(now, asked)
            self.say(say.not_listed(text, len(now.presumed)))
        return None

    def ask(self, now: Interview) -> Asked | None:
        """Show the next question and how many more may follow; give it if there is one."""
        asked = now.question
        if asked is None:
            return None
        self.say("")
        self.say(say.progress(len(now.asked) + 1, asked.further), Tone.ASIDE)
        self.show(asked)
        return asked

    def show(self, asked: Asked) -> None:
        """Show a question with its answers, or how to write one."""
        self.say(asked.text, Tone.ANSWER)
        if asked.is_numbered:
            for key, choice in zip(asked.keys, asked.choices, strict=True):
                self.screen.show(wrapped(choice.label, self.screen.width, 2, label=key))
        words = () if asked.is_numbered else asked.choices
        if asked.form:
            self.say(say.or_else(asked.form, [choice.word for choice in words]), Tone.ASIDE)

    def why(self, now: Interview, asked: Asked) -> None:
        """Tell which rules wait for the answer, and what each answer leads to where few."""
        for title in asked.waiting[: say.MOST_RULES] or (say.ALL_WAIT,):
            self.screen.show(wrapped(title, self.screen.width, 2, label="-"))
        if len(asked.waiting) > say.MOST_RULES:
            self.say(say.more_rules(len(asked.waiting) - say.MOST_RULES))
        for answer, comes_to in now.leads_to(asked):
            text = say.leads_to(answer, comes_to)
            self.screen.show(wrapped(text, self.screen.width, 2, label="="))

    def answers(self) -> Iterator[str]:
        """Give what is typed or piped in, a line at a time, until it ends or is broken off."""
        while True:
            sys.stdout.write(PROMPT)
            sys.stdout.flush()
            try:
                line = sys.stdin.readline(say.LONGEST_ANSWER)
            except KeyboardInterrupt:
                line = ""
            if not line:
                self.say("")
                return
            if not sys.stdin.isatty():
                self.screen.write(line if line.endswith("\n") else f"{line}\n")
            yield " ".join(line.split())

    def keep(self, incident: Incident) -> None:
        """Write the record to its file, if it has one; raises NotKeptError."""
        if self.save is None:
            return
        try:
            replace(self.save, self.written(incident))
        except OSError as error:
            why = (error.strerror or "").lower()
            raise NotKeptError(say.not_kept(str(self.save), why)) from None

    def written(self, incident: Incident) -> str:
        """Give the record as a file."""
        return long_form(incident, self.book.vocabulary, INCIDENT_FORMAT)

    def end(self, now: Interview) -> int:
        """Show the decision, and the record or where it is kept."""
        self.say("")
        told = outline(now.decision, whole=False)
        kept = "" if self.save is None else str(self.save)
        self.screen.show(brief(told, self.screen.width, kept))
        if self.save is not None:
            self.say(say.kept(kept), Tone.ASIDE)
            return 0
        self.say("")
        self.say(say.RECORD, Tone.ASIDE)
        self.screen.write(self.written(now.incident))
        return 0

    def wrong(self, error: BadValueError) -> None:
        """Say why an answer is none, and how to give one."""
        self.say("; ".join(filter(None, (str(error), error.fix))))

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show a sentence."""
        line: Line = (Piece(text, tone),)
        self.screen.show([line] if len(text) < self.screen.width else self._wrapped(text, tone))

    def _wrapped(self, text: str, tone: Tone) -> Iterator[Line]:
        return wrapped(text, self.screen.width, 0, tone=tone)
