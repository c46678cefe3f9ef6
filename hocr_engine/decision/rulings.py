"""The registrar's word, which settles what the law leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.decision import messages as say
from hocr_engine.decision.model import Finding
from hocr_engine.decision.requirements import INVALID, VALID
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.values import NOTHING
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import Element, Incident, moment_of
from hocr_engine.rulebook.model import Book, DecisionDeclaration, DecisionKind

RULING = "ruling"


def ruled(decision: DecisionDeclaration, subject: Linked) -> Finding | None:
    """Give the finding that a ruling known by now makes of a decision, or None without one."""
    world = subject.world
    belongs = {subject.id, *_links(subject)}
    found = [
        element
        for element in world.incident.of_kind(RULING)
        if element.facts.get("question") == decision.id
        and element.facts.get("about") in belongs
        and world.is_known(element)
    ]
    if not found:
        return None
    latest = max(found, key=_when)
    answer = latest.facts.get("answer")
    return Finding(decision.id, subject, (answer,), NOTHING, (), ruling=latest.id)


def _links(subject: Linked) -> tuple[str, ...]:
    element = subject.element
    if element is None:
        return ()
    return tuple(value for value in element.facts.values() if isinstance(value, str))


def _when(element: Element) -> tuple[float, str]:
    at = moment_of(element, "at")
    return (0.0 if at is None else at.timestamp(), element.id)


def check_rulings(book: Book, incident: Incident) -> Iterator[Diagnostic]:
    """Give every ruling on no decision, about nothing it is about, or with no answer it has."""
    open_to_ruling = [name for name, decision in book.decisions.items() if _answers(book, decision)]
    for element in incident.of_kind(RULING):
        question = element.facts.get("question")
        decision = book.decisions.get(question) if isinstance(question, str) else None
        listed = () if decision is None else _answers(book, decision)
        if decision is None or not listed:
            yield say.not_ruled_on(str(question), open_to_ruling, element.places["question"])
            continue
        about, answer = str(element.facts.get("about")), element.facts.get("answer")
        known = _may_be_about(book, incident, decision)
        if not _is_known(about, known, within=_made_by_the_engine(book, decision)):
            yield say.nothing_to_rule(about, decision.id, known, element.places["about"])
        if answer not in listed:
            yield say.no_such_ruling(str(answer), decision.id, listed, element.places["answer"])


def _answers(book: Book, decision: DecisionDeclaration) -> tuple[str, ...]:
    """Give the words with which a ruling may settle a decision; none where it cannot."""
    if decision.kind is DecisionKind.REQUIREMENTS:
        return VALID, INVALID
    if decision.answers_of is not None:
        return tuple(book.rows.get(decision.answers_of, ()))
    return tuple(answer.word for answer in decision.answers)


def _is_known(about: str, known: tuple[str, ...], *, within: bool) -> bool:
    return about in known or (within and any(about.startswith(f"{one}/") for one in known))


def _made_by_the_engine(book: Book, decision: DecisionDeclaration) -> bool:
    """Say whether the things that a decision is about come from no list of the record."""
    role = book.vocabulary.roles.get(decision.about)
    return role is not None and book.vocabulary.kinds[role.kind].section is None


def _may_be_about(book: Book, incident: Incident, decision: DecisionDeclaration) -> tuple[str, ...]:
    """Give the ids of what a decision is about, and of what that lies within."""
    found: list[str] = []
    role = book.vocabulary.roles.get(decision.about)
    while role is not None:
        found.extend(incident.by_kind.get(role.kind, {}))
        role = book.vocabulary.roles.get(role.within or "")
    return tuple(dict.fromkeys(found))
