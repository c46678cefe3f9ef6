"""The checks of a whole rulebook: each condition against its scope, each answer and place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import types
from hocr_engine.feel.mistakes import UNKNOWN_FACT
from hocr_engine.feel.settled import never_listed
from hocr_engine.feel.types import FeelType, Scope
from hocr_engine.rulebook import messages as say
from hocr_engine.rulebook.check_conditions import (
    check_rule,
    check_step,
    check_vocabulary_conditions,
    period_of,
)
from hocr_engine.rulebook.graph import cycles, reads
from hocr_engine.rulebook.model import (
    BY_MISTAKE,
    Book,
    DecisionDeclaration,
    DecisionKind,
    Outputs,
    Refer,
    Rule,
    Template,
    Topic,
    Word,
)
from hocr_engine.rulebook.scopes import Scopes, scopes
from hocr_engine.rulebook.template import place_in
from hocr_engine.text import Span
from hocr_engine.vocabulary.types import answer_labels

Check = Callable[[Book, Scopes], Iterator[Diagnostic]]


def check_book(book: Book) -> tuple[Diagnostic, ...]:
    """Give everything wrong with a rulebook beyond the shape of its files."""
    known = scopes(book)
    found = list(known.mistakes)
    for one in _CHECKS:
        found.extend(one(book, known))
    # A decision read where its name is not known is told of there, and reads nothing.
    unread = {mistake.at.text for mistake in found if mistake.code == UNKNOWN_FACT}
    found.extend(_cycles(book, unread))
    return tuple(found)


def check_topics(book: Book, known: Scopes) -> tuple[Diagnostic, ...]:
    """Give what is wrong in the topics of a book by themselves, its declarations being right."""
    return tuple(mistake for one in _OF_TOPICS for mistake in one(book, known))


def _roles(book: Book, known: Scopes) -> Iterator[Diagnostic]:
    for decision in book.decisions.values():
        if decision.about not in known.of_role:
            yield say.unknown_role(decision.about, known.of_role, decision.at)


def _ids(book: Book, _: Scopes) -> Iterator[Diagnostic]:
    first: dict[str, Rule] = {}
    for topic in book.topics:
        for rule in topic.rules:
            if rule.id in first:
                yield say.rule_twice(rule.id, rule.at, first[rule.id].at)
            first.setdefault(rule.id, rule)


def _overrides(book: Book, _: Scopes) -> Iterator[Diagnostic]:
    known = {**book.rule, **{topic.id: None for topic in book.topics}}
    for topic in book.topics:
        for rule in topic.rules:
            for name, at in zip(rule.overrides, rule.overrides_at, strict=True):
                if name not in known:
                    yield say.unknown_rule(name, known, at)


def _declared(book: Book, known: Scopes) -> Iterator[Diagnostic]:
    yield from check_vocabulary_conditions(book, known)


def _conditions(book: Book, known: Scopes) -> Iterator[Diagnostic]:
    for step in book.steps:
        yield from check_step(step, book.topics, known)
    for decision, scope, rule in _scoped(book, known):
        yield from check_rule(rule, decision, scope)


def _answers(book: Book, known: Scopes) -> Iterator[Diagnostic]:
    for decision, _, rule in _scoped(book, known):
        match rule.then:
            case Word(word=word, at=at):
                yield from _word(word, decision, book, at)
                yield from _never_listed(rule, decision, book, at)
            case Refer(suggests=suggests, between=between, at=at):
                for word in dict.fromkeys((*([suggests] if suggests else []), *between)):
                    yield from _word(word, decision, book, at)
            case Outputs(words=words, places=places):
                for output, (_, word), at in zip(decision.outputs, words, places, strict=True):
                    listed = answer_labels(output.answers)
                    if word and word not in listed:
                        yield say.unknown_answer(word, output.name, listed, at, listed)


def _mistakes(book: Book, _: Scopes) -> Iterator[Diagnostic]:
    """Give what a mistake is said to lead to and nobody can record."""
    # The rows of a table have what its head says in common.
    said = dict(pair for rule in book.rule.values() for pair in _by_mistake(rule))
    if not said:
        return
    made = (book.making[what] for what in ("entry", "class", "candidates") if what in book.making)
    known: dict[str, None] = dict.fromkeys(BY_MISTAKE)
    for decision in made:
        known |= dict.fromkeys(answer.word for answer in decision.answers)
        known |= dict.fromkeys(book.rows.get(decision.answers_of or "", ()))
    for at, word in said.items():
        if word not in known:
            yield say.unknown_entry_by_mistake(word, known, at)


def _by_mistake(rule: Rule) -> Iterator[tuple[Span, str]]:
    return zip(rule.mistake_at, rule.mistake_leads_to, strict=True)


def _implied(book: Book, _: Scopes) -> Iterator[Diagnostic]:
    for decision in book.decisions.values():
        listed = answer_labels(decision.answers)
        for answer in decision.answers:
            for word in answer.implies:
                if word not in listed:
                    yield say.unknown_answer(word, decision.id, listed, answer.at, listed)


def _word(word: str, decision: DecisionDeclaration, book: Book, at: Span) -> Iterator[Diagnostic]:
    if decision.kind is DecisionKind.STEPS:
        return
    listed = answer_labels(decision.answers)
    if decision.answers_of is not None:
        listed = dict.fromkeys(book.rows.get(decision.answers_of, ()), "")
    if decision.kind is DecisionKind.REQUIREMENTS:
        listed = dict.fromkeys(("valid", "invalid"), "")
    for output in decision.outputs:
        listed |= answer_labels(output.answers)
    if word and word not in listed:
        yield say.unknown_answer(word, decision.id, listed, at, listed)


def _never_listed(
    rule: Rule, decision: DecisionDeclaration, book: Book, at: Span
) -> Iterator[Diagnostic]:
    """Give a code that its list has on no day on which the rule can apply."""
    codes = book.listed.get(decision.answers_of, {}) if decision.answers_of else {}
    if isinstance(rule.then, Word) and types.never_listed(codes, rule.then.word, period_of(rule)):
        start, end = codes[rule.then.word]
        inner = Span(at.source, at.start + 1, at.end - 1) if at.text[:1] in ("'", '"') else at
        yield never_listed(inner, rule.then.word, start, end)


def _sentences(book: Book, known: Scopes) -> Iterator[Diagnostic]:
    for told in book.decisions.values():
        if told.told_as is not None and told.about in known.of_role:
            yield from _sentence(told.told_as, known.of_role[told.about])
    for _, scope, rule in _scoped(book, known):
        for sentence in (rule.because, rule.note):
            if sentence is not None:
                yield from _sentence(sentence, scope)


def _sentence(sentence: Template, scope: Scope) -> Iterator[Diagnostic]:
    for part in sentence.parts:
        if isinstance(part, str):
            continue
        members, labels = scope.names, scope.labels
        for index, name in enumerate(part):
            if name not in members:
                labels = {known: labels.get(known, "") for known in members}
                yield say.unfilled_place(part, index, labels, place_in(sentence, part))
                break
            members, labels = _within(members[name], scope)


def _within(of: FeelType, scope: Scope) -> tuple[Mapping[str, FeelType], Mapping[str, str]]:
    """Give the members of something with their types, and with their labels."""
    of = types.bare(of)
    if isinstance(of, types.ThingType):
        return scope.things.get(of.kind, {}), scope.member_labels.get(of.kind, {})
    return of.members if isinstance(of, types.ContextType) else {}, {}


def _tables(book: Book, _: Scopes) -> Iterator[Diagnostic]:
    yield from several_topics(book)


def several_topics(book: Book) -> Iterator[Diagnostic]:
    """Give each decision that a table answers, and another file as well."""
    for name, topics in book.topics_of.items():
        decision = book.decisions[name]
        if decision.kind is DecisionKind.TABLE and len(topics) > 1:
            yield say.table_and_topics(name, topics[1].at)


def _cycles(book: Book, unread: set[str]) -> Iterator[Diagnostic]:
    for path in cycles(reads(book)):
        if not unread & set(path):
            yield say.decision_cycle(" → ".join(path), book.decisions[path[0]].at)


def _scope_of(
    topic: Topic, decision: DecisionDeclaration, book: Book, known: Scopes
) -> Scope | None:
    if decision.kind is not DecisionKind.STEPS:
        return known.of_role.get(decision.about)
    step = next((step for step in book.steps if step.id == topic.step), None)
    return None if step is None else known.of_step(step)


def _steps(book: Book, known: Scopes) -> Iterator[Diagnostic]:
    ids = {step.id: step for step in book.steps}
    for topic in book.topics:
        if book.decisions[topic.decision].kind is not DecisionKind.STEPS:
            continue
        step = ids.get(topic.step)
        if step is None:
            if topic.step:
                yield say.unknown_step(topic.step, ids, topic.step_at or topic.at)
            continue
        for rule in topic.rules:
            if isinstance(rule.then, Word) and rule.then.word not in step.relations:
                yield say.unknown_answer(rule.then.word, step.id, step.relations, rule.then.at)


def _scoped(book: Book, known: Scopes) -> Iterator[tuple[DecisionDeclaration, Scope, Rule]]:
    for topic in book.topics:
        decision = book.decisions[topic.decision]
        scope = _scope_of(topic, decision, book, known)
        if scope is not None:
            for rule in topic.rules:
                yield decision, scope, rule


_OF_TOPICS: tuple[Check, ...] = (_conditions, _answers, _mistakes, _sentences, _steps)
_CHECKS: tuple[Check, ...] = (
    *(_roles, _ids, _overrides, _declared, _implied, _tables),
    *_OF_TOPICS,
)
