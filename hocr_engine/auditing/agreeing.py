"""How far auditors agree with the rules and with each other, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures import Cell, Row, Table
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.rulings import Ruling
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
        rows = [_row(name, agreement(found)) for name, found in pairs if found]
        if rows:
            columns = (say.BETWEEN, say.AGREED, say.SHARE, say.KAPPA, say.AC1)
            yield Table("agreement", say.AGREEMENT, columns, tuple(rows), (say.ON_AGREEMENT,))
            yield _confusion(self.with_rules)
            yield Table("by rule", say.BY_RULE, (say.RULE, say.AGREED), tuple(self._by_rule()))

    def _by_rule(self) -> Iterator[Row]:
        """Give the rules with which auditors differ most, first."""
        ordered = sorted(self.by_rule.items(), key=lambda one: (-one[1][False], one[0]))
        for rule, found in ordered:
            yield Row(rule, (Cell(f"by rule/{rule}", Count(found[True], found.total())),))


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


def _confusion(pairs: Sequence[Pair]) -> Table:
    counts = Counter(pairs)
    heads = sorted({word for pair in pairs for word in pair})
    rows = (
        Row(one, tuple(Cell(f"{BY_RULES} {one}/{other}", counts[one, other]) for other in heads))
        for one in heads
    )
    return Table("confusion", say.CONFUSION, (BY_RULES, *heads), tuple(rows))
