"""How far two people who judged the same things agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from hocr_engine.estimating import messages as say
from hocr_engine.estimating.model import NotEstimable


@frozen
class Agreement:
    """
    The share on which both agree, by itself and set against chance in two ways.

    `kappa` is Cohen's (1960), which falls towards 0 where nearly all answers are the same; `ac1` is
    Gwet's (2008), which does not. `pairs` counts each pair of answers.
    """

    share: float
    kappa: float | NotEstimable
    ac1: float
    pairs: Mapping[tuple[str, str], int] = field(eq=False)


def agreement(judged: Iterable[tuple[str, str]]) -> Agreement | NotEstimable:
    """Give how far the first and the second answer of each pair agree."""
    pairs = Counter(judged)
    total = pairs.total()
    if not total:
        return NotEstimable(say.no_pairs())
    answers = sorted({answer for pair in pairs for answer in pair})
    share = sum(count for (one, other), count in pairs.items() if one == other) / total
    first = [sum(pairs[answer, other] for other in answers) / total for answer in answers]
    second = [sum(pairs[other, answer] for other in answers) / total for answer in answers]
    return Agreement(share, _kappa(share, first, second), _ac1(share, first, second), pairs)


def _kappa(share: float, first: list[float], second: list[float]) -> float | NotEstimable:
    if 1.0 in first and 1.0 in second and share == 1:
        return NotEstimable(say.chance_alone())
    by_chance = sum(one * other for one, other in zip(first, second, strict=True))
    return (share - by_chance) / (1 - by_chance)


def _ac1(share: float, first: list[float], second: list[float]) -> float:
    if len(first) == 1:
        return 1.0
    means = [(one + other) / 2 for one, other in zip(first, second, strict=True)]
    by_chance = sum(mean * (1 - mean) for mean in means) / (len(means) - 1)
    return (share - by_chance) / (1 - by_chance)
