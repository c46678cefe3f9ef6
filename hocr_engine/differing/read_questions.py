"""The questions that two rulebooks' folders hold: each case of both, as both can read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from hocr_engine.cases.expected import EXPECTED_FORMAT, EXPECTED_SUFFIX
from hocr_engine.cases.model import Case, Exactly, Expectation, Expected
from hocr_engine.cases.read import CASES_FORMAT, OUTCOMES, PLACING, CaseReader, has_errors
from hocr_engine.decision.decide import moments
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.differing.model import NEW, OLD, Question
from hocr_engine.fields import Fields, document
from hocr_engine.incident.model import Incident
from hocr_engine.nodes import Mapping as Group
from hocr_engine.nodes import Node, Scalar, Sequence
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.read import folder_of, read_nodes

OF_ACTIONS: Final = (*OUTCOMES[1:], "by")
FACTS: Final = ("facts", "given", "on")
NAMED: Final = "{file}: {name}"

Texts = Mapping[tuple[str, str], Fields]


@frozen(eq=False)
class Pair:
    """
    The old rulebook and the new one, with their folders as the reader named them.

    `under` is the day whose rules decide everything, where these are not the rules of its own days.
    """

    old: Book = field(repr=False)
    new: Book = field(repr=False)
    old_root: Path
    new_root: Path
    under: date | None = None

    @property
    def telling(self) -> tuple[str, ...]:
        """Give what of a case is the same in both folders where the case is."""
        return FACTS if self.under is None else FACTS[:-1]

    def days(self, only: str) -> tuple[date, ...]:
        """
        Give the days on which a case that names none is reported: the first of each edition.

        A case that `only` one side has is reported on the first day of that edition.
        """
        if self.under is not None:
            return (self.under,)
        days = {OLD: self.old.edition, NEW: self.new.edition}
        return (days[only],) if only else tuple(dict.fromkeys(days.values()))


def read_library_questions(
    pair: Pair, mistakes: list[Diagnostic], *, topics: Iterable[str] = ()
) -> Iterator[Question]:
    """
    Give a question for each case of both folders, in the order of files.

    A case whose facts are not the same in both is asked as each has it. `topics` keeps files as
    `hocr test` does.
    """
    kept = tuple(topics)
    old = _texts(pair.old_root, kept, mistakes)
    new = _texts(pair.new_root, kept, mistakes)
    for key in sorted(dict.fromkeys((*new, *old)), key=lambda key: key[0]):
        yield from _of_case(pair, key, old.get(key), new.get(key))


def _of_case(
    pair: Pair, key: tuple[str, str], old: Fields | None, new: Fields | None
) -> Iterator[Question]:
    name = NAMED.format(file=key[0], name=key[1])
    if old is None or new is None:
        one = new or old
        assert one is not None
        yield from _on_each_day(pair, name, one, (one,), only=OLD if new is None else NEW)
    elif all(old.node.get(part) == new.node.get(part) for part in pair.telling):
        yield from _on_each_day(pair, name, new, (old, new))
    else:
        yield from _on_each_day(pair, f"{name}, as it was", old, (old, new))
        yield from _on_each_day(pair, f"{name}, as it is now", new, (old, new))


def _on_each_day(
    pair: Pair, name: str, group: Fields, asking: Iterable[Fields], *, only: str = ""
) -> Iterator[Question]:
    day = _day(group)
    days = (day,) if day else pair.days(only)
    for on in days:
        called = f"{name}, on {on}" if len(days) > 1 else name
        yield _question(pair, called, group, tuple(asking), on, only)


def _question(
    pair: Pair, name: str, group: Fields, asking: tuple[Fields, ...], on: date, only: str
) -> Question:
    old, why_old = _read(pair.old, name, group, asking, on)
    new, why_new = _read(pair.new, name, group, asking, on)
    old, new = (one and evolve(one, under=pair.under) for one in (old, new))
    return Question(name, old, new, why_old or why_new, only)


def _read(
    book: Book, name: str, group: Fields, asking: tuple[Fields, ...], on: date
) -> tuple[Case | None, str]:
    """Give a case as a rulebook reads it, or why it cannot."""
    mistakes: list[Diagnostic] = []
    reader = CaseReader(book, mistakes)
    own = Fields(group.node, group.what, mistakes)
    given = reader.given(own)
    incident = reader.incident(own, on)
    if incident is None or has_errors(mistakes):
        return None, first_error(mistakes)
    expectations = _asked(book, asking, incident)
    return Case(name, own.at, on, incident, given, expectations), ""


def first_error(mistakes: Iterable[Diagnostic]) -> str:
    """Give the first mistake for which something could not be read, with its place."""
    for one in mistakes:
        if one.severity is Severity.ERROR:
            return f"{one.at.source.name}:{one.at.line}:{one.at.column}: {one.message}"
    return ""


def _asked(book: Book, asking: tuple[Fields, ...], incident: Incident) -> tuple[Expectation, ...]:
    """Give what some texts of a case ask, each once, without what they expect of it."""
    reports = {moment.report for moment in moments(book, incident)}
    found: dict[tuple[str, ...], Expectation] = {}
    for group in asking:
        for one in _groups(group.node.get("expect")):
            expectation = _expectation(book, one)
            if expectation.report and expectation.report not in reports:
                continue
            key = (expectation.report, expectation.allegation, expectation.candidate)
            known = found.get(key)
            found[key] = expectation if known is None else _joined(known, expectation)
    return tuple(found.values())


def _joined(one: Expectation, other: Expectation) -> Expectation:
    answers = {answer.decision: answer for answer in (*one.answers, *other.answers)}
    return evolve(one, answers=tuple(answers.values()), actions=one.actions or other.actions)


def _expectation(book: Book, group: Group) -> Expectation:
    acts = [entry.key for entry in group.entries if entry.key.text in OF_ACTIONS]
    asked = (e.key for e in group.entries if e.key.text in book.decisions)
    report, allegation, candidate = (_text(group.get(name)) for name in PLACING)
    return Expectation(
        answers=tuple(Expected(key.text, Exactly(None), key.at) for key in asked),
        at=group.at,
        actions=tuple(acts) or None,
        report=report,
        allegation=allegation,
        candidate=candidate,
    )


def _groups(node: Node | None) -> tuple[Group, ...]:
    found = node.items if isinstance(node, Sequence) else (node,)
    return tuple(one for one in found if isinstance(one, Group))


def _text(node: Node | None) -> str:
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def _day(group: Fields) -> date | None:
    return Fields(group.node, group.what, []).day("on")


def _texts(root: Path, kept: tuple[str, ...], mistakes: list[Diagnostic]) -> Texts:
    """Give the cases of a folder by their files and names, without reading what they say."""
    folder = folder_of(root)
    found: dict[tuple[str, str], Fields] = {}
    for path in folder.cases:
        relative = path.relative_to(folder.root).as_posix()
        if kept and not relative.startswith(kept):
            continue
        read = read_nodes(path, folder.name(path), mistakes)
        group = None if read is None else document(*read[:1], CASES_FORMAT, read[1], mistakes)
        for one in () if group is None else group.groups("cases", "the case"):
            found[relative, one.text("name")] = one
    return found


def days_beside(path: Path) -> tuple[date, ...]:
    """Give the other days as at which an incident is decided, by the answers that stand beside."""
    beside = path.with_name(path.name.removesuffix(path.suffix) + EXPECTED_SUFFIX)
    read = read_nodes(beside, beside.as_posix(), []) if beside.is_file() else None
    group = None if read is None else document(read[0], EXPECTED_FORMAT, read[1], [])
    under = () if group is None else group.groups("under", "what is expected")
    return tuple(day for one in under if (day := one.day("on")) is not None)
