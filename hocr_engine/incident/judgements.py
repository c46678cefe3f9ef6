"""Judgements in a record: each answers a question that the law leaves to somebody's judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident import messages as say
from hocr_engine.incident.model import Element, Incident
from hocr_engine.vocabulary.model import Fact, Vocabulary
from hocr_engine.vocabulary.values import BadValueError, value_of

JUDGEMENT = "judgement"


def check_judgements(incident: Incident, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Give every judgement on no question of judgement, about nothing, or with no such answer."""
    questions: dict[str, dict[str, Fact]] = {}
    for kind in vocabulary.kinds.values():
        for fact in kind.facts.values():
            if fact.judged:
                questions.setdefault(fact.name, {})[kind.name] = fact
    for judgement in incident.of_kind(JUDGEMENT):
        yield from _mistakes(judgement, questions, incident)


def _mistakes(
    judgement: Element, questions: Mapping[str, Mapping[str, Fact]], incident: Incident
) -> Iterator[Diagnostic]:
    question, about, answer = (
        judgement.facts.get(name) for name in ("question", "about", "answer")
    )
    if not isinstance(question, str):
        return
    if question not in questions:
        yield say.not_judged(question, questions, judgement.places["question"])
        return
    asked = questions[question]
    known = {name: kind for kind in asked for name in incident.by_kind.get(kind, {})}
    if isinstance(about, str) and about not in known:
        yield say.nothing_to_judge(about, " or ".join(asked), known, judgement.places["about"])
    if isinstance(answer, str):
        kind = known.get(str(about), next(iter(asked)))
        try:
            value_of(asked[kind], answer)
        except BadValueError as bad:
            yield say.bad_value(bad.code, str(bad), bad.fix, judgement.places["answer"])
