"""Five conditions as rule files have them, beside plain Python and other implementations."""

# ruff: noqa: PLR2004 - the numbers are those of the conditions

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

# The implementations to compare with are those that the tests set answers against.
sys.path.insert(0, str(Path(__file__).parents[1]))

from hocr_engine.feel import evaluate
from hocr_engine.feel.parse import parse
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import plain
from hocr_engine.text import Source, whole
from tests.feel.peer_answers import Asking, Peer, agree, peers, told

FACTS: Final[dict[str, Any]] = {
    "age": 14,
    "injury": "minor",
    "people": [{"age": age} for age in (12, 15, 40, 17, 9)],
    "first": date(2024, 3, 1),
    "last": date(2024, 5, 1),
}
FIVE: Final[dict[str, Callable[[Mapping[str, Any]], object]]] = {
    'age >= 13 and injury = "minor"': lambda facts: (
        facts["age"] >= 13 and facts["injury"] == "minor"
    ),
    "count(people[age < 18]) >= 2": lambda facts: (
        sum(person["age"] < 18 for person in facts["people"]) >= 2
    ),
    "some p in people satisfies p.age < 10": lambda facts: any(
        person["age"] < 10 for person in facts["people"]
    ),
    'last - first > duration("P28D")': lambda facts: (
        facts["last"] - facts["first"] > timedelta(days=28)
    ),
    "age between 13 and 15 or age between 60 and 70": lambda facts: (
        13 <= facts["age"] <= 15 or 60 <= facts["age"] <= 70
    ),
}
_WIDTH: Final = 50


def best(action: Callable[[], object], seconds: float, times: int) -> float:
    """Give the shortest time that something took, in rounds of so many until the time is over."""
    shortest, until = float("inf"), time.perf_counter() + seconds
    while True:
        started = time.perf_counter()
        for _ in range(times):
            action()
        ended = time.perf_counter()
        shortest = min(shortest, (ended - started) / times)
        if ended >= until:
            return shortest


def lines(seconds: float) -> Iterator[str]:
    """Give the table, and how implementations that are not installed are."""
    others = [peer for peer in peers() if peer.is_installed]
    heads = ("compiled", "plain Python", "ratio", "read too", *(peer.name for peer in others))
    yield f"{'five conditions, us each':{_WIDTH}}{''.join(f'{head:>14}' for head in heads)}"
    columns = [_asked(peer, seconds) for peer in others]
    for number, (text, function) in enumerate(FIVE.items()):
        figures = [*_own(text, function, seconds), *(column[number] for column in columns)]
        cells = (f"{one:,.2f}" if one is not None else "no answer" for one in figures)
        yield f"{text:{_WIDTH}}{''.join(f'{cell:>14}' for cell in cells)}"
    for peer in peers():
        if not peer.is_installed:
            yield f"{peer.name} is not installed: {peer.install}"


def _own(
    text: str, function: Callable[[Mapping[str, Any]], object], seconds: float
) -> tuple[float, float, float, float]:
    """Give what a condition takes compiled, what plain Python takes, their ratio, and read anew."""
    facts = plain(FACTS)
    assert isinstance(facts, dict)
    tree, mistakes = parse(whole(Source(text)), FACTS)
    assert tree is not None, mistakes
    assert value_of(tree, facts) is function(FACTS) is evaluate(text, FACTS), text
    ours = best(partial(value_of, tree, facts), seconds, 100) * 1e6
    theirs = best(partial(function, FACTS), seconds, 100) * 1e6
    return ours, theirs, ours / theirs, best(partial(evaluate, text, facts), seconds, 10) * 1e6


def _asked(peer: Peer, seconds: float) -> list[float | None]:
    """Give what a peer takes for each condition, None where it does not give our answer."""
    asking, found = Asking(peer), []
    for text in FIVE:
        said = asking.timed(text, FACTS, seconds)
        right = said is not None and agree(told(evaluate(text, FACTS)), said[0])
        found.append(said[1] * 1e6 if said is not None and right else None)
    asking.end()
    return found
