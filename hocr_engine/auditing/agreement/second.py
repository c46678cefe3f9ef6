"""Two judgements of the same findings: how far they agree, by verdict, class and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import define, field, frozen

from hocr_engine.auditing.agreement import words as say
from hocr_engine.auditing.agreement.agreeing import agreement_table, by_rule, confusion
from hocr_engine.auditing.figures.model import Report, Table


@frozen
class Determination:
    """
    What the rules or an auditor make of one finding.

    `entry` is the class due, empty where it is not said; `rules` are those that decided.
    """

    verdict: str
    entry: str = ""
    rules: tuple[str, ...] = ()


@define
class Determinations:
    """All that one file makes of findings, by their ids; `torn` is what it says two things of."""

    name: str
    of: dict[str, Determination] = field(factory=dict)
    torn: set[str] = field(factory=set)

    def add(self, finding: str, found: Determination) -> None:
        """Keep what is made of a finding, unless something else was made of it before."""
        there = self.of.get(finding)
        if there is not None and (there.verdict, there.entry) != (found.verdict, found.entry):
            self.torn.add(finding)
        self.of.setdefault(finding, found)

    def settled(self) -> Mapping[str, Determination]:
        """Give what is made of the findings of which one thing is said."""
        return {name: one for name, one in self.of.items() if name not in self.torn}


@frozen
class Pair:
    """What two made of one finding."""

    finding: str
    one: Determination
    other: Determination

    @property
    def rules(self) -> tuple[str, ...]:
        """Give the rules that decided it, where either of the two tells them."""
        return self.one.rules or self.other.rules

    @property
    def agrees(self) -> bool:
        """Say whether both give one verdict, and no other class where both give one."""
        return self.one.verdict == self.other.verdict and not self._is_other_class

    @property
    def classes(self) -> tuple[str, str] | None:
        """Give the classes of both, where both say one."""
        found = self.one.entry, self.other.entry
        return found if all(found) else None

    @property
    def _is_other_class(self) -> bool:
        return self.classes is not None and self.one.entry != self.other.entry


def paired(one: Determinations, other: Determinations) -> tuple[Pair, ...]:
    """Give the findings that both judged, in the order of their ids."""
    first, second = one.settled(), other.settled()
    return tuple(
        Pair(name, first[name], second[name]) for name in sorted(first.keys() & second.keys())
    )


def second_report(one: Determinations, other: Determinations) -> Report:
    """Give as tables how far two agree; what either alone judged is counted below each."""
    pairs = paired(one, other)
    verdicts = [(pair.one.verdict, pair.other.verdict) for pair in pairs]
    classes = [pair.classes for pair in pairs if pair.classes is not None]
    tables = [agreement_table(((say.VERDICT, verdicts), (say.CLASS, classes)))]
    if pairs:
        tables.append(confusion(verdicts, say.confusion(one.name, other.name), one.name))
    tables += _by_rule(pairs)
    left_out = (*_left_out(one, other), *_left_out(other, one))
    title = say.title(one.name, other.name)
    return Report(title, tuple(tables), left_out, (say.NOT_WHO_IS_RIGHT,))


def _by_rule(pairs: Sequence[Pair]) -> Sequence[Table]:
    counts: dict[str, Counter[bool]] = {}
    for pair in pairs:
        for rule in pair.rules:
            counts.setdefault(rule, Counter())[pair.agrees] += 1
    return [by_rule(counts)] if counts else []


def _left_out(one: Determinations, other: Determinations) -> Sequence[str]:
    alone = len(one.of.keys() - other.of.keys())
    lines = [say.unpaired(alone, one.name)] if alone else []
    return [*lines, say.torn(len(one.torn), one.name)] if one.torn else lines
