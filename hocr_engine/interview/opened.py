"""A fact that is open, and the order in which to ask for such."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from hocr_engine.decision.model import RuleResult
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Rule
from hocr_engine.vocabulary.model import Vocabulary


@frozen(eq=False)
class Open:
    """What waits for a fact: the thing decided about, and the rules that may still apply."""

    subject: Linked
    rules: tuple[Rule, ...]

    @classmethod
    def by(cls, subject: Linked, results: Iterable[RuleResult]) -> Open:
        """Give a fact as open by how some rules came out."""
        return cls(subject, tuple(dict.fromkeys(result.rule for result in results)))


def declared(vocabulary: Vocabulary, ref: FactRef) -> tuple[bool, int]:
    """Give where a fact comes among those for which as many rules wait: lists first, details last.

    Vocabularies declare what a thing is before the details that only some such things have.
    """
    facts = vocabulary.kinds[ref.kind].facts
    return not facts[ref.name].answers, list(facts).index(ref.name)
