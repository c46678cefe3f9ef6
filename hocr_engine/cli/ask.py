"""`hocr ask`: an interview that ends in a decision."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click
from attrs import define

from hocr_engine.cli.options import on_option
from hocr_engine.cli.read_incidents import rows
from hocr_engine.cli.replacing import replace
from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option, show_mistakes
from hocr_engine.cli.terminal import Screen
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import brief
from hocr_engine.explanation.layout import Line, Piece, Tone, wrapped
from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import Incident, IncidentError
from hocr_engine.incident.read import INCIDENT_FORMAT
from hocr_engine.interview import Asked, Interview, begin, first_question
from hocr_engine.interview import messages as say
from hocr_engine.rulebook.model import Book
from hocr_engine.vocabulary.values import BadValueError

PROMPT: Final = "> "


@click.command()
@click.argument("file", required=False)
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT",
    help="Write the record there after every answer; `hocr ask OUT` goes on from it.",
)
@on_option
@rules_option
def command(file: str | None, save: Path | None, on: date | None, rules: Path | None) -> int:
    """
    Ask for what a decision needs, one question at a time, and give the decision.

    Without FILE a new record is begun; with the FILE of one incident, what is missing from it is
    asked for. Answer with a number, a word or a value; `?` tells why something is asked, `back`
    takes the last answer back, `skip` is for what nobody knows, and `stop` ends the interview.

    \b
    Examples:
      hocr ask --save incident.yaml
      hocr ask incident.yaml --save incident.yaml
      hocr ask < answers.txt
    """
    book = open_book(root_of(rules))
    if book is None:
        return UNREADABLE
    talk = Talk(book, Screen(), save)
    first = _new(talk, on) if file is None else _given(book, file, on)
    if first is None:
        return UNREADABLE
    try:
        return talk.end(talk.through(first))
    except NotKeptError as error:
        click.echo(str(error), err=True)
        return UNREADABLE


def _given(book: Book, file: str, on: date | None) -> Interview | None:
    """Give the interview about the one incident of a file, or None after saying what is wrong."""
    found = list(rows((file,), book))
    for row in found:
        show_mistakes(row.mistakes)
    if len(found) != 1 or found[0].incident is None:
        if len(found) != 1:
            click.echo(say.not_one_incident(len(found)), err=True)
        return None
    return Interview(book, found[0].incident, on=on)


def _new(talk: Talk, on: date | None) -> Interview | None:
    """Give the interview about a new report, once its time of receipt is known."""
    talk.say(first_question(talk.book))
    talk.say(say.MOMENT_FORM, Tone.ASIDE)
    for text in talk.answers():
        try:
            return begin(talk.book, text, on=on)
        except IncidentError as error:
            talk.say(error.diagnostics[0].message)
    return None


class NotKeptError(Exception):
    """The record cannot be written where it was to be kept."""


@define
class Talk:
    """The conversation: questions out, answers in, the record kept after each."""

    book: Book
    screen: Screen
    save: Path | None

    def through(self, now: Interview) -> Interview:
        """Give the interview when nothing is left to ask, or whoever answers stops."""
        self.keep(now.incident)
        question = self.ask(now)
        for text in self.answers() if question is not None else ():
            word = text.lower()
            if word in say.STOP:
                break
            if word in say.WHY:
                self.why(now.question)
                continue
            then = self.take(now, word, text)
            if then is None:
                continue
            now = then
            self.keep(now.incident)
            if self.ask(now) is None:
                break
        return now

    def take(self, now: Interview, word: str, text: str) -> Interview | None:
        """Give the interview after an answer, or None after saying what is wrong with it."""
        if word in say.BACK:
            return now.before or now
        if word in say.SKIP:
            return now.do_not_know()
        try:
            return now.answer(text)
        except BadValueError as error:
            self.say("; ".join(filter(None, (str(error), error.fix))))
            return None

    def ask(self, now: Interview) -> Asked | None:
        """Show the question, its answers and how many more may follow; give it if there is one."""
        asked = now.question
        if asked is None:
            return None
        self.say("")
        self.say(say.progress(len(now.asked) + 1, asked.further), Tone.ASIDE)
        self.say(asked.text, Tone.ANSWER)
        if asked.form:
            self.say(say.or_else(asked.form, [choice.word for choice in asked.choices]), Tone.ASIDE)
            return asked
        for number, choice in enumerate(asked.choices, 1):
            self.screen.show(wrapped(choice.label, self.screen.width, 2, label=str(number)))
        return asked

    def why(self, asked: Asked | None) -> None:
        """Tell which rules wait for the answer."""
        waiting = () if asked is None else asked.waiting
        for title in waiting[: say.MOST_RULES] or (say.ALL_WAIT,):
            self.screen.show(wrapped(title, self.screen.width, 2, label="-"))
        if len(waiting) > say.MOST_RULES:
            self.say(say.more_rules(len(waiting) - say.MOST_RULES))

    def answers(self) -> Iterator[str]:
        """Give what is typed or piped in, a line at a time, until it ends."""
        while True:
            sys.stdout.write(PROMPT)
            sys.stdout.flush()
            line = sys.stdin.readline(say.LONGEST_ANSWER)
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
        """Show the decision, and the record where it is in no file."""
        self.say("")
        told = outline(now.decision, whole=False)
        self.screen.show(brief(told, self.screen.width, ""))
        if self.save is None:
            self.say("")
            self.say(say.RECORD, Tone.ASIDE)
            self.screen.write(self.written(now.incident))
        return 0

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show a sentence."""
        line: Line = (Piece(text, tone),)
        self.screen.show([line] if len(text) < self.screen.width else self._wrapped(text, tone))

    def _wrapped(self, text: str, tone: Tone) -> Iterator[Line]:
        return wrapped(text, self.screen.width, 0, tone=tone)
