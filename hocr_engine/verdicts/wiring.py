"""
How the bits of a layout come from the groups that values of facts form.

Which things have a value of a group is a bitmap, and whatever sets a bit is some groups of some
facts, so that the bitmap of a bit is theirs joined by *or*. Bits that are set by the same groups of
a fact share what these come to, as rules share conditions. numpy joins words of 64 things, and goes
through very many of them for what Python takes to join one number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from hocr_engine.verdicts.bitmaps import WORD, Words
from hocr_engine.verdicts.columns import Numbers

Places: TypeAlias = NDArray[np.intp]
_ALL: Final = np.uint64(2**64 - 1)
_NONE: Final = np.uint64(0)
# So many groups of a fact are looked for at once, and so many words joined, as fit a cache.
GROUPS: Final = 256
WORDS: Final = 64


@frozen(eq=False)
class Joins:
    """
    What some results are joined of: first a place for each, then a second for those of more, ….

    Results stand in the order of how many they are of, the most first.
    """

    of: tuple[Places, ...]

    def joined(self, bitmaps: Words) -> Words:
        """Give each result."""
        found = bitmaps[self.of[0]]
        for more in self.of[1:]:
            found[: len(more)] |= bitmaps[more]
        return found


@frozen(eq=False)
class Shared:
    """Groups that set the same bits, by the places of their bitmaps, or all others."""

    members: Sequence[int]
    inverted: bool
    bits: Sequence[int]


@frozen(eq=False)
class Wiring:
    """
    Gives the bitmaps of bits, from the groups of each fact of which there were so many then.

    `asked` are those groups of each fact of which bitmaps are needed. Joined they give what bits
    share, and that gives the bits at `places`; those at `start` are always set, of `size` in all.
    """

    groups: tuple[int, ...]
    asked: tuple[Numbers, ...]
    shared: Joins
    inverted: Words
    bits: Joins
    places: Places
    start: Places
    size: int

    def join(self, numbered: Sequence[Numbers], count: int) -> Words:
        """Give the bitmap of each bit, from the group of each fact that each of many things has."""
        words = -(-count // WORD)
        bitmaps = self._bitmaps(numbered, words)
        found = np.zeros((self.size, words), dtype=np.uint64)
        for first in range(0, words, WORDS):
            some = slice(first, first + WORDS)
            shared = self.shared.joined(bitmaps[:, some]) ^ self.inverted
            found[self.places, some] = self.bits.joined(shared)
        found[self.start] = _ALL
        return found

    def _bitmaps(self, numbered: Sequence[Numbers], words: int) -> Words:
        size = sum(map(len, self.asked))
        found, at = np.zeros((size, words * WORD // 8), dtype=np.uint8), 0
        for numbers, asked in zip(numbered, self.asked, strict=True):
            for first in range(0, len(asked), GROUPS):
                some = asked[first : first + GROUPS]
                bits = np.packbits(numbers == some, axis=1, bitorder="little")
                found[at : at + len(some), : bits.shape[1]] = bits
                at += len(some)
        return found.view("<u8")


def wiring_of(groups: Sequence[Mapping[int, int]], start: int, size: int) -> Wiring:
    """Give the wiring of the groups of each fact, by their bits; those of higher bits left out."""
    asked, shared = list[Numbers](), list[Shared]()
    for each in groups:
        of_fact, more = _of_fact(each, size, sum(map(len, asked)))
        asked.append(of_fact)
        shared += more
    shared.sort(key=lambda one: -len(one.members))
    of_bits: dict[int, list[int]] = {}
    for at, one in enumerate(shared):
        for bit in one.bits:
            of_bits.setdefault(bit, []).append(at)
    bits = sorted(of_bits, key=lambda bit: -len(of_bits[bit]))
    inverted = [_ALL if one.inverted else _NONE for one in shared]
    return Wiring(
        tuple(map(len, groups)),
        tuple(asked),
        _joins([one.members for one in shared]),
        np.array(inverted, dtype=np.uint64)[:, np.newaxis],
        _joins([of_bits[bit] for bit in bits]),
        np.array(bits, dtype=np.intp),
        np.flatnonzero(_as_bits([start], size)[0]),
        size,
    )


def _of_fact(groups: Mapping[int, int], size: int, before: int) -> tuple[Numbers, Iterator[Shared]]:
    """Give the groups of a fact that are asked for, and what they share, from a place on."""
    there = {bits: number for bits, number in groups.items() if bits.bit_length() <= size}
    by_bit = _as_bits(tuple(there), size).T
    some = np.flatnonzero(by_bit.any(axis=1))
    written, which = np.unique(np.packbits(by_bit[some], axis=1), axis=0, return_inverse=True)
    sets = np.unpackbits(written, axis=1, count=len(there)).astype(bool)
    # Whatever is judged is of one of the groups, so that of many of them the others tell as much.
    inverted = (2 * sets.sum(axis=1) > len(there)) & ~sets.all(axis=1)
    sets ^= inverted[:, np.newaxis]
    needed = np.flatnonzero(sets.any(axis=0))
    members = (np.flatnonzero(each) + before for each in sets[:, needed])
    bits = (some[which.reshape(-1) == at] for at in range(len(sets)))
    shared = map(Shared, map(_listed, members), inverted.tolist(), map(_listed, bits))
    return narrow(tuple(there.values()))[needed, np.newaxis], shared


def _joins(several: Sequence[Sequence[int]]) -> Joins:
    """Give how several things are joined, of which those of more stand before those of fewer."""
    ranks = range(len(several[0]) if several else 1)
    places = ([each[rank] for each in several if rank < len(each)] for rank in ranks)
    return Joins(tuple(np.array(each, dtype=np.intp) for each in places))


def _listed(places: Places) -> Sequence[int]:
    found: list[int] = places.tolist()
    return found


def narrow(numbers: Sequence[int]) -> Numbers:
    """Give numbers in as few bytes each as hold them all."""
    return np.array(numbers, dtype=np.min_scalar_type(max(numbers, default=0)))


def _as_bits(numbers: Sequence[int], size: int) -> NDArray[np.uint8]:
    """Give the lowest bits of numbers, a row for each."""
    wide, lowest = -(-size // 8), (1 << size) - 1
    written = b"".join((number & lowest).to_bytes(wide, "little") for number in numbers)
    of_bytes = np.frombuffer(written, dtype=np.uint8).reshape(len(numbers), wide)
    return np.unpackbits(of_bytes, axis=1, count=size, bitorder="little")
