"""What a topic may say: the first rule that applies, with undecided ones both ways."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from attrs import evolve

from hocr_engine.decision.applying import applies, retraced
from hocr_engine.decision.model import Referral, RuleResult, TopicResult, Truth, Voice
from hocr_engine.decision.names import Names
from hocr_engine.decision.sieve import Sieve, left
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import NOTHING, OneOf, Unknown
from hocr_engine.rulebook.model import Computed, Outputs, Refer, Rule, Topic, Word

SILENCE = Voice(None, None)


def heard(decision: str, names: Names) -> tuple[TopicResult, ...]:
    """Give what those topics of a decision may say, or remark, of which a rule may apply."""
    sieve = names.plan.sieves[decision]
    rules = left(sieve.by_answers, left_by_facts(decision, sieve, names), names.ruled_out)
    found = (_tried(topic, own & rules, sieve, names) for topic, own in sieve.topics if own & rules)
    return tuple(result for result in found if result.live)


def left_by_facts(decision: str, sieve: Sieve, names: Names) -> int:
    """Give the rules that the facts leave, found once whatever is chosen for earlier answers."""
    world = names.subject.world
    by_decision = world.heard.setdefault(names.about, {})
    known = by_decision.get(decision)
    if known is None:
        known = None if world.carried is None else world.carried.heard(names.about, decision)
        if known is None:
            in_force = sieve.in_force(world.on)
            says = names.says
            known = names.reading.apart(
                lambda: left(sieve.by_facts, in_force, lambda head: head.ruled_out(says))
            )
        by_decision[decision] = known
    rules = names.noted(sieve, known)
    assert isinstance(rules, int)
    return rules


def all_topics(
    decision: str, names: Names, heard: Sequence[TopicResult]
) -> tuple[TopicResult, ...]:
    """Give what all topics of a decision say, those with nothing to say among them."""
    known = {id(result.topic): result for result in heard}
    topics = (topic for topic, _ in names.plan.sieves[decision].topics)
    return tuple(known.get(id(topic)) or _silent(topic, names) for topic in topics)


def retold(result: TopicResult, names: Names) -> TopicResult:
    """Give what a topic says, with its rules to be tried for other names that say the same."""
    live = tuple(evolve(one, retrace=retraced(one.retrace, names)) for one in result.live)
    return evolve(result, retry=partial(_retried, result.topic, names), live=live)


def _silent(topic: Topic, names: Names) -> TopicResult:
    return TopicResult(topic, (SILENCE,), NOTHING, partial(_retried, topic, names))


def _retried(topic: Topic, names: Names) -> tuple[RuleResult, ...]:
    """Give how the rules of a topic come out one by one, up to one that applies."""
    found, settled = [], False
    for rule in topic.rules:
        if settled and rule.then is not None:
            continue
        result = applies(rule, names)
        found.append(result)
        settled = settled or (rule.then is not None and result.truth is Truth.YES)
    return tuple(found)


def _tried(topic: Topic, left: int, sieve: Sieve, names: Names) -> TopicResult:
    """Give what a topic says, trying in turn those of its rules that are left."""
    voices: list[Voice] = []
    awaits: frozenset[Hashable] = NOTHING
    live: list[RuleResult] = []
    settled = False
    for rule in sieve.rules_of(left):
        if settled and rule.then is not None:
            continue
        result = applies(rule, names)
        if result.truth is Truth.NO:
            continue
        live.append(result)
        if rule.then is None:
            continue
        said, more = voices_of(rule, names)
        voices.extend(said)
        awaits |= more | result.awaits
        settled = result.truth is Truth.YES
    if not settled:
        voices.append(SILENCE)
    return TopicResult(topic, tuple(voices), awaits, partial(_retried, topic, names), tuple(live))


def voices_of(rule: Rule, names: Names) -> tuple[tuple[Voice, ...], frozenset[Hashable]]:
    """Give what a rule says when it applies; an answer not yet worked out may be several."""
    match rule.then:
        case Word(word=word):
            return (Voice(word, rule),), NOTHING
        case Outputs(words=words):
            return (Voice(dict(words), rule),), NOTHING
        case Refer(suggests=suggests, between=between):
            referral = Referral(
                names.book.topic_of_rule[rule.id].decision,
                names.subject.id,
                "rule",
                (rule.id,),
                suggests or "",
                between,
            )
            return (Voice(referral, rule),), NOTHING
        case Computed(expression=expression):
            return _computed(value_of(expression, names), rule)
    return (), NOTHING


def _computed(value: object, rule: Rule) -> tuple[tuple[Voice, ...], frozenset[Hashable]]:
    if isinstance(value, OneOf):
        return tuple(Voice(option, rule) for option in value.options), value.awaits
    if isinstance(value, Unknown):
        return (Voice(value, rule),), value.awaits
    return (Voice(value, rule),), NOTHING
