"""Bitmaps: of each rule, or of each bit of a layout, a row of bits, one for each thing judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from hocr_engine.verdicts.model import Layout

Words: TypeAlias = NDArray[np.uint64]
Verdicts: TypeAlias = tuple[int, int, int]
WORD: Final = 64
_BYTE: Final = 8
# Which bits of a block of eight by eight change places, and how far these lie apart.
_SWAPS: Final = (
    (np.uint64(0x00AA00AA00AA00AA), np.uint64(7)),
    (np.uint64(0x0000CCCC0000CCCC), np.uint64(14)),
    (np.uint64(0x00000000F0F0F0F0), np.uint64(28)),
)


@frozen(eq=False)
class Bitmaps:
    """
    Of each rule the things to which it applies, and those for which it is undecided.

    The choices that are open are of the rules that have one. What is None is so of nothing.
    """

    count: int
    applying: Words
    undecided: Words | None
    open_choices: Words | None

    def by_thing(self) -> Iterator[Verdicts]:
        """Give of each thing the rules that apply, those undecided, and the choices left open."""
        kinds = (self.applying, self.undecided, self.open_choices)
        return zip(*map(self._turned, kinds), strict=True)

    def _turned(self, bitmaps: Words | None) -> Iterable[int]:
        return repeat(0, self.count) if bitmaps is None else turned(bitmaps, self.count)

    def by_rule(self) -> Iterator[pa.Array]:
        """Give of each rule whether it applies to each thing, null where it is undecided."""
        rules, words = self.applying.shape
        known = None if self.undecided is None else pa.py_buffer(~self.undecided)
        buffers = [known, pa.py_buffer(self.applying)]
        each = words * WORD
        all_rules = pa.Array.from_buffers(pa.bool_(), rules * each, buffers)
        for at in range(rules):
            yield all_rules.slice(at * each, self.count)


def read(layout: Layout, bits: Words, count: int) -> Bitmaps:
    """Give what `Layout.read` gives of the bits of one thing, of many from a bitmap for each."""
    chosen = slice(0, layout.choosing)
    ruled_out = bits[: layout.rules]
    false = _of_all(layout, bits)
    if false is not None:
        ruled_out[chosen] |= false
    if len(bits) == layout.settled:
        return Bitmaps(count, ~ruled_out, None, None)
    left_open = bits[layout.settled : layout.settled + layout.rules]
    choices = _of_all(layout, bits[: layout.settled] | bits[layout.settled :])
    if choices is not None and false is not None:
        choices &= ~false
        left_open[chosen] |= choices
    left_open &= ~ruled_out
    return Bitmaps(count, ~(ruled_out | left_open), left_open, choices)


def _of_all(layout: Layout, bits: Words) -> Words | None:
    """Give of each rule with a choice where the bits of all alternatives are set."""
    if not layout.choosing:
        return None
    several = bits[layout.rules : layout.settled]
    shape = layout.alternatives, layout.choosing, bits.shape[1]
    found: Words = np.bitwise_and.reduce(several.reshape(shape), axis=0)
    return found


def turned(bitmaps: Words, count: int) -> Iterator[int]:
    """Give a number for each of so many things, with a bit for each bitmap."""
    written = _turned(bitmaps.view(np.uint8))
    size, whole = written.shape[1], written.tobytes()
    return (int.from_bytes(whole[at * size : (at + 1) * size], "little") for at in range(count))


def from_verdicts(layout: Layout, verdicts: Iterable[Verdicts]) -> Bitmaps:
    """Give the bitmaps of what was said of one thing after the other."""
    told = list(verdicts)
    applying, undecided, choices = (
        _of_numbers([each[at] for each in told], bits)
        for at, bits in enumerate((layout.rules, layout.rules, layout.choosing))
    )
    return Bitmaps(len(told), applying, undecided, choices)


def _of_numbers(numbers: list[int], bits: int) -> Words:
    size, more = -(-bits // _BYTE), -len(numbers) % WORD
    written = b"".join(number.to_bytes(size, "little") for number in (*numbers, *repeat(0, more)))
    of_things = np.frombuffer(written, dtype=np.uint8).reshape(-1, size)
    return _turned(of_things)[:bits].view(np.uint64)


def _turned(bits: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """
    Give rows of bits as columns; there are as many rows and columns as fill whole bytes.

    Blocks of eight by eight bits are turned as one number each (Warren, Hacker's Delight, 7-3).
    """
    rows, size = -(-len(bits) // _BYTE), bits.shape[1]
    filled = np.zeros((rows * _BYTE, size), dtype=np.uint8)
    filled[: len(bits)] = bits
    blocks = np.ascontiguousarray(filled.reshape(rows, _BYTE, size).transpose(2, 0, 1))
    numbers = blocks.view("<u8")[..., 0]
    for swapped, apart in _SWAPS:
        change = (numbers ^ (numbers >> apart)) & swapped
        numbers = numbers ^ change ^ (change << apart)
    turned_blocks = numbers.astype("<u8").view(np.uint8).reshape(size, rows, _BYTE)
    return np.ascontiguousarray(turned_blocks.transpose(0, 2, 1)).reshape(size * _BYTE, rows)
