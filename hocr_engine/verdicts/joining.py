"""
What the values of facts settle, joined for many things at once.

Values of a fact that set the same bits form a group, so that of very many values there are few.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, Final

from attrs import define, field

from hocr_engine.bounds import MAX_KEPT_FOR_VALUES
from hocr_engine.verdicts.bitmaps import Words
from hocr_engine.verdicts.columns import Column, Numbers
from hocr_engine.verdicts.planning import Plan
from hocr_engine.verdicts.wiring import Wiring, narrow, wiring_of

# Of all groups alike, since what holds a lock of its own cannot be sent to another process.
_NUMBERING: Final = Lock()


class Groups(dict[object, int]):
    """From a value of a fact to the group that it is of; the groups by their bits in `by_bits`."""

    def __init__(self, bits_of: Callable[[Any], int], settled: int) -> None:
        super().__init__()
        self._bits_of, self._settled = bits_of, settled
        self.by_bits: dict[int, int] = {}
        self.left_open: set[int] = set()

    def __missing__(self, value: object) -> int:
        """Give the group of a value that was not met before; NotThisFactError."""
        bits = self._bits_of(value)
        with _NUMBERING:
            group = self.by_bits.setdefault(bits, len(self.by_bits))
            if bits >> self._settled:
                self.left_open.add(group)
        if len(self) < MAX_KEPT_FOR_VALUES:
            self[value] = group
        return group


@define(eq=False)
class Joining:
    """Joins what the columns of tables settle; safe to share."""

    plan: Plan
    _groups: tuple[Groups, ...] = field(init=False)
    _wirings: dict[bool, Wiring] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Begin without any group."""
        settled = self.plan.layout.settled
        self._groups = (
            *(Groups(table.__getitem__, settled) for _, table in self.plan.facts),
            *(Groups(table.__getitem__, settled) for _, table in self.plan.several),
        )

    def joined(self, columns: Sequence[Column], count: int) -> Words:
        """
        Give the bitmap of each bit of the layout, of its first half where nothing is open.

        Columns come in the order of the plan's tables; NotThisFactError for a value that a fact
        cannot have.
        """
        numbered, is_open = list[Numbers](), self.plan.start >> self.plan.layout.settled != 0
        for groups, column in zip(self._groups, columns, strict=True):
            numbers = [*map(groups.__getitem__, column.values)]
            is_open = is_open or not groups.left_open.isdisjoint(numbers)
            numbered.append(narrow(numbers).take(column.rows))
        return self._wired(is_open).join(numbered, count)

    def _wired(self, is_open: bool) -> Wiring:
        """Give the wiring of all groups met so far, without those that leave something open."""
        known = self._wirings.get(is_open)
        if known is None or known.groups != tuple(len(each.by_bits) for each in self._groups):
            groups = [dict(each.by_bits) for each in self._groups]
            size = self.plan.layout.settled * (2 if is_open else 1)
            known = self._wirings[is_open] = wiring_of(groups, self.plan.start, size)
        return known
