"""Why: the decisions on the way to an action, and the rules that answered or were overridden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from attrs import evolve

from hocr_engine.decision.entering import FLAGS, making
from hocr_engine.decision.model import Action, Finding, Slot
from hocr_engine.explanation import messages as say
from hocr_engine.explanation.outline import Law, Overridden, Reason, RuleTold, Sentence, Tried
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.explanation.tree import Trees
from hocr_engine.rulebook.law import page_of
from hocr_engine.rulebook.model import Book, Rule


def told_first(book: Book, action: Action) -> tuple[Sentence, ...]:
    """Give the reasons that are told first: of the gate that decided, and of special entries."""
    gate = making(book, "gate", action.findings)
    if gate is None:
        return tuple(_sentences(book, found, action) for found in _settled(action))[:1]
    told: dict[Sentence, None] = {}
    if gate.is_settled and gate.deciding:
        told |= dict.fromkeys(_told(book, action, gate, gate.deciding[0]))
    for what in ("entry", "class"):
        found = making(book, what, action.findings)
        if found is not None and found.is_settled and found.overridden and found.deciding:
            told[_sentence(Speaker(book, found.subject), found.deciding[0])] = None
    entry = making(book, "entry", action.findings)
    if not told and entry is not None and entry.is_settled and entry.deciding:
        told[_sentence(Speaker(book, entry.subject), entry.deciding[0])] = None
    return tuple(told)


def _settled(action: Action) -> list[Finding]:
    return [found for found in action.findings.values() if found.is_settled and found.deciding]


def _sentences(book: Book, found: Finding, action: Action) -> Sentence:
    return _sentence(Speaker(book, found.subject), rules_of(found, action)[0])


def _told(
    book: Book, action: Action, found: Finding, rule: Rule, seen: frozenset[str] = frozenset()
) -> Iterator[Sentence]:
    """Give a rule's reason, or those of the decisions that its row says to tell instead."""
    known = _own_findings(book, action)
    instead = [
        (known[name], rules_of(known[name], action)[0])
        for name in filter(None, (part.strip() for part in rule.tell.split(",")))
        if name in known and name not in seen and rules_of(known[name], action)
        if known[name].is_settled or known[name].slots
    ]
    for inner, told in instead:
        yield from _told(book, action, inner, told, seen | {inner.decision})
    if not instead:
        yield _sentence(Speaker(book, found.subject), rule)


def _own_findings(book: Book, action: Action) -> Mapping[str, Finding]:
    """Give the findings of an action; what made it out stands for what else its acts may be."""
    candidates, courses = book.making.get("candidates"), book.making.get("courses")
    made = None if courses is None else action.findings.get(courses.id)
    if candidates is None or made is None:
        return action.findings
    return {**action.findings, candidates.id: made}


def rules_of(found: Finding, action: Action) -> tuple[Rule, ...]:
    """Give the rules that bore an answer; of one that collects, those of the action's own part."""
    own = [slot for slot in found.slots if _is_of(slot, action)]
    if own:
        return tuple(dict.fromkeys(rule for slot in own for rule in slot.rules))
    return found.deciding


def _is_of(slot: Slot, action: Action) -> bool:
    return slot.id.rsplit("/", 1)[-1] == action.id.rsplit("/", 1)[-1]


def _sentence(speaker: Speaker, rule: Rule) -> Sentence:
    return Sentence(speaker.rule(rule), laws(rule.law), rule.id)


def laws(law: tuple[str, ...]) -> tuple[Law, ...]:
    """Give statements of the law with their pages."""
    return tuple(Law(one, page_of(one)) for one in law)


def notes(book: Book, action: Action, *, following: bool) -> tuple[Sentence, ...]:
    """Give the remarks of rules, those on what follows from the entry or those on what bears it."""
    after = {
        book.making[what].id for what in ("deadline", "duties", "flags") if what in book.making
    }
    return tuple(
        _sentence(Speaker(book, found.subject), rule)
        for found in action.findings.values()
        if (found.decision in after) is following
        for rule in found.notes
    )


