"""What an answer rests on beyond the record, and what is still missing from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from hocr_engine.decision.entering import making
from hocr_engine.decision.model import CONFLICT, NOT_COVERED, Action, Finding, Truth
from hocr_engine.decision.model import Referral as Referred
from hocr_engine.explanation import messages as say
from hocr_engine.explanation.outline import Question, Referral, Sentence
from hocr_engine.explanation.reasons import laws
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.feel import syntax
from hocr_engine.incident.linked import Assumed
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Book, RowCondition
from hocr_engine.vocabulary.model import FactType


def assumed(book: Book, action: Action) -> tuple[Sentence, ...]:
    """Give what was presumed, in words; first what each gate on the way rests on."""
    speaker = Speaker(book, action.subject)
    found = [_presumed(speaker, one) for one in _telling_first(book, action)]
    if action.act_date_assumed:
        found.append(Sentence(say.ACT_DATE))
    found += [
        Sentence(say.exception_assumed(result.rule.title), laws(result.rule.law), result.rule.id)
        for finding in action.findings.values()
        for topic in finding.heard
        for result in topic.live
        if result.assumed_exception and result.truth is Truth.YES
    ]
    return tuple(dict.fromkeys(found))


def _presumed(speaker: Speaker, one: Assumed) -> Sentence:
    ref, presumption = one.fact, one.presumption
    return Sentence(speaker.about(presumption.because, ref.kind, ref.id), laws(presumption.law))


def _telling_first(book: Book, action: Action) -> Iterable[Assumed]:
    """
    Give the presumptions, one of each decision that the gates read in turn, then the rest.

    Of those of one decision the one comes first that bears on few others and is read often.
    """
    known = {one.fact: one for one in action.assumed}
    gate = making(book, "gate", action.findings)
    bearing = action.rests_on.bearing
    reads = {name: bearing.get(one.key, Counter()) for name, one in action.findings.items()}
    spread = Counter(ref for counted in reads.values() for ref in counted)

    def special_first(counted: Counter[FactRef]) -> list[FactRef]:
        return sorted(counted, key=lambda ref: (spread[ref], -counted[ref], ref))

    groups = [special_first(reads[found.decision]) for found in _read_by(gate, action)]
    turns = (known[ref] for turn in zip_longest(*groups) for ref in turn if ref in known)
    return {one.fact: one for one in (*turns, *action.assumed)}.values()


def _read_by(gate: Finding | None, action: Action) -> Iterator[Finding]:
    """Give the findings that the gates read, the last gate first: what is special comes first."""
    rules = [result.rule for topic in (gate.topics if gate else ()) for result in topic.results]
    inputs = [row.inputs for row in (rule.when for rule in rules) if isinstance(row, RowCondition)]
    for tested in reversed(inputs[0] if inputs else ()):
        if isinstance(tested, syntax.Name) and tested.name in action.findings:
            yield action.findings[tested.name]


def questions(book: Book, action: Action) -> tuple[Question, ...]:
    """Give what to ask, for each fact that is missing, with the answers there may be."""
    speaker = Speaker(book, action.subject)
    return tuple(question(speaker, ref) for ref in action.missing)


def question(speaker: Speaker, ref: FactRef) -> Question:
    """Give what to ask for one fact, with the answers there may be."""
    fact = speaker.book.vocabulary.kinds[ref.kind].facts.get(ref.name)
    if fact is None:
        return Question(ref.pointer, speaker.fact(ref))
    ask = speaker.about(fact.ask or fact.label, ref.kind, ref.id)
    answers = tuple(answer.label for answer in fact.answers)
    if fact.type is FactType.YES_OR_NO:
        answers = ("yes", "no")
    return Question(ref.pointer, ask, answers)


def referrals(book: Book, action: Action) -> tuple[Referral, ...]:
    """Give what the registrar is to settle, and why; what is said twice is said once."""
    uncovered = [one for one in action.referrals if one.reason == NOT_COVERED]
    found = [_referral(book, action, one) for one in action.referrals if one not in uncovered]
    if uncovered:
        found.insert(0, Referral(say.NOT_COVERED))
    return tuple(dict.fromkeys(found))


def _referral(book: Book, action: Action, one: Referred) -> Referral:
    finding = action.findings.get(one.decision)
    speaker = Speaker(book, action.subject if finding is None else finding.subject)
    rules = [book.rule[name] for name in one.rules if name in book.rule]
    told = tuple(Sentence(speaker.rule(rule), laws(rule.law), rule.id) for rule in rules)
    notes = dict.fromkeys(number for rule in rules for number in rule.readings)
    suggests = speaker.answer(book.decisions[one.decision], one.suggests) if one.suggests else ""
    titles = (rule.title for rule in rules)
    why = say.conflict(titles) if one.reason == CONFLICT else say.BY_RULE
    return Referral(why, told, ", ".join(notes), suggests)
