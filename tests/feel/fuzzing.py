"""
Texts made to break the condition language, and what must hold of each.

    python -m tests.feel.fuzzing --inputs 1000000 --jobs 2

Texts are cut and joined from the tables of the tests, from the rule files and from signs that
lexers trip over; some are random. Of each it is checked that reading, checking, evaluating (by
both evaluators), mending and writing raise nothing but FeelError with a place, take no more than a
minute of a processor's time, and no more than bounded memory. A failure is printed with its seed,
from which `--seed N --inputs 1` makes the same text again.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Final

from attrs import frozen

from hocr_engine.feel import FeelError, Unknown, evaluate, is_undecided, write_tree
from hocr_engine.feel.check import check, check_condition
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.reading import read, read_tests
from hocr_engine.feel.repair import repaired
from hocr_engine.feel.trace import trace, trace_tests, value_of
from hocr_engine.feel.values import identical, plain
from hocr_engine.text import Source, whole
from tests.feel.test_accepted import SCOPE

ROOT: Final = Path(__file__).parents[2]
SECONDS: Final = 60
MEMORY: Final = 3 * 2**30
SHARE: Final = 5_000
LONGEST: Final = 2_000
LONG: Final = 1_000_000
SIGNS: Final = (
    *"()[]{}<>=!?.,:;@\"'\\/|&%#$~^`+-*\n\t\r\0\u202e\u00a0\ufeff\U0001f600",
    *("..", "**", "->", "//", "/*", "*/", "!=", "<=", ">=", "\\u", '@"', '"""'),
    *("1..10**12", "10**6144", "-0", "1e400", "0.1.2", "999999999999999999999999"),
    *(" and ", " or ", " if ", " then ", " else ", " for ", " in ", " return ", " some "),
    *(" every ", " satisfies ", " between ", " instance of ", " function(x) ", " external "),
    *("null", "true", "false", "not(", "item", "partial", "list<", "context<a: ", "date and time"),
    *('@"P1D"', '@"-P999999999Y"', '@"999999999-12-31"', '@"24:00:00@Europe/London"'),
    *('matches(x, "(a+)+$")', 'replace("a", "(", "")', "string join(", "sort(", "range("),
)
AROUND: Final = (
    *("({})", "[{}]", "not({})", "{a: {}}", "if {} then 1 else 2", "count({})", "{}[{}]", "-{}"),
    *("for i in {} return i", "some i in {} satisfies i", "string({})", "{} ** {}", "{} = {}"),
)
NAMES: Final[dict[str, object]] = {
    "n": plain(3),
    "x": "aaaaaaaaaaaaaaaaaaaaaaaa!",
    "ok": True,
    "age": Unknown(frozenset({"age"})),
    "ages": plain([1, 2, 3]),
    "people": plain([{"age": 1, "ok": True, "sex": "f"}, {"age": None, "ok": None, "sex": "m"}]),
}


@frozen
class Failure:
    """A text that broke something, with its seed and what was raised."""

    seed: int
    text: str
    what: str


class TooLongError(Exception):
    """A text took longer than any may."""


@cache
def corpus() -> tuple[str, ...]:
    """Give the texts to cut and join: of the tables, of the documents and of the rule files."""
    found: list[str] = []
    for name in ("meaning.csv", "far.csv", "types.csv", "nulls.csv", "unary.csv"):
        lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
        found += [line.split(" ;")[0] for line in lines if line and not line.startswith("#")]
    for path in sorted((ROOT / "rules").rglob("*.yaml"))[::20]:
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [
            line.partition(":")[2].strip() for line in lines if line.strip().startswith("when:")
        ]
    return tuple(text for text in found if text)


def made(seed: int) -> str:
    """Give the text of a seed."""
    chance = random.Random(seed)
    if chance.random() < 0.0005:
        return _long(chance)
    text: str = chance.choice(corpus())
    for _ in range(chance.randint(1, 6)):
        change: Callable[[str, random.Random], str] = chance.choice(_CHANGES)
        text = change(text, chance)[:LONGEST]
    return text


