"""What a topic may say: the first rule that applies, with undecided ones both ways."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from hocr_engine.decision.applying import applies, is_ruled_out
from hocr_engine.decision.model import Referral, RuleResult, TopicResult, Truth, Voice
from hocr_engine.decision.names import Names
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import NOTHING, OneOf, Unknown
from hocr_engine.incident.kept import Kept
from hocr_engine.rulebook.model import Computed, Outputs, Refer, Rule, Topic, Word

SILENCE = Voice(None, None)


def topic_result(topic: Topic, names: Names) -> TopicResult:
    """
    Give what a topic may say about the names' subject.

    Where no rule names an earlier answer it is the same whatever was chosen for these.
    """
    if id(topic) not in names.plan.by_facts:
        return _result(topic, names)
    heard = names.subject.world.heard.setdefault(names.about, {})
    known = heard.get(id(topic))
    if known is None:
        known = _carried(topic, names) or names.reading.keep(lambda: _result(topic, names))
        heard[id(topic)] = known
    result = names.reading.note(known)
    assert isinstance(result, TopicResult)
    return result


def _carried(topic: Topic, names: Names) -> Kept | None:
    """Give the silence of a topic that another world has kept; what speaks is heard anew."""
    carried = names.subject.world.carried
    known = None if carried is None else carried.heard(names.about, id(topic))
    if known is None or not isinstance(known.value, TopicResult) or not known.value.is_silent:
        return None
    return known._replace(value=_silent(topic, names))


def retold(result: TopicResult, names: Names) -> TopicResult:
    """Give what a topic says, with its rules to be tried for other names that say the same."""
    if result.is_silent:
        return _silent(result.topic, names)
    again = partial(_retried, result.topic, names)
    return TopicResult(result.topic, result.voices, result.awaits, again)


def _retried(topic: Topic, names: Names) -> tuple[RuleResult, ...]:
    return _result(topic, names).results


def _silent(topic: Topic, names: Names) -> TopicResult:
    return TopicResult(topic, (SILENCE,), NOTHING, partial(_all_tried, topic, names))


def _result(topic: Topic, names: Names) -> TopicResult:
    if names.silence(topic) or all(is_ruled_out(rule, names) for rule in topic.rules):
        return _silent(topic, names)
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
