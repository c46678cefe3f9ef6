"""What comes of judging a thing: verdicts as bits, and the rules and facts that stand for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import field, frozen

from hocr_engine.rulebook.model import Rule
from hocr_engine.verdicts.flat import Asked


class Told(NamedTuple):
    """A rule that applies or is left open, the facts that it reads, and those that it awaits."""

    rule: Rule
    applies: bool
    reads: tuple[str, ...]
    awaits: tuple[str, ...] = ()


@frozen(eq=False)
class Layout:
    """Which bit is which: rule by rule those ruled out, those left open, then the choices."""

    rules: int
    choosing: int
    alternatives: int
    all_rules: int = field(init=False)
    all_choosing: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Work out the bits of all rules, and of those that have a choice, which come first."""
        object.__setattr__(self, "all_rules", (1 << self.rules) - 1)
        object.__setattr__(self, "all_choosing", (1 << self.choosing) - 1)

    def ruled_out(self, at: int) -> int:
        """Give the bit of a rule that is ruled out."""
        return 1 << at

    def left_open(self, at: int) -> int:
        """Give the bit of a rule that is left open."""
        return 1 << (self.rules + at)

    def false(self, at: int, alternative: int) -> int:
        """Give the bit of an alternative that is false."""
        return 1 << (2 * self.rules + 2 * alternative * self.choosing + at)

    def not_true(self, at: int, alternative: int) -> int:
        """Give the bit of an alternative that is not true."""
        return self.false(at, alternative) << self.choosing


@frozen(eq=False)
class Judged:
    """
    A rule in its place: the facts that its parts read, and those of them that it awaits.

    `waits` are awaited where they are missing, `waits_choosing` while its choice is open too;
    `several` are its parts that read several facts.
    """

    rule: Rule
    reads: tuple[str, ...]
    waits: tuple[str, ...]
    waits_choosing: tuple[str, ...]
    several: tuple[Asked, ...]


def set_bits(bits: int) -> Iterator[int]:
    """Give the places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