def mistakes(action: Action) -> tuple[str, ...]:
    """Give the mistakes that the rules at work correct."""
    rules = [
        rule
        for found in action.findings.values()
        for rule in (*(found.deciding if found.is_settled else ()), *found.notes)
    ]
    return tuple(dict.fromkeys(rule.mistake for rule in rules if rule.mistake))


def duties(book: Book, action: Action) -> tuple[Sentence, ...]:
    """Give what else must be done, in words, with the rules that say so."""
    found = making(book, "duties", action.findings)
    if found is None:
        return ()
    speaker, decision = Speaker(book, found.subject), book.decisions[found.decision]
    return tuple(
        Sentence(
            speaker.answer(decision, slot.options[0]),
            tuple(law for rule in slot.rules for law in laws(rule.law)),
            ", ".join(rule.id for rule in slot.rules),
        )
        for slot in found.slots
        if slot.options[0] in action.duties
    )


def fails(book: Book, action: Action) -> tuple[Sentence, ...]:
    """Give the requirements that a request does not meet."""
    speaker = Speaker(book, action.subject)
    return tuple(_sentence(speaker, rule) for rule in action.failures)


def reasons(book: Book, action: Action, *, whole: bool) -> tuple[Reason, ...]:
    """Give each decision on the way; `whole` adds the rules that were tried."""
    own = _own_findings(book, action)
    found = dict.fromkeys(own[name] for name in book.decisions if name in own)
    told = [(Speaker(book, one.subject), one) for one in found]
    plain = tuple(_reason(speaker, action, one) for speaker, one in told)
    if not whole:
        return plain
    trees = Trees(told)
    return tuple(
        evolve(reason, applying=applying, try_all=partial(_every, trees, number))
        for number, (reason, applying) in enumerate(zip(plain, trees.applying, strict=True))
    )


def _every(trees: Trees, number: int) -> tuple[Tried, ...]:
    return trees.every[number]


def _reason(speaker: Speaker, action: Action, found: Finding) -> Reason:
    decision = speaker.book.decisions[found.decision]
    is_open = bool(action.missing or action.referrals or action.bounds)
    needed = found.is_settled or is_open
    told = needed or (decision.makes == FLAGS and bool(found.options))
    return Reason(
        decision=decision.id,
        label=decision.label,
        question=decision.question,
        answer=_answer(speaker, found) if told else say.NOT_NEEDED,
        is_settled=found.is_settled,
        rules=tuple(_rule(speaker, rule) for rule in found.deciding) if needed else (),
        overridden=tuple(_overridden(speaker, rule, found) for rule in found.overridden),
        ruling=say.ruled(found.ruling) if found.ruling else "",
    )


def _answer(speaker: Speaker, found: Finding) -> str:
    decision = speaker.book.decisions[found.decision]
    answers = [speaker.answer(decision, option) for option in found.options]
    if not answers:
        return say.OPEN
    if found.is_settled:
        return answers[0]
    return say.perhaps(answers[0]) if len(answers) == 1 else f"{say.OPEN}: {' | '.join(answers)}"


def _rule(speaker: Speaker, rule: Rule) -> RuleTold:
    return RuleTold(
        id=rule.id,
        title=rule.title,
        because=speaker.rule(rule),
        law=laws(rule.law),
        inferred_from=rule.inferred_from,
        mistake=rule.mistake,
        interpretation=rule.interpretation,
    )


def _overridden(speaker: Speaker, rule: Rule, found: Finding) -> Overridden:
    return Overridden(rule.id, rule.title, speaker.rule(rule), gave_way(speaker.book, rule, found))


def gave_way(book: Book, rule: Rule, found: Finding) -> str:
    """Give why a rule that applied did not prevail."""
    own = book.topic_of_rule[rule.id]
    names = {rule.id, own.id, rule.id.split("/")[0]}
    for other in found.deciding:
        layer = book.topic_of_rule[other.id].layer
        if names & set(other.overrides):
            return say.said_to_override(other.title)
        if book.layer_rank(layer) > book.layer_rank(own.layer):
            return say.higher_layer(layer, own.layer)
    return say.GAVE_WAY
