"""How far auditors agree with the rules and with each other, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.model import Cell, Row, Table
from hocr_engine.auditing.judging.rulings import Ruling
from hocr_engine.auditing.model import Judged
from hocr_engine.estimating.agreement import Agreement, agreement
from hocr_engine.estimating.model import Count, NotEstimable

Pair = tuple[str, str]
BY_RULES: Final = "by the rules"


@define
class Agreeing:
    """
    Pairs of verdicts on one thing, counted as they come.

    `with_rules` are pairs of the rules and the first auditor, `of_two` of the first auditor and the
    second; `by_rule` counts of each rule how often the auditor agreed.
    """

    with_rules: list[Pair] = field(factory=list)
    of_two: list[Pair] = field(factory=list)
    by_rule: dict[str, Counter[bool]] = field(factory=dict)

    def add(self, one: Judged, rulings: Sequence[Ruling]) -> None:
        """Count a finding that auditors ruled on."""
        if not rulings:
            return
        first = rulings[0].verdict.value
        self.with_rules.append((one.by_rules, first))
        for rule in one.rules:
            self.by_rule.setdefault(rule, Counter())[one.by_rules == first] += 1
        other = next((each for each in rulings if each.by != rulings[0].by), None)
        if other is not None:
            self.of_two.append((first, other.verdict.value))

    def tables(self) -> Iterator[Table]:
        """Give the tables, of what there is."""
        pairs = ((say.RULES_AND_AUDITOR, self.with_rules), (say.TWO_AUDITORS, self.of_two))
        if self.with_rules:
            yield agreement_table(pairs)
            yield confusion(self.with_rules, say.CONFUSION, BY_RULES)
            yield by_rule(self.by_rule)


def agreement_table(pairs: Iterable[tuple[str, Sequence[Pair]]]) -> Table:
    """Give how far the two of each kind of pairs agree, of those that there are."""
    columns = (say.BETWEEN, say.AGREED, say.SHARE, say.KAPPA, say.AC1)
    rows = tuple(_row(name, agreement(found)) for name, found in pairs if found)
    return Table("agreement", say.AGREEMENT, columns, rows, (say.ON_AGREEMENT,))


def by_rule(counts: Mapping[str, Counter[bool]]) -> Table:
    """Give how often each rule was agreed with, those differed with most first."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1][False], one[0]))
    rows = (
        Row(rule, (Cell(f"by rule/{rule}", Count(found[True], found.total())),))
        for rule, found in ordered
    )
    return Table("by rule", say.BY_RULE, (say.RULE, say.AGREED), tuple(rows))


def _row(name: str, found: Agreement | NotEstimable) -> Row:
    if isinstance(found, NotEstimable):
        return Row(name, tuple(Cell(f"agreement/{name}", found) for _ in range(4)))
    total = sum(found.pairs.values())
    agreed = sum(number for (one, other), number in found.pairs.items() if one == other)
    return Row(
        name,
        (
            Cell(f"agreement/{name}/agreed", Count(agreed, total)),
            Cell(f"agreement/{name}/share", found.share),
            Cell(f"agreement/{name}/kappa", found.kappa),
            Cell(f"agreement/{name}/ac1", found.ac1),
        ),
    )


def confusion(pairs: Sequence[Pair], title: str, first: str) -> Table:
    """Give how often each verdict of the first, by row, met each of the other, by column."""
    counts = Counter(pairs)
    heads = sorted({word for pair in pairs for word in pair})
    rows = (
        Row(one, tuple(Cell(f"{first} {one}/{other}", counts[one, other]) for other in heads))
        for one in heads
    )
    return Table("confusion", title, (first, *heads), tuple(rows))
