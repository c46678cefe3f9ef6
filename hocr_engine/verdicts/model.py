"""What comes of judging a thing: verdicts as bits, and the rules and facts that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """
    Which bit is which: the rules ruled out, their alternatives that are false, then what is open.

    Rules that have a choice come first. Where nothing is open, numbers are half as long.
    """

    rules: int
    choosing: int
    alternatives: int
    settled: int = field(init=False)
    all_rules: int = field(init=False)
    all_choosing: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Work out how many bits are not about what is open, and the bits of all rules."""
        settled = self.rules + self.alternatives * self.choosing
        object.__setattr__(self, "settled", settled)
        object.__setattr__(self, "all_rules", (1 << self.rules) - 1)
        object.__setattr__(self, "all_choosing", (1 << self.choosing) - 1)

    def ruled_out(self, at: int) -> int:
        """Give the bit of a rule that is ruled out."""
        return 1 << at

    def left_open(self, at: int) -> int:
        """Give the bit of a rule that is left open."""
        return 1 << (self.settled + at)

    def false(self, at: int, alternative: int) -> int:
        """Give the bit of an alternative that is false."""
        return 1 << (self.rules + alternative * self.choosing + at)

    def alternative_open(self, at: int, alternative: int) -> int:
        """Give the bit of an alternative that is open."""
        return self.false(at, alternative) << self.settled

    def read(self, bits: int) -> tuple[int, int, int]:
        """Give the rules that apply, those left open, and those of which the choice is open."""
        false = self._of_all(bits) if self.choosing else 0
        ruled_out = bits | false
        if bits.bit_length() <= self.settled:
            return self.all_rules & ~ruled_out, 0, 0
        left_open = bits >> self.settled
        open_choices = self._of_all(bits | left_open) & ~false
        left_open |= open_choices
        left = self.all_rules & ~ruled_out
        return left & ~left_open, left & left_open, open_choices

    def _of_all(self, bits: int) -> int:
        """Give the rules of which the bits of all alternatives are set."""
        bits >>= self.rules
        found = bits & self.all_choosing
        for _ in range(self.alternatives - 1):
            bits >>= self.choosing
            found &= bits
        return found


@frozen(eq=False)
class Judged:
    """
    A rule in its place: the facts that its parts read, and as bits those of them that it awaits.

    `waits` are awaited where they are missing, `waits_choosing` while its choice is open too;
    `several` are its parts that read several facts. The bits are those of `Names`. By what it
    awaits, `left_open` keeps what was told of it before: its facts are few.
    """

    rule: Rule
    reads: tuple[str, ...]
    waits: int
    waits_choosing: int
    several: tuple[Asked, ...]
    applies: Told = field(init=False)
    left_open: dict[int, Told] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Tell once what is told wherever the rule applies."""
        object.__setattr__(self, "applies", Told(self.rule, True, self.reads))

    def tell(self, awaits: int, names: Names) -> Told:
        """Give what is told where the rule is open and awaits these facts, and keep it."""
        self.left_open[awaits] = Told(self.rule, False, self.reads, names.of(awaits))
        return self.left_open[awaits]


@frozen(eq=False)
class Names:
    """The names of facts, each with a bit."""

    all: frozenset[str]
    bit: Mapping[str, int]

    def bits(self, names: Iterable[str]) -> int:
        """Give the bits of some facts."""
        return sum(self.bit[name] for name in set(names))

    def missing(self, facts: Mapping[str, object]) -> int:
        """Give the bits of the facts that are left out."""
        return sum(map(self.bit.__getitem__, self.all.difference(facts)))

    def of(self, bits: int) -> tuple[str, ...]:
        """Give the facts of some bits, by their names."""
        return tuple(sorted(name for name, bit in self.bit.items() if bits & bit))


def names_of(facts: Iterable[str]) -> Names:
    """Give the names of some facts."""
    bit = {name: 1 << at for at, name in enumerate(facts)}
    return Names(frozenset(bit), bit)


def set_bits(bits: int) -> list[int]:
    """Give the places of the bits that are set, the lowest first."""
    # Looking through the digits is quicker than taking a long number apart.
    digits, found = bin(bits)[:1:-1], list[int]()
    at = digits.find("1")
    while at >= 0:
        found.append(at)
        at = digits.find("1", at + 1)
    return found
