"""
How quickly conditions are parsed and evaluated, beside plain Lark and plain Python.

Usage: python benchmarks/feel.py [--seconds SECONDS] [--conditions NUMBER] [--incidents NUMBER]

Each distinct condition of the rulebook is parsed, and parsed by a plain Lark with the same grammar
and a lexer of its own. Each that the example incidents need is evaluated with the facts there,
compiled and with every step kept. Some small conditions are set against functions of plain Python
that say the same over the same facts. Ratios are medians over the conditions of one run. Last
come five conditions one by one, beside plain Python and the other implementations installed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from statistics import median
from typing import Any, Final

from attrs import frozen
from decide import incidents
from five import best, lines
from lark import Lark, LarkError

import hocr_engine
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.names import Names
from hocr_engine.feel.grammar import GRAMMAR
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import trace, value_of
from hocr_engine.feel.values import plain
from hocr_engine.rulebook.model import Book, RowCondition, Rule
from hocr_engine.text import Source, whole

FACTS: Final[dict[str, Any]] = {
    "age": 14,
    "least": 13,
    "most": 15,
    "injury": "minor",
    "repeated": True,
    "victim": {"age": 14, "role": "partner", "name": None},
    "people": [{"age": age, "hurt": age % 2 == 0} for age in (12, 15, 40)],
}
HAND_WRITTEN: Final[dict[str, Callable[[Mapping[str, Any]], object]]] = {
    'injury = "minor"': lambda facts: facts["injury"] == "minor",
    'injury in ("minor", "serious")': lambda facts: facts["injury"] in ("minor", "serious"),
    "age between least and most": lambda facts: facts["least"] <= facts["age"] <= facts["most"],
    'repeated and victim.role = "partner"': lambda facts: (
        facts["repeated"] and facts["victim"]["role"] == "partner"
    ),
    'victim.age < least or injury != "minor" or not(repeated)': lambda facts: (
        facts["victim"]["age"] < facts["least"]
        or facts["injury"] != "minor"
        or not facts["repeated"]
    ),
    "victim.name = null": lambda facts: facts["victim"]["name"] is None,
    "some p in people satisfies p.age < least": lambda facts: any(
        person["age"] < facts["least"] for person in facts["people"]
    ),
    "count(people[hurt]) >= 1": lambda facts: sum(p["hurt"] for p in facts["people"]) >= 1,
    "if repeated then age else victim.age": lambda facts: (
        facts["age"] if facts["repeated"] else facts["victim"]["age"]
    ),
}
_KEYWORDS: Final = (
    *("null", "true", "false", "if", "then", "else", "for", "in", "return", "some", "every"),
    *("satisfies", "and", "or", "between", "instance", "of", "function", "external"),
)
_WORD: Final = rf"(?!(?:{'|'.join(_KEYWORDS)})\b)[A-Za-z_]\w*"
_TERMINALS: Final = "\n".join(
    (
        r"NUMBER: /\d+(\.\d+)?/",
        r'STRING: /"(?:[^"\\\n]|\\.)*"/',
        r'AT: /@"(?:[^"\\\n]|\\.)*"/',
        rf"NAME: /{_WORD}( {_WORD})*/",
        *(f'{word.upper()}: "{word}"' for word in _KEYWORDS),
        'NOT: "~not"',
        *('LPAR: "("', 'RPAR: ")"', 'LSQB: "["', 'RSQB: "]"', 'LBRACE: "{"', 'RBRACE: "}"'),
        *('COMMA: ","', 'COLON: ":"', 'DOT: "."', 'DOTS: ".."', 'PLUS: "+"', 'MINUS: "-"'),
        *('STAR: "*"', 'SLASH: "/"', 'POWER: "**"', 'EQ: "="', 'NE: "!="', 'LT: "<"'),
        *('LE: "<="', 'GT: ">"', 'GE: ">="', 'LANGLE: "~<"', 'RANGLE: "~>"', 'ARROW: "->"'),
        *('OUTL: "~]"', 'OUTR: "~["', r"%ignore /\s+/", r"%ignore /\/\/[^\n]*/"),
    )
)


@frozen
class Compared:
    """How long two ways took over the same conditions, one pair of times for each of them."""

    name: str
    beside: str
    seconds: tuple[tuple[float, float], ...]

    def row(self) -> str:
        """Give the medians of the times and of their ratios as a line."""
        ours = median(one for one, _ in self.seconds) * 1e6
        theirs = median(other for _, other in self.seconds) * 1e6
        ratio = median(one / other for one, other in self.seconds)
        left = f"{self.name:24}{len(self.seconds):>6}{ours:>12,.2f}"
        return f"{left}   {self.beside:24}{theirs:>12,.2f}{ratio:>10,.2f}"


def conditions(book: Book) -> Iterator[Expression]:
    """Give the conditions of all rules; of a row, what its cells test."""
    for rule in book.rule.values():
        yield from _expressions(rule)


def _expressions(rule: Rule) -> Iterator[Expression]:
    if isinstance(rule.when, RowCondition):
        yield from rule.when.inputs
    elif rule.when is not None:
        yield rule.when
    yield from (part for part in (rule.unless, rule.require) if part is not None)


def met(
    rulebook: hocr_engine.Rulebook, given: Sequence[Mapping[str, object]]
) -> dict[str, tuple[Expression, Mapping[str, object]]]:
    """Give the conditions that incidents need, by their text, each with the names for one thing."""
    found: dict[str, tuple[Expression, Mapping[str, object]]] = {}
    for data in given:
        decision = rulebook.decide(rulebook.incident(data))
        for report in decision.reports:
            deliberation = Deliberation(rulebook.book, report.world)
            findings = (one for action in report.actions for one in action.findings.values())
            for finding in findings:
                role = rulebook.book.decisions[finding.decision].about
                about = rulebook.book.vocabulary.roles[role]
                names = Names(rulebook.book, about, finding.subject, deliberation.ask)
                for result in (one for topic in finding.topics for one in topic.results):
                    for part in _expressions(result.rule):
                        found.setdefault(part.at.text, (part, names))
    return found


def parsing(texts: Sequence[str], seconds: float) -> Compared:
    """Compare parsing with plain Lark on the same texts, those that it can read without help."""
    grammar = GRAMMAR[: GRAMMAR.index("%declare")] + _TERMINALS
    lark = Lark(grammar, parser="lalr", start="expression", propagate_positions=True)
    times = []
    for text in texts:
        try:
            lark.parse(text)
        except LarkError:
            continue
        ours = best(partial(parse, whole(Source(text))), seconds, 5)
        times.append((ours, best(partial(lark.parse, text), seconds, 5)))
    return Compared("parse", "plain Lark", tuple(times))


def evaluating(
    found: Mapping[str, tuple[Expression, Mapping[str, object]]], seconds: float
) -> Compared:
    """Compare the compiled evaluator with the tracing one over the facts of incidents."""
    times = [
        (
            best(partial(value_of, tree, names), seconds, 20),
            best(partial(trace, tree, names), seconds, 5),
        )
        for tree, names in found.values()
    ]
    return Compared("evaluate, compiled", "with every step", tuple(times))


def hand_written(seconds: float) -> Compared:
    """Compare the compiled evaluator with functions that say the same."""
    facts = plain(FACTS)
    assert isinstance(facts, dict)
    times = []
    for text, function in HAND_WRITTEN.items():
        tree, mistakes = parse(whole(Source(text)), FACTS)
        assert tree is not None, mistakes
        assert value_of(tree, facts) == plain(function(FACTS)), text
        ours = best(partial(value_of, tree, facts), seconds, 50)
        times.append((ours, best(partial(function, FACTS), seconds, 50)))
    return Compared("evaluate, compiled", "plain Python", tuple(times))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description="Measure the parsing and evaluation of conditions."
    )
    parser.add_argument("--seconds", type=float, default=0.05, help="how long to repeat each")
    parser.add_argument("--conditions", type=int, help="how many of the conditions to parse")
    parser.add_argument("--incidents", type=int, help="how many of the examples to take facts from")
    asked = parser.parse_args()
    rulebook = hocr_engine.load_rulebook()
    texts = list(dict.fromkeys(one.at.text for one in conditions(rulebook.book)))
    found = met(rulebook, incidents()[: asked.incidents])
    print(f"{len(texts)} conditions, {len(found)} met, Python {sys.version.split()[0]}")
    print(f"{'':24}{'of':>6}{'us each':>12}   {'beside':24}{'us each':>12}{'ratio':>10}")
    print(parsing(texts[: asked.conditions], asked.seconds).row())
    print(evaluating(found, asked.seconds).row())
    print(hand_written(asked.seconds).row())
    print("", *lines(asked.seconds), sep="\n")


if __name__ == "__main__":
    main()
