"""Whether a finding is what a case expects, and both in the words of case files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hocr_engine.cases.model import Answer, Exactly, OneOfThese, Referred
from hocr_engine.decision.model import Finding, Referral
from hocr_engine.feel.values import Maybe, OneOf, Unknown
from hocr_engine.incident.linked import facts_awaited

BY_A_RULE = "rule"


def agrees(finding: Finding, answer: Answer) -> bool:
    """Say whether a finding is what a case expects."""
    match answer:
        case Exactly(value=value):
            return finding.is_settled and _same(finding.options[0], value)
        case OneOfThese(values=values):
            return _is_open(finding) and _options(finding) == {_key(value) for value in values}
        case Referred():
            return _is_referred(finding, answer)


def _is_open(finding: Finding) -> bool:
    return bool(facts_awaited(finding.awaits)) or not referrals_of(finding)


def referrals_of(finding: Finding) -> tuple[Referral, ...]:
    """Give the referrals that a finding waits for."""
    return tuple(sorted(wait for wait in finding.awaits if isinstance(wait, Referral)))


def _is_referred(finding: Finding, answer: Referred) -> bool:
    referrals = referrals_of(finding)
    if not referrals or facts_awaited(finding.awaits):
        return False
    if answer.suggests is not None and answer.suggests not in _suggestions(finding):
        return False
    to = answer.to or BY_A_RULE
    return any(to == referral.reason or to in referral.rules for referral in referrals)


def _suggestions(finding: Finding) -> list[str]:
    own = [r for r in referrals_of(finding) if r.decision == finding.decision]
    return [referral.suggests for referral in own if referral.suggests]


def _options(finding: Finding) -> set[object]:
    """Give what a finding may still be; of one that collects, what its only open place may be."""
    if not finding.slots:
        return set() if finding.is_settled else {_key(option) for option in finding.options}
    open_ones = [slot for slot in finding.slots if slot.awaits or len(slot.options) > 1]
    if len(open_ones) != 1:
        return set()
    return {_key(option) for option in open_ones[0].options if option is not None}


def _same(found: object, expected: object) -> bool:
    if isinstance(expected, tuple):
        return isinstance(found, list) and sorted(map(str, found)) == sorted(map(str, expected))
    return _key(found) == _key(expected)


def _key(value: object) -> object:
    return tuple(sorted(value.items())) if isinstance(value, Mapping) else value


def finding_in_words(finding: Finding) -> str:
    """Give what a finding says, as a case would write it, with what it awaits."""
    awaited = [f"{ref.kind}.{ref.name}" for ref in facts_awaited(finding.awaits)]
    referred = _referred_in_words(finding)
    if not awaited:
        return referred or _options_in_words(finding)
    perhaps = [f"or {referred}"] if referred else []
    return "; ".join([_options_in_words(finding), *perhaps, f"awaits {', '.join(awaited)}"])


def _referred_in_words(finding: Finding) -> str:
    reasons = dict.fromkeys(
        ", ".join(r.rules) if r.reason == BY_A_RULE else _reason(r) for r in referrals_of(finding)
    )
    if not reasons:
        return ""
    suggests = ", ".join(dict.fromkeys(_suggestions(finding)))
    text = f"refer: {'; '.join(reasons)}"
    return f"{text}, suggests {suggests}" if suggests else text


def _options_in_words(finding: Finding) -> str:
    if len(finding.options) == 1:
        return value_in_words(finding.options[0])
    return f"one of {', '.join(value_in_words(option) for option in finding.options)}"


def _reason(referral: Referral) -> str:
    rules = f" of {', '.join(referral.rules)}" if referral.rules else ""
    where = f" ({referral.decision})" if referral.decision else ""
    return f"{referral.reason}{rules}{where}"


def answer_in_words(answer: Answer) -> str:
    """Give an expected answer as case files write it."""
    match answer:
        case Exactly(value=value):
            return value_in_words(value)
        case OneOfThese(values=values):
            return f"one of {', '.join(map(value_in_words, values))}"
        case Referred(to=to, suggests=suggests):
            text = f"refer: {to}" if to else "refer"
            return f"{text}, suggests {suggests}" if suggests else text


def value_in_words(value: object) -> str:
    """Give a value as case files write it."""
    match value:
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case Mapping():
            return ", ".join(f"{name}: {value_in_words(one)}" for name, one in value.items())
        case list() | tuple():
            return f"[{', '.join(map(value_in_words, value))}]"
        case OneOf(options=options):
            return f"one of {' / '.join(map(value_in_words, options))}"
        case Maybe(value=inner):
            return f"perhaps {value_in_words(inner)}"
        case Unknown():
            return "open"
        case None:
            return "nothing"
        case _:
            return str(value)