def _long(chance: random.Random) -> str:
    """Give a text as long as files may be, or nested as deep."""
    sign = str(chance.choice((*SIGNS, "(", "[", "{a:", "not(", "1+", "a.", "-", "x[", '"')))
    return (sign * (LONG // len(sign)))[: chance.randint(1, LONG)]


def _cut(text: str, chance: random.Random) -> str:
    start, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    return text[:start] + text[end:]


def _put(text: str, chance: random.Random) -> str:
    at, sign = chance.randint(0, len(text)), str(chance.choice(SIGNS))
    return text[:at] + sign + text[at:]


def _joined(text: str, chance: random.Random) -> str:
    other = chance.choice(corpus())
    joint = chance.choice((" and ", " or ", ", ", " = ", "", " in ", "[", "(", ".", " .. "))
    return f"{text[: chance.randint(0, len(text))]}{joint}{other[chance.randint(0, len(other)) :]}"


def _within(text: str, chance: random.Random) -> str:
    around: str = chance.choice(AROUND)
    for _ in range(chance.choice((1, 1, 1, 1, 30))):
        text = around.replace("{}", text)[:LONGEST]
    return text


def _random(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chr(chance.choice((chance.randint(0, 255), chance.randint(0, 0xD7FF))))


def _repeated(text: str, chance: random.Random) -> str:
    start = chance.randint(0, max(0, len(text) - 1))
    piece = text[start : start + chance.randint(1, 12)]
    return text[:start] + piece * chance.randint(2, 60) + text[start:]


_CHANGES: Final = (_cut, _cut, _put, _put, _joined, _within, _random, _repeated)


def broken_by(text: str) -> str:
    """Give what a text breaks, or nothing."""
    for does in (_evaluates, _tests, _reads, _mends):
        try:
            does(text)
        except FeelError as error:
            if not all(one.at.source and one.message for one in error.diagnostics):
                return f"{does.__name__}: a mistake without a place"
        except TooLongError:
            return f"{does.__name__}: more than {SECONDS} seconds"
        except BaseException as raised:
            return f"{does.__name__}: {type(raised).__name__}: {raised}"[:300]
    return ""


def _evaluates(text: str) -> None:
    """Evaluate a text by both evaluators, which must say the same, and write it out again."""
    tree, mistakes = parse(whole(Source(text)), NAMES)
    if tree is None:
        assert mistakes
        return
    one, other = value_of(tree, NAMES), trace(tree, NAMES).value
    assert is_undecided(one) == is_undecided(other)
    # A function is another one each time that it is made.
    told, again_told = (re.sub(" at 0x[0-9a-f]+", "", repr(value)) for value in (one, other))
    assert is_undecided(one) or identical(one, other) or told == again_told
    again, mistakes = parse(whole(Source(write_tree(tree))), NAMES)
    assert again == tree, "written out it reads otherwise"


def _tests(text: str) -> None:
    tree, mistakes = parse_tests(whole(Source(text)), NAMES)
    assert tree is not None or mistakes
    if tree is not None:
        trace_tests(tree, plain(3), NAMES)


def _reads(text: str) -> None:
    """Read a text as rule files are read, gaps and all, and check what it may mean."""
    at = whole(Source(text))
    tree, mistakes = read(at)
    assert tree is not None or mistakes
    if tree is not None:
        check(tree, SCOPE, house=True)
        check_condition(tree, SCOPE)
    read_tests(at)


def _mends(text: str) -> None:
    mended = repaired(text)
    evaluate(mended, NAMES)


def _alarm(_: int, __: FrameType | None) -> None:
    raise TooLongError


def failures(first: int, many: int) -> list[Failure]:
    """Give what the texts of some seeds break; bounded in time and, in a process, in memory."""
    signal.signal(signal.SIGPROF, _alarm)
    found = []
    for seed in range(first, first + many):
        text = made(seed)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            what = broken_by(text)
        except TooLongError:
            what = f"more than {SECONDS} seconds"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if what:
            found.append(Failure(seed, text, what))
    return found


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _all(seed: int, inputs: int, jobs: int, tell: Callable[[str], None]) -> Iterator[Failure]:
    shares = [(at, min(SHARE, seed + inputs - at)) for at in range(seed, seed + inputs, SHARE)]
    with ProcessPoolExecutor(jobs, initializer=_bounded) as pool:
        for number, found in enumerate(pool.map(failures, *zip(*shares, strict=True)), 1):
            yield from found
            if number % 10 == 0 or number == len(shares):
                tell(f"{min(number * SHARE, inputs):,} of {inputs:,} texts")


def main() -> int:
    """Try as many texts as asked for, and print those that break something."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    count = 0
    for failure in _all(asked.seed, asked.inputs, asked.jobs, lambda told: print(told, flush=True)):
        count += 1
        print(f"seed {failure.seed}: {failure.what}\n  {failure.text[:500]!r}", flush=True)
    print(f"{asked.inputs:,} texts, {count} of them broke something")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
