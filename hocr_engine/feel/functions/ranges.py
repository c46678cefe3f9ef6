"""Built-in functions on how points and ranges lie to one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hocr_engine.feel.functions.registry import UnfitError, built_in
from hocr_engine.feel.logic import Truth, all_true, any_true, compared, opposite
from hocr_engine.feel.values import Range

Test = Callable[[Range, Range], Truth]


def _as_range(value: object) -> Range:
    return value if isinstance(value, Range) else Range(value, value)


def _below(left: Range, right: Range, *, touching: bool) -> Truth:
    """Say whether the one ends before the other begins, or where it begins but not both there."""
    less = compared("<", left.high, right.low)
    if touching:
        return less
    meeting = compared("=", left.high, right.low) if not _both_there(left, right) else False
    return any_true((less, meeting))


def _both_there(left: Range, right: Range) -> bool:
    return left.high_included and right.low_included


def before(left: Range, right: Range) -> Truth:
    """Say whether the first ends before the second begins."""
    return _below(left, right, touching=False)


def meets(left: Range, right: Range) -> Truth:
    """Say whether the second begins where the first ends."""
    return all_true((_both_there(left, right), compared("=", left.high, right.low)))


def overlaps(left: Range, right: Range) -> Truth:
    """Say whether the two have a point in common."""
    return all_true((opposite(before(left, right)), opposite(before(right, left))))


def _starts_no_later(left: Range, right: Range) -> Truth:
    same = compared("=", left.low, right.low)
    edge = left.low_included or not right.low_included
    return any_true((compared("<", left.low, right.low), all_true((same, edge))))


def _ends_no_earlier(left: Range, right: Range) -> Truth:
    same = compared("=", left.high, right.high)
    edge = left.high_included or not right.high_included
    return any_true((compared(">", left.high, right.high), all_true((same, edge))))


def includes(left: Range, right: Range) -> Truth:
    """Say whether the first holds the whole of the second."""
    return all_true((_starts_no_later(left, right), _ends_no_earlier(left, right)))


def overlaps_before(left: Range, right: Range) -> Truth:
    """Say whether the first begins earlier and ends within the second."""
    return all_true(
        (
            opposite(_starts_no_later(right, left)),
            overlaps(left, right),
            _ends_no_earlier(right, left),
        )
    )


def _same_end(left: Range, right: Range) -> Truth:
    same = compared("=", left.high, right.high)
    return all_true((left.high_included == right.high_included, same))


def _same_start(left: Range, right: Range) -> Truth:
    same = compared("=", left.low, right.low)
    return all_true((left.low_included == right.low_included, same))


def finishes(left: Range, right: Range) -> Truth:
    """Say whether the first is the end of the second."""
    return all_true((_same_end(left, right), _starts_no_later(right, left)))


def starts(left: Range, right: Range) -> Truth:
    """Say whether the first is the beginning of the second."""
    return all_true((_same_start(left, right), _ends_no_earlier(right, left)))


def coincides(left: Range, right: Range) -> Truth:
    """Say whether the two are the same stretch."""
    return all_true((_same_start(left, right), _same_end(left, right)))


def _flipped(test: Test) -> Test:
    return lambda left, right: test(right, left)


_TESTS: Final[dict[str, tuple[Test, tuple[str, ...]]]] = {
    "before": (before, ("point point", "point range", "range point", "range range")),
    "after": (_flipped(before), ("point point", "point range", "range point", "range range")),
    "meets": (meets, ("range range",)),
    "met by": (_flipped(meets), ("range range",)),
    "overlaps": (overlaps, ("range range",)),
    "overlaps before": (overlaps_before, ("range range",)),
    "overlaps after": (_flipped(overlaps_before), ("range range",)),
    "finishes": (finishes, ("point range", "range range")),
    "finished by": (_flipped(finishes), ("range point", "range range")),
    "includes": (includes, ("range point", "range range")),
    "during": (_flipped(includes), ("point range", "range range")),
    "starts": (starts, ("point range", "range range")),
    "started by": (_flipped(starts), ("range point", "range range")),
    "coincides": (coincides, ("point point", "range range")),
}


def _declare(name: str, test: Test, kinds: str) -> None:
    def relation(left: object, right: object) -> Truth:
        """Say whether two points or ranges stand so to one another."""
        one, other = _as_range(left), _as_range(right)
        if one.negated or other.negated:
            raise UnfitError
        return test(one, other)

    left, right = kinds.split()
    numbered = left == right
    parameters = (
        f"{left}{'1' if numbered else ''}: {left}",
        f"{right}{'2' if numbered else ''}: {right}",
    )
    built_in("boolean", name, *parameters)(relation)


for _name, (_test, _forms) in _TESTS.items():
    for _kinds in _forms:
        _declare(_name, _test, _kinds)
