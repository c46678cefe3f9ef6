"""The answer first: what is to be done, in a few words."""

from __future__ import annotations

from attrs import frozen

from hocr_engine.decision.entering import CRIME, making
from hocr_engine.decision.model import Action, ActionKind, Entered
from hocr_engine.decision.record import title
from hocr_engine.explanation.words import listed
from hocr_engine.rulebook.model import Book

RECORD_CRIME = "record crime"
RECORD = "record"
NO_CRIME = "no crime"
NO_NEW_CRIME = "no new crime"
OPEN_LINE = "needs facts: "


@frozen
class Headline:
    """What is to be done, and as what."""

    verb: str
    what: str
    offence: str = ""


def headline(book: Book, action: Action) -> Headline:
    """Give the answer of an action in a few words, with the offence where there is one."""
    match action.kind:
        case ActionKind.PROMOTE | ActionKind.RECLASSIFY | ActionKind.ADD_TO:
            return Headline(action.kind.value, _change(book, action), offence(book, action))
        case ActionKind.REMOVAL_DUE:
            return Headline("removal due", action.before.name if action.before else "")
        case ActionKind.NONE if action.is_crime:
            return Headline(NO_NEW_CRIME, _classes(book, action), offence(book, action))
        case ActionKind.REFER if action.is_crime:
            what = f"{_classes(book, action)} to the force crime registrar"
            return Headline("refer", what, offence(book, action))
        case ActionKind.REFER:
            return Headline("refer", "to the force crime registrar")
        case ActionKind.NEEDS_FACTS:
            return Headline("needs facts", "")
        case ActionKind.NONE:
            return Headline(NO_CRIME, _labels(book, action).removesuffix(f", {NO_CRIME}"))
        case ActionKind.RECORD if action.is_crime:
            return Headline(RECORD_CRIME, _classes(book, action), offence(book, action))
        case ActionKind.RECORD:
            return Headline(RECORD, _labels(book, action))
    return Headline(f"request {action.kind.value}", "")


def _change(book: Book, action: Action) -> str:
    """Give what a record is changed to, or what is added to it, with the title of that."""
    now = action.entered[0]
    told = action.line.removeprefix(f"{action.kind.value} ")
    if told == f"{now.name}: {now.name}":
        return named(book, now)
    return told.removesuffix(now.name) + named(book, now)


def possible(book: Book, action: Action) -> tuple[str, ...]:
    """Give what an action that is still open may come to, each in a few words."""
    if len(action.entered) == 1:
        is_open = action.line.startswith(OPEN_LINE)
        return tuple(action.line.removeprefix(OPEN_LINE).split(" | ")) if is_open else ()
    return tuple(dict.fromkeys(_outcome(book, entered) for entered in action.entered))


def named(book: Book, entered: Entered) -> str:
    """Give an entry as people name it: its class, its title and its code."""
    if entered.enters != CRIME:
        return entered.entry
    name = " ".join(filter(None, (entered.class_, title(book, "class", entered.class_))))
    code = f"({entered.code})" if entered.code else ""
    return " ".join(filter(None, (name or "class open", code)))


def offence(book: Book, action: Action) -> str:
    """Give the titles of the offences that an action may record."""
    found = {
        f"{entered.code} {title(book, 'candidates', entered.code) or ''}".strip(): None
        for entered in action.entered
        if entered.code
    }
    return listed(found, "or")


def _classes(book: Book, action: Action) -> str:
    return listed(dict.fromkeys(named(book, entered) for entered in action.entered), "or")


def _outcome(book: Book, entered: Entered) -> str:
    if entered.enters == CRIME:
        return f"record {named(book, entered)}"
    return _label(book, entered)


def _labels(book: Book, action: Action) -> str:
    return listed(dict.fromkeys(_label(book, entered) for entered in action.entered), "or")


def _label(book: Book, entered: Entered) -> str:
    """Give an entry that is no crime; its code stands first where the label does not say it."""
    decision = book.making["entry"]
    answer = decision.answer(entered.entry)
    label = entered.entry if answer is None else answer.label
    label = label.removeprefix("record ")
    if entered.enters == "reported incident":
        return f"{entered.entry} {label.removeprefix('a ').removeprefix('an ')}"
    return label


def acts(action: Action) -> tuple[str, ...]:
    """Give the ids of the allegations that make out a possible crime."""
    element = action.subject.element
    found = None if element is None else element.facts.get("acts")
    return tuple(str(one) for one in found) if isinstance(found, tuple) else ()


def gate(book: Book, action: Action) -> str:
    """Give the words for what let an action through, or stopped it, where that is settled."""
    found = making(book, "gate", action.findings)
    if found is None or not found.is_settled or not isinstance(found.options[0], dict):
        return ""
    decision = book.making["gate"]
    last = list(found.options[0].values())[-1]
    answer = decision.answer(str(last))
    return answer.label if answer else ""
