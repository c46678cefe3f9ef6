"""What a topic may say: the first rule that applies, with undecided ones both ways."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from hocr_engine.decision.applying import applies, is_ruled_out
from hocr_engine.decision.model import Referral, RuleResult, TopicResult, Truth, Voice
from hocr_engine.decision.names import Names
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import NOTHING, OneOf, Unknown
from hocr_engine.rulebook.model import Computed, Outputs, Refer, Rule, Topic, Word

SILENCE = Voice(None, None)


def topic_result(topic: Topic, names: Names) -> TopicResult:
    """Give what a topic may say about the names' subject."""
    if names.silence(topic) or all(is_ruled_out(rule, names) for rule in topic.rules):
        return TopicResult(topic, (SILENCE,), NOTHING, partial(_all_tried, topic, names))
    return _tried(topic, names)


def _all_tried(topic: Topic, names: Names) -> tuple[RuleResult, ...]:
    return tuple(applies(rule, names) for rule in topic.rules)


def _tried(topic: Topic, names: Names) -> TopicResult:
    """Give what a topic of which a rule may apply says, trying its rules in turn."""
    voices: list[Voice] = []
    awaits: frozenset[Hashable] = NOTHING
    results: list[RuleResult] = []
    settled = False
    for rule in topic.rules:
        if settled and rule.then is not None:
            continue
        result = applies(rule, names)
        results.append(result)
        if rule.then is None or result.truth is Truth.NO:
            continue
        said, more = voices_of(rule, names)
        voices.extend(said)
        awaits |= more | result.awaits
        settled = result.truth is Truth.YES
    if not settled:
        voices.append(SILENCE)
    return TopicResult(topic, tuple(voices), awaits, partial(tuple, results))


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
