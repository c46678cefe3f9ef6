"""The answer first: what is to be done, in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from hocr_engine.decision.actions import SEPARATOR
from hocr_engine.decision.entering import CRIME, making
from hocr_engine.decision.model import Action, ActionKind, Entered
from hocr_engine.decision.record import title
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.explanation.words import listed
from hocr_engine.rulebook.model import Book

RECORD_CRIME = "record crime"
RECORD = "record"
NO_CRIME = "no crime"
NO_NEW_CRIME = "no new crime"
NO_NEW_RECORD = "no new record"
OPEN_LINE = "needs facts: "
CLASS_OPEN = "class still open"


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
            return Headline(NO_NEW_CRIME, _part(book, action), offence(book, action))
        case ActionKind.REFER if action.is_crime:
            what = f"{_classes(book, action)} to the force crime registrar"
            return Headline("refer", what, offence(book, action))
        case ActionKind.REFER:
            parts = filter(None, (_asked(book, action), "to the force crime registrar"))
            return Headline("refer", ", ".join(parts))
        case ActionKind.NEEDS_FACTS:
            return Headline("needs facts", _asked(book, action))
        case ActionKind.NONE if action.relations:
            return Headline(NO_NEW_RECORD, _part(book, action))
        case ActionKind.NONE:
            return _nothing(_labels(book, action))
        case ActionKind.RECORD if action.is_crime:
            return Headline(RECORD_CRIME, _classes(book, action), offence(book, action))
        case ActionKind.RECORD:
            return Headline(RECORD, _labels(book, action))
    return Headline(f"request {action.kind.value}", _asked(book, action))


def _asked(book: Book, action: Action) -> str:
    """Give what a request asks for, where its decision says how to tell it."""
    told = filter(None, (book.decisions[name].told_as for name in action.findings))
    return ", ".join(Speaker(book, action.subject).fill(sentence) for sentence in told)


def _change(book: Book, action: Action) -> str:
    """Give what a record is changed to, or what is added to it, each with its title."""
    now = action.entered[0]
    told = action.line.removeprefix(f"{action.kind.value} ")
    if told == f"{now.name}: {now.name}":
        return named(book, now)
    return _titled(book, action, told.removesuffix(now.name)) + named(book, now)


def _part(book: Book, action: Action) -> str:
    """Give what is part of a record, and of which."""
    now = action.entered[0]
    told = action.line.partition(f"{now.name} ")[2]
    told = f"{told.removesuffix(now.name)}the one recorded" if told.endswith(now.name) else told
    return f"{named(book, now)} {_titled(book, action, told)}".rstrip()


def _titled(book: Book, action: Action, told: str) -> str:
    """Give words about a record with the title of what it is recorded as."""
    before = action.before
    return told if before is None else told.replace(before.name, named(book, before))


def _nothing(label: str) -> Headline:
    """Give that no crime is recorded, or where it must wait that nothing is yet."""
    short = label.removesuffix(f", {NO_CRIME}")
    return Headline(RECORD if short == label else NO_CRIME, short)


def possible(book: Book, action: Action) -> tuple[str, ...]:
    """Give what an action that is still open may come to, each in a few words."""
    if len(action.entered) > 1:
        return _outcomes(book, action)
    if not action.line.startswith(OPEN_LINE):
        return ()
    parts = action.line.removeprefix(OPEN_LINE).split(SEPARATOR)
    return tuple(_with_title(book, action.entered, part) for part in parts)


def _with_title(book: Book, entered: Sequence[Entered], part: str) -> str:
    """Give a part of an open line with the title of what it names."""
    for one in entered:
        part = part.replace(one.name, named(book, one))
    return part


def named(book: Book, entered: Entered) -> str:
    """Give an entry as people name it: its class, its title and its code."""
    if entered.enters != CRIME:
        return entered.entry
    return _of_class(book, entered.class_, [entered.code] if entered.code else [])


def _of_class(book: Book, class_: str | None, codes: Sequence[str]) -> str:
    """Give a class by its code and title, with the codes of the offences in it."""
    name = " ".join(filter(None, (class_, title(book, "class", class_)))) or CLASS_OPEN
    return f"{name} ({listed(codes, 'or')})" if codes else name


def _together(book: Book, crimes: Iterable[Entered]) -> Iterator[str]:
    """Give crimes by their classes, the codes of one class together."""
    codes: dict[str | None, dict[str, None]] = {}
    for one in crimes:
        of_class = codes.setdefault(one.class_, {})
        if one.code:
            of_class[one.code] = None
    for class_, found in codes.items():
        yield _of_class(book, class_, list(found))


def offence(book: Book, action: Action) -> str:
    """Give the titles of the offences that an action may record."""
    found = {
        f"{entered.code} {title(book, 'candidates', entered.code) or ''}".strip(): None
        for entered in action.entered
        if entered.code
    }
    return listed(found, "or")


def _classes(book: Book, action: Action) -> str:
    return listed(_together(book, action.entered), "or")


def _outcomes(book: Book, action: Action) -> tuple[str, ...]:
    """Give what an open action may come to, the crimes of one class together and first."""
    crimes = [entered for entered in action.entered if entered.enters == CRIME]
    others = [_label(book, entered) for entered in action.entered if entered.enters != CRIME]
    told = (f"{RECORD} {_a_crime(name)}" for name in _together(book, crimes))
    return tuple(dict.fromkeys((*told, *others)))


def _a_crime(name: str) -> str:
    return f"a crime, {name}" if name.startswith(CLASS_OPEN) else name


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


def gate(book: Book, action: Action) -> str:
    """Give the words for what let an action through, or stopped it, where that is settled."""
    found = making(book, "gate", action.findings)
    if found is None or not found.is_settled or not isinstance(found.options[0], dict):
        return ""
    decision = book.making["gate"]
    last = list(found.options[0].values())[-1]
    answer = decision.answer(str(last))
    return answer.label if answer else ""
