"""
A made-up rulebook of as many rules as are wanted, and made-up records for it.

The rules are flat: each asks a few things of one allegation, such as that a fact is one of some
words, a number within bounds, a date before a day, or one of two things. Conditions are shared, as
in books that people write. What the conditions are is kept as data too, from which other engines
are given the same rules.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypeAlias

import orjson
import yaml
from attrs import frozen

from hocr_engine.embedding import Rulebook, load_rulebook

FRAME: Final = Path(__file__).parent / "flat_frame"
SEED: Final = 20260401
DECISION: Final = "findings"
WORDS: Final = ("none", "slight", "moderate", "serious", "severe", "unclear")
ONE_OF, FLAGS, NUMBERS, DATES = 22, 16, 16, 8
MOST: Final = 100
EITHER: Final = 1 / 8
FIRST_DAY: Final = date(2024, 1, 1)
DAYS: Final = 700
Record: TypeAlias = dict[str, object]


@frozen
class Asks:
    """One thing that a rule asks of a fact: `is`, `in`, `yes`, `no`, `from`, `below`, `within`."""

    fact: str
    how: str
    values: tuple[object, ...] = ()


@frozen
class Either:
    """That one of two things is so."""

    asked: tuple[Asks, Asks]


Part: TypeAlias = Asks | Either


@frozen
class FlatRule:
    """A rule that applies when all its parts are so."""

    id: str
    parts: tuple[Part, ...]


def flat_rules(count: int) -> list[FlatRule]:
    """Give made-up rules, the same for the same count; those of fewer rules come first."""
    chance = random.Random(SEED)
    pool = list(_pool())
    return [FlatRule(f"rule-{number:04}", _parts(chance, pool)) for number in range(1, count + 1)]


def _pool() -> list[Asks]:
    """Give the conditions that rules share."""
    found: list[Asks] = []
    for name in names("degree", ONE_OF):
        found += [Asks(name, "is", (word,)) for word in WORDS]
        found += [Asks(name, "in", WORDS[:3]), Asks(name, "in", WORDS[2:5])]
    for name in names("told", FLAGS):
        found += [Asks(name, "yes"), Asks(name, "no")]
    for name in names("count", NUMBERS):
        found += [Asks(name, "from", (least,)) for least in (10, 18, 50)]
        found += [Asks(name, "below", (18,)), Asks(name, "within", (10, 59))]
    for name in names("day", DATES):
        days = [FIRST_DAY + timedelta(days=number) for number in (100, 350, 600)]
        found += [Asks(name, how, (day,)) for day in days for how in ("from", "below")]
    return found


def _parts(chance: random.Random, pool: list[Asks]) -> tuple[Part, ...]:
    """Give parts that ask about a fact each; in one rule of eight, about either of two."""
    asked: dict[str, Asks] = {}
    for one in chance.sample(pool, len(pool)):
        asked.setdefault(one.fact, one)
    several = list(asked.values())[: chance.randint(3, 5)]
    if chance.random() < EITHER:
        return (*several[:-2], Either((several[-2], several[-1])))
    return tuple(several)


def names(what: str, count: int) -> list[str]:
    """Give the names of the facts of a type."""
    return [f"{what}_of_part_{number:02}" for number in range(1, count + 1)]


def records(count: int, *, left_out: float = 0.0) -> list[Record]:
    """Give made-up incidents, each fact left out with a chance."""
    chance = random.Random(SEED + 1)
    return [_record(chance, number, left_out) for number in range(1, count + 1)]


def _record(chance: random.Random, number: int, left_out: float) -> Record:
    facts: Record = {}
    facts |= {name: chance.choice(WORDS) for name in names("degree", ONE_OF)}
    facts |= {name: chance.random() < 1 / 2 for name in names("told", FLAGS)}
    facts |= {name: chance.randrange(MOST) for name in names("count", NUMBERS)}
    for name in names("day", DATES):
        facts[name] = (FIRST_DAY + timedelta(days=chance.randrange(DAYS))).isoformat()
    return {
        "format": "hocr.incident.v1",
        "id": f"INC-{number:06}",
        "report": {"received_at": "2026-06-10 09:40"},
        "allegation": {name: v for name, v in facts.items() if chance.random() >= left_out},
    }


def lines(given: list[Record]) -> list[bytes]:
    """Give records as JSON."""
    return [orjson.dumps(record) for record in given]


def write_book(folder: Path, rules: list[FlatRule]) -> Rulebook:
    """Write the rules as a rulebook, and read it as any other is read."""
    write_files(folder, rules)
    return load_rulebook(folder)


def write_files(folder: Path, rules: list[FlatRule]) -> None:
    """Write the files of a rulebook."""
    shutil.copytree(FRAME, folder, dirs_exist_ok=True)
    for name, content in _files(rules).items():
        (folder / name).write_text(content, encoding="utf-8")


def _files(rules: list[FlatRule]) -> Mapping[str, str]:
    answers = "".join(f"{rule.id}\n" for rule in rules)
    return {
        "data/findings.csv": f"finding\n{answers}",
        "vocabulary/made-up.yaml": yaml.safe_dump(_vocabulary(), sort_keys=False, width=1_000),
        "general/findings.yaml": _topic(rules),
    }


def _vocabulary() -> Record:
    facts: list[Record] = [_one_of(name) for name in names("degree", ONE_OF)]
    facts += [_fact(name, "yes or no") for name in names("told", FLAGS)]
    facts += [_fact(name, "number") for name in names("count", NUMBERS)]
    facts += [_fact(name, "date") for name in names("day", DATES)]
    more: list[Record] = [{"of": "allegation", "facts": facts}]
    return {"format": "hocr.vocabulary.v1", "more facts": more}


def _fact(name: str, kind: str, **more: object) -> Record:
    return {"name": name, "label": name, "ask": f"What is {name}?", "type": kind, **more}


def _one_of(name: str) -> Record:
    return _fact(name, "one of", answers=[{"word": word, "label": word} for word in WORDS])


def _topic(rules: list[FlatRule]) -> str:
    """Give the rules as the authors of a book write them, a condition as a block of text."""
    head = ["format: hocr.rules.v1", "topic: Findings", f"decision: {DECISION}", "layer: general"]
    found = [*head, "each rule counts: 'yes'", "", "rules:"]
    for rule in rules:
        found += [f"  - id: {rule.id}", f"    title: {rule.id}", "    law: [CRR26-001-01]"]
        found += ["    from: 2015-04-01", "    when: |"]
        found += [f"      {' and '.join(map(_written, rule.parts))}"]
        found += [f"    then: {rule.id}", f"    because: {rule.id} is so"]
    return "\n".join(found) + "\n"


def _written(part: Part) -> str:
    if isinstance(part, Either):
        return f"({' or '.join(map(_written, part.asked))})"
    fact, values = f"this.{part.fact}", [_literal(value) for value in part.values]
    match part.how:
        case "is":
            return f"{fact} = {values[0]}"
        case "in":
            return f"{fact} in ({', '.join(values)})"
        case "yes":
            return fact
        case "no":
            return f"not({fact})"
        case "from":
            return f"{fact} >= {values[0]}"
        case "below":
            return f"{fact} < {values[0]}"
        case _:
            return f"{fact} between {values[0]} and {values[1]}"


def _literal(value: object) -> str:
    if isinstance(value, date):
        return f'@"{value}"'
    return f'"{value}"' if isinstance(value, str) else str(value)
